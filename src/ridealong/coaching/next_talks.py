"""Whom a manager talks to next, on what, and why: at most three, by one rule for everybody.

The rule:

1. For each person the first of these that holds:
   a. *pipeline*: the diagnosis of their pipeline holds something that is worth a question, in
      its second week, and nobody has taken it into a talk or put it off;
   b. *fell*: a followed behaviour lies lower in the last six calls than in the person's own year
      before, its 95 % interval leaves out no difference, and it stands out among everything that
      was looked at on this desk (Benjamini and Hochberg, q = .10);
   c. *held*: a behaviour lies higher by the same test, and did so already in the six calls before;
   d. *unread*: calls of the last 14 days have reached the manager, the first of them at least two
      days ago, and none has been opened;
   e. *consent*: a call has waited a day or longer for somebody to write down the consent;
   f. *no debrief*: three calls or more in the last 14 days, and no debrief of any.
   Of several behaviours it is the first in the order of `behaviours.FOLLOWED`.
2. Of the people for whom something holds, at most three: a before b and so on; among equals who has
   waited longest, then by name. The size of a figure never decides.
3. They stand in the order of their names.

Limits: without a calendar no talk has an hour yet; a behaviour is one of four that are followed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from ridealong.coaching.behaviours import FOLLOWED
from ridealong.coaching.chance import standing_out
from ridealong.coaching.levels import Change
from ridealong.coaching.trend import Trend

MOST = 3
"""More talks at once, and none is prepared."""
RECENT = timedelta(days=14)
UNREAD_FOR = timedelta(days=2)
CONSENT_FOR = timedelta(days=1)
CALLS_WITHOUT = 3
"""Calls without a debrief before that is worth a talk."""


class Rule(IntEnum):
    """Why somebody is on the desk, in the order in which one reason goes before another."""

    PIPELINE = 1
    FELL = 2
    HELD = 3
    UNREAD = 4
    CONSENT = 5
    NO_DEBRIEF = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person of the team, as far as their manager may know it."""

    person: int
    """An id."""
    name: str
    trends: tuple[Trend, ...] = ()
    """Of calls that the manager may read."""
    calls: int = 0
    """Held in the last 14 days."""
    debriefed: int = 0
    """Of these, with a debrief; what it says is the person's own."""
    readable: int = 0
    """Of these, have reached the manager."""
    opened: int = 0
    """Of these, opened by the manager."""
    reached_at: datetime | None = None
    """When the first of the readable ones reached the manager."""
    consent_since: datetime | None = None
    """When the first of the calls came in that wait for consent; None: none waits."""
    consent_calls: int = 0
    first_call_at: datetime | None = None
    """The first of the calls of the last 14 days."""
    pipeline_since: datetime | None = None
    """Since when the oldest finding of the pipeline waits for somebody; None: there is none."""


@dataclass(frozen=True, slots=True)
class NextTalk:
    """One call to action."""

    facts: Facts
    rule: Rule
    since: datetime
    """Since when it waits; decides among equals."""
    trend: Trend | None = None
    """The behaviour, where it is about one."""


def next_talks(team: Sequence[Facts], now: datetime) -> tuple[NextTalk, ...]:
    """At most three talks, in the order of names.

    Args:
        team: everybody in it, whether there is something or not: how much was looked at decides
            what stands out.
        now: when the desk is looked at.
    """
    clear = _clear(team)
    found = [talk for facts in team if (talk := _first(facts, clear, now))]
    chosen = sorted(found, key=lambda t: (t.rule, t.since, t.facts.name.casefold()))[:MOST]
    return tuple(sorted(chosen, key=lambda t: (t.facts.name.casefold(), t.facts.person)))


def _clear(team: Sequence[Facts]) -> frozenset[tuple[int, str]]:
    """The figures, by person and behaviour, that stand out among all of the desk's."""
    cells = [
        (facts.person, trend.behaviour.id, trend.change)
        for facts in team
        for trend in facts.trends
        if trend.change
    ]
    out = standing_out([change.p for _person, _behaviour, change in cells])
    return frozenset(
        (person, behaviour)
        for (person, behaviour, change), stands in zip(cells, out, strict=True)
        if stands and change.clear
    )


def _first(facts: Facts, clear: frozenset[tuple[int, str]], now: datetime) -> NextTalk | None:
    if facts.pipeline_since:
        return NextTalk(facts, Rule.PIPELINE, facts.pipeline_since)
    own = [t for t in _in_order(facts.trends) if (facts.person, t.behaviour.id) in clear]
    for rule, holds in ((Rule.FELL, _fell), (Rule.HELD, _held)):
        trend = next((t for t in own if holds(t)), None)
        if trend:
            return NextTalk(facts, rule, trend.last[-1].at, trend)
    for rule, since in (
        (Rule.UNREAD, _unread(facts, now)),
        (Rule.CONSENT, _consent(facts, now)),
        (Rule.NO_DEBRIEF, _no_debrief(facts)),
    ):
        if since:
            return NextTalk(facts, rule, since)
    return None


def _in_order(trends: Iterable[Trend]) -> list[Trend]:
    return sorted(trends, key=lambda t: FOLLOWED.index(t.behaviour))


def _fell(trend: Trend) -> bool:
    return trend.change is not None and trend.change.high < 0


def _held(trend: Trend) -> bool:
    return _higher(trend.change) and _higher(trend.held)


def _higher(change: Change | None) -> bool:
    return change is not None and change.low > 0


def _unread(facts: Facts, now: datetime) -> datetime | None:
    waits = facts.readable > 0 and facts.opened == 0 and facts.reached_at is not None
    return facts.reached_at if waits and _before(facts.reached_at, now - UNREAD_FOR) else None


def _consent(facts: Facts, now: datetime) -> datetime | None:
    return facts.consent_since if _before(facts.consent_since, now - CONSENT_FOR) else None


def _no_debrief(facts: Facts) -> datetime | None:
    due = facts.calls >= CALLS_WITHOUT and facts.debriefed == 0
    return facts.first_call_at if due else None


def _before(moment: datetime | None, line: datetime) -> bool:
    return moment is not None and moment <= line
