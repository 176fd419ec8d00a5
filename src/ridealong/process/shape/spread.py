"""How far people ordinarily lie apart, and how rare a count is among people who do.

Model: a count O is Poisson with mean E · θ; θ is Gamma-distributed over people with mean 1 and
standard deviation τ, the spread (a = 1/τ² in the notation of Gamma-Poisson); E is itself known only
up to a relative variance `doubt`. Hence O is negative binomial with 1/size = τ² + doubt + τ²·doubt.

τ is not known either. Instead of one estimate, which chance makes too small every other time where
there are few people, all values of a grid count, each as much as the *others* make it likely: the
person who is judged has no part in it, so that nobody widens what is ordinary by standing out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

GRID: Floats = np.array(
    [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 0.9, 1.1, 1.4, 1.8]
)
_STEPS: Floats = np.gradient(GRID)
_SMALLEST = 1e-9
RATIOS: Floats = np.exp(np.linspace(np.log(0.02), np.log(30.0), 361))
"""Where the true ratio is sought."""
_FREE = 2.0
"""Size of the wide Gamma distribution that lets a person lie far off."""
_FREE_SHARE = 0.1
"""How much of the prior it is."""


@dataclass(frozen=True)
class Counts:
    """Counts of one kind, one for each person; all arrays are as long as there are people."""

    observed: Floats
    expected: Floats
    doubt: Floats
    """Relative variance of `expected` that comes from counting, without the spread of people."""
    share: Floats
    """Sum of squared shares of the people on whom it rests: how much of τ² adds to the doubt."""
    judged: NDArray[np.bool_]


def sizes(counts: Counts) -> Floats:
    """1/size of the negative binomial: people × grid."""
    tau2 = GRID[None, :] ** 2
    doubt = counts.doubt[:, None] + tau2 * counts.share[:, None]
    return np.maximum(tau2 + doubt + tau2 * doubt, _SMALLEST)


def log_likelihood(counts: Counts) -> Floats:
    """How likely each count is under each spread: people × grid; 0 for those not judged."""
    told = _log_pmf(counts.observed[:, None], counts.expected[:, None], sizes(counts))
    return np.where(counts.judged[:, None], told, 0.0)


def weights(own: Floats, others: Floats | float, scale: float) -> Floats:
    """How much each spread counts for each person: people × grid, rows sum to 1.

    Args:
        own: log likelihoods of the same kind of count.
        others: log likelihood that other kinds of counts add, over the grid.
        scale: of the half-normal prior of τ.
    """
    prior = np.log(_STEPS) - 0.5 * (GRID / scale) ** 2
    told = own.sum(0)[None, :] - own + prior[None, :] + others
    likely: Floats = np.exp(told - told.max(1, keepdims=True))
    share: Floats = likely / likely.sum(1, keepdims=True)
    return share


def tails(counts: Counts, weight: Floats) -> tuple[Floats, Floats]:
    """Probabilities of at most, and of at least, what is observed (half of it itself)."""
    inverse = sizes(counts)
    observed, expected = counts.observed[:, None], counts.expected[:, None]
    at_most = _cdf(observed, expected, inverse)
    below = np.where(observed >= 1, _cdf(observed - 1, expected, inverse), 0.0)
    low: Floats = (weight * (at_most + below) / 2).sum(1)
    return low, 1 - low


def two_sided(low: Floats, high: Floats) -> Floats:
    """Twice the smaller tail."""
    told: Floats = np.minimum(1.0, 2 * np.minimum(low, high))
    return told


def usual(counts: Counts, weight: Floats, tail: float = 0.10) -> tuple[Floats, Floats]:
    """Between which counts the middle of what is ordinary lies, for each person."""
    mean_inverse = (weight * sizes(counts)).sum(1)
    low = _quantile(counts.expected, mean_inverse, tail)
    high = _quantile(counts.expected, mean_inverse, 1 - tail)
    return low, high


def posterior(counts: Counts, weight: Floats) -> Floats:
    """Density of the true ratio over `RATIOS`: people × ratios, rows sum to 1.

    The prior is what is ordinary among the others, and with a tenth a wide distribution: who lies
    far off is not pulled back to the middle by peers who happen to be alike.
    """
    free = _FREE_SHARE * _gamma(np.array([_FREE]))
    prior: Floats = (1 - _FREE_SHARE) * (weight @ _PRIORS) + free
    doubt = counts.doubt + (weight * GRID**2).sum(1) * counts.share
    told = _log_pmf(
        counts.observed[:, None],
        counts.expected[:, None] * RATIOS[None, :],
        np.maximum(doubt, _SMALLEST)[:, None],
    )
    likely: Floats = np.exp(told - told.max(1, keepdims=True)) * prior
    density: Floats = likely / likely.sum(1, keepdims=True)
    return density


def at(density: Floats, share: float) -> Floats:
    """The ratio below which a share of the posterior lies, for each person."""
    total = np.cumsum(density, axis=1)
    place = np.minimum((total < share).sum(1), len(RATIOS) - 1)
    before = np.where(place > 0, total[np.arange(len(total)), np.maximum(place - 1, 0)], 0.0)
    step = np.maximum(total[np.arange(len(total)), place] - before, _SMALLEST)
    part: Floats = (share - before) / step
    width = float(np.log(RATIOS[1] / RATIOS[0]))
    told: Floats = RATIOS[place] * np.exp((part - 0.5) * width)
    return told


def _log_pmf(observed: Floats, expected: Floats, inverse: Floats) -> Floats:
    """Of the negative binomial, for counts that need not be whole."""
    from scipy.special import gammaln  # noqa: PLC0415  # slow to load

    size = 1 / inverse
    mean = np.maximum(expected, _SMALLEST)
    # log1p and not a difference of logs: with a size of 1e9 the latter has no digits left.
    told: Floats = (
        gammaln(observed + size)
        - gammaln(size)
        - gammaln(observed + 1)
        - (size + observed) * np.log1p(mean * inverse)
        + observed * (np.log(mean) + np.log(inverse))
    )
    return told


def _cdf(observed: Floats, expected: Floats, inverse: Floats) -> Floats:
    from scipy.special import betainc  # noqa: PLC0415  # slow to load

    told: Floats = betainc(
        1 / inverse, np.maximum(observed, 0) + 1, 1 / (1 + np.maximum(expected, 0) * inverse)
    )
    return told


def _quantile(expected: Floats, inverse: Floats, tail: float) -> Floats:
    from scipy.stats import nbinom  # noqa: PLC0415  # slow to load

    told: Floats = np.asarray(nbinom.ppf(tail, 1 / inverse, 1 / (1 + expected * inverse)))
    return told


def _gamma(size: Floats) -> Floats:
    """Gamma densities with mean 1 over `RATIOS`, as masses: sizes × ratios."""
    told = size[:, None] * (np.log(RATIOS)[None, :] - RATIOS[None, :])
    likely: Floats = np.exp(told - told.max(1, keepdims=True))
    masses: Floats = likely / likely.sum(1, keepdims=True)
    return masses


_PRIORS = _gamma(1 / np.maximum(GRID, 0.02) ** 2)
"""Priors of the ratio for each spread; none is a point, since nobody is exactly like the others."""
