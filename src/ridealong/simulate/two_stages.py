"""A field of 30 agents that keeps two stages, by the published figures of a well-known public set.

8,800 opportunities of an invented firm: 4,238 won, 2,473 lost, 1,589 in Engaging, 500 in
Prospecting; 10 of 30 agents use Prospecting, 27 use Engaging. Win rates of the agents differ by
nothing but chance. How unevenly Engaging is filled can be chosen: evenly; by habit (who keeps
Prospecting has fewer deals in Engaging); or so that agents differ as widely as 1/√8.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller

PROSPECTING, ENGAGING = "Prospecting", "Engaging"
AS_OF = date(2017, 12, 31)
_AGENTS, _MANAGERS = 30, 6
_WON, _LOST, _ENGAGING, _PROSPECTING = 4_238, 2_473, 1_589, 500
_KEEP_PROSPECTING, _KEEP_NOTHING_ELSE = 10, 3
_WON_DAYS = ((0, 1.0), (0.1, 5.0), (0.5, 57.0), (0.9, 106.0), (1.0, 138.0))
_LOST_DAYS = ((0, 1.0), (0.1, 2.0), (0.5, 14.0), (0.9, 100.0), (1.0, 138.0))
_CLOSES_FROM = date(2017, 3, 1)
_HABIT = 0.4
"""How full Engaging is with those who keep Prospecting as well, in the variant "by habit"."""
_WIDE = 8.0
_VOLUME_SHAPE = 5.0


class Filled(StrEnum):
    """How unevenly Engaging is filled."""

    EVENLY = "evenly"
    BY_HABIT = "by habit"
    WIDELY = "widely"


@dataclass(frozen=True, slots=True)
class Doubled:
    """Double the open deals of an agent in a stage."""

    agent: int
    stage: str


def two_stages(
    seed: int = 0, filled: Filled = Filled.EVENLY, doubled: Doubled | None = None
) -> Pipeline:
    """Draw the field; `doubled` plants one difference.

    >>> drawn = two_stages()
    >>> len(drawn.deals), len(drawn.sellers)
    (8800, 30)
    """
    random = np.random.default_rng(seed)
    volume = random.gamma(_VOLUME_SHAPE, 1, _AGENTS)
    engaging, prospecting = _weights(random, volume, filled)
    deals = [
        *_closed(random, Outcome.WON, _among(random, volume, _WON), _WON_DAYS),
        *_closed(random, Outcome.LOST, _among(random, volume, _LOST), _LOST_DAYS),
        *_open(random, ENGAGING, _among(random, engaging, _ENGAGING)),
        *_open(random, PROSPECTING, _among(random, prospecting, _PROSPECTING)),
    ]
    if doubled:
        deals += _again(deals, doubled)
    sellers = tuple(
        Seller(f"a{i}", f"Agent {i + 1}", f"Manager {i % _MANAGERS + 1}") for i in range(_AGENTS)
    )
    numbered = tuple(_numbered(deal, i) for i, deal in enumerate(deals))
    return Pipeline(sellers, (PROSPECTING, ENGAGING), numbered, AS_OF)


def _weights(
    random: np.random.Generator, volume: NDArray[np.float64], filled: Filled
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    order = random.permutation(_AGENTS)
    keep, only = order[:_KEEP_PROSPECTING], order[:_KEEP_NOTHING_ELSE]
    prospecting = np.zeros(_AGENTS)
    prospecting[keep] = volume[keep]
    engaging = volume.copy()
    if filled is Filled.BY_HABIT:
        engaging[keep] *= _HABIT
    if filled is Filled.WIDELY:
        engaging *= random.gamma(_WIDE, 1 / _WIDE, _AGENTS)
    engaging[only] = 0
    return engaging, prospecting


def _among(
    random: np.random.Generator, weights: NDArray[np.float64], many: int
) -> NDArray[np.int64]:
    return random.choice(len(weights), many, p=weights / weights.sum())


def _closed(
    random: np.random.Generator,
    outcome: Outcome,
    agents: NDArray[np.int64],
    quantiles: tuple[tuple[float, float], ...],
) -> list[Deal]:
    shares, days = zip(*quantiles, strict=True)
    took = np.interp(random.uniform(size=len(agents)), shares, days).astype(int)
    after = random.integers(0, (AS_OF - _CLOSES_FROM).days + 1, len(agents))
    deals = []
    for agent, length, late in zip(agents, took, after, strict=True):
        closed = _CLOSES_FROM + timedelta(days=int(late))
        begun = closed - timedelta(days=int(length))
        deals.append(
            Deal(
                id="",
                owner=f"a{agent}",
                outcome=outcome,
                created=begun,
                closed=closed,
                history=(Entry(ENGAGING, begun),),
            )
        )
    return deals


def _open(random: np.random.Generator, stage: str, agents: NDArray[np.int64]) -> list[Deal]:
    """Open deals; of those in Prospecting nobody wrote down when they began."""
    if stage == PROSPECTING:
        return [Deal(id="", owner=f"a{agent}", stage=stage) for agent in agents]
    ages = random.triangular(8, 60, 420, len(agents)).astype(int)
    begun = [AS_OF - timedelta(days=int(age)) for age in ages]
    return [
        Deal(
            id="",
            owner=f"a{agent}",
            stage=stage,
            created=first,
            history=(Entry(stage, first),),
        )
        for agent, first in zip(agents, begun, strict=True)
    ]


def _again(deals: list[Deal], doubled: Doubled) -> list[Deal]:
    owner = f"a{doubled.agent}"
    return [d for d in deals if d.open and d.stage == doubled.stage and d.owner == owner]


def _numbered(deal: Deal, number: int) -> Deal:
    return replace(deal, id=f"o{number}")
