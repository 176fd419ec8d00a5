"""Rows with the same id: the same content counts once, of differing content the latest counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ridealong.process.sheets.model import Cell, Mapping, Record, Refusal, Table
from ridealong.process.sheets.sheet import Row

_KEYS = {
    Table.HISTORY: (),
    Table.LINKS: (),
    Table.SNAPSHOTS: ("id", "snapshot"),
    Table.STAGES: ("id", "pipeline"),
}
_FIRST = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Twins:
    """The ids that come more than once."""

    at: tuple[int, ...]
    column: str
    repeated: frozenset[str]

    def key(self, cells: Sequence[Cell]) -> str:
        """The id of a row that has a twin; empty for others."""
        if not self.repeated:
            return ""
        key = key_of(cells, self.at)
        return key if key in self.repeated else ""


def twins_of(mapping: Mapping, rows: Iterable[Row]) -> Twins:
    """Find the ids that come more than once; tables without ids have none."""
    there = {column.field: column for column in reversed(mapping.columns) if column.field}
    wanted = _KEYS.get(mapping.table, ("id",))
    columns = [there[field] for field in wanted if field in there]
    if not wanted or not columns or columns[0].field != "id":
        return Twins((), "", frozenset())
    at = tuple(column.at for column in columns)
    seen: set[str] = set()
    repeated: set[str] = set()
    for _, cells in rows:
        key = key_of(cells, at)
        if key in seen:
            repeated.add(key)
        elif key:
            seen.add(key)
    return Twins(at, columns[0].name, frozenset(repeated))


def key_of(cells: Sequence[Cell], at: tuple[int, ...]) -> str:
    """The id of a row as text; empty where a part of it is missing."""
    parts = [_text(cells[i]) if i < len(cells) else "" for i in at]
    return "\x1f".join(parts) if parts and parts[0] else ""


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def settle(records: Sequence[Record], column: str) -> tuple[Record, list[Refusal], int]:
    """Which of several rows with one id counts, why not the others, and how many just repeat."""
    winner = max(records, key=lambda r: (r.moment("changed") or _FIRST, r.row))
    refusals, repeated = [], 0
    for record in records:
        if record is winner:
            continue
        same = record.values == winner.values
        repeated += same
        refusals.append(_refusal(record, winner, column, same=same))
    return winner, refusals, repeated


def _refusal(record: Record, winner: Record, column: str, *, same: bool) -> Refusal:
    value = record.text("id")[:120]
    if same:
        why = f"stands in row {winner.row} with the same content"
        return Refusal(record.row, column, value, why, "Nothing has to be done", kept=False)
    dated = record.moment("changed") != winner.moment("changed")
    because = "was changed later" if dated else "comes later in the sheet"
    why = f"stands in row {winner.row} with other content, which {because} and was taken"
    return Refusal(record.row, column, value, why, "Export every id once", kept=False)
