"""The rows of a sheet become records, and what cannot becomes a refusal with row and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ridealong.errors import Unstated
from ridealong.process.sheets import finish, refusing
from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.fields import fields_of
from ridealong.process.sheets.forms import fitted, is_unformed, questions, with_forms
from ridealong.process.sheets.looks import YES
from ridealong.process.sheets.model import MANY, Cell, Mapping, Record, Refusal, Table, Value
from ridealong.process.sheets.sheet import Row, Sheet, is_blank
from ridealong.process.sheets.twins import Twins, settle, twins_of
from ridealong.process.sheets.values import parser
from ridealong.process.sheets.words import plain

_STAGE_PROPERTIES = frozenset(
    {"dealstage", "stage", "stage name", "deal stage", "stagename", "opportunity stage", "phase"}
)
_ONCE = MANY - {"entered", "deleted"}
"""Fields whose first filled column counts."""
_ALL = {
    Table.SNAPSHOTS: (("snapshot",),),
    Table.HISTORY: (("at",), ("stage", "stage_id")),
    Table.ACTIVITIES: (("at",),),
    Table.LINKS: (("contact_id", "account_id", "activity_id"),),
}
"""What a row needs besides what identifies it."""


@dataclass(slots=True)
class Counts:
    """What became of the rows of a sheet."""

    taken: int = 0
    refused: int = 0
    """Rows that were not taken, for a reason that a refusal names."""
    values: int = 0
    """Values that were not taken while their row was."""
    blank: int = 0
    deleted: int = 0
    """Rows that the CRM itself calls deleted."""
    superseded: int = 0
    """Older versions of a row that stands there anew."""
    repeated: int = 0
    """Rows that say what another row with their id says."""
    other_changes: int = 0
    """Changes of something else than the stage."""
    headings: int = 0
    """Headings that come again."""


class Rows(Iterator[Record | Refusal]):
    """Records and refusals, in one pass; `counts` is complete when it is through."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        mapping = fitted(sheet, mapping)
        if any(is_unformed(column) for column in mapping.columns):
            mapping = with_forms(sheet, mapping)
        refuse_questions(sheet, mapping)
        self.counts = Counts()
        self.sheet = sheet
        self.mapping = mapping
        self._columns = [column for column in mapping.columns if column.field]
        self._plan = [
            (f"entered {c.of}" if c.field == "entered" else c.field, c.at, parser(c), c)
            for c in self._columns
            if c.field not in {"deleted", "valid"}
        ]
        self._width = len(sheet.columns)
        self._skip = [
            (column.at, column.field)
            for column in self._columns
            if column.field in {"deleted", "valid"}
        ]
        self._needs = (_identity(mapping), *_ALL.get(mapping.table, ()))
        stage = mapping.column("property")
        self._property_at = stage.at if stage else None
        self._all = self._read()

    def __next__(self) -> Record | Refusal:
        """The next of them."""
        return next(self._all)

    def _read(self) -> Iterator[Record | Refusal]:
        twins = twins_of(self.mapping, self._live(count=False))
        held: dict[str, list[Record]] = {}
        for row in self._live(count=True):
            refusals, record = self._record(row)
            for refusal in refusals:
                self._count(refusal)
                yield refusal
            if record is None:
                continue
            if twins.repeated and (key := twins.key(row[1])):
                held.setdefault(key, []).append(record)
                continue
            self.counts.taken += 1
            yield record
        yield from self._settled(held, twins)

    def _settled(self, held: dict[str, list[Record]], twins: Twins) -> Iterator[Record | Refusal]:
        for records in held.values():
            winner, refusals, repeated = settle(records, twins.column)
            self.counts.taken += 1
            self.counts.repeated += repeated
            self.counts.refused += len(refusals) - repeated
            yield winner
            yield from refusals

    def _live(self, *, count: bool) -> Iterator[Row]:
        """The rows that are neither blank nor deleted nor superseded nor headings again."""
        counts = self.counts if count else Counts()
        first = self._columns[0].at if self._columns else 0
        heading = self.sheet.columns[first].casefold()
        for row in self.sheet.all_rows():
            cells = row[1]
            if is_blank(cells):
                counts.blank += 1
            elif self._skip and any(_says(cells, at, field) for at, field in self._skip):
                deleted = any(f == "deleted" and _says(cells, at, f) for at, f in self._skip)
                counts.deleted += deleted
                counts.superseded += not deleted
            elif _is_heading(cells, first, heading, self.sheet):
                counts.headings += 1
            elif self._property_at is not None and self._is_other(cells):
                counts.other_changes += 1
            else:
                yield row

    def _is_other(self, cells: Sequence[Cell]) -> bool:
        """Whether the row tells a change of something else than the stage."""
        at = self._property_at or 0
        said = str(cells[at]) if at < len(cells) else ""
        return plain(said) not in _STAGE_PROPERTIES

    def _count(self, refusal: Refusal) -> None:
        self.counts.refused += not refusal.kept
        self.counts.values += refusal.kept

    def _record(self, row: Row) -> tuple[Sequence[Refusal], Record | None]:
        """The record of a row, and what of it was refused."""
        number, cells = row
        refusals: list[Refusal] = []
        if len(cells) != self._width:
            refusals, cells = self._fitted(row)
            if refusals and not refusals[0].kept:
                return refusals, None
        values, bad = self._values(number, cells)
        return self._complete(number, cells, values, bad, refusals)

    def _values(
        self, number: int, cells: Sequence[Cell]
    ) -> tuple[dict[str, Value], dict[str, Refusal]]:
        """The values of a row by field, and those that are none."""
        values: dict[str, Value] = {}
        bad: dict[str, Refusal] = {}
        for field, at, parse, column in self._plan:
            cell = cells[at]
            if cell is None or cell == "":
                continue
            try:
                value = parse(cell)
            except BadValue as error:
                if not isinstance(cell, str) or not cell.isspace():
                    bad[field] = refusing.bad_value(number, cell, column, error)
                continue
            if isinstance(value, tuple):
                value, currency = value
                if currency:
                    values.setdefault("currency", currency)
            if value is not None and value != "" and not (field in _ONCE and field in values):
                values[field] = value
        return values, bad

    def _complete(
        self,
        number: int,
        cells: Sequence[Cell],
        values: dict[str, Value],
        bad: dict[str, Refusal],
        refusals: list[Refusal],
    ) -> tuple[Sequence[Refusal], Record | None]:
        """The record where everything is there that its table needs, else why not."""
        finish.values(self.mapping, number, values)
        if len(values) <= 2 and (line := refusing.report_line(number, cells)):
            return [line], None
        for group in self._needs:
            if group[0] not in values and not any(field in values for field in group):
                return [refusing.incomplete(number, group, bad, self._columns)], None
        return (*refusals, *bad.values()) if bad or refusals else (), Record(number, values)

    def _fitted(self, row: Row) -> tuple[list[Refusal], Sequence[Cell]]:
        """The cells of a row that has more or fewer of them than there are headings."""
        number, cells = row
        if len(cells) > self._width:
            refusal = refusing.too_long(number, cells, self._width)
            return [refusal] if refusal else [], cells
        cut = self.sheet.cut and all(other <= number for other, _ in self.sheet.all_rows())
        refusal = refusing.too_short(number, cells, self._width, cut=cut)
        return [refusal], [*cells, *[None] * (self._width - len(cells))]


