"""Columns whose headings say nothing: what their values look like, said with little confidence."""

from collections.abc import Sequence
from dataclasses import replace

from ridealong.process.sheets.looks import Look
from ridealong.process.sheets.model import Column, Mapping, Table

_MOST_STAGES = 20


def by_values(names: Sequence[str], looks: Sequence[Look]) -> Mapping:
    """A sheet of deals where a column of stages says so, else nothing that is known."""
    bare = Mapping(
        table=Table.UNKNOWN, columns=tuple(Column(name=n, at=i) for i, n in enumerate(names))
    )
    filled = fill(replace(bare, table=Table.DEALS, confidence=0.3), looks)
    return filled if filled.column("stage") and filled.column("id") else bare


def fill(mapping: Mapping, looks: Sequence[Look]) -> Mapping:
    """Deals' fields that no heading named, where only one column can be it."""
    columns = list(mapping.columns)
    for field, fits in _BY_VALUES:
        taken = any(column.field == field for column in columns)
        if field == "stage":
            taken |= any(column.field in {"stage_id", "outcome", "won"} for column in columns)
        if field == "owner":
            taken |= any(column.field in {"owner_id", "owner_email"} for column in columns)
        free = [i for i, column in enumerate(columns) if not column.field and fits(looks[i])]
        if not taken and free and (field == "id" or len(free) == 1):
            columns[free[0]] = replace(
                columns[free[0]], field=field, confidence=0.4, because="values"
            )
    return replace(mapping, columns=tuple(columns))


def _stages(look: Look) -> bool:
    return look.outcomes >= 1 and 2 <= look.distinct <= _MOST_STAGES < look.filled + 18


def _ids(look: Look) -> bool:
    is_date = look.dates > 0.9 and look.numbers < 0.9
    return look.filled >= 3 and look.distinct == look.filled and look.codes > 0.98 and not is_date


def _owners(look: Look) -> bool:
    return look.people > 0.9 and 2 <= look.distinct <= look.filled / 2


def _money(look: Look) -> bool:
    return look.money > 0.9


_BY_VALUES = (("stage", _stages), ("id", _ids), ("value", _money), ("owner", _owners))
