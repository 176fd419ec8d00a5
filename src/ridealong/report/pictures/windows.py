"""A team over windows of weeks: each window's share with its bar, what was before grey, the target.

A window with too little in it, or with too few people, is hatched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.since import wanted_line
from ridealong.report.pictures.svg import Picture, table
from ridealong.report.words import _

_FIRST, _LAST = plot.LEFT + 0.04, 0.96


@dataclass(frozen=True, slots=True)
class Window:
    """Some weeks."""

    day: str
    share: float | None
    """None where there is not enough to tell."""
    low: float
    high: float
    says: str
    """"24 calls of 6 people"."""


def draw(
    windows: Sequence[Window], before: tuple[float, float] | None, wanted: float, says: str
) -> Picture:
    """The picture with its table.

    Args:
        windows: the oldest first.
        before: between which shares it lay the year before.
        wanted: the target.
        says: the same in a sentence.
    """
    step = (_LAST - _FIRST) / max(1, len(windows) - 1)
    parts = [plot.ground(100, 75, 50, 25, 0)]
    if before:
        parts.append(plot.band(*before, end=plot.RIGHT))
    parts.append(wanted_line(wanted))
    for i, window in enumerate(windows):
        parts.append(_window(_FIRST + i * step, window))
    if windows:
        parts.append(plot.below(windows[0].day, plot.LEFT, "start"))
    if len(windows) > 1:
        parts.append(plot.below(windows[-1].day, plot.RIGHT, "end"))
    rows = [(w.day, _share(w), w.says) for w in reversed(windows)]
    head = (_("Four weeks from"), _("Share"), _("Counted"))
    return Picture(plot.picture("".join(parts), says), says, table(head, rows))


def _window(place: float, window: Window) -> str:
    if window.share is None:
        return plot.hatching(place)
    mark = plot.dot(place, window.share, "dot", f"{window.day}: {window.says}")
    return plot.bar(place, window.low, window.high) + mark


def _share(window: Window) -> str:
    if window.share is None:
        return _("not enough to tell")
    low, high = (f"{100 * end:.0f}" for end in (window.low, window.high))
    return _("{n} %, {low}–{high}").format(n=f"{100 * window.share:.0f}", low=low, high=high)
