"""A table of this connection alone, in which a sheet is laid out before anything real is touched.

Nobody else sees it, nobody waits for it, and it is gone with the connection, so that a killed
worker leaves nothing. What is said in SQL for SQLite or PostgreSQL alone is said here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from django.db import connection, models

_AT_ONCE = 5_000
_MANY = 1_000


class Staged:
    """Rows of a sheet, by columns that are named and typed like those of the tables.

    Args:
        name: of the table.
        columns: each with its type, as `typed` finds it.
    """

    def __init__(self, name: str, columns: Mapping[str, str]) -> None:
        self.name = name
        self.columns = tuple(columns)
        self.kinds = dict(columns)
        self.quoted = quote(name)
        said = ", ".join(f"{quote(column)} {kind}" for column, kind in columns.items())
        execute(f"DROP TABLE IF EXISTS {self.quoted}")
        execute(f"CREATE TEMPORARY TABLE {self.quoted} ({said})")

    def fill(self, rows: Iterable[Sequence[Any]]) -> int:
        """Lay rows out, in the order of the columns; says how many."""
        names = ", ".join(map(quote, self.columns))
        copies = connection.vendor == "postgresql"
        marks = ", ".join(["%s"] * len(self.columns))
        sql = f"INSERT INTO {self.quoted} ({names}) VALUES ({marks})"
        times = [at for at, kind in enumerate(self.kinds.values()) if kind.startswith("date")]
        filled = 0
        with connection.cursor() as cursor:
            for some in batched(rows, _AT_ONCE):  # whoever makes the rows may ask the database
                if copies:
                    _copy(cursor, f"COPY {self.quoted} ({names}) FROM STDIN", some)
                else:
                    cursor.executemany(sql, [_with_plain(row, times) for row in some])
                filled += len(some)
        return filled

    def index(self, *columns: str) -> None:
        """Have rows found by these columns, once all are there."""
        names = ", ".join(map(quote, columns))
        name = quote(f"{self.name}_by_{columns[0]}")
        execute(f"DROP INDEX IF EXISTS {name}")
        execute(f"CREATE INDEX {name} ON {self.quoted} ({names})")
        execute(f"ANALYZE {self.quoted}")

    def drop(self) -> None:
        """It is not needed any more."""
        execute(f"DROP TABLE IF EXISTS {self.quoted}")


@contextmanager
def staged(name: str, columns: Mapping[str, str]) -> Iterator[Staged]:
    """A table that is gone afterwards, whatever happens."""
    table = Staged(name, columns)
    try:
        yield table
    finally:
        if not connection.needs_rollback:
            table.drop()


def typed(model: type[models.Model], *names: str) -> dict[str, str]:
    """Columns of a model with their types, without what they demand."""
    found = {}
    for name in names:
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)  # noqa: S101  # columns, not relations to here
        kind = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
        found[str(field.column)] = str(kind)
    return found


def quote(name: str) -> str:
    """A name as SQL has it."""
    return connection.ops.quote_name(name)


def table_of(model: type[models.Model]) -> str:
    """A model's table, quoted."""
    return quote(model._meta.db_table)


def differs(left: str, right: str) -> str:
    """Whether two values are not the same, where nothing equals nothing."""
    how = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    return f"{left} {how} {right}"


def execute(sql: str, values: Sequence[Any] = ()) -> int:
    """Run a statement; says how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, tuple(map(_plain, values)) or None)
        return max(int(cursor.rowcount), 0)


def fetch(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, tuple(map(_plain, values)) or None)
        return list(cursor.fetchall())


def count_anew(model: type[models.Model], rows: int) -> None:
    """Have the planner of PostgreSQL know of many new rows; it would look each up one by one."""
    if connection.vendor == "postgresql" and rows >= _MANY:
        execute(f"ANALYZE {table_of(model)}")


def one_at_a_time() -> None:
    """Let no other import write before this transaction has ended.

    SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        execute("SELECT pg_advisory_xact_lock(hashtext('ridealong: sheets of a CRM'))")


def _plain(value: Any) -> Any:
    """A value as the database takes it without a model's field."""
    if isinstance(value, date) and connection.vendor == "sqlite":
        return _as_text(value)
    return value


def _as_text(value: date) -> str:
    """A day or a moment as SQLite keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value.isoformat()


def _with_plain(row: Sequence[Any], times: Sequence[int]) -> Sequence[Any]:
    """A row with its days and moments as SQLite keeps them."""
    plain = list(row)
    for at in times:
        if plain[at] is not None:
            plain[at] = _as_text(plain[at])
    return plain


def _copy(cursor: Any, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
