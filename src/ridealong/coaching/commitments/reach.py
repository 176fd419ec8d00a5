"""Whether a target lies within what a person does anyway, at its edge, or beyond: the stretch.

Question: is it a step outside the comfort zone? Compared with the person's own calls of the past
year alone: *usual* up to their median call, *within reach* up to the call that one in ten passes
(the 90th percentile), *stretch* beyond. For what one call shows or does not, the same places in
the weeks are unknown, and a target of twice the own level or more counts as stretch.

Source: the "area of the possible" (S1.9, S4.36 in docs/capabilities.md); the cuts are our own,
grade D. Limits: below eight calls that carry a share nothing is said; a person may always mark it
themselves.
"""

from collections.abc import Sequence
from enum import StrEnum

from ridealong.coaching.commitments.followed import Followable
from ridealong.coaching.levels import Single, usual
from ridealong.coaching.trend import FEWEST_BEFORE, OWN_SHARE

_TWICE = 2.0


class Reach(StrEnum):
    """How far a target lies from what a person has done."""

    USUAL = "usual"
    WITHIN = "within reach"
    STRETCH = "stretch"


def reach(followed: Followable, target: float, calls: Sequence[Single]) -> Reach | None:
    """How far a target lies; None where there are too few calls to tell.

    Args:
        followed: what is followed.
        target: a share of 0 to 1; fewer is meant where `followed.less`.
        calls: the person's own, of the past year.
    """
    own = [c for c in calls if c.n and (followed.once or c.n >= OWN_SHARE or not followed.counted)]
    if len(own) < FEWEST_BEFORE:
        return None
    turned = [c._replace(share=1 - c.share) for c in own] if followed.less else own
    goal = 1 - target if followed.less else target
    if followed.once:
        return _against_level(goal, sum(c.share for c in turned) / len(turned))
    middle = sorted(c.share for c in turned)[len(turned) // 2]
    if goal <= middle:
        return Reach.USUAL
    return Reach.WITHIN if goal <= usual(turned)[1] else Reach.STRETCH


def _against_level(goal: float, level: float) -> Reach:
    if goal <= level:
        return Reach.USUAL
    return Reach.STRETCH if goal >= _TWICE * level else Reach.WITHIN
