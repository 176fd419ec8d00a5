"""A row that one worker at a time works on, for as long as it renews its lease.

A task queue forgets what a killed worker held. Here the work itself is a row with a state: whoever
takes it writes down until when; what has run out is taken up again; what has failed `ATTEMPTS`
times is a dead letter with its error, for a person to look at. A task may therefore run twice, and
has to come to the same end when it does.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

ATTEMPTS = 3
LEASE = timedelta(minutes=2)
_ERROR = 2000


class State(models.TextChoices):
    """Where a piece of work stands."""

    QUEUED = "queued", "waiting"
    RUNNING = "running", "being read"
    DONE = "done", "done"
    DEAD = "dead", "given up"


class LeasedQuerySet[M: "Leased"](models.QuerySet[M]):
    """Pieces of work by what is to be done with them."""

    def due(self, now: datetime) -> Self:
        """Waiting, or held by a worker that is gone."""
        waiting = models.Q(state=State.QUEUED)
        return self.filter(waiting | models.Q(state=State.RUNNING, lease_until__lt=now))

    def dead(self) -> Self:
        """Given up after `ATTEMPTS` attempts."""
        return self.filter(state=State.DEAD)


class Leased(models.Model):
    """A piece of work, with what has become of it."""

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_key = models.CharField(max_length=16, blank=True)
    """Of the worker that holds it: whoever has lost the lease can write nothing any more."""
    error = models.CharField(max_length=_ERROR, blank=True)
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


def take[M: Leased](model: type[M], pk: int) -> M | None:
    """Take a row that is due; None where there is nothing to do, or somebody else was faster."""
    now = timezone.now()
    key = secrets.token_hex(8)
    due: LeasedQuerySet[M] = LeasedQuerySet(model).due(now).filter(pk=pk)
    spent = due.filter(attempts__gte=ATTEMPTS)
    spent.update(
        state=State.DEAD, finished_at=now, error="The worker was stopped in the middle, each time."
    )
    taken = due.filter(attempts__lt=ATTEMPTS).update(
        state=State.RUNNING,
        attempts=models.F("attempts") + 1,
        lease_until=now + LEASE,
        lease_key=key,
    )
    return LeasedQuerySet(model).get(pk=pk) if taken else None


def renew(work: Leased) -> None:
    """Hold on to a row for another while.

    Raises:
        LostLease: somebody else has taken it.
    """
    _own(work, lease_until=timezone.now() + LEASE)


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
        finished_at=timezone.now(),
        **values,
    )


def fail(work: Leased, error: str) -> None:
    """Put it back, or give it up after the last attempt.

    Raises:
        LostLease: somebody else has taken it.
    """
    last = work.attempts >= ATTEMPTS
    _own(
        work,
        state=State.DEAD if last else State.QUEUED,
        lease_until=None,
        lease_key="",
        error=error[:_ERROR],
        finished_at=timezone.now() if last else None,
    )


def requeue(work: Leased) -> None:
    """Begin again from the first attempt: a person asked for it, or the models have changed."""
    type(work)._default_manager.filter(pk=work.pk).update(
        state=State.QUEUED,
        attempts=0,
        lease_until=None,
        lease_key="",
        error="",
        queued_at=timezone.now(),
        finished_at=None,
    )


@contextmanager
def held(work: Leased) -> Iterator[None]:
    """Whatever goes wrong inside is written down with the work, and the worker goes on."""
    try:
        yield
    except LostLease:
        return
    except Exception as error:  # noqa: BLE001  # one piece of work never stops the others
        try:
            fail(work, f"{type(error).__name__}: {error}")
        except LostLease:
            return


def _own(work: Leased, **values: object) -> None:
    mine = type(work)._default_manager.filter(pk=work.pk, lease_key=work.lease_key)
    if not mine.update(**values):
        raise LostLease
    for name, value in values.items():
        if not isinstance(value, models.expressions.Combinable):
            setattr(work, name, value)
