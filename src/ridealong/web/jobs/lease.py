"""A row that one worker at a time works on, for as long as it renews its lease.

A task queue forgets what a killed worker held. Here the work itself is a row with a state: whoever
takes it writes down until when; what has run out is taken up again; what has failed `ATTEMPTS`
times is a dead letter with its error, for a person to look at. A task may therefore run twice, and
has to come to the same end when it does. All times of a lease are the database's, so that workers
whose clocks differ agree on them.
"""

import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cache
from typing import Self

from django.db import InterfaceError, OperationalError, connection, models
from django.db.models.functions import Now
from django.utils import timezone

from ridealong.web import trouble

WAITS = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5))
"""Before the second, the third and the fourth attempt."""
ATTEMPTS = len(WAITS) + 1
LEASE = timedelta(minutes=2)
LONGEST = timedelta(hours=2)
"""A piece of work that takes longer than this hangs; its lease is renewed no more."""
AFTER_TROUBLE = timedelta(seconds=10)
"""Before work is taken up again that the machine kept from being done: no attempt is counted."""
STOPPED = "The worker was stopped in the middle."
_ERROR = 2000
_HOLDER = 8

log = logging.getLogger(__name__)


class State(models.TextChoices):
    """Where a piece of work stands."""

    QUEUED = "queued", "waiting"
    RUNNING = "running", "being read"
    DONE = "done", "done"
    DEAD = "dead", "given up"


class LeasedQuerySet[M: "Leased"](models.QuerySet[M]):
    """Pieces of work by what is to be done with them."""

    def due(self) -> Self:
        """Waiting, or held by a worker that is gone."""
        free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=Now())
        return self.filter(free, state__in=(State.QUEUED, State.RUNNING))

    def dead(self) -> Self:
        """Given up after `ATTEMPTS` attempts."""
        return self.filter(state=State.DEAD)


class Leased(models.Model):
    """A piece of work, with what has become of it."""

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    """Until then nobody else takes it: another one has it, or it failed a moment ago."""
    lease_key = models.CharField(max_length=16, blank=True)
    """Of whoever holds it: whoever has lost the lease can write nothing any more."""
    error = models.CharField(max_length=_ERROR, blank=True)
    """What went wrong last, without any word of a conversation."""
    queued_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def waiting(self) -> bool:
        """Whether somebody who looks at it should look again soon."""
        return self.state in {State.QUEUED, State.RUNNING}


class LostLease(Exception):
    """Somebody else holds the row by now; what was done for it is thrown away."""


def holder() -> str:
    """The beginning of every key that this process takes rows with."""
    return _holder(os.getpid())


