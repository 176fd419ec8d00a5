"""The audit of one's own coaching: for the coach, and for nobody who has not been shown it.

Four questions, each with its figures and no mark:

*The right talks?* Of the calls to action (`next_talks`) of the last twelve weeks: how many were
followed by a talk with that person within seven days.

*The right questions?* Share of results questions, acts added up over the talks with the interval of
`levels`; talks that begin with one (among the first three questions); share of asking in asking and
telling; talks that rest on a call, that look at the last plan, that end in an act with a date.

*Enough for each?* Minutes with each member, in the order in which they are handed over, and the
share of weeks with a talk: consistency. Nobody is ranked by it.

*How much time?* (formal + informal minutes) ÷ working minutes. Target 50 % (S1.1 in
docs/capabilities.md, grade D); what surveys report lies between 15 and 25 % (grade C, managers'
own figures). What is logged is at most what was: the share is told as "at least".

Why coaching does not happen (S1.20) is never concluded: *time*, *skill* and *will* are leanings
with what speaks for them; will is always open, and a question. Source: S1.1, S1.4, S1.19, S1.20,
S4.96. Limits: only recorded talks show questions; who records chooses.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ridealong.coaching.cadence import Member, Talk
from ridealong.coaching.levels import Level, Single, level, wilson
from ridealong.process.diagnosis.model import Leaning

SPAN = timedelta(weeks=12)
WITHIN = timedelta(days=7)
TARGET = 0.5
REALITY = (0.15, 0.25)
_WIDTH = 1.959964
_FEWEST_TALKS = 4
_MANY = 0.3
_LED = 10
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a talk shows of the coach; of one that was not recorded no question is known."""

    at: datetime
    questions: int
    results: int
    results_first: bool
    """One is among the first three questions."""
    asks: int
    tells: int
    on_a_call: bool | None
    """It rests on a call or a debrief; None: not known."""
    reviewed: bool | None
    """The last plan was looked at; None: there was none, or its day had not come."""
    act_with_date: bool | None
    """Something was agreed by a day; None: not known."""


@dataclass(frozen=True, slots=True)
class Called:
    """A call to action, and when a talk followed."""

    person: int
    at: datetime
    talked: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many, with Wilson's 95 % interval; it is None where there is nothing."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """0 to 1."""
        return wilson(self.part, self.whole, _WIDTH) if self.whole else None


@dataclass(frozen=True, slots=True)
class ForOne:
    """What one member had."""

    person: int
    minutes: int
    """As far as they were logged."""
    talks: int
    weeks: Counted
    """Weeks with a talk, of the whole weeks in which they were here."""


@dataclass(frozen=True, slots=True)
class Time:
    """How much of the working time is coaching."""

    share: float | None
    """At least so much, 0 to 1; None where working time is not known."""
    minutes: int
    without_minutes: int
    """Talks whose length nobody logged."""
    target: float = TARGET
    reality: tuple[float, float] = REALITY


class Reason(StrEnum):
    """Why coaching may not happen."""

    TIME = "time"
    SKILL = "skill"
    WILL = "will"


@dataclass(frozen=True, slots=True)
class Audit:
    """What a coach sees of their own coaching."""

    followed: Counted
    """Calls to action that a talk followed within a week."""
    results: Level | None
    """Share of results questions; None under two recorded talks with questions."""
    results_first: Counted
    asking: Level | None
    on_a_call: Counted
    reviewed: Counted
    act_with_date: Counted
    members: tuple[ForOne, ...]
    time: Time
    reasons: tuple[tuple[Reason, Leaning], ...]


def audit(
    members: Sequence[Member],
    talks: Iterable[Talk],
    heard: Iterable[Heard],
    called: Iterable[Called],
    now: datetime,
    *,
    working_minutes: int | None = None,
) -> Audit:
    """What a coach's last twelve weeks show.

    Args:
        members: whom they lead.
        talks: of theirs, formal and informal.
        heard: what recorded talks show.
        called: calls to action on their desk.
        now: when it is looked at; aware of its zone.
        working_minutes: of theirs, in these weeks; None: not known.
    """
    recent = [t for t in talks if _within(t, now)]
    held = [t for t in recent if t.held and t.held <= now]
    recorded = [h for h in heard if now - SPAN <= h.at <= now]
    acts = [c for c in called if now - SPAN <= c.at and (c.talked or c.at <= now - WITHIN)]
    asking = _level((h.at, h.asks, h.asks + h.tells) for h in recorded)
    return Audit(
        followed=_count(_in_time(c) for c in acts),
        results=_level((h.at, h.results, h.questions) for h in recorded),
        results_first=_count(h.results_first for h in recorded if h.questions),
        asking=asking,
        on_a_call=_count(h.on_a_call for h in recorded if h.on_a_call is not None),
        reviewed=_count(h.reviewed for h in recorded if h.reviewed is not None),
        act_with_date=_count(h.act_with_date for h in recorded if h.act_with_date is not None),
        members=tuple(_for_one(m, held, now) for m in members),
        time=_time(held, working_minutes),
        reasons=_reasons(members, recent, asking),
    )


def _within(talk: Talk, now: datetime) -> bool:
    moment = talk.held or talk.planned
    return moment is not None and now - SPAN <= moment <= now


def _in_time(called: Called) -> bool:
    return called.talked is not None and timedelta(0) <= called.talked - called.at <= WITHIN


def _count(rows: Iterable[bool | None]) -> Counted:
    every = list(rows)
    return Counted(sum(map(bool, every)), len(every))


def _level(rows: Iterable[tuple[datetime, int, int]]) -> Level | None:
    told = [Single(at, part / whole, whole) for at, part, whole in rows if whole]
    return level(told, counted=True) if len(told) > 1 else None


def _for_one(member: Member, held: Sequence[Talk], now: datetime) -> ForOne:
    own = [t for t in held if t.person == member.person and t.held]
    today = now.astimezone(member.clock).date()
    weeks = [today - timedelta(weeks=i) for i in range(SPAN.days // 7)]
    here = [day for day in weeks if member.here(day)]
    days = [t.held.astimezone(member.clock).date() for t in own if t.held]
    used = sum(any(day - timedelta(days=6) <= d <= day for d in days) for day in here)
    minutes = sum(t.minutes or 0 for t in own)
    return ForOne(member.person, minutes, len(own), Counted(used, len(here)))


def _time(held: Sequence[Talk], working_minutes: int | None) -> Time:
    once = {(t.held, t.planned, t.use): t.minutes for t in held}.values()
    minutes = sum(m or 0 for m in once)
    share = minutes / working_minutes if working_minutes else None
    return Time(share, minutes, sum(m is None for m in once))


def _reasons(
    members: Sequence[Member], recent: Sequence[Talk], asking: Level | None
) -> tuple[tuple[Reason, Leaning], ...]:
    planned = [t for t in recent if t.formal]
    given_up = Counter(bool(t.called_off or not t.held) for t in planned)[True]
    time = skill = Leaning.OPEN
    if len(planned) >= _FEWEST_TALKS:
        crowded = given_up > _MANY * len(planned) or len(members) > _LED
        time = Leaning.FOR if crowded else Leaning.AGAINST
    if asking is not None and asking.calls >= _FEWEST_TALKS:
        skill = _leaning(asking)
    return ((Reason.TIME, time), (Reason.SKILL, skill), (Reason.WILL, Leaning.OPEN))


def _leaning(asking: Level) -> Leaning:
    """Whether a coach asks less than half of the time, clearly; or more, clearly."""
    if asking.high < _HALF:
        return Leaning.FOR
    return Leaning.AGAINST if asking.low > _HALF else Leaning.OPEN
