"""Where the headings stand: under title lines, above the values, once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ridealong.errors import EmptyFile, NotASheet
from ridealong.process.sheets.amounts import amount
from ridealong.process.sheets.dates import order_of
from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.model import AmountForm, Cell, Table
from ridealong.process.sheets.words import plain

Row = tuple[int, Sequence[Cell]]
_TOP = 25
"""Rows among which the headings are looked for: reports put titles and filters above them."""


class Heading(NamedTuple):
    """The headings of a sheet."""

    row: int
    below: int
    names: tuple[str, ...]
    notes: tuple[str, ...]


def find_heading(rows: Sequence[Row]) -> Heading:
    """The headings among the first rows, none of which is blank.

    Raises:
        EmptyFile: nothing below them.
        NotASheet: there are none.
    """
    if not rows:
        raise EmptyFile("is empty", remedy="Export it again; the report may have had no rows")
    width = _usual_width(rows)
    at = next((i for i, row in enumerate(rows[:_TOP]) if _reads_as_heading(row, width)), None)
    if at is None or _is_data(rows, at):
        raise NotASheet(
            f"has no headings ({_seen(rows[0])})",
            place=f"row {rows[0][0]}",
            remedy="Export it with its headings, and one row for each deal below them",
        )
    return _settled(rows, at, width)


def _settled(rows: Sequence[Row], at: int, width: int) -> Heading:
    notes, below = [], at + 1
    if at and rows[at][0] > 1:
        notes.append(f"The headings stand in row {rows[at][0]}; what is above was not read.")
    if _has_second(rows, at, width):
        better = at + 1 if _known(rows[at + 1]) > _known(rows[at]) else at
        other = at + 1 if better == at else at
        notes.append(f"There are two rows of headings; row {rows[other][0]} was not read.")
        at, below = better, at + 2
    if below >= len(rows):
        raise EmptyFile(
            "has headings and no row",
            place=f"row {rows[at][0]}",
            remedy="Export it again with its rows",
        )
    names, twice = _unique(rows[at][1], rows[below:])
    if twice:
        notes.append(f"More than one column is called {', '.join(twice)}; they are numbered.")
    return Heading(rows[at][0], rows[below][0], names, tuple(notes))


def _usual_width(rows: Sequence[Row]) -> int:
    """How many cells are filled in the fullest row; title lines fill one or two."""
    return max(sum(1 for cell in cells if _text(cell)) for _, cells in rows)


def _reads_as_heading(row: Row, width: int) -> bool:
    """Words only, hardly one twice, and over at least half of the filled columns."""
    filled = [cell for cell in row[1] if _text(cell)]
    if len(filled) < 2 or len(filled) < 0.5 * width:
        return False
    valued = sum(1 for cell in filled if _is_value(cell))
    distinct = len({_text(cell).casefold() for cell in filled})
    return valued <= 0.1 * len(filled) and distinct >= 0.7 * len(filled)


def _is_value(cell: Cell) -> bool:
    """A number, a date, an address: what stands below headings."""
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    if "@" in text or text.casefold() in {"true", "false"} or len(text) > 120:
        return True
    if order_of([text]) is not None:
        return True
    try:
        amount(text, AmountForm.POINT)
    except BadValue:
        return False
    return True


def _is_data(rows: Sequence[Row], at: int) -> bool:
    """Whether a row of words repeats below in its own column and names hardly what is known."""
    if _known(rows[at]) > 1:
        return False
    heads = [_text(cell).casefold() for cell in rows[at][1]]
    for _, cells in rows[at + 1 :]:
        below = [_text(cell).casefold() for cell in cells]
        same = sum(1 for head, cell in zip(heads, below, strict=False) if head and head == cell)
        if 0 < same < sum(1 for head in heads if head):
            return True
    return False


def _has_second(rows: Sequence[Row], at: int, width: int) -> bool:
    """Whether the next row, too, holds headings: labels under names of an interface, or again."""
    return (
        at + 1 < len(rows)
        and _reads_as_heading(rows[at + 1], width)
        and _known(rows[at + 1]) >= max(3, len(rows[at + 1][1]) // 3)
    )


@cache
def _vocabulary() -> frozenset[str]:
    from ridealong.process.sheets.fields import fields_of  # noqa: PLC0415  # read once, when needed

    return frozenset(
        heading for table in Table for field in fields_of(table).all for heading in field.headings
    )


def _known(row: Row) -> int:
    """How many cells are headings that CRMs use."""
    return sum(1 for cell in row[1] if isinstance(cell, str) and plain(cell) in _vocabulary())


def _unique(cells: Sequence[Cell], below: Sequence[Row]) -> tuple[tuple[str, ...], list[str]]:
    """Names for all columns that hold something, and those that came more than once."""
    width = len(cells)
    used = {i for _, row in below for i, cell in enumerate(row[:width]) if _text(cell)}
    names, seen, twice = [], Counter[str](), []
    for i in range(width):
        name = " ".join(_text(cells[i]).split())
        if not name:
            name = f"Column {letters(i)}" if i in used or i < width - 1 else ""
        seen[name.casefold()] += 1
        if (count := seen[name.casefold()]) > 1:
            twice += [name] if count == 2 else []
            name = f"{name} ({count})"
        names.append(name)
    while names and not names[-1]:
        names.pop()
    return tuple(names), twice


def letters(at: int) -> str:
    """What a spreadsheet calls a column."""
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.strip("\ufeff \t\r\n\xa0") if isinstance(cell, str) else str(cell)


def _seen(row: Row) -> str:
    shown = next((_text(cell) for cell in row[1] if _text(cell) and _is_value(cell)), "")
    shown = shown or next((_text(cell) for cell in row[1] if _text(cell)), "")
    if isinstance(row[1][0], date):
        return f"the first row already holds a date, {shown[:40]}"
    return f"the first row already holds “{shown[:40]}”"
