"""What was taken on, over the calls before and since: single calls hollow, where they stand solid.

A vertical line says when it was agreed, a dashed one across what was wanted. The single calls are
not joined: a line would promise a path. They stand in their order, evenly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import Picture, element, label, percent, table
from ridealong.report.words import _

MOST = 20
"""Single calls in the picture; the table has them all."""
_FIRST, _END, _LAST = plot.LEFT + 0.015, 0.80, 0.89


@dataclass(frozen=True, slots=True)
class Point:
    """One call, or one week."""

    day: str
    share: float
    """Of the scale, 0 to 1."""
    says: str
    """"6 of 14"."""
    since: bool
    """Whether it came after the agreement."""


@dataclass(frozen=True, slots=True)
class Now:
    """Those since, together."""

    share: float
    low: float
    high: float
    text: str
    """"57"."""


def draw(
    points: Sequence[Point],
    wanted: float,
    now: Now | None,
    *,
    agreed: str,
    says: str,
    head: tuple[str, str, str],
    lines: tuple[int, ...] = (100, 75, 50, 25, 0),
) -> Picture:
    """The picture with its table.

    Args:
        points: the oldest first.
        wanted: the target, on the same scale.
        now: hatched where there is not enough to tell.
        agreed: what stands at the line: "agreed, 5 Nov".
        says: the same in a sentence.
        head: of the table.
        lines: of the scale, in percent of it; none for counts.
    """
    shown = points[-MOST:]
    parts = [plot.ground(*lines), wanted_line(wanted), *_points(shown, agreed)]
    parts += [_now(now) if now else plot.hatching(_LAST), plot.below(_("since"), _LAST)]
    rows = [(p.day, p.says, _("since") if p.since else _("before")) for p in reversed(points)]
    return Picture(plot.picture("".join(parts), says), says, table(head, rows))


def _points(shown: Sequence[Point], agreed: str) -> list[str]:
    step = (_END - _FIRST) / max(1, len(shown) - 1)
    places = [_FIRST + i * step for i in range(len(shown))]
    dots = [_line(_parting(shown, places, step), agreed)]
    dots += [
        plot.dot(place, point.share, "began", f"{point.day}: {point.says}")
        for place, point in zip(places, shown, strict=True)
    ]
    if shown:
        dots.append(plot.below(shown[0].day, plot.LEFT, "start"))
    if len(shown) > 1:
        dots.append(plot.below(shown[-1].day, places[-1] + 0.01, "end"))
    return dots


def _parting(shown: Sequence[Point], places: Sequence[float], step: float) -> float:
    """Where the agreement stands: between the last before and the first since."""
    before = sum(not p.since for p in shown)
    if not before:
        return plot.LEFT + 0.004
    return min(places[before - 1] + min(step / 2, 0.03), _END + 0.02)


def _line(place: float, agreed: str) -> str:
    at = percent(place)
    line = element("line", class_="agreed", x1=at, x2=at, y1=plot.up(1), y2=plot.up(0))
    right = place < 0.6
    name = label(
        agreed, at, plot.TOP - 5, text_anchor="start" if right else "end", dx="2" if right else "-2"
    )
    return line + name


def wanted_line(share: float) -> str:
    """What was agreed on, across the picture."""
    y = plot.up(share)
    return element(
        "line",
        class_="wanted",
        x1=percent(plot.LEFT),
        x2=percent(plot.RIGHT),
        y1=y,
        y2=y,
    )


def _now(now: Now) -> str:
    at, y = percent(_LAST), float(plot.up(now.share)) + 4
    name = label(now.text, at, y, class_="now", dx="10")
    bar = plot.bar(_LAST, now.low, now.high) + plot.dot(_LAST, now.share, "dot")
    return element("g", bar + name, class_="six")
