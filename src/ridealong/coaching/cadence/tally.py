"""How many talks were held, missed, moved, and how many informal ones beside them.

A talk is missed where its hour has passed by a day and it was neither held nor called off. Moved
talks are counted beside that: a talk that was moved and then held is held. Minutes are added up
over the talks of which they are known, with their number: what is logged is at most what was.

Source: S1.2, S1.3 in docs/capabilities.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ridealong.coaching.cadence.programme import Member, Talk
from ridealong.process.framework.model import UseCase

_GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many talks."""

    held: int
    """Formal ones."""
    missed: int
    called_off: int
    moved: int
    """Of all formal ones, those that were moved at least once."""
    ahead: int
    informal: Mapping[UseCase, int]
    """Held informal ones, by kind."""
    minutes: int
    """Of formal and informal ones, as far as they are known."""
    minutes_of: int
    """Of how many talks they are known."""


def tally(talks: Iterable[Talk], now: datetime) -> Tally:
    """Count talks.

    Args:
        talks: of one person, one coach or one team; each of them once.
        now: when it is looked at; aware of its zone.
    """
    every = list(talks)
    formal = [t for t in every if t.formal]
    done = [t for t in every if _held(t, now)]
    timed = [t.minutes for t in done if t.minutes is not None]
    not_held = [t for t in formal if not _held(t, now)]
    return Tally(
        held=sum(t.formal for t in done),
        missed=sum(_missed(t, now) for t in not_held),
        called_off=sum(t.called_off for t in not_held),
        moved=sum(t.moved for t in formal),
        ahead=sum(not t.called_off and not _missed(t, now) for t in not_held),
        informal=Counter(t.use for t in done if not t.formal),
        minutes=sum(timed),
        minutes_of=len(timed),
    )


def left_behind(talks: Iterable[Talk], members: Sequence[Member]) -> tuple[Talk, ...]:
    """Planned talks with somebody who will have left by then: to be called off or handed over."""
    by_person = {m.person: m for m in members}
    return tuple(t for t in talks if not t.called_off and not t.held and _gone(t, by_person))


def _held(talk: Talk, now: datetime) -> bool:
    return talk.held is not None and talk.held <= now


def _missed(talk: Talk, now: datetime) -> bool:
    return talk.planned is not None and not talk.called_off and talk.planned + _GRACE < now


def _gone(talk: Talk, members: Mapping[int, Member]) -> bool:
    member = members.get(talk.person)
    if talk.planned is None:
        return False
    if member is None:
        return True
    day = talk.planned.astimezone(member.clock).date()
    return member.until is not None and day > member.until
