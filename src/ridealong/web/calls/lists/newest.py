"""Calls newest first, by the page: which come after the last one that was shown.

A page begins after a key (when the call was held, its number), so that nothing is counted or
skipped over, and nothing is shown twice or left out while calls come in.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ridealong.web.calls.lists.index import backend
from ridealong.web.calls.lists.query import Query
from ridealong.web.calls.models import Call

PATIENCE_S = 2
"""PostgreSQL looks through all calls for one search no longer than that."""
_KEY = re.compile(r"(-?\d{1,18})-(\d{1,18})", re.ASCII)
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LAST = 10**18 - 1

type Sql = tuple[str, tuple[Any, ...]]


class Key(NamedTuple):
    """The place of a call in every list."""

    started_at: datetime
    id: int

    @property
    def text(self) -> str:
        """As it stands in an address."""
        return f"{(self.started_at - _BEGAN) // _MICROSECOND}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From an address; None where it is no key."""
        found = _KEY.fullmatch(text)
        try:
            return cls(_BEGAN + int(found[1]) * _MICROSECOND, int(found[2])) if found else None
        except OverflowError:
            return None

    @classmethod
    def of(cls, call: Call) -> Self:
        """The place of a call."""
        return cls(call.started_at, call.pk)

    def later(self) -> Q:
        """The calls that come after it in a list."""
        before = Q(started_at__lt=self.started_at) | Q(id__lt=self.id)
        return Q(started_at__lte=self.started_at) & before


@dataclass(frozen=True, slots=True)
class Asked:
    """Which calls a list is made of."""

    parts: tuple[Q, ...]
    """Each of them has an index that gives it newest first; a call may be in several."""
    where: Q = field(default_factory=Q)
    """What holds of every call."""
    few: bool = False
    """Whether `where` leaves so few that they are best found by it, whichever part they are in."""

    @property
    def whole(self) -> Q:
        """All of it as one filter."""
        return reduce(or_, self.parts, Q(pk__in=())) & self.where


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    ids: tuple[int, ...]
    until: Key | None = None
    """Where the search gave up; None where it has seen everything."""


def newest(asked: Asked, after: Key | None, limit: int) -> QuerySet[Call]:
    """The newest calls after a key."""
    sql, values = _newest(asked, after, limit)
    found = Call.objects.filter(pk__in=RawSQL(f"SELECT id FROM ({sql}) AS w", values))  # noqa: S611, S608
    return found.order_by("-started_at", "-id")


def found(asked: Asked, query: Query, after: Key | None, limit: int) -> Found:
    """The newest calls after a key in which something was said.

    What is said often is found among the newest calls, what is said seldom by the index; so it is
    asked in this order.
    """
    window = backend().WINDOW
    ids, seen, oldest = _in_window(_newest(asked, after, window), query, limit)
    if len(ids) == limit or seen < window:
        return Found(ids)
    try:
        return Found(_everywhere(asked, query, after, limit))
    except OperationalError:
        if connection.vendor == "sqlite":
            raise
        return Found(ids, Key(oldest or timezone.now(), _LAST))


def _newest(asked: Asked, after: Key | None, limit: int) -> Sql:
    """Number and time of the newest calls, from each part as many as are wanted, then together."""
    later = asked.where & (after.later() if after else Q())
    parts = (asked.whole,) if asked.few else asked.parts
    pieces = [sql for part in parts if (sql := _part(part & later, limit))]
    if not pieces:
        return "SELECT id, started_at FROM calls_call WHERE 1 = 0", ()
    union = " UNION ".join(f"SELECT * FROM ({sql}) AS p" for sql, _values in pieces)  # noqa: S608
    values = tuple(value for _sql, values in pieces for value in values)
    order = f"ORDER BY started_at DESC, id DESC LIMIT {limit:d}"
    return f"SELECT id, started_at FROM ({union}) AS u {order}", values  # noqa: S608


def _part(filters: Q, limit: int) -> Sql | None:
    rows = Call.objects.filter(filters).order_by("-started_at", "-id")[:limit]
    try:
        sql, values = rows.values("id", "started_at").query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def _in_window(
    window: Sql, query: Query, limit: int
) -> tuple[tuple[int, ...], int, datetime | None]:
    """Those of the newest calls that are found; how many were looked through, and the oldest."""
    sql, values = window
    hit, more = backend().within(query)
    kept = "MATERIALIZED " if connection.vendor == "postgresql" else ""
    order = f"ORDER BY started_at DESC, id DESC LIMIT {limit:d}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH w AS {kept}({sql}) "  # noqa: S608
            f"SELECT * FROM (SELECT id, started_at FROM w WHERE {hit} {order}) AS f "
            "UNION ALL SELECT -count(*), min(started_at) FROM w",
            (*values, *more),
        )
        rows = cursor.fetchall()
    seen, oldest = next(row for row in rows if row[0] <= 0)
    return tuple(pk for pk, _at in rows if pk > 0), -seen, oldest


def _everywhere(asked: Asked, query: Query, after: Key | None, limit: int) -> tuple[int, ...]:
    sql, values = backend().everywhere(query)
    everything = asked.whole & (after.later() if after else Q())
    rows = Call.objects.filter(everything, pk__in=RawSQL(sql, values))  # noqa: S611
    newest_first = rows.order_by("-started_at", "-id").values_list("pk", flat=True)[:limit]
    if connection.vendor == "sqlite":
        return tuple(newest_first)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), "
            "set_config('enable_seqscan', 'off', true)",
            [f"{PATIENCE_S}s"],
        )
        return tuple(newest_first)
