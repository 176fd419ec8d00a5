"""Talk over the course: who held the floor in each tenth of the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures.svg import Picture, element, label, number, percent, table
from ridealong.report.words import _

_TOP, _HEIGHT = 8, 96
_FILLED = 0.86
"""Of its tenth, how much a column takes."""


@dataclass(frozen=True, slots=True)
class Tenth:
    """One column."""

    name: str
    """"0:00" or "1": where it begins."""
    ours: float | None
    """Our share of what was spoken, 0 to 1; None where too little was."""


def draw(tenths: Sequence[Tenth], ours: str, theirs: str, tones: tuple[str, str]) -> Picture:
    """Ten columns, the lower part ours, the upper part theirs; hatched where nothing is told.

    Args:
        tenths: in order.
        ours: the name of the lower part.
        theirs: the name of the upper part.
        tones: the colour class of the lower and of the upper part.
    """
    step = 1 / max(1, len(tenths))
    columns = "".join(_column(i * step, step, t, tones) for i, t in enumerate(tenths))
    names = "".join(_name(i * step + 0.007, t.name) for i, t in enumerate(tenths) if i % 2 == 0)
    half = number(_TOP + _HEIGHT / 2)
    svg = element(
        "svg",
        columns + names + element("line", class_="half", x1="0", x2="100%", y1=half, y2=half),
        class_="tenths",
        width="100%",
        height=str(_TOP + _HEIGHT + 22),
        role="img",
        aria_label=_says(tenths, ours),
    )
    rows = [(t.name, *_shares(t)) for t in tenths]
    return Picture(svg, _says(tenths, ours), table((_("From"), ours, theirs), rows))


def _shares(tenth: Tenth) -> tuple[str, str]:
    if tenth.ours is None:
        return (_("not enough to tell"), _("not enough to tell"))
    return (f"{100 * tenth.ours:.0f} %", f"{100 * (1 - tenth.ours):.0f} %")


def _says(tenths: Sequence[Tenth], ours: str) -> str:
    told = ", ".join(_shares(t)[0] for t in tenths)
    return _("{ours} spoke, tenth by tenth: {told}").format(ours=ours, told=told)


def _column(place: float, step: float, tenth: Tenth, tones: tuple[str, str]) -> str:
    left, width = place + step * (1 - _FILLED) / 2, step * _FILLED
    if tenth.ours is None:
        return _bar("untold", left, width, 0, _HEIGHT)
    ours = _HEIGHT * min(1.0, max(0.0, tenth.ours))
    upper = _bar(f"upper {tones[1]}", left, width, 0, max(0.0, _HEIGHT - ours - 1))
    return upper + _bar(f"lower {tones[0]}", left, width, _HEIGHT - ours, ours)


def _bar(kind: str, left: float, width: float, down: float, height: float) -> str:
    return element(
        "rect",
        class_=kind,
        x=percent(left),
        width=percent(width),
        y=number(_TOP + down),
        height=number(height),
        rx="1",
    )


def _name(place: float, name: str) -> str:
    return label(name, percent(place), _TOP + _HEIGHT + 16, text_anchor="start")