def read_rows(sheet: Sheet, mapping: Mapping) -> Rows:
    """The records and refusals of a sheet; `counts` says how many of which.

    Raises:
        Unstated: something has to be stated first, see `questions`.
        UsageError: the sheet lacks a column that the mapping reads.
        ReadError: the file breaks off; while it is iterated.
    """
    return Rows(sheet, mapping)


def refuse_questions(sheet: Sheet, mapping: Mapping) -> None:
    """Raise Unstated where the mapping leaves something open."""
    if asked := questions(mapping):
        first = asked[0]
        choices = " or ".join(first.choices[:4]) if first.about != "field" else ""
        raise Unstated(
            first.says,
            place=f"column {first.column}" if first.column else "",
            remedy=f"State it: {choices}" if choices else "State which column it is",
            path=sheet.path,
        )


def _identity(mapping: Mapping) -> tuple[str, ...]:
    """Fields of which one must be there so that a row is somebody's."""
    there = mapping.fields
    groups = fields_of(mapping.table).needs
    group = groups[0] if groups else ("id",)
    if "id" in group and "id" in there and mapping.table is not Table.PEOPLE:
        return ("id",)
    return tuple(field for field in group if field in there) or group


def _says(cells: Sequence[Cell], at: int, field: str) -> bool:
    """Whether a row is deleted, or no longer valid."""
    cell = cells[at] if at < len(cells) else None
    if cell is None or cell == "":
        return False
    yes = cell if isinstance(cell, bool) else str(cell).strip().casefold() in YES
    return yes if field == "deleted" else not yes


def _is_heading(cells: Sequence[Cell], first: int, heading: str, sheet: Sheet) -> bool:
    """Whether a row is the headings once more, as in exports put one behind the other."""
    cell = cells[first] if first < len(cells) else None
    if not isinstance(cell, str) or len(cell) > len(heading) + 9:
        return False
    if cell.casefold().strip() != heading:
        return False
    pairs = zip(cells, sheet.columns, strict=False)
    same = sum(1 for cell, name in pairs if str(cell).strip().casefold() == name.casefold())
    return same >= 0.8 * len(sheet.columns)
