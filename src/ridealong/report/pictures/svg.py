"""What all pictures share: elements with escaped attributes, percent, round scales, tables."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Table:
    """A picture's figures, for those who would rather read them."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, a sentence that says the same, and its table."""

    svg: str
    says: str
    table: Table


def element(name: str, content: str = "", **attributes: object) -> str:
    """One element; `class_` becomes class, `text_anchor` text-anchor; None leaves one out.

    `content` is markup already; attribute values are escaped.

    >>> element("line", x1="0", class_="norm")
    '<line x1="0" class="norm"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def label(text: str, x: str, y: float, **attributes: object) -> str:
    """Lettering at a place; `text` is escaped."""
    return element("text", escape(text), x=x, y=number(y), **attributes)


def percent(share: float) -> str:
    """A place between 0 and 1 as SVG writes it; what lies outside is put at the edge.

    >>> percent(0.3333), percent(1.7)
    ('33.33%', '100%')
    """
    return f"{number(round(100 * min(1.0, max(0.0, share)), 2))}%"


def number(value: float) -> str:
    """A number without needless noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def round_up(value: float) -> float:
    """The end of a scale: the next of 1, 1.5, 2, 3, 5, 8 × 10ⁿ.

    Nothing, and what is too small to be told from nothing, gets a scale to 1.

    >>> round_up(4.2), round_up(61), round_up(0)
    (5.0, 80.0, 1.0)
    """
    if value < sys.float_info.min or not math.isfinite(value):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    step = next((s for s in (1.0, 1.5, 2.0, 3.0, 5.0, 8.0) if s * power >= value), 10.0)
    return step * power


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(head), tuple(tuple(row) for row in rows))
