"""Hours week by week: a bar each, and a line where a share of the working week would be."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import (
    Picture,
    Table,
    element,
    label,
    number,
    percent,
    round_up,
    table,
)
from ridealong.report.words import _


@dataclass(frozen=True, slots=True)
class Week:
    """One week."""

    name: str
    """"31 Aug"."""
    minutes: int


def draw(weeks: Sequence[Week], working: int | None, target: float) -> Picture:
    """The weeks in order.

    Args:
        weeks: the oldest first.
        working: hours of a working week; None: not known, and no line.
        target: the share of them at which the line is drawn.
    """
    wanted = working * target if working else None
    end = round_up(1.08 * max([wanted or 0.0, *(w.minutes / 60 for w in weeks)]))
    step = (plot.RIGHT - plot.LEFT) / max(1, len(weeks))
    parts = [_grid(0, end), _grid(end / 2, end), _grid(end, end)]
    places = [plot.LEFT + (i + 0.5) * step for i in range(len(weeks))]
    for place, week in zip(places, weeks, strict=True):
        parts.append(_bar(place, step, week, end))
    if wanted:
        parts.append(_wanted(wanted, end))
    for i in sorted({0, len(weeks) - 1}) if weeks else ():
        anchor = "start" if i == 0 else "end"
        parts.append(plot.below(weeks[i].name, plot.LEFT if i == 0 else plot.RIGHT, anchor))
    says = _("Hours of coaching, week by week: {told}").format(
        told=", ".join(f"{w.name} {w.minutes / 60:.1f}" for w in weeks)
    )
    return Picture(plot.picture("".join(parts), says), says, _table(weeks, working))


def _grid(hours: float, end: float) -> str:
    y = plot.up(hours / end)
    line = element("line", class_="grid", x1=percent(plot.LEFT), x2=percent(plot.RIGHT), y1=y, y2=y)
    name = f"{number(hours)} h" if hours == end else number(hours)
    return line + label(name, "0", float(y) + 4)


def _bar(place: float, step: float, week: Week, end: float) -> str:
    top = float(plot.up(week.minutes / 60 / end))
    title = element("title", f"{week.name}: {week.minutes / 60:.1f} h")
    return element(
        "rect",
        title,
        class_="hours",
        x=percent(place - 0.3 * step),
        width=percent(0.6 * step),
        y=number(top),
        height=number(plot.TOP + plot.HEIGHT - top),
    )


def _wanted(wanted: float, end: float) -> str:
    y = plot.up(wanted / end)
    return element(
        "line", class_="wanted", x1=percent(plot.LEFT), x2=percent(plot.RIGHT), y1=y, y2=y
    )


def _table(weeks: Sequence[Week], working: int | None) -> Table:
    head = [_("Week of"), _("Hours")] + ([_("Of working time")] if working else [])
    rows = [
        [w.name, f"{w.minutes / 60:.1f}"]
        + ([f"{100 * w.minutes / 60 / working:.0f} %"] if working else [])
        for w in reversed(weeks)
    ]
    return table(head, rows)
