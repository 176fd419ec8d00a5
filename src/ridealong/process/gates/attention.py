"""Where a talk can still change how a deal ends: a plain rule from gates and reasons to act.

Some deals are won and some are lost whatever is done; those between are worth the time. The rule
sorts no people and gives no score: it says in which of the three a deal looks to be, and by what.

Source: Tommy Lasorda's thirds of a season, carried over to deals by writers on sales coaching; a
picture of where time is well spent, not a measured share.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ridealong.process.gates.standing import Stands

REASONS = ("business_problem", "states_value", "timeline", "admits_need")
"""Moves of the customer that give them a reason to act."""
_LATE = 2
"""From so many claimed gates on, silence of the customer says something."""


class Third(StrEnum):
    """In which third a deal looks to be."""

    OPEN = "open"
    """The customer has a reason to act, and something is still open: time makes a difference."""
    ON_ITS_WAY = "on its way"
    """Every gate stands on both sides: what is left is their decision."""
    NOTHING_YET = "nothing yet"
    """It has gone on, and nothing that the customer did speaks for it."""
    EARLY = "early"
    """Too early to tell."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Where time would go, and why."""

    third: Third
    reasons: tuple[str, ...] = ()
    """The customer's moves that give them a reason to act."""
    gate: Stands | None = None
    """The first gate that lacks the customer's side."""


def attention(gates: Sequence[Stands], told: Collection[str]) -> Attention:
    """Where a talk can still change something.

    Args:
        gates: of an open deal, in the order of the journey.
        told: the customer's moves that were heard in its calls.
    """
    reasons = tuple(move for move in REASONS if move in told)
    missing = next((g for g in gates if not g.customer.accepted), None)
    theirs = any(g.customer.accepted for g in gates)
    if gates and all(g.both for g in gates):
        return Attention(Third.ON_ITS_WAY, reasons)
    if not theirs and not reasons:
        late = sum(g.claimed for g in gates) >= _LATE
        return Attention(Third.NOTHING_YET if late else Third.EARLY, (), missing)
    if theirs or reasons:
        return Attention(Third.OPEN, reasons, missing)
    return Attention(Third.EARLY, reasons, missing)
