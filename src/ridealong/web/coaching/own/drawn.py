"""Pictures of what people say of themselves: a line over check-ins, a dot with its box of error."""

from collections.abc import Sequence
from itertools import pairwise

from ridealong.coaching.styles import Axis
from ridealong.report.pictures.svg import element, label, number, percent
from ridealong.report.words import _

_LOW, _HIGH = 1.0, 5.0
_HEIGHT = 44
_SIDE = 240.0


def line(values: Sequence[float], name: str) -> str:
    """One's own line in an area: a dot a check-in, from "not at all" below to "completely" above.

    Args:
        values: 1 to 5, the oldest first.
        name: of the area, said in its place.
    """
    at = [((i + 0.5) / len(values), _HEIGHT - 6 - 32 * _share(v)) for i, v in enumerate(values)]
    middle = number(_HEIGHT / 2)
    parts = [element("line", class_="base", x1="0", x2="100%", y1=middle, y2=middle)]
    parts += [
        element("line", class_="joins", x1=percent(a), y1=number(y), x2=percent(b), y2=number(z))
        for (a, y), (b, z) in pairwise(at)
    ]
    parts += [element("circle", class_="dot", cx=percent(x), cy=number(y), r="3.5") for x, y in at]
    says = _("{name}: {n} check-ins, the last {value} on a scale of 1 to 5.").format(
        name=name, n=len(values), value=f"{values[-1]:.1f}"
    )
    return element(
        "svg",
        "".join(parts),
        class_="own-line",
        width="100%",
        height=_HEIGHT,
        role="img",
        aria_label=says,
    )


def field(axes: Sequence[Axis], names: Sequence[str], others: Sequence[Axis] = ()) -> str:
    """Four ways of talking as a field, with a dot and a box that is as wide as the error.

    Args:
        axes: how much one tells, and how much one turns to people; both with a value.
        names: of the four corners: above left, above right, below left, below right.
        others: the same as colleagues see it; a hollow dot with its box.
    """
    half = number(_SIDE / 2)
    parts = [
        element("rect", class_="edge", x="0.5", y="0.5", width=_SIDE - 1, height=_SIDE - 1),
        element("line", class_="base", x1=half, x2=half, y1="0", y2=number(_SIDE)),
        element("line", class_="base", y1=half, y2=half, x1="0", x2=number(_SIDE)),
    ]
    left, right, top, bottom = 8.0, _SIDE - 8, 18.0, _SIDE - 10
    corners = (
        (left, top, "start"),
        (right, top, "end"),
        (left, bottom, "start"),
        (right, bottom, "end"),
    )
    parts += [
        label(name, number(x), y, text_anchor=anchor)
        for name, (x, y, anchor) in zip(names, corners, strict=True)
    ]
    parts += [*_placed(axes, "own"), *(_placed(others, "others") if others else [])]
    says = _("Your own place, with its error: {across} to tell, {up} to people, of 1 to 5.").format(
        across=_told(axes[0]), up=_told(axes[1])
    )
    box = f"0 0 {number(_SIDE)} {number(_SIDE)}"
    return element(
        "svg", "".join(parts), class_="own-field", viewBox=box, role="img", aria_label=says
    )


def _placed(axes: Sequence[Axis], class_: str) -> list[str]:
    """A dot, and the box within which it may as well lie."""
    across, up = axes
    x, y = _SIDE * _share(across.value or 0), _SIDE * (1 - _share(up.value or 0))
    wide, high = (_SIDE * axis.error / (_HIGH - _LOW) for axis in (across, up))
    left, top = max(0.0, x - wide), max(0.0, y - high)
    right, bottom = min(_SIDE, x + wide), min(_SIDE, y + high)
    box = element(
        "rect",
        class_=f"error {class_}",
        x=number(left),
        y=number(top),
        width=number(right - left),
        height=number(bottom - top),
    )
    return [box, element("circle", class_=f"dot {class_}", cx=number(x), cy=number(y), r="5")]


def _share(value: float) -> float:
    return min(1.0, max(0.0, (value - _LOW) / (_HIGH - _LOW)))


def _told(axis: Axis) -> str:
    return f"{axis.value or 0:.1f} ± {axis.error:.1f}"
