"""Where a commitment stands by the calls since: not shown yet, shown in k of n, holds, not yet.

Question: is it done now, and does it stay? Units: calls in which it could be seen.

The rule *holds*, all of:

1. six calls or more since it was made could show it (for shares: with 20 acts or more in them);
2. the level over these calls reaches the target;
3. so does the level of the later half of them: it was not the first week alone;
4. it lies higher than before: the 95 % interval of the difference to the person's own calls of the
   year before leaves out 0 (`levels.change`; Newcombe 1998). With fewer than two calls before, the
   interval of the calls since has to lie above the baseline, and without a baseline above half of
   the target.

*Not yet* is said from the day on that was agreed, and only where calls could show it; before it,
"shown in k of n". A call shows a share where it reaches the target itself.

Taking the year before and not the bad weeks that led to the talk keeps regression to the mean out
of 4; how often it says "holds" of people who have not changed is measured in
`benchmarks/coaching_effect.py` (docs/coaching.md). Source: S4.39, S4.87, S4.90 in
docs/capabilities.md, grade D.

Limits: calls of one kind, alike in whom they are with. A change of team changes nothing: the
commitment is the person's, the calls go on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ridealong.coaching.commitments.commitment import Commitment
from ridealong.coaching.commitments.followed import Followable, followable
from ridealong.coaching.levels import Change, Level, Single, change, level
from ridealong.coaching.trend import FEWEST_ACTS, LAST

ENOUGH = LAST
_NO_PAST = 0.5
"""Of the target, where neither calls before nor a baseline are known."""


class State(StrEnum):
    """Where it stands."""

    NO_OCCASION = "no occasion"
    """No call since could show it."""
    NOT_SHOWN = "not shown yet"
    SHOWN = "shown"
    """In some calls; too few, or not enough, to say that it holds."""
    HOLDS = "holds"
    NOT_YET = "not yet"
    """The day has come, and it does not hold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands, with the figures."""

    state: State
    shown: int
    """Calls (weeks) since that show it."""
    could: int
    """Of the calls since, those in which it could be seen."""
    calls: int
    """Calls since."""
    level: Level | None
    """Over these that could; None for fewer than two."""
    change: Change | None
    """Against the year before; None where there is too little on a side."""
    needed: int
    """Calls more before it can be said whether it holds."""
    due: bool
    """Whether the day has come."""


def standing(
    commitment: Commitment, since: Iterable[Single], before: Iterable[Single], today: date
) -> Standing:
    """Where a commitment stands by the calls since.

    Args:
        commitment: one that is seen in calls; for activities, `by_weeks`.
        since: what the calls after the day on which it was made show, in any order; n is 0 where
            a call could not show it.
        before: the same of the year before, all of it.
        today: the day of looking.

    Raises:
        ValueError: the commitment follows nothing that is seen in calls.
    """
    followed = followable(commitment.follows)
    if followed is None or followed.by_weeks:
        raise ValueError(f"{commitment.follows!r} is not seen in calls")
    calls = sorted(since)
    less = followed.less
    could = [_turned(c, less=less) for c in calls if c.n]
    past = [_turned(c, less=less) for c in before if c.n]
    goal = 1 - commitment.target if less else commitment.target
    shown = sum(c.share >= goal - 1e-9 for c in could) if not followed.once else _made(could)
    found = change(could, past, counted=followed.counted) if _both(could, past) else None
    due = today >= commitment.by
    held = _holds(commitment, followed, could, found)
    return Standing(
        state=_state(len(could), shown, due=due, held=held),
        shown=shown,
        could=len(could),
        calls=len(calls),
        level=_back(_level(could, followed), less=less),
        change=_change_back(found, less=less),
        needed=max(0, ENOUGH - len(could)),
        due=due,
    )


def _made(calls: Sequence[Single]) -> int:
    return sum(c.share > 0 for c in calls)


def _both(now: Sequence[Single], before: Sequence[Single]) -> bool:
    return len(now) > 1 and len(before) > 1


def _state(could: int, shown: int, *, due: bool, held: bool) -> State:
    if held:
        return State.HOLDS
    if not could:
        return State.NO_OCCASION
    if due:
        return State.NOT_YET
    return State.SHOWN if shown else State.NOT_SHOWN


def _holds(
    commitment: Commitment, followed: Followable, could: Sequence[Single], found: Change | None
) -> bool:
    if len(could) < ENOUGH or (_by_acts(followed) and sum(c.n for c in could) < FEWEST_ACTS):
        return False
    goal = 1 - commitment.target if followed.less else commitment.target
    whole, later = _level(could, followed), _level(could[-(len(could) // 2) :], followed)
    if whole is None or later is None or min(whole.share, later.share) < goal - 1e-9:
        return False
    if found is not None:
        return found.low > 0
    return whole.low > _line(commitment, followed, goal)


def _line(commitment: Commitment, followed: Followable, goal: float) -> float:
    if commitment.baseline is None:
        return goal * _NO_PAST
    return 1 - commitment.baseline if followed.less else commitment.baseline


def _by_acts(followed: Followable) -> bool:
    return followed.counted and not followed.once and not followed.id.startswith("measure:")


def _level(calls: Sequence[Single], followed: Followable) -> Level | None:
    return level(calls, counted=followed.counted) if len(calls) > 1 else None


def _turned(single: Single, *, less: bool) -> Single:
    return single._replace(share=1 - single.share) if less else single


def _back(found: Level | None, *, less: bool) -> Level | None:
    if found is None or not less:
        return found
    return found._replace(share=1 - found.share, low=1 - found.high, high=1 - found.low)


def _change_back(found: Change | None, *, less: bool) -> Change | None:
    if found is None or not less:
        return found
    now, before = _back(found.now, less=True), _back(found.before, less=True)
    if now is None or before is None:
        return None
    return Change(now, before, -found.high, -found.low, found.p, -found.lasting)
