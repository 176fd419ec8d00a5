"""Bring staged rows into a table: what is new is added, what differs changed, the rest untouched.

All of it are set-wise statements within the transaction of the caller, so that a hundred thousand
rows take seconds and everybody else waits no longer than that.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from ridealong.web.pipeline.incoming.staging import Staged, differs, execute, quote, table_of


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of staged rows."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        return Merged(self.added + other.added, self.changed + other.changed)


@dataclass(frozen=True, kw_only=True)
class Merge:
    """How staged rows come into a table.

    Args:
        model: whose table.
        key: the column that tells which row is which.
        columns: those that are written; they are named alike on both sides.
        keeps: of these, those that keep what is there where the sheet says nothing.
        beside: columns that follow another one, and keep what is there where it says nothing.
        doubted: columns that keep what is there in rows whose `unread` names them.
        once: columns that are written when a row is added, and left alone later.
        stamped: columns that are written when a row is added or changed, with their values.
    """

    model: type[models.Model]
    key: str
    columns: tuple[str, ...]
    keeps: frozenset[str] = frozenset()
    beside: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()
    once: tuple[str, ...] = ()
    stamped: Mapping[str, Any] = field(default_factory=dict)

    def run(self, source: Staged) -> Merged:
        """Change what differs, then add what is new."""
        changed = self._change(source)
        return Merged(self._add(source), changed)

    def _change(self, source: Staged) -> int:
        told = {column: self._told(column) for column in self.columns}
        sets = [f"{quote(c)} = {said}" for c, said in told.items()]
        sets += [f"{quote(column)} = %s" for column in self.stamped]
        if not told:
            return 0
        differing = " OR ".join(differs(f"m.{quote(c)}", said) for c, said in told.items())
        key, there = quote(self.key), table_of(self.model)
        return execute(
            f"UPDATE {there} AS m SET {', '.join(sets)} FROM {source.quoted} AS s "
            f"WHERE m.{key} = s.{key} AND ({differing})",
            tuple(self.stamped.values()),
        )

    def _add(self, source: Staged) -> int:
        key, there = quote(self.key), table_of(self.model)
        told = (self.key, *self.columns, *self.once)
        rest = self._not_told({*told, *self.stamped})
        names = ", ".join(map(quote, (*told, *rest, *self.stamped)))
        values = ", ".join((*(self._first(column) for column in told), *rest.values()))
        values += "".join(", %s" for _ in self.stamped)
        return execute(
            f"INSERT INTO {there} ({names}) SELECT {values} FROM {source.quoted} AS s "
            f"WHERE NOT EXISTS (SELECT 1 FROM {there} AS m WHERE m.{key} = s.{key})",
            tuple(self.stamped.values()),
        )

    def _not_told(self, told: AbstractSet[str]) -> dict[str, str]:
        """What columns begin with of which the sheet says nothing, and that must have a value."""
        fields = self.model._meta.concrete_fields
        silent = (f for f in fields if f.column not in told and not (f.null or f.primary_key))
        return {str(field.column): _nothing(field) for field in silent}

    def _told(self, column: str) -> str:
        """What the sheet says of a column, or what is there."""
        said, there = f"s.{quote(column)}", f"m.{quote(column)}"
        if column in self.beside:
            silent = f"s.{quote(self.beside[column])} IS NULL"
            return f"CASE WHEN {silent} THEN {there} ELSE {said} END"
        if column in self.doubted:
            unread = f"s.unread LIKE '%%,{column},%%'"
            return f"CASE WHEN {unread} THEN {there} ELSE {said} END"
        return f"COALESCE({said}, {there})" if column in self.keeps else said

    def _first(self, column: str) -> str:
        """What a new row begins with: no column of text is without a value."""
        said, about = f"s.{quote(column)}", self._field(column)
        return said if about.null else f"COALESCE({said}, {_nothing(about)})"

    def _field(self, column: str) -> "models.Field[Any, Any]":
        return next(f for f in self.model._meta.concrete_fields if f.column == column)


def _nothing(about: "models.Field[Any, Any]") -> str:
    if not isinstance(about, models.CharField | models.TextField):
        return "NULL"
    first = about.default.value if isinstance(about.default, models.TextChoices) else ""
    return f"'{first}'"
