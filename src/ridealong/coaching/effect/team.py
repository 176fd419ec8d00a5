"""A team: people begin one after the other, in an order that was drawn by lot.

Question: does the behaviour lie higher in the weeks after a person has begun than it would have?
For each week, those who have begun are compared with those who have not: the change of each since
the weeks before the first start, mean of the one less mean of the other (group-time effects with
controls not yet treated; Callaway & Sant'Anna 2021). The effect is the mean over all such weeks,
weighted by how many have begun. Never two-way fixed effects, which compare with those who began
early.

Since the order was drawn, every order was as likely: p is the share of orders in which the effect
lies at least so far from 0 (Roth & Sant'Anna 2023; Fisher). All orders where there are at most
720, else 1,000 drawn ones. The 80 and 95 % intervals are those effects that such a test does not
refuse. Without a draw nothing of this holds, and `team_effect` must not be asked.

Source: S1.14, S3.11 in docs/capabilities.md; a fair and informative design for small teams.
Limits: whoever learns from a coached colleague makes the difference smaller; with four people there
are 24 orders, and p is never below 1 in 24.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from ridealong.coaching.effect.threats import ALWAYS, Threat

type Floats = NDArray[np.float64]

FEWEST = 4
"""People; with fewer there are too few orders."""
_MOST_ORDERS = 720
_DRAWS = 1_000
_SEED = 4_711
_HALVINGS = 30
_FAR = 20.0
"""Ranges of the orders' effects: as far as an interval is looked for."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class TeamEffect:
    """What began, in the unit of the figures that were handed over."""

    effect: float | None
    """None where no week has both, people who have begun and people who have not."""
    p: float | None
    low: float | None
    """95 %; infinite where the orders are too few to refuse anything on that side."""
    high: float | None
    low80: float | None
    high80: float | None
    people: int
    weeks: int
    """Weeks that could be compared."""
    orders: int
    threats: tuple[Threat, ...] = (*ALWAYS, Threat.PEERS)


def draw_order(people: Sequence[int], seed: int) -> tuple[int, ...]:
    """Who begins first, second, third: drawn, and the same for the same seed.

    >>> sorted(draw_order([3, 1, 2], seed=5))
    [1, 2, 3]
    """
    order = np.random.default_rng(seed).permutation(sorted(people))
    return tuple(int(person) for person in order)


def team_effect(weeks: Mapping[int, Sequence[float]], starts: Mapping[int, int]) -> TeamEffect:
    """The effect of starting, where the order of starts was drawn by lot.

    Args:
        weeks: of each person one figure a week (log-odds of the week's calls), all over the same
            weeks; NaN where a week had no call.
        starts: of each person the index of the week in which they began; beyond the last week
            for who has not yet.

    Raises:
        ValueError: fewer than four people, or weeks that differ in number.
    """
    people = sorted(weeks)
    table = _table(weeks, people)
    begun = np.array([starts[person] for person in people])
    orders, compared = _Orders.of(table, begun)
    if np.isnan(orders.seen[0]):
        return TeamEffect(None, None, None, None, None, None, len(people), 0, 0)
    (low, high), (low80, high80) = orders.interval(0.05), orders.interval(0.2)
    return TeamEffect(
        effect=float(orders.seen[0]),
        p=orders.p(0.0),
        low=low,
        high=high,
        low80=low80,
        high80=high80,
        people=len(people),
        weeks=compared,
        orders=len(orders.seen),
    )


@dataclass(frozen=True)
class _Orders:
    """What each order would have shown, the real one first.

    The effect is linear in the figures: were `true` the effect, an order would show
    `seen − true × share`, where `share` is the effect of a planted step of 1 in that order.
    """

    seen: Floats
    share: Floats

    @classmethod
    def of(cls, table: Floats, begun: NDArray[np.int64]) -> tuple["_Orders", int]:
        """The effects of all orders, and how many weeks the real one has."""
        orders = _orders(begun)
        planted = np.where(np.isnan(table), np.nan, 0.0)
        planted += np.arange(table.shape[1])[None, :] >= begun[:, None]
        seen, compared = _effects(table, orders)
        return cls(seen, _effects(planted, orders)[0]), compared

    def p(self, true: float) -> float:
        """How often an order lies as far off, were this the true effect."""
        off = np.abs(self.seen - true * self.share)
        return float(np.mean(off >= off[0] - _SAME))

    def interval(self, level: float) -> tuple[float, float]:
        """The effects that are not refused at a level."""
        return self._end(level, -1.0), self._end(level, 1.0)

    def _end(self, level: float, side: float) -> float:
        effect = float(self.seen[0])
        inside, outside = effect, effect + side * _FAR * (float(np.ptp(self.seen)) + _SAME)
        if self.p(outside) > level:
            return side * float("inf")
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if self.p(middle) > level else (inside, middle)
        return outside


def _table(weeks: Mapping[int, Sequence[float]], people: Sequence[int]) -> Floats:
    lengths = {len(weeks[person]) for person in people}
    if len(people) < FEWEST or len(lengths) != 1:
        raise ValueError(f"{len(people)} people with {sorted(lengths)} weeks cannot be compared")
    return np.array([weeks[person] for person in people], dtype=np.float64)


def _effects(table: Floats, orders: NDArray[np.int64]) -> tuple[Floats, int]:
    """For each order the mean over weeks of begun less not yet begun, each since before the first.

    Args:
        table: a row for each person, a column for each week.
        orders: a row for each order, the week in which each person begins.

    Returns:
        The effects, NaN where no week has both; and how many weeks the first order has.
    """
    first = int(orders.min())
    total, weight = np.zeros(len(orders)), np.zeros(len(orders))
    compared = 0
    if not 1 <= first < table.shape[1]:
        return np.full(len(orders), np.nan), 0
    changes = table - _mean(table[:, :first], axis=1)[:, None]
    for week in range(first, table.shape[1]):
        known = ~np.isnan(changes[:, week])
        has, here = (orders <= week) & known, np.where(known, changes[:, week], 0.0)
        begun, yet = has.sum(axis=1), (known & ~has).sum(axis=1)
        both = (begun > 0) & (yet > 0)
        gap = has @ here / np.maximum(begun, 1) - (known & ~has) @ here / np.maximum(yet, 1)
        total += np.where(both, begun * gap, 0.0)
        weight += np.where(both, begun, 0)
        compared += int(both[0])
    return np.where(weight > 0, total / np.maximum(weight, 1), np.nan), compared


def _mean(values: Floats, axis: int) -> Floats:
    """The mean of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    counts = known.sum(axis=axis)
    sums = np.where(known, values, 0.0).sum(axis=axis)
    means: Floats = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return means


def _orders(begun: NDArray[np.int64]) -> NDArray[np.int64]:
    """The orders that could have been drawn, the real one first."""
    if factorial(len(begun)) <= _MOST_ORDERS:
        return np.array(list(permutations(begun.tolist())))
    rng = np.random.default_rng(_SEED)
    drawn = rng.permuted(np.tile(begun, (_DRAWS, 1)), axis=1)
    return np.vstack([begun[None, :], drawn])
