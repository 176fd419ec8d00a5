"""A share week by week: a dot for each week, with how far such a count swings by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import Picture, label, percent, table
from ridealong.report.words import _


@dataclass(frozen=True, slots=True)
class Week:
    """One week; hatched where nothing may be told of it."""

    name: str
    """"31 Aug"."""
    counted: str
    """"14 of 18"; empty where nothing is told."""
    share: float = 0.0
    low: float = 0.0
    high: float = 0.0


def draw(weeks: Sequence[Week], what: str, says: str) -> Picture:
    """The weeks in order.

    Args:
        weeks: the oldest first.
        what: the head of the column of shares in the table.
        says: the same in a sentence.
    """
    step = (plot.RIGHT - plot.LEFT) / max(1, len(weeks))
    places = [plot.LEFT + (i + 0.5) * step for i in range(len(weeks))]
    parts = [plot.ground(100, 50, 0)]
    for place, week in zip(places, weeks, strict=True):
        parts.append(_week(place, week))
    parts += _names(places, weeks)
    rows = [
        (w.name, w.counted or _("not told"), _interval(w) if w.counted else "")
        for w in reversed(weeks)
    ]
    head = (_("Week of"), what, _("95 % interval"))
    return Picture(plot.picture("".join(parts), says), says, table(head, rows))


def _week(place: float, week: Week) -> str:
    if not week.counted:
        return plot.hatching(place)
    return plot.bar(place, week.low, week.high) + plot.dot(
        place, week.share, "dot", f"{week.name}: {week.counted}"
    )


def _names(places: Sequence[float], weeks: Sequence[Week]) -> list[str]:
    """The first, the middle and the last week by name; the last also by its count."""
    if not weeks:
        return []
    last = len(weeks) - 1
    named = [plot.below(weeks[i].name, places[i]) for i in sorted({0, last // 2} - {last})]
    named.append(plot.below(weeks[last].name, plot.RIGHT, "end"))
    if weeks[last].counted:
        now = _("{counted} now").format(counted=weeks[last].counted)
        above = plot.TOP - 4
        named.append(label(now, percent(plot.RIGHT), above, class_="now", text_anchor="end"))
    return named


def _interval(week: Week) -> str:
    return f"{100 * week.low:.0f}–{100 * week.high:.0f} %"