@cache
def _holder(pid: int) -> str:  # noqa: ARG001  # a forked process is another holder
    return secrets.token_hex(_HOLDER // 2)


def take[M: Leased](model: type[M], pk: int) -> M | None:
    """Take a row that is due; None where there is nothing to do, or somebody else was faster.

    Also None while the database is out of order: the sweep brings the row again.
    """
    try:
        return _taken(model, pk)
    except (OperationalError, InterfaceError) as error:
        log.warning("%s %s: %s", model._meta.label, pk, trouble.in_words(error))
        _connect_anew()
        return None


def _taken[M: Leased](model: type[M], pk: int) -> M | None:
    due: LeasedQuerySet[M] = LeasedQuerySet(model).filter(pk=pk).due()
    taken = due.filter(attempts__lt=ATTEMPTS).update(
        state=State.RUNNING,
        attempts=models.F("attempts") + 1,
        lease_until=Now() + LEASE,
        lease_key=holder() + secrets.token_hex(_HOLDER // 2),
    )
    if taken:
        return LeasedQuerySet(model).filter(pk=pk).first()
    due.filter(attempts__gte=ATTEMPTS).update(
        state=State.DEAD, lease_until=None, lease_key="", finished_at=Now(), error=STOPPED
    )
    return None


def renew(work: Leased) -> None:
    """Hold on to a row for another while.

    Raises:
        LostLease: somebody else has taken it.
    """
    _own(work, lease_until=Now() + LEASE)


def finish(work: Leased, **values: object) -> None:
    """Write the outcome, only if the lease is still ours; call it inside the transaction.

    Raises:
        LostLease: somebody else has taken it.
    """
    _own(
        work,
        state=State.DONE,
        lease_until=None,
        lease_key="",
        error="",
        finished_at=Now(),
        **values,
    )


def fail(work: Leased, error: str) -> None:
    """Put it back for a later attempt, or give it up after the last.

    Raises:
        LostLease: somebody else has taken it.
    """
    last = work.attempts >= ATTEMPTS
    _own(
        work,
        state=State.DEAD if last else State.QUEUED,
        lease_until=None if last else Now() + WAITS[work.attempts - 1],
        lease_key="",
        error=error[:_ERROR],
        finished_at=Now() if last else None,
    )


def give_back(work: Leased, why: str) -> None:
    """Put it back for a later attempt without counting this one: it was not the work's fault.

    Raises:
        LostLease: somebody else has taken it.
    """
    _own(
        work,
        state=State.QUEUED,
        attempts=max(work.attempts - 1, 0),
        lease_until=Now() + AFTER_TROUBLE,
        lease_key="",
        error=why[:_ERROR],
    )


def requeue(work: Leased) -> None:
    """Begin again from the first attempt: a person asked for it, or the models have changed."""
    requeue_all(type(work)._default_manager.filter(pk=work.pk))


def requeue_all[M: Leased](rows: models.QuerySet[M]) -> int:
    """Begin again with all of them; says how many that are."""
    return rows.update(
        state=State.QUEUED,
        attempts=0,
        lease_until=None,
        lease_key="",
        error="",
        queued_at=timezone.now(),
        finished_at=None,
    )


def release[M: Leased](model: type[M], of: str) -> int:
    """Let go of everything that a holder has who is gone; says how much that was."""
    all_: LeasedQuerySet[M] = LeasedQuerySet(model)
    held_by = all_.filter(state=State.RUNNING, lease_key__startswith=of)
    return held_by.update(state=State.QUEUED, lease_until=None, lease_key="", error=STOPPED)


_held: dict[str, tuple[Leased, float]] = {}
"""What this process works on, by its key, and since when."""


@contextmanager
def held(work: Leased) -> Iterator[None]:
    """Whatever goes wrong inside is written down with the work, and the worker goes on."""
    key = work.lease_key
    _held[key] = work, time.monotonic()
    try:
        yield
    except LostLease:
        log.warning("%s %s was taken by another worker", work._meta.label, work.pk)
    except Exception as error:  # noqa: BLE001  # one piece of work never stops the others
        _held.pop(key, None)
        _put_down(work, error)
    finally:
        _held.pop(key, None)


def renew_held() -> None:
    """Renew what this process works on; called by its clock, while the work itself goes on."""
    for work, since in list(_held.values()):
        if time.monotonic() - since < LONGEST.total_seconds():
            with suppress(LostLease):  # whoever works on it finds out when it writes
                renew(work)


def _put_down(work: Leased, error: Exception) -> None:
    """Write down what went wrong; while the database takes no word, wait as long as the lease."""
    said = trouble.in_words(error)
    log.error("%s %s: %s", work._meta.label, work.pk, trouble.for_the_log(error))
    until = time.monotonic() + LEASE.total_seconds()
    while time.monotonic() < until:
        try:
            with suppress(LostLease):
                (give_back if trouble.of_the_machine(error) else fail)(work, said)
        except (OperationalError, InterfaceError):
            _connect_anew()
            time.sleep(1)
        else:
            return


def _connect_anew() -> None:
    if not connection.in_atomic_block:
        connection.close()  # it may be the broken one


def _own(work: Leased, **values: object) -> None:
    mine = type(work)._default_manager.filter(pk=work.pk, lease_key=work.lease_key)
    if not mine.update(**values):
        raise LostLease
    for name, value in values.items():
        if not isinstance(value, models.expressions.Combinable):
            setattr(work, name, value)
