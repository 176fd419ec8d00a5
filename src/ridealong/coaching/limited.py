"""The Law of Limited Performance: has somebody stopped being challenged? A question to the manager.

A manager takes a level for somebody's best, stops challenging, the person settles there, and the
level is confirmed. Only signs of *leading* are looked at, never of the person, and what comes of
them is one question: do you believe that they can move, and where?

It is asked where all of these hold:

1. the person has been here for eight weeks;
2. of the followed behaviours one or more can be told within ±15 points, and none has risen or
   fallen: the 95 % interval of the last six calls against the year before holds 0 (a plateau that
   is seen, not one that is only not contradicted);
3. in eight weeks no commitment was made or open that is marked as a stretch.

Beside it stand further signs, as far as they are there: minutes of coaching fell by half against
the eight weeks before; the same goal was agreed twice.

Source: S4.35, S4.67 in docs/capabilities.md, grade D; the weeks and cuts are our own. That training
managers to expect more changes little by itself (r = .13, Eden et al. 2000), is why it is a
question. Limits: a level that is high, and stays so, looks the same as one that has settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ridealong.coaching.commitments import Commitment
from ridealong.coaching.trend import Trend

SPAN = timedelta(weeks=8)
_TELLABLE = 0.15
_HALF = 0.5
_FEWEST_MINUTES = 60


class Sign(StrEnum):
    """What speaks for asking."""

    NO_STRETCH = "no stretch"
    MINUTES_FELL = "minutes fell"
    SAME_GOAL = "same goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What is known of how somebody is challenged."""

    person: int
    since: date
    """Since when they have been led by this manager."""
    trends: tuple[Trend, ...] = ()
    commitments: tuple[tuple[Commitment, date | None], ...] = ()
    """Each with the day on which it was closed; None: open."""
    minutes: int = 0
    """Of coaching, in the last eight weeks."""
    minutes_before: int = 0
    """In the eight weeks before them."""


@dataclass(frozen=True, slots=True)
class Question:
    """The question, with what it rests on; for the manager's eyes."""

    person: int
    signs: tuple[Sign, ...]
    flat: tuple[Trend, ...]
    """What has neither risen nor fallen."""
    last_stretch: date | None
    """When the last stretching commitment was made; None: never."""


def ask(known: Challenge, today: date) -> Question | None:
    """The question to the manager; None where there is no reason to ask it.

    Args:
        known: how somebody is challenged.
        today: the day of looking.
    """
    told = [t for t in known.trends if t.change]
    flat = tuple(t for t in told if _flat(t))
    moved = any(t.change and t.change.clear for t in told)
    stretches = [(c, closed) for c, closed in known.commitments if c.stretch]
    recent = any(_recent(c, closed, today) for c, closed in stretches)
    if today - known.since < SPAN or not flat or moved or recent:
        return None
    last = max((c.made for c, _ in stretches), default=None)
    return Question(known.person, _signs(known), flat, last)


def _flat(trend: Trend) -> bool:
    change = trend.change
    if change is None or change.clear:
        return False
    return max(abs(change.low), abs(change.high)) <= _TELLABLE


def _recent(commitment: Commitment, closed: date | None, today: date) -> bool:
    return closed is None or max(commitment.made, closed) > today - SPAN


def _signs(known: Challenge) -> tuple[Sign, ...]:
    fell = known.minutes_before >= _FEWEST_MINUTES and known.minutes <= (
        _HALF * known.minutes_before
    )
    also = {Sign.MINUTES_FELL: fell, Sign.SAME_GOAL: _same_goal([c for c, _ in known.commitments])}
    return (Sign.NO_STRETCH, *(sign for sign, is_so in also.items() if is_so))


def _same_goal(commitments: Sequence[Commitment]) -> bool:
    goals = [(c.follows, c.target) for c in commitments]
    return len(set(goals)) < len(goals)
