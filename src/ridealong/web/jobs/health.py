"""How the machine is: workers, what waits, what was given up, chores, room on the disk.

Made for administrators, who read no conversation: a piece of work is named by its number, an error
by its kind and place.
"""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import CharField, Count, Min, Q, Value

from ridealong.report.words import _
from ridealong.web.jobs.chores import chores
from ridealong.web.jobs.kinds import Kind, kinds
from ridealong.web.jobs.lease import Leased, State
from ridealong.web.jobs.models import ChoreRun, WorkerSeen

if TYPE_CHECKING:
    from ridealong.web.calls.models import Import

LISTED = 50
LITTLE_ROOM = 2 * 10**9
"""Bytes on the disk; with less it is time to do something."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A piece of work that went wrong."""

    kind: Kind
    row: Leased

    @property
    def thing(self) -> str:
        """What it is: "call 12"."""
        return self.kind.thing(self.row)


class Counted(NamedTuple):
    """How much of a kind stands in a state, and since when the oldest of it."""

    n: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What there is to do of one kind."""

    kind: Kind
    queued: int
    running: int
    dead: int
    oldest: datetime | None
    """Since when the one waits that waits longest."""
    troubles: Sequence[Trouble]

    @property
    def given_up(self) -> Sequence[Trouble]:
        """The latest that were given up."""
        return [t for t in self.troubles if t.row.state == State.DEAD]

    @property
    def tried_again(self) -> Sequence[Trouble]:
        """Those that failed and have their next attempt before them."""
        return [t for t in self.troubles if t.row.state != State.DEAD]


@dataclass(frozen=True, slots=True)
class Regular:
    """Something regular, and when it was done last."""

    says: str
    done_at: datetime | None
    error: str


@dataclass(frozen=True)
class Health:
    """Everything at one moment."""

    @cached_property
    def queues(self) -> Sequence[Queue]:
        """By kind."""
        counted = unfinished()
        return [_queue(kind, counted.get(kind.name, {})) for kind in kinds()]

    @property
    def given_up(self) -> Sequence[Trouble]:
        """The latest of all kinds."""
        return [t for queue in self.queues for t in queue.given_up]

    @property
    def tried_again(self) -> Sequence[Trouble]:
        """Of all kinds."""
        return [t for queue in self.queues for t in queue.tried_again]

    @property
    def dead(self) -> int:
        """How much was given up."""
        return sum(queue.dead for queue in self.queues)

    @property
    def waiting(self) -> int:
        """How much waits or is being done."""
        return sum(queue.queued + queue.running for queue in self.queues)

    @cached_property
    def workers(self) -> Sequence[WorkerSeen]:
        """Those that are alive."""
        return list(WorkerSeen.objects.alive())

    @cached_property
    def regular(self) -> Sequence[Regular]:
        """What one worker does for all."""
        runs = {run.name: run for run in ChoreRun.objects.all()}
        return [
            Regular(chore.says, run.done_at if run else None, run.error if run else "")
            for chore in chores()
            if chore.for_all
            for run in [runs.get(chore.name)]
        ]

    @cached_property
    def last_import(self) -> "Import | None":
        """The latest time that files came in."""
        imports: type[Import] = apps.get_model("calls", "Import")  # calls stand above jobs
        return imports.objects.order_by("-pk").first()

    @cached_property
    def free(self) -> int:
        """Bytes that are free where the folder of the desk is."""
        return shutil.disk_usage(settings.DATA).free

    @property
    def little_room(self) -> bool:
        """Whether it is time to make room."""
        return self.free < LITTLE_ROOM

    @property
    def database(self) -> str:
        """Which database it is."""
        if connection.vendor == "sqlite":
            return _("SQLite, in the folder of the desk")
        return f"PostgreSQL {_version()}"

    @cached_property
    def database_size(self) -> int:
        """Its bytes."""
        return _size_of_sqlite() if connection.vendor == "sqlite" else _size_of_postgresql()


def unfinished() -> Mapping[str, Mapping[str, Counted]]:
    """What is not done, by the name of its kind and by its state; one query."""
    first, *others = (
        kind.rows.filter(state__in=(State.QUEUED, State.RUNNING, State.DEAD))
        .order_by()
        .annotate(kind=Value(kind.name, output_field=CharField()))
        .values_list("kind", "state")
        .annotate(n=Count("pk"), oldest=Min("queued_at"))
        for kind in kinds()
    )
    found: dict[str, dict[str, Counted]] = {}
    for name, state, n, oldest in first.union(*others, all=True):
        found.setdefault(name, {})[state] = Counted(n, oldest)
    return found


def _queue(kind: Kind, counted: Mapping[str, Counted]) -> Queue:
    none = Counted(0, None)
    queued = counted.get(State.QUEUED, none)
    rows = kind.rows.order_by()
    wrong = Q(state=State.DEAD) | (Q(state=State.QUEUED) & ~Q(error=""))
    fields = ("pk", "state", "attempts", "lease_until", "error", "queued_at", "finished_at")
    newest = rows.filter(wrong).only(*fields).order_by("state", "-queued_at")[:LISTED]
    return Queue(
        kind=kind,
        queued=queued.n,
        running=counted.get(State.RUNNING, none).n,
        dead=counted.get(State.DEAD, none).n,
        oldest=queued.oldest,
        troubles=[Trouble(kind, row) for row in newest],
    )


def _version() -> str:
    number = int(getattr(connection, "pg_version", 0))
    return f"{number // 10000}.{number % 10000}"


def _size_of_sqlite() -> int:
    path = Path(str(connection.settings_dict["NAME"]))
    size = 0
    for part in (path, path.with_name(f"{path.name}-wal")):
        with suppress(OSError):
            size += part.stat().st_size
    return size


def _size_of_postgresql() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
