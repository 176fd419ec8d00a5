"""Who had a talk in the last fortnight, and since when who had none.

Formula: people with one talk or more in 14 days ÷ people who are here; a full count. The gap is the
number of days since the last talk, on the person's calendar; of somebody without any, since they
came. Formal and informal talks both count. People stay in the order in which they are handed over:
nobody is sorted by it. A leader sees it for groups of five and more (`coaching.coverage`).

Source: coverage and gaps as demanded by S1.2, S1.3, S1.11 in docs/capabilities.md; 14 days are our
own, grade D. Limits: what nobody logged is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ridealong.coaching.cadence.programme import Member, Talk

FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Gap:
    """Since when a person had no talk."""

    person: int
    days: int
    last: datetime | None
    """The last talk; None: none since they came."""
    away: bool
    """They are away today."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who had a talk."""

    part: int
    whole: int
    gaps: tuple[Gap, ...]

    @property
    def value(self) -> float | None:
        """0 to 1; None where nobody is here."""
        return self.part / self.whole if self.whole else None


def coverage(
    members: Sequence[Member], talks: Iterable[Talk], now: datetime, days: int = FORTNIGHT
) -> Coverage:
    """Who had a talk in the last days.

    Args:
        members: who is to have talks; who has left, has not come yet, or is away for the whole
            time does not count.
        talks: of all of them, of any kind.
        now: when it is looked at; aware of its zone.
        days: how many days back.
    """
    last: dict[int, datetime] = {}
    for talk in talks:
        if talk.held and talk.held <= now:
            last[talk.person] = max(talk.held, last.get(talk.person, talk.held))
    gaps = tuple(_gap(m, last.get(m.person), now) for m in members if _counts(m, now, days))
    return Coverage(sum(g.last is not None and g.days < days for g in gaps), len(gaps), gaps)


def _counts(member: Member, now: datetime, days: int) -> bool:
    today = now.astimezone(member.clock).date()
    inside = member.since <= today and (member.until is None or today <= member.until)
    return inside and any(member.here(today - timedelta(days=i)) for i in range(days))


def _gap(member: Member, last: datetime | None, now: datetime) -> Gap:
    today = now.astimezone(member.clock).date()
    own = last if last and last.astimezone(member.clock).date() >= member.since else None
    from_ = own.astimezone(member.clock).date() if own else member.since
    return Gap(member.person, (today - from_).days, own, away=not member.here(today))
