"""How rare a count is: against the textbooks, and as properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from ridealong.process.shape import spread
from ridealong.process.shape.spread import GRID, Counts


def counts(observed, expected, *, doubt: float = 0.0, share: float = 0.0) -> Counts:
    seen = np.asarray(observed, float)
    size = seen.shape
    return Counts(
        seen,
        np.broadcast_to(np.asarray(expected, float), size),
        np.full(size, doubt),
        np.full(size, share),
        np.ones(size, np.bool_),
    )


def only(tau: float, people: int) -> np.ndarray:
    """All weight on one spread."""
    weight = np.zeros((people, len(GRID)))
    weight[:, int(np.argmin(abs(GRID - tau)))] = 1
    return weight


@pytest.mark.parametrize("k", [0, 1, 7, 15, 30])
def test_without_spread_the_tails_are_those_of_poisson(k: int):
    low, high = spread.tails(counts([k], 12.0), only(0.0, 1))
    assert low[0] == pytest.approx(poisson.cdf(k, 12) - poisson.pmf(k, 12) / 2, abs=1e-6)
    assert low[0] + high[0] == pytest.approx(1)


@pytest.mark.parametrize("k", [0, 4, 12, 40])
def test_with_spread_they_are_those_of_the_negative_binomial(k: int):
    size = 1 / 0.4**2
    low, _ = spread.tails(counts([k], 12.0), only(0.4, 1))
    exact = nbinom(size, size / (size + 12))
    assert low[0] == pytest.approx(exact.cdf(k) - exact.pmf(k) / 2, abs=1e-6)


def test_the_likelihood_is_that_of_the_negative_binomial():
    told = spread.log_likelihood(counts([9.0], 12.0))[0, int(np.argmin(abs(GRID - 0.5)))]
    assert told == pytest.approx(nbinom(4, 4 / 16).logpmf(9), abs=1e-9)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=12), st.floats(1, 40))
def test_weights_are_shares_and_leave_out_whoever_is_judged(seen: list[int], expected: float):
    told = spread.weights(spread.log_likelihood(counts(seen, expected)), 0.0, 0.3)
    assert np.allclose(told.sum(1), 1)
    other = [*seen[:-1], seen[-1] + 50]
    again = spread.weights(spread.log_likelihood(counts(other, expected)), 0.0, 0.3)
    assert np.allclose(told[-1], again[-1]), "one's own count has no part in what is ordinary"


def test_people_who_lie_apart_make_more_ordinary():
    alike = spread.log_likelihood(counts([20] * 12, 20.0))
    apart = spread.log_likelihood(counts([8, 40] * 6, 20.0))
    of_alike = spread.weights(alike, 0.0, 0.3)[0] @ GRID
    of_apart = spread.weights(apart, 0.0, 0.3)[0] @ GRID
    assert of_alike < 0.15
    assert of_apart > 0.4


def test_who_lies_far_off_is_not_drawn_to_peers_who_are_alike():
    seen = counts([60, *[30] * 20], 30.0)
    weight = spread.weights(spread.log_likelihood(seen), 0.0, 0.3)
    density = spread.posterior(seen, weight)
    middle, low, high = (spread.at(density, share) for share in (0.5, 0.05, 0.95))
    assert 1.7 < middle[0] < 2.1
    assert low[0] > 1.4
    assert high[0] > 2
    assert 0.95 < middle[1] < 1.05


def test_the_usual_holds_eight_of_ten():
    draws = np.random.default_rng(1).poisson(12, 4000)
    low, high = spread.usual(counts([12], 12.0), only(0.0, 1))
    inside = ((draws >= low[0]) & (draws <= high[0])).mean()
    assert 0.78 <= inside <= 0.90
