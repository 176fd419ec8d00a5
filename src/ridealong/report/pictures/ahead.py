"""From where somebody began to where they want to be: a dashed line, for it promises nothing.

Across stands time, evenly; upwards the share. Where it began is hollow, today solid with its bar,
and what is wanted an open square at its day.
"""

from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import Picture, element, label, number, percent, table
from ridealong.report.words import _

_LEFT, _RIGHT = plot.LEFT + 0.02, 0.89
_HALF = 4.5
"""Pixels: half of the square's side."""


@dataclass(frozen=True, slots=True)
class Today:
    """Where it stands."""

    share: float
    low: float
    high: float
    text: str
    """"57"."""


def draw(
    began: float | None,
    today: Today | None,
    wanted: float,
    gone: float,
    *,
    days: tuple[str, str, str],
    says: str,
) -> Picture:
    """The picture with its table.

    Args:
        began: the share when it was written down.
        today: hatched where there is not enough to tell.
        wanted: the share at the end.
        gone: the part of the time that has gone, 0 to 1.
        days: of beginning, today and end, in words.
        says: the same in a sentence.
    """
    now = _LEFT + (_RIGHT - _LEFT) * min(0.85, max(0.0, gone))
    parts = [plot.ground(100, 75, 50, 25, 0)]
    if began is not None:
        parts.append(plot.dot(_LEFT, began, "began", days[0]))
    parts += [_line(now, today, wanted), _square(wanted)]
    parts.append(_today(now, today) if today else plot.hatching(now))
    parts += [plot.below(days[0], plot.LEFT, "start"), plot.below(days[2], plot.RIGHT, "end")]
    rows = [
        (_("Began, {day}").format(day=days[0]), _share(began)),
        (_("Today"), _share(today.share if today else None)),
        (_("Wanted, {day}").format(day=days[2]), _share(wanted)),
    ]
    head = (_("When"), _("Share"))
    return Picture(plot.picture("".join(parts), says), says, table(head, rows))


def _line(now: float, today: Today | None, wanted: float) -> str:
    if today is None:
        return ""
    return element(
        "line",
        class_="ahead",
        x1=percent(now),
        y1=plot.up(today.share),
        x2=percent(_RIGHT),
        y2=plot.up(wanted),
    )


def _square(wanted: float) -> str:
    side, y = number(2 * _HALF), float(plot.up(wanted)) - _HALF
    box = element("rect", class_="began", x="-4.5", y=number(y), width=side, height=side)
    name = label(f"{100 * wanted:.0f}", "0", y + _HALF + 4, class_="now", dx="10")
    return element("svg", box + name, x=percent(_RIGHT), y="0", overflow="visible")


def _today(now: float, today: Today) -> str:
    name = label(today.text, percent(now), float(plot.up(today.share)) + 4, class_="now", dx="10")
    return plot.bar(now, today.low, today.high) + plot.dot(now, today.share, "dot") + name


def _share(share: float | None) -> str:
    if share is None:
        return _("not enough to tell")
    return _("{n} %").format(n=f"{100 * share:.0f}")
