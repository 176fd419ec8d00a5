"""The lanes of a road as a drawing: who spoke when, the points behind, the minutes below."""

from collections.abc import Iterable, Sequence
from html import escape

from ridealong.analysis.model import Placed
from ridealong.report.pictures.road import Lane, Mark, Road
from ridealong.report.pictures.stages import poles
from ridealong.report.pictures.svg import Picture, Table, element, label, number, percent, table
from ridealong.report.words import _, clock, length, ngettext, seconds

_NARROWEST = 0.0012
"""Share of the width below which a bar could not be seen."""
_LABELS_APART = 0.02
_ROOM_FOR_NUMBERS, _ROOM = 22, 6
"""Pixels above the lanes, with and without the numbers of points."""


def draw(road: Road) -> Picture:
    """The lanes as a drawing, hidden from screen readers: the caption and the table say it."""
    pitch, bar = (34, 18) if len(road.lanes) <= 2 else (24, 13)
    top = _ROOM_FOR_NUMBERS if road.marks else _ROOM
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
        poles(road.flags, 0, top + bed),
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
