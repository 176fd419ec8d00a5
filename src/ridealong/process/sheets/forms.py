"""How columns write dates and amounts, by the whole column, and what has to be asked about them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from ridealong.errors import UsageError
from ridealong.process.sheets.amounts import as_thousands, decimal_sign
from ridealong.process.sheets.dates import order_of, settles
from ridealong.process.sheets.fields import Kind, fields_of, kind
from ridealong.process.sheets.model import (
    AmountForm,
    Cell,
    Column,
    DateForm,
    Mapping,
    Question,
    Table,
)
from ridealong.process.sheets.sheet import Sheet
from ridealong.process.sheets.words import plain

_SAMPLE = 2000
_DATES = frozenset({Kind.DAY, Kind.MOMENT})
_NUMBERS = frozenset({Kind.AMOUNT, Kind.NUMBER})
_ASKED = frozenset({"value", "list_value", "price", "list_price"})
"""Amounts that somebody is asked about; of heads and ranks a thousand is likelier than decimals."""


def with_forms(sheet: Sheet, mapping: Mapping) -> Mapping:
    """The mapping with the form of each date and number that is read.

    A column that leaves day and month open is read to its end; where that settles nothing, it is
    taken to write as the other dates of its sheet do, if those are settled.
    """
    rows = [cells for _, cells in islice(sheet.rows(), _SAMPLE)]
    columns = [_with_form(column, rows) for column in mapping.columns]
    columns = _to_the_end(sheet, columns)
    settled = {c.form for c in columns if c.form in {DateForm.DMY, DateForm.MDY}}
    if len(settled) == 1:
        like = settled.pop()
        columns = [replace(c, form=like) if _asks_day(c) else c for c in columns]
    return replace(mapping, columns=tuple(columns))


def _with_form(column: Column, rows: Sequence[Sequence[Cell]]) -> Column:
    if not column.field or (column.form and column.form_stated):
        return column
    values = _values(column, rows)
    if kind(column.field) in _DATES:
        return replace(column, form=order_of(values) or DateForm.ISO)
    if kind(column.field) in _NUMBERS:
        return replace(column, form=decimal_sign(values))
    return column


def _to_the_end(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Open columns are settled by the whole sheet, if by anything."""
    dates = [c for c in columns if _asks_day(c)]
    numbers = [c for c in columns if kind(c.field) in _NUMBERS and c.form == AmountForm.ASK]
    if not dates and not numbers:
        return columns
    settling: dict[int, list[Cell]] = {c.at: [] for c in (*dates, *numbers)}
    for _, cells in sheet.rows():
        for column in dates:
            if column.at < len(cells) and settles(cells[column.at]):
                settling[column.at].append(cells[column.at])
        for column in numbers:
            if column.at < len(cells) and len(settling[column.at]) < 100_000:
                settling[column.at].append(cells[column.at])
    return [_settled(column, settling.get(column.at, [])) for column in columns]


def _settled(column: Column, values: list[Cell]) -> Column:
    if not values:
        return column
    form = order_of(values) if kind(column.field) in _DATES else decimal_sign(values)
    if form is AmountForm.ASK and column.field not in _ASKED:
        form = as_thousands(values)
    return replace(column, form=form or column.form)


def is_unformed(column: Column) -> bool:
    """Whether a column of dates or numbers was never looked at for how it writes."""
    return bool(column.field) and kind(column.field) in _DATES | _NUMBERS and not column.form


def _asks_day(column: Column) -> bool:
    return kind(column.field) in _DATES and column.form == DateForm.ASK


def _values(column: Column, rows: Iterable[Sequence[Cell]]) -> list[Cell]:
    values = [cells[column.at] for cells in rows if column.at < len(cells)]
    return [v.removesuffix("%") if isinstance(v, str) else v for v in values]


def recall(sheet: Sheet, kept: Mapping) -> Mapping:
    """A mapping that was kept, for a sheet whose columns stand in another order, or write anew.

    What a person said stays; how dates and amounts are written is looked at again where nobody did.

    Raises:
        UsageError: the sheet lacks a column that the mapping reads.
    """
    return with_forms(sheet, fitted(sheet, kept))


def fitted(sheet: Sheet, mapping: Mapping) -> Mapping:
    """The mapping with each column where the sheet has it."""
    if tuple(column.name for column in mapping.columns) == sheet.columns:
        return mapping
    known = {plain(column.name): column for column in mapping.columns}
    names = {plain(name) for name in sheet.columns}
    if lost := [c.name for c in mapping.columns if c.field and plain(c.name) not in names]:
        raise UsageError(f"{sheet.path} has no column “{lost[0]}”, which its mapping reads.")
    columns = [
        replace(known.get(plain(name), Column(name=name, at=at)), name=name, at=at)
        for at, name in enumerate(sheet.columns)
    ]
    return replace(mapping, columns=tuple(columns))


def questions(mapping: Mapping) -> tuple[Question, ...]:
    """What has to be stated before the sheet can be read; empty where nothing has."""
    asked = [_question(column) for column in mapping.columns]
    return (*(question for question in asked if question), *_missing(mapping))


def _question(column: Column) -> Question | None:
    if _asks_day(column):
        return Question(
            column.name,
            "dates",
            (DateForm.DMY, DateForm.MDY),
            f"No date in “{column.name}” says whether the day or the month comes first",
            column.field,
        )
    if column.field and kind(column.field) in _NUMBERS and column.form == AmountForm.ASK:
        return Question(
            column.name,
            "amounts",
            (AmountForm.POINT, AmountForm.COMMA),
            f"The amounts in “{column.name}” leave open which sign stands before decimals",
            column.field,
        )
    return None


def _missing(mapping: Mapping) -> list[Question]:
    if mapping.table is Table.UNKNOWN:
        choices = tuple(table.value for table in Table if table is not Table.UNKNOWN)
        return [Question("", "table", choices, "Nothing says what the rows of this sheet are")]
    there = mapping.fields
    return [
        Question(
            "",
            "field",
            mapping.unread,
            f"No column was found for {' or '.join(group)}, which {mapping.table} need",
            group[0],
        )
        for group in fields_of(mapping.table).needs
        if not any(key in there for key in group)
    ]
