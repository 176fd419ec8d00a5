"""Where a commitment to an activity stands, by whole weeks.

Question: is so much done, week after week? Unit: acts in a whole week, from Monday; the week in
which it was made and the one that runs do not count. A week away (leave, illness) could not show
it.

*Holds*: four weeks or more could show it, together they reach the target, and so do three of the
last four. The level is acts ÷ weeks with the exact interval of a count (Garwood 1936). Source:
S4.47 in docs/capabilities.md; the cuts are our own, grade D.

Limits: what nobody logs is not counted: at least so many, never exactly.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ridealong.analysis.intervals import poisson
from ridealong.coaching.commitments.commitment import Commitment
from ridealong.coaching.commitments.standing import Standing, State
from ridealong.coaching.levels import Level

ENOUGH = 4
_OF_THE_LAST = 3


class Week(NamedTuple):
    """How much was done in one week."""

    monday: date
    done: int
    away: bool = False
    """So much of it that the week could not show anything."""


def by_weeks(commitment: Commitment, weeks: Iterable[Week], today: date) -> Standing:
    """Where it stands by the weeks since it was made.

    Args:
        commitment: to an activity; its target is a count a week.
        weeks: in any order; those before the commitment and the running one are left out.
        today: the day of looking.
    """
    week = timedelta(days=7)
    whole = sorted(w for w in weeks if w.monday > commitment.made and w.monday + week <= today)
    could = [w for w in whole if not w.away]
    shown = sum(w.done >= commitment.target for w in could)
    due = today >= commitment.by
    return Standing(
        state=_state(commitment, could, shown, due=due),
        shown=shown,
        could=len(could),
        calls=len(whole),
        level=_level(could),
        change=None,
        needed=max(0, ENOUGH - len(could)),
        due=due,
    )


def _state(commitment: Commitment, could: Sequence[Week], shown: int, *, due: bool) -> State:
    last = could[-ENOUGH:]
    steady = sum(w.done >= commitment.target for w in last) >= _OF_THE_LAST
    enough = sum(w.done for w in could) >= commitment.target * len(could)
    if len(could) >= ENOUGH and steady and enough:
        return State.HOLDS
    if not could:
        return State.NO_OCCASION
    if due:
        return State.NOT_YET
    return State.SHOWN if shown else State.NOT_SHOWN


def _level(weeks: Sequence[Week]) -> Level | None:
    if not weeks:
        return None
    total, n = sum(w.done for w in weeks), len(weeks)
    low, high = poisson(total)
    return Level(total / n, low / n, high / n, total, n)
