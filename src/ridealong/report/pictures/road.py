"""The road: one conversation from left to right, a lane a person, customers above, us below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from ridealong.analysis.model import Placed
from ridealong.report.cast import ABOVE, Cast, Voice
from ridealong.report.pictures.svg import Picture, Table, element, label, number, percent, table
from ridealong.report.words import _, clock, length, ngettext, seconds

MOST_LANES = 6
_STEPS_S = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 86400)
_MOST_TICKS = 9
_NARROWEST = 0.0012
"""Share of the width below which a bar could not be seen."""
_LABELS_APART = 0.02


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the road."""

    name: str
    tone: str
    voices: frozenset[str]
    """Ids of those who share it: one, or all who found no lane of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The turns that a point rests on, with its number."""

    name: str
    href: str
    turns: tuple[int, ...]


class Road:
    """Everything that the drawing and the page around it need to know.

    Args:
        cast: who speaks.
        placed: where each turn lies, in seconds.
        marks: the points of the page.
        clocked: False where no turn has a time, so that minutes would be invented.
    """

    def __init__(
        self,
        cast: Cast,
        placed: Sequence[Placed],
        marks: Iterable[Mark] = (),
        *,
        clocked: bool = True,
    ) -> None:
        self.cast = cast
        self.placed = placed
        self.marks = tuple(marks)
        self.clocked = clocked
        self.estimated = bool(placed) and all(p.estimated for p in placed)
        last = max((p.end_s for p in placed), default=0.0)
        self.duration_s = max(last, cast.conversation.duration_s or 0.0) or 1.0

    @cached_property
    def by_turn(self) -> Mapping[int, Placed]:
        return {p.turn: p for p in self.placed}

    @cached_property
    def spoken_s(self) -> Mapping[str, float]:
        """Seconds placed for each voice, talk at the same time counted for both."""
        spoken: dict[str, float] = defaultdict(float)
        for p in self.placed:
            spoken[self.voice(p).id] += max(0.0, p.end_s - p.start_s)
        return spoken

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """At most six: those who spoke most have their own, all others share the last."""
        voices = [v for v in self.cast.lanes if v.id in self.spoken_s]
        if len(voices) <= MOST_LANES:
            return tuple(Lane(v.short, v.tone, frozenset({v.id})) for v in voices)
        longest = sorted(voices, key=lambda v: (v.pseudo, -self.spoken_s[v.id]))
        own = {v.id for v in longest[: MOST_LANES - 1]}
        lanes = [Lane(v.short, v.tone, frozenset({v.id})) for v in voices if v.id in own]
        folded = _others([v for v in voices if v.id not in own])
        return tuple(sorted((*lanes, folded), key=lambda lane: ABOVE[lane.tone]))

    @cached_property
    def ticks(self) -> tuple[tuple[float, str, int], ...]:
        """Place (0 to 1), lettering and turn of each mark below the lanes."""
        if not self.clocked:
            quarters = (_("start"), _("a quarter"), _("half"), _("three quarters"))
            places = [(i / 4, text) for i, text in enumerate(quarters)]
        else:
            fits = (s for s in _STEPS_S if self.duration_s / s <= _MOST_TICKS)
            step = next(fits, _STEPS_S[-1])
            n = int(self.duration_s // step) + 1
            places = [(i * step / self.duration_s, clock(i * step)) for i in range(n)]
            places = [p for p in places if p[0] <= 0.97]
        return tuple((share, text, self.turn_at(share)) for share, text in places)

    def turn_at(self, share: float) -> int:
        """The first turn that is not over at this place."""
        at_s = share * self.duration_s
        later = (p.turn for p in self.placed if p.end_s > at_s)
        return next(later, self.placed[-1].turn if self.placed else 0)

    def voice(self, placed: Placed) -> Voice:
        return self.cast.voice(self.cast.conversation.turns[placed.turn].speaker)


def _others(voices: Sequence[Voice]) -> Lane:
    """One lane for those who have none of their own; in colour where all are on one side."""
    tones = {v.tone for v in voices if not v.pseudo}
    name = _("{n} others").format(n=len(voices))
    tone = tones.pop() if len(tones) == 1 else "none"
    return Lane(name, tone, frozenset(v.id for v in voices))


def draw(road: Road) -> Picture:
    """The lanes as a drawing, hidden from screen readers: the caption and the table say it."""
    top, pitch, bar = (22, 34, 18) if len(road.lanes) <= 2 else (22, 24, 13)
    bed = pitch * max(1, len(road.lanes))
    parts = [
        _hatch() if road.estimated else "",
        element(
            "rect", class_="bed", x="0", width="100%", y=number(top), height=number(bed), rx="2"
        ),
        _marks(road, top, bed),
        element("rect", class_="guess", x="0", width="100%", y=number(top), height=number(bed))
        if road.estimated
        else "",
        *(_rule(road, i, top + i * pitch) for i in range(1, len(road.lanes))),
        *(
            _bars(road, lane, top + i * pitch + (pitch - bar) / 2, bar)
            for i, lane in enumerate(road.lanes)
        ),
        element(
            "line",
            class_="now",
            x1="0",
            x2="0",
            y1=number(top - 4),
            y2=number(top + bed + 4),
            visibility="hidden",
        ),
    ]
    svg = element(
        "svg",
        "".join(parts),
        class_="lanes-svg",
        width="100%",
        height=number(top + bed + 6),
        aria_hidden="true",
        focusable="false",
    )
    return Picture(svg, says(road), _table(road))


def draw_ticks(road: Road) -> str:
    """The minutes, each a link to the turn that is spoken then: the keyboard's way in."""
    last = len(road.ticks) - 1
    marks = "".join(
        element(
            "a",
            element("line", class_="tick", x1=percent(share), x2=percent(share), y1="0", y2="5")
            + label(
                text,
                percent(share),
                19,
                text_anchor="start" if i == 0 else "middle",
                class_="minor" if i % 2 and last > 3 else None,
            ),
            href=f"#t{turn}",
            aria_label=_("Transcript from {place}").format(place=text),
        )
        for i, (share, text, turn) in enumerate(road.ticks)
    )
    return element(
        "svg",
        marks,
        class_="ticks-svg",
        width="100%",
        height="24",
        role="group",
        aria_label=_("Minutes"),
    )


def says(road: Road) -> str:
    """The picture in one sentence."""
    told = [
        ngettext("{who} in {n} turn", "{who} in {n} turns", n).format(who=lane.name, n=n)
        for lane in road.lanes
        for n in [sum(1 for p in road.placed if road.voice(p).id in lane.voices)]
    ]
    if not told:
        return _("Nothing was said.")
    return _("The talk from left to right, one lane each: {lanes}.").format(lanes=", ".join(told))


def _table(road: Road) -> Table:
    rows = []
    for lane in road.lanes:
        turns = [p for p in road.placed if road.voice(p).id in lane.voices]
        spoken_s = sum(road.spoken_s[v] for v in lane.voices)
        first, last = min(p.start_s for p in turns), max(p.end_s for p in turns)
        known = not any(p.estimated for p in turns)
        rows.append(
            (
                lane.name,
                str(len(turns)),
                seconds(spoken_s) if known else _("about {time}").format(time=length(spoken_s)),
                clock(first) if road.clocked else "",
                clock(last) if road.clocked else "",
            )
        )
    return table((_("Who"), _("Turns"), _("Spoken"), _("First"), _("Last")), rows)


def _bars(road: Road, lane: Lane, y: float, height: float) -> str:
    bars = "".join(
        _bar(road, p, mixed=not road.estimated)
        for p in road.placed
        if road.voice(p).id in lane.voices
    )
    return element(
        "svg",
        bars,
        class_=f"lane {lane.tone}",
        x="0",
        y=number(y),
        width="100%",
        height=number(height),
    )


def _bar(road: Road, placed: Placed, *, mixed: bool) -> str:
    """Written out by hand: there may be thousands of them."""
    start = min(placed.start_s / road.duration_s, 1 - _NARROWEST)
    width = max(_NARROWEST, (placed.end_s - placed.start_s) / road.duration_s)
    who = escape(road.voice(placed).short)
    title = f"{clock(placed.start_s)} {who}" if road.clocked else who
    kind = ' class="e"' if placed.estimated and mixed else ""
    return (
        f'<a href="#t{placed.turn}" tabindex="-1"><rect{kind} x="{percent(start)}" '
        f'width="{percent(min(width, 1 - start))}" height="100%" rx="1">'
        f"<title>{title}</title></rect></a>"
    )


def _marks(road: Road, top: float, bed: float) -> str:
    """Yellow behind the turns of each point, its number above; close numbers are joined."""
    bands, labels = [], []
    for mark in road.marks:
        spans = _spans([road.by_turn[t] for t in mark.turns if t in road.by_turn])
        for start_s, end_s in spans:
            start, width = start_s / road.duration_s, (end_s - start_s) / road.duration_s
            bands.append(
                element(
                    "rect",
                    class_="mark",
                    x=percent(start - 0.002),
                    width=percent(width + 0.004),
                    y=number(top - 4),
                    height=number(bed + 8),
                )
            )
        if spans:
            labels.append((spans[0][0] / road.duration_s, mark))
    return "".join(bands) + "".join(_numbers(labels))


def _numbers(labels: list[tuple[float, Mark]]) -> Iterable[str]:
    shown: list[tuple[float, list[Mark]]] = []
    for place, mark in sorted(labels, key=lambda item: item[0]):
        if shown and place - shown[-1][0] < _LABELS_APART:
            shown[-1][1].append(mark)
        else:
            shown.append((place, [mark]))
    for place, marks in shown:
        text = ", ".join(m.name for m in marks)
        yield element(
            "a", label(text, percent(place), 13, class_="no"), href=marks[0].href, tabindex="-1"
        )


def _spans(placed: Sequence[Placed]) -> list[tuple[float, float]]:
    """Stretches of time; neighbours less than ten seconds apart are one."""
    spans: list[tuple[float, float]] = []
    for p in sorted(placed, key=lambda p: p.start_s):
        if spans and p.start_s - spans[-1][1] < 10:
            spans[-1] = (spans[-1][0], max(spans[-1][1], p.end_s))
        else:
            spans.append((p.start_s, p.end_s))
    return spans


def _rule(road: Road, below: int, y: float) -> str:
    """The broken line between their lanes and ours, a hair line between others."""
    ours = {"us", "coach"}
    middle = (road.lanes[below].tone in ours) != (road.lanes[below - 1].tone in ours)
    middle = middle or len(road.lanes) == 2
    return element(
        "line", class_="middle" if middle else "hair", x1="0", x2="100%", y1=number(y), y2=number(y)
    )


def _hatch() -> str:
    """Slanted lines over the bed: no place in it is measured."""
    line = element("path", d="M-2 8 8-2M0 10 10 0", class_="hatch-line")
    pattern = element(
        "pattern", line, id="estimated", width="8", height="8", patternUnits="userSpaceOnUse"
    )
    return element("defs", pattern)
