"""The strip: one figure on its scale, with interval, norm and reference; hatched where withheld.

Over several calls it also shows the own past: where it began, and where it usually lies.
"""

from dataclasses import dataclass

from ridealong.report.pictures.svg import element, number, percent, round_up

HEIGHT = 20
_MIDDLE = number(HEIGHT / 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `end`, in the measure's own unit."""

    end: float

    @classmethod
    def of(cls, unit_is_share: bool, *values: float | None) -> "Scale":  # noqa: FBT001
        """The full scale for shares; for all else from 0 to a round end past all values."""
        known = [v for v in values if v is not None]
        return cls(1.0 if unit_is_share else round_up(1.08 * max(known, default=0.0)))

    def at(self, value: float) -> str:
        return percent(value / self.end)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure is seen beside: a norm of our own, or somebody's reference."""

    low: float | None
    high: float | None
    is_norm: bool


def draw(
    scale: Scale,
    value: float | None,
    says: str,
    *,
    low: float | None = None,
    high: float | None = None,
    beside: tuple[Beside, ...] = (),
    began: float | None = None,
    usual: tuple[float, float] | None = None,
) -> str:
    """A strip of 20 px height.

    Args:
        scale: from 0 to its end.
        value: where the dot stands; None hatches the strip.
        says: read out in its place.
        low: lower end of the bar behind the dot; no bar without both ends.
        high: upper end.
        beside: norms and references.
        began: a hollow dot, where it lay before.
        usual: a grey band, where it usually lies.
    """
    parts = [_usual(scale, *usual)] if usual else []
    parts.append(element("line", class_="base", x1="0", x2="100%", y1=_MIDDLE, y2=_MIDDLE))
    if value is None:
        parts += _hatching()
    else:
        parts += [_reference(scale, b) for b in beside if not b.is_norm]
        parts += [_interval(scale, low, high), _began(scale, began), _dot(scale, value)]
        parts += [_norm(scale, b) for b in beside if b.is_norm]
    return element(
        "svg",
        "".join(parts),
        class_="strip",
        width="100%",
        height=str(HEIGHT),
        role="img",
        aria_label=says,
    )


def _dot(scale: Scale, value: float) -> str:
    return element("circle", class_="dot", cx=scale.at(value), cy=_MIDDLE, r="3.6")


def _interval(scale: Scale, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return element(
        "line", class_="interval", x1=scale.at(low), x2=scale.at(high), y1=_MIDDLE, y2=_MIDDLE
    )


def _began(scale: Scale, value: float | None) -> str:
    if value is None:
        return ""
    return element("circle", class_="began", cx=scale.at(value), cy=_MIDDLE, r="3.6")


def _usual(scale: Scale, low: float, high: float) -> str:
    width = percent((high - low) / scale.end)
    return element(
        "rect", class_="usual", x=scale.at(low), width=width, y="2", height=number(HEIGHT - 4)
    )


def _norm(scale: Scale, beside: Beside) -> str:
    """Each end of a norm is a line; one that is only a floor or a ceiling has one."""
    return "".join(
        element("line", class_="norm", x1=scale.at(end), x2=scale.at(end), y1="0", y2=str(HEIGHT))
        for end in dict.fromkeys((beside.low, beside.high))
        if end is not None and 0 < end <= scale.end
    )


def _reference(scale: Scale, beside: Beside) -> str:
    """A thin line under the mark, since it comes second; one end alone is a short tick."""
    if beside.low is not None and beside.high is not None:
        ends, top = (scale.at(beside.low), scale.at(beside.high)), "18.5"
    else:
        end = scale.at((beside.low if beside.high is None else beside.high) or 0.0)
        ends, top = (end, end), "14"
    return element("line", class_="reference", x1=ends[0], x2=ends[1], y1=top, y2="18.5")


def _hatching() -> list[str]:
    return [
        element("line", class_="hatch", x1=f"{x}%", x2=f"{x + 3}%", y1="14", y2="6")
        for x in range(10, 90, 5)
    ]
