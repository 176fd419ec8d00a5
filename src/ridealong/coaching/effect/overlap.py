"""How far calls after a talk lie above those before: two figures that assume no model.

*NAP* (Parker & Vannest 2009): of all pairs of a call before and a call after, the share in which
the later one lies higher; ties count half. One half: no difference.

*Tau-U* (Parker et al. 2011): (pairs higher − pairs lower, before against after, less the same among
the calls before in their order) ÷ pairs before × after. It takes off a trend that was under way.

p: the share of arrangements of the same calls that lie at least so far off. NAP is exact where
there are at most 20,000 ways to choose which calls are the later ones (8 + 8 have 12,870), else by
5,000 drawn ones; Tau-U by 1,000 drawn orders. The draws are the same each time.

Limits: arrangements take calls for exchangeable; where neighbouring calls hang together p is too
small. They stand beside the step (`step`), and never decide alone.
"""

from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

_MOST_EXACT = 20_000
_DRAWS = 5_000
_ORDERS = 1_000
_SEED = 20_261
_SAME = 1e-9


class Overlap(NamedTuple):
    """One figure without a model."""

    value: float
    p: float
    exact: bool


def nap(before: Sequence[float], after: Sequence[float]) -> Overlap:
    """The share of pairs in which the call after lies higher.

    >>> nap([1, 2, 3], [4, 5, 6])
    Overlap(value=1.0, p=0.1, exact=True)
    """
    ranks = _ranks([*before, *after])
    later, pairs = len(after), len(before) * len(after)
    least = later * (later + 1) / 2
    value = (ranks[len(before) :].sum() - least) / pairs
    sums, exact = _sums(ranks, later)
    off = np.abs((sums - least) / pairs - 0.5) >= abs(value - 0.5) - _SAME
    return Overlap(float(value), _share(off, exact=exact), exact)


def tau_u(before: Sequence[float], after: Sequence[float]) -> Overlap:
    """The difference of both, less the trend before.

    >>> tau_u([1, 2, 3, 4], [5, 6, 7, 8]).value < nap([1, 2, 3, 4], [5, 6, 7, 8]).value
    True
    """
    every = np.array([*before, *after], dtype=np.float64)
    rng = np.random.default_rng(_SEED)
    orders = rng.permuted(np.tile(every, (_ORDERS, 1)), axis=1)
    value = float(_tau_u(every[None, :], len(before))[0])
    off = np.abs(_tau_u(orders, len(before))) >= abs(value) - _SAME
    return Overlap(value, _share(off, exact=False), exact=False)


def _ranks(values: Sequence[float]) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(np.array(values), return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return ranks


def _sums(ranks: Floats, later: int) -> tuple[Floats, bool]:
    """Sums of the ranks that the later calls could have."""
    if comb(len(ranks), later) <= _MOST_EXACT:
        chosen = np.array(list(combinations(range(len(ranks)), later)))
        return ranks[chosen].sum(axis=1), True
    rng = np.random.default_rng(_SEED)
    drawn = rng.permuted(np.tile(ranks, (_DRAWS, 1)), axis=1)
    return drawn[:, :later].sum(axis=1), False


def _tau_u(orders: Floats, before: int) -> Floats:
    signs = np.sign(orders[:, None, :] - orders[:, :, None])
    across = signs[:, :before, before:].sum(axis=(1, 2))
    within = np.triu(np.ones((before, before)), 1) * signs[:, :before, :before]
    pairs = before * (orders.shape[1] - before)
    tau: Floats = (across - within.sum(axis=(1, 2))) / pairs
    return tau


def _share(off: NDArray[np.bool_], *, exact: bool) -> float:
    """Of drawn arrangements the real one counts as one more."""
    return float(off.mean()) if exact else float((off.sum() + 1) / (len(off) + 1))
