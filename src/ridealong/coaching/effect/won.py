"""The win rate as outcome: not measurable below 400 closed deals on either side.

Question: are more deals won? Formula: won ÷ closed, before and after. To see 45 % become 54 % with
80 % power takes 481 closed deals a side; one person never has them. Below 400 nothing is told but
how many there are. From there: the difference of the log-odds with a prior Normal(0, standard
deviation .25), about ±6 points around one half; its 80 % interval, and how likely it is above 0.

Source: precision of win rates, S1.14 in docs/capabilities.md; grade D for the cut.
Limits: managers coach those who have live, large deals: who is coached is not drawn by lot.
"""

from dataclasses import dataclass
from math import erf, log, sqrt
from typing import NamedTuple

FEWEST_DEALS = 400
PRIOR_SD = 0.25
_NORMAL_80 = 1.2816


class Deals(NamedTuple):
    """Closed deals of one side."""

    won: int
    closed: int


@dataclass(frozen=True, slots=True)
class WinRate:
    """What can be said of win rates."""

    before: Deals
    after: Deals
    needed: tuple[int, int]
    """Closed deals still needed before, and after; (0, 0) where it is told."""
    change: float | None = None
    """On the log-odds; None: not measurable."""
    low80: float | None = None
    high80: float | None = None
    likely: float | None = None
    """How likely more are won, 0 to 1."""


def win_rate(before: Deals, after: Deals) -> WinRate:
    """Compare won deals of two sides.

    >>> win_rate(Deals(20, 61), Deals(30, 61)).needed
    (339, 339)
    """
    needed = (max(0, FEWEST_DEALS - before.closed), max(0, FEWEST_DEALS - after.closed))
    if any(needed):
        return WinRate(before, after, needed)
    gap = _odds(after) - _odds(before)
    noise = sum(1 / (d.won + 0.5) + 1 / (d.closed - d.won + 0.5) for d in (before, after))
    kept = PRIOR_SD**2 / (PRIOR_SD**2 + noise)
    middle, spread = gap * kept, sqrt(kept * noise)
    half = _NORMAL_80 * spread
    likely = 0.5 * (1 + erf(middle / spread / sqrt(2)))
    return WinRate(before, after, needed, middle, middle - half, middle + half, likely)


def _odds(deals: Deals) -> float:
    return log((deals.won + 0.5) / (deals.closed - deals.won + 0.5))
