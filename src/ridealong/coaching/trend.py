"""The trend of one behaviour: the last six calls against the person's own past year.

Nothing else is a comparison here: not a colleague, not a team. Below the counts that are named as
constants there is not enough to tell, and the answer says how many calls are still needed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ridealong.coaching.behaviours import Behaviour
from ridealong.coaching.levels import Change, Single, change, usual

LAST = 6
"""Calls of the window: a single call says little, and half a year ago is not now."""
FEWEST_BEFORE = 8
"""Calls of the past year before them; fewer are no past to compare with."""
FEWEST_ACTS = 20
"""Counted acts in the last six calls."""
OWN_SHARE = 8
"""Acts from which a single call carries a share of its own; fewer count in the sum alone."""
YEAR = timedelta(days=365)
MOST = LAST + 60
"""Calls of a year: of somebody who has more, the newest are past enough to compare with."""


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Why nothing is said yet."""

    have: int
    needed: int
    of: str
    """"calls", or what the behaviour counts."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be said of one behaviour of one person."""

    behaviour: Behaviour
    calls: tuple[Single, ...]
    """Of the past year, the oldest first."""
    change: Change | None
    """The last six against those before; None where there is not enough to tell."""
    usual: tuple[float, float] | None
    """Between which shares eight of ten of the earlier calls lay; None under eight such calls."""
    held: Change | None
    """Of what lies higher: the six calls before the last six against those before them; None where
    these are too few."""
    too_little: TooLittle | None

    @property
    def last(self) -> tuple[Single, ...]:
        """The calls of the window."""
        return self.calls[-LAST:]

    @property
    def shown(self) -> tuple[Single, ...]:
        """The calls that carry a share of their own."""
        return tuple(c for c in self.calls if carries(self.behaviour, c))


def carries(behaviour: Behaviour, single: Single) -> bool:
    """Whether one call carries a share of its own."""
    return not behaviour.counted or single.n >= OWN_SHARE


def trend(behaviour: Behaviour, calls: Iterable[Single], now: datetime) -> Trend:
    """The trend of a behaviour.

    Args:
        behaviour: which.
        calls: the figures of a person's calls, in any order; what is older than a year or than
            the newest `MOST`, and what was counted on nothing, is left out.
        now: from when the year is counted back.
    """
    own = tuple(sorted(c for c in calls if c.n > 0 and now - YEAR <= c.at <= now)[-MOST:])
    last, before = own[-LAST:], own[:-LAST]
    too_little = _too_little(behaviour, last, before)
    earlier = [c for c in before if carries(behaviour, c)]
    found = None if too_little else change(last, before, counted=behaviour.counted)
    higher = found is not None and found.low > 0
    return Trend(
        behaviour=behaviour,
        calls=own,
        change=found,
        usual=usual(earlier) if len(earlier) >= FEWEST_BEFORE else None,
        held=_window_before(behaviour, before) if higher else None,
        too_little=too_little,
    )


def _window_before(behaviour: Behaviour, before: Sequence[Single]) -> Change | None:
    """The six calls before the last six against the year before them."""
    if _too_little(behaviour, before[-LAST:], before[:-LAST]):
        return None
    return change(before[-LAST:], before[:-LAST], counted=behaviour.counted)


def _too_little(
    behaviour: Behaviour, last: Sequence[Single], before: Sequence[Single]
) -> TooLittle | None:
    calls = len(last) + len(before)
    if calls < LAST + FEWEST_BEFORE:
        return TooLittle(calls, LAST + FEWEST_BEFORE, "calls")
    acts = sum(c.n for c in last)
    if behaviour.counted and acts < FEWEST_ACTS:
        return TooLittle(acts, FEWEST_ACTS, behaviour.counts)
    return None
