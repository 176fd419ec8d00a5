"""The open deals of each stage as a bar, beside the own past as a band and the team as a line.

What both sides did their part for is filled; what only we did ours for is the outlined end of the
bar. Counts begin at 0; the rows share one scale, so that they may be read against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures.svg import Picture, Table, element, label, number, percent, table
from ridealong.report.words import _

HEIGHT = 40
_TOP, _BAR = 12, 16
_OVER = 8
"""How far the lines of the scale reach past a row, so that they join from row to row."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_MOST_LINES = 4
_ROOM_FOR_WORDS = 1.66
"""How much longer the scale is than what words stand behind: a bar, a band, a line."""
_ROOM_FOR_COUNT = 1.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stage."""

    name: str
    both: int
    """Open deals of which both sides did their part so far, or which are not held up by ours."""
    half: int = 0
    """Open deals of which we did our part of the gate, and the customer not yet."""
    usual: tuple[float, float] | None = None
    """Between which counts eight of ten of the own weeks lay; None where that is not known."""
    team: tuple[float, float] | None = None
    """The same of the others in the team."""
    note: tuple[str, ...] = ()
    """At most two short lines behind the bar: "fuller than usual,", "two weeks running"."""

    @property
    def count(self) -> int:
        """All that are open there."""
        return self.both + self.half


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `end`, with a line at every `step`."""

    end: float
    step: int

    @classmethod
    def of(cls, bars: Sequence[Bar]) -> "Scale":
        """Long enough for every bar, band and line, and for the words behind the bars."""
        reach = max([_reach(bar) for bar in bars] + [2.0])
        step = next((s for s in _STEPS if s * _MOST_LINES >= reach), _STEPS[-1])
        return cls(reach, step)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Where the lines stand, beginning with 0."""
        return tuple(range(0, int(self.end) + 1, self.step))

    def at(self, value: float) -> str:
        """The place of a count, in percent."""
        return percent(value / self.end)


def draw(bar: Bar, scale: Scale) -> str:
    """One row of 40 px height; positions across are percent."""
    parts = [_line(scale, tick) for tick in scale.ticks]
    if bar.usual:
        parts.append(_band(scale, *bar.usual))
    parts += [_filled(scale, bar), _half(scale, bar)]
    if bar.team:
        parts.append(_team(scale, *bar.team))
    parts.append(_words(scale, bar))
    return element(
        "svg",
        "".join(parts),
        class_="stage-bar",
        width="100%",
        height=str(HEIGHT),
        role="img",
        aria_label=says(bar),
    )


def small(bar: Bar, scale: Scale) -> str:
    """The same in 20 px, without words and lines of a scale, for a list of people."""
    parts = [element("line", class_="axis", x1="0", x2="0", y1="1", y2="19")]
    if bar.usual:
        parts.append(_band(scale, *bar.usual, top=2, height=16))
    parts += [_filled(scale, bar, top=6, height=8), _half(scale, bar, top=6, height=8)]
    return element(
        "svg",
        "".join(parts),
        class_="stage-bar small",
        width="100%",
        height="20",
        role="img",
        aria_label=says(bar),
    )


def axis(scale: Scale) -> str:
    """The names of the lines, for the head of the column."""
    names = "".join(
        label(str(tick), scale.at(tick), 11, text_anchor="middle" if tick else "start")
        for tick in scale.ticks
    )
    return element("svg", names, class_="stage-axis", width="100%", height="14", aria_hidden="true")


def picture(bars: Sequence[Bar]) -> Picture:
    """All rows below each other, with their table."""
    scale = Scale.of(bars)
    rows = "".join(
        element("svg", draw(bar, scale), y=number(i * (HEIGHT + 2 * _OVER)), overflow="visible")
        for i, bar in enumerate(bars)
    )
    height = len(bars) * (HEIGHT + 2 * _OVER)
    svg = element("svg", rows, width="100%", height=str(height))
    return Picture(svg, " ".join(f"{says(bar)}." for bar in bars), as_table(bars))


def says(bar: Bar) -> str:
    """One row in a sentence: "Proposal: 11 open, 6 of them half gates, usual 3 to 7"."""
    told = [_("{stage}: {n} open").format(stage=bar.name, n=bar.count)]
    if bar.half:
        told.append(_("{n} of them half gates").format(n=bar.half))
    if bar.usual:
        told.append(_("usual {band}").format(band=band_words(bar.usual)))
    if bar.team:
        told.append(_("team {band}").format(band=band_words(bar.team)))
    if bar.note:
        told.append(" ".join(bar.note))
    return ", ".join(told)


def as_table(bars: Sequence[Bar]) -> Table:
    """What is drawn, in figures."""
    head = (_("Stage"), _("Open"), _("Half gates"), _("Usual"), _("Team"), _("In words"))
    return table(
        head,
        [
            (
                bar.name,
                str(bar.count),
                str(bar.half),
                band_words(bar.usual) if bar.usual else _("not enough to tell"),
                band_words(bar.team) if bar.team else _("not enough to tell"),
                " ".join(bar.note),
            )
            for bar in bars
        ],
    )


def band_words(band: tuple[float, float]) -> str:
    """A band in whole deals.

    >>> band_words((3.0, 7.2))
    '3 to 7'
    """
    low, high = round(band[0]), round(band[1])
    return str(low) if low == high else _("{low} to {high}").format(low=low, high=high)


def _reach(bar: Bar) -> float:
    words = _end(bar) * _ROOM_FOR_WORDS if bar.note else bar.count * _ROOM_FOR_COUNT
    return max(words, bar.count + 0.6, _end(bar) * 1.04)


def _end(bar: Bar) -> float:
    """How far anything reaches that is drawn."""
    return max([float(bar.count), *(band[1] for band in (bar.usual, bar.team) if band)])


def _line(scale: Scale, tick: int) -> str:
    kind = "grid" if tick else "axis"
    at = scale.at(tick)
    return element("line", class_=kind, x1=at, x2=at, y1=f"-{_OVER}", y2=str(HEIGHT + _OVER))


def _band(scale: Scale, low: float, high: float, top: int = 3, height: int = HEIGHT - 6) -> str:
    # A band of one count is still a band: it is never narrower than a quarter of a deal.
    low, high = (low, high) if high - low >= 0.25 else (max(0.0, low - 0.125), high + 0.125)
    width = percent((high - low) / scale.end)
    return element(
        "rect", class_="usual", x=scale.at(low), width=width, y=str(top), height=str(height)
    )


def _filled(scale: Scale, bar: Bar, top: int = _TOP, height: int = _BAR) -> str:
    if not bar.both:
        return ""
    return element(
        "rect", class_="both", x="0", width=scale.at(bar.both), y=str(top), height=str(height)
    )


def _half(scale: Scale, bar: Bar, top: int = _TOP, height: int = _BAR) -> str:
    """Drawn within its place, so that the outline makes no bar longer than it is."""
    if not bar.half:
        return ""
    return element(
        "rect",
        class_="half",
        x=scale.at(bar.both),
        width=percent(bar.half / scale.end),
        y=number(top + 0.5),
        height=str(height - 1),
    )


def _team(scale: Scale, low: float, high: float) -> str:
    y = str(HEIGHT - 7)
    return element("line", class_="team", x1=scale.at(low), x2=scale.at(high), y1=y, y2=y)


def _words(scale: Scale, bar: Bar) -> str:
    parts = [label(str(bar.count), scale.at(bar.count), 24.5, class_="count", dx="6")]
    places = (24.5,) if len(bar.note) == 1 else (17.0, 32.0)
    gap = 12 + 9 * len(str(bar.count)) if _end(bar) == bar.count else 10
    parts += [
        label(line, scale.at(_end(bar)), y, class_="note", dx=str(gap))
        for line, y in zip(bar.note[:2], places, strict=False)
    ]
    return "".join(parts)
