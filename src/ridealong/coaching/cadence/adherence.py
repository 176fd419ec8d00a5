"""Whether planned talks are held, and on time.

Question: does the rhythm hold? Formula: talks held within three days of the day on which they are
due ÷ talks that were due; a full count, no interval. Each talk that was held serves one due day,
the nearest that is still free, within half of the rhythm. What is held later than three days is
*late*; what is due today or was in the last three days, and is not held, is still *open* and does
not count; what is due while the person is away is *excused*, and does not count either.

Source: the weekly, scheduled talk (S1.2 in docs/capabilities.md); three days are our own, grade D.
Limits: a talk that nobody logged was not held, as far as is known here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ridealong.coaching.cadence.dates import Due
from ridealong.coaching.cadence.programme import Programme, Talk

DAYS = 3


class Outcome(StrEnum):
    """What became of a talk that was due."""

    ON_TIME = "on time"
    LATE = "late"
    MISSED = "missed"
    OPEN = "open"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Kept:
    """One due talk, and what became of it."""

    due: Due
    outcome: Outcome
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class Adherence:
    """How the rhythm holds."""

    kept: tuple[Kept, ...]

    @property
    def on_time(self) -> int:
        """Talks held within three days."""
        return self._count(Outcome.ON_TIME)

    @property
    def held(self) -> int:
        """Talks held, on time or late."""
        return self.on_time + self._count(Outcome.LATE)

    @property
    def due(self) -> int:
        """Talks that count: due, and neither open nor excused."""
        return self.held + self._count(Outcome.MISSED)

    @property
    def value(self) -> float | None:
        """On time ÷ due; None where nothing was due."""
        return self.on_time / self.due if self.due else None

    def _count(self, outcome: Outcome) -> int:
        return sum(kept.outcome is outcome for kept in self.kept)


def adherence(
    due: Sequence[Due], talks: Iterable[Talk], programme: Programme, now: datetime
) -> Adherence:
    """How the rhythm of one person holds.

    Args:
        due: their due talks.
        talks: theirs, of any kind; those that were held and belong to the programme count,
            whoever held them.
        programme: says which kinds count, and how far apart they lie.
        now: when it is looked at; aware of its zone.
    """
    held = [t for t in talks if t.held and t.held <= now and t.use in programme.kinds]
    served = _served(due, held, timedelta(weeks=programme.rhythm.weeks) / 2)
    return Adherence(tuple(_kept(one, served.get(one.on), now) for one in due))


def _served(due: Sequence[Due], held: Sequence[Talk], reach: timedelta) -> dict[date, Talk]:
    """Which talk serves which day: the closest pairs first."""
    pairs = sorted(
        (_days_apart(one, talk), i, j)
        for i, one in enumerate(due)
        for j, talk in enumerate(held)
        if one.person == talk.person and _days_apart(one, talk) <= max(reach.days, DAYS)
    )
    served: dict[date, Talk] = {}
    used: set[int] = set()
    for _apart, i, j in pairs:
        if due[i].on not in served and j not in used:
            served[due[i].on] = held[j]
            used.add(j)
    return served


def _days_apart(due: Due, talk: Talk) -> int:
    if talk.held is None:
        raise ValueError("the talk was not held")
    return abs((talk.held.astimezone(due.at.tzinfo).date() - due.on).days)


def _kept(due: Due, talk: Talk | None, now: datetime) -> Kept:
    if talk:
        on_time = _days_apart(due, talk) <= DAYS
        return Kept(due, Outcome.ON_TIME if on_time else Outcome.LATE, talk)
    if due.excused:
        return Kept(due, Outcome.EXCUSED)
    passed = now.astimezone(due.at.tzinfo).date() - due.on > timedelta(days=DAYS)
    return Kept(due, Outcome.MISSED if passed else Outcome.OPEN)
