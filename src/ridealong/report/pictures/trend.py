"""A behaviour over calls: single calls hollow, the own past grey, the last six solid with a bar.

The single calls are not joined: a line would promise a path. They stand in their order, evenly, for
the days between two calls say nothing about them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import Picture, element, label, table
from ridealong.report.words import _

MOST = 18
"""Single calls in the picture; the table has them all."""
_FIRST, _END, _LAST = plot.LEFT + 0.015, 0.80, 0.89


@dataclass(frozen=True, slots=True)
class Call:
    """One single call."""

    day: str
    share: float | None
    """None where it carries no share of its own."""
    counted: str
    """"6 of 14"."""


@dataclass(frozen=True, slots=True)
class Six:
    """The last six calls together."""

    share: float
    low: float
    high: float
    text: str
    """"57"."""


def draw(
    calls: Sequence[Call], usual: tuple[float, float] | None, six: Six | None, says: str
) -> Picture:
    """The trend with its table.

    Args:
        calls: the oldest first.
        usual: between which shares the earlier calls usually lay.
        six: hatched where there is not enough to tell.
        says: the same in a sentence.
    """
    shown = [c for c in calls if c.share is not None][-MOST:]
    parts = [plot.ground(100, 75, 50, 25, 0)]
    if usual:
        parts.append(plot.band(*usual, end=plot.RIGHT))
    parts += _singles(shown)
    parts += [_six(six) if six else plot.hatching(_LAST), plot.below(_("last 6"), _LAST)]
    rows = [
        (
            c.day,
            _("too few") if c.share is None else _("{n} %").format(n=f"{100 * c.share:.0f}"),
            c.counted,
        )
        for c in reversed(calls)
    ]
    head = (_("Call of"), _("Share"), _("Counted"))
    return Picture(plot.picture("".join(parts), says), says, table(head, rows))


def _singles(shown: Sequence[Call]) -> list[str]:
    step = (_END - _FIRST) / max(1, len(shown) - 1)
    places = [_FIRST + i * step for i in range(len(shown))]
    dots = [
        plot.dot(place, call.share or 0.0, "began", f"{call.day}: {call.counted}")
        for place, call in zip(places, shown, strict=True)
    ]
    if shown:
        dots.append(plot.below(shown[0].day, plot.LEFT, "start"))
    if len(shown) > 1:
        dots.append(plot.below(shown[-1].day, places[-1] + 0.01, "end"))
    return dots


def _six(six: Six) -> str:
    name = label(
        six.text, f"{100 * _LAST:.0f}%", float(plot.up(six.share)) + 4, class_="now", dx="10"
    )
    return element(
        "g",
        plot.bar(_LAST, six.low, six.high) + plot.dot(_LAST, six.share, "dot") + name,
        class_="six",
    )
