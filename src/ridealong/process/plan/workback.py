"""From the quota back to the day: how many first contacts a working day it takes.

Deals = quota / mean value; what goes into a step = what has to come out / its conversion; contacts
a working day = contacts / working days on which a contact can still become a deal. Rates and
values are not known but estimated, and a rate of 50 % does not win every second deal in turn. So
2,000 futures are drawn: rates and mean value from their posteriors, deal values one after another
until the quota is reached, and the failures before so many successes (negative binomial) at every
step. N contacts then give an even chance if half of the futures need no more than N, and 80 % if
eight of ten do. All counts are rounded up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ridealong.process.plan.values import SEED, Values
from ridealong.process.rates.shrinkage import Rate

type _Floats = NDArray[np.float64]

DRAWS = 2000
EVEN, SURE = 0.5, 0.8
_MOST_DEALS = 400
_LEAST_SHARE = 1e-3
_MOST_ENTRIES = 10_000_000
CONTACT = "contact"


class Obstacle(StrEnum):
    """Why there is no plan, or why it does not fit."""

    NO_QUOTA = "no quota"
    NO_VALUE = "no value"
    """Nobody of the team has won a deal whose value is known."""
    NO_RATE = "no rate"
    """The conversion of some step is not known."""
    NO_DAYS = "no days"
    """The period ends before a contact made today would become a deal."""
    OVER_CAPACITY = "over capacity"
    """Even an even chance takes more contacts a day than fit into one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A step, and what share of what enters it comes out."""

    key: str
    """Key of a stage, or `CONTACT`."""
    rate: Rate | None
    """None: not known. Of the last link: the share that is won."""


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """A deal that may still close in the period."""

    probability: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a plan is made from."""

    quota: float
    """What is still to be won in the period, in the currency of `values`."""
    values: Values
    links: tuple[Link, ...]
    """From the first contact to the last stage."""
    useful_days: int
    """Working days on which a contact can still become a deal (`days.useful_days`)."""
    capacity: float | None = None
    """First contacts that fit into a working day; None: not stated."""
    open_deals: tuple[OpenDeal, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """How many of a step it takes in the period."""

    key: str
    """Key of a link, or "deals"."""
    plain: float
    """By the formula alone, with every rate at its mean; not rounded."""
    even: int
    """Enough in half of the futures."""
    sure: int
    """Enough in eight of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What it takes to reach the quota."""

    needs: tuple[Need, ...] = ()
    """From the deals back to the contacts."""
    even_a_day: int | None = None
    """First contacts a working day that give an even chance; at most the capacity."""
    sure_a_day: int | None = None
    """… that give eight chances in ten; at most the capacity."""
    useful_days: int = 0
    obstacle: Obstacle | None = None
    missing: tuple[str, ...] = ()
    """Keys of the links whose rate is not known."""
    chance_at_capacity: float | None = None
    """How probable the quota is with as many contacts as fit; None: no capacity was stated."""
    chance_from_open: float = 0.0
    """How probable it is that the open deals alone reach the quota."""

    @property
    def feasible(self) -> bool:
        """Whether there is a plan with at least an even chance."""
        return self.obstacle is None

    @property
    def sure_is_capped(self) -> bool:
        """Whether eight chances in ten would take more than fits into a day."""
        return self.chance_at_capacity is not None and self.chance_at_capacity < SURE


def work_back(question: Question, seed: int = SEED) -> Plan:
    """The plan back from a quota.

    Question: how many first contacts a working day does it take?
    Formula: see the module; counts without unit, values in the currency of the quota. The same
    question and seed give the same plan.
    Errors: none; what is missing is named by `Plan.obstacle`.
    Source: S2.3, S2.9.
    Limits: steps are taken as independent of each other and of how large a deal is, the past as a
    guide to the period, and every contact of the useful days as early enough.
    """
    obstacle, missing = _missing(question)
    if obstacle:
        return Plan(obstacle=obstacle, missing=missing, useful_days=question.useful_days)
    random = np.random.default_rng(seed)
    left = _left(question, random)
    needed = [_deals(question.values, left, random)]
    needed.extend(_entries(needed, question.links, random))
    return _plan(question, needed, float((left <= 0).mean()))


def _missing(question: Question) -> tuple[Obstacle | None, tuple[str, ...]]:
    missing = tuple(link.key for link in question.links if link.rate is None)
    if not question.quota > 0 or not math.isfinite(question.quota):
        return Obstacle.NO_QUOTA, ()
    if not question.values.known:
        return Obstacle.NO_VALUE, ()
    if missing or not question.links:
        return Obstacle.NO_RATE, missing
    if question.useful_days <= 0:
        return Obstacle.NO_DAYS, ()
    return None, ()


def _left(question: Question, random: np.random.Generator) -> _Floats:
    """What is left of the quota in each future, once the open deals are won or not."""
    left = np.full(DRAWS, question.quota)
    for deal in question.open_deals:
        left -= deal.value * (random.random(DRAWS) < deal.probability)
    return left


def _deals(values: Values, left: _Floats, random: np.random.Generator) -> _Floats:
    """How many further deals reach what is left, in each future."""
    known, weights = values.weights(random, DRAWS)
    mean = weights @ known
    expected = np.maximum(left, 0) / mean
    if expected.max() > _MOST_DEALS:
        spread = np.sqrt(np.maximum(weights @ known**2 - mean**2, 0)) / mean
        noise = random.normal(size=DRAWS) * spread * np.sqrt(expected)
        return np.where(left > 0, np.ceil(np.maximum(expected + noise, 1)), 0.0)
    reached = np.zeros(DRAWS)
    deals = np.zeros(DRAWS)
    places = np.cumsum(weights, axis=1)
    while (short := np.flatnonzero(reached < left)).size:
        drawn = (random.random((len(short), 1)) > places[short]).sum(axis=1)
        reached[short] += known[np.minimum(drawn, len(known) - 1)]
        deals[short] += 1
    return deals


def _entries(
    deals: Sequence[_Floats], links: Sequence[Link], random: np.random.Generator
) -> list[_Floats]:
    """How many have to enter each step, from the last back to the first."""
    needed, out = deals[0].astype(np.int64), []
    for link in reversed(links):
        assert link.rate is not None  # noqa: S101  # `_missing` has looked
        share = np.maximum(link.rate.draws(random, DRAWS), _LEAST_SHARE)
        failures = random.negative_binomial(np.maximum(needed, 1), share)
        needed = np.where(needed > 0, np.minimum(needed + failures, _MOST_ENTRIES), 0)
        out.append(needed.astype(float))
    return out


def _plan(question: Question, needed: Sequence[_Floats], from_open: float) -> Plan:
    contacts, days, capacity = needed[-1], question.useful_days, question.capacity
    chance = None if capacity is None else float((contacts <= capacity * days).mean())
    even, sure = (math.ceil(_enough(contacts, share) / days) for share in (EVEN, SURE))
    most = math.inf if capacity is None else math.floor(capacity)
    return Plan(
        needs=_needs(question, needed),
        even_a_day=int(min(even, most)),
        sure_a_day=int(min(sure, most)),
        useful_days=days,
        obstacle=Obstacle.OVER_CAPACITY if even > most else None,
        chance_at_capacity=chance,
        chance_from_open=from_open,
    )


def _enough(counts: _Floats, share: float) -> int:
    """The smallest count that is enough in this share of the futures."""
    return int(np.sort(counts)[math.ceil(share * len(counts)) - 1])


def _needs(question: Question, needed: Sequence[_Floats]) -> tuple[Need, ...]:
    expected = question.quota - sum(d.probability * d.value for d in question.open_deals)
    mean = question.values.mean()
    plain = max(expected, 0) / mean[0] if mean else 0.0
    needs = [Need("deals", plain, _enough(needed[0], EVEN), _enough(needed[0], SURE))]
    for link, counts in zip(reversed(question.links), needed[1:], strict=True):
        plain /= max(link.rate.value, _LEAST_SHARE) if link.rate else 1.0
        needs.append(Need(link.key, plain, _enough(counts, EVEN), _enough(counts, SURE)))
    return tuple(needs)
