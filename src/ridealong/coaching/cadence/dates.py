"""When a talk is due: the same hour on the wall clock of the person, whatever the season.

An hour that the clock jumps over in spring is moved past the gap (02:30 becomes 03:30); of an hour
that comes twice in autumn the first is meant (Python's `fold`, PEP 495). Days on which the person
is away are due all the same, and are excused where adherence is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ridealong.coaching.cadence.programme import Member, Programme, Rhythm


@dataclass(frozen=True, slots=True)
class Due:
    """A talk that is due."""

    person: int
    on: date
    """In the person's zone."""
    at: datetime
    """In the person's zone."""
    excused: bool
    """They are away on that day."""


def dues(programme: Programme, member: Member, start: date, end: date) -> tuple[Due, ...]:
    """The talks that are due from a day to another, both included.

    Args:
        programme: with its rhythm.
        member: whose talks.
        start: first day, in the person's zone.
        end: last day.
    """
    until = end if member.until is None else min(end, member.until)
    days = _days(programme.rhythm, max(start, member.since), until)
    return tuple(
        Due(member.person, day, _moment(day, programme.rhythm, member), not member.here(day))
        for day in days
    )


def _days(rhythm: Rhythm, start: date, end: date) -> Iterator[date]:
    day = rhythm.first + timedelta(days=(rhythm.weekday - rhythm.first.weekday()) % 7)
    step = timedelta(weeks=rhythm.weeks)
    if start > day:
        day += step * -(-(start - day) // step)
    while day <= end:
        yield day
        day += step


def _moment(day: date, rhythm: Rhythm, member: Member) -> datetime:
    """The hour on the wall; by way of UTC, so that an hour that is not there is moved past."""
    wall = datetime.combine(day, rhythm.at, member.clock)
    return wall.astimezone(UTC).astimezone(member.clock)
