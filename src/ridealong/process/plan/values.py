"""What a won deal of somebody is worth, and how sure that is.

A handful of own deals with the team's beside them as so many more: a Bayesian bootstrap (Rubin
1981) over both. Each draw gives every deal a random weight; the mean of a draw is a possible true
mean.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.shrinkage import TAIL
from ridealong.process.rates.win import usual_currency
from ridealong.process.rates.window import Window

type _Floats = NDArray[np.float64]

TEAM_COUNTS_FOR = 10.0
"""Own deals that all of the team's together count for."""
_MOST_VALUES = 400
SEED = 20_150_917


@dataclass(frozen=True, slots=True)
class Values:
    """Values of won deals, in one currency."""

    own: tuple[float, ...]
    others: tuple[float, ...] = ()
    """Of the rest of the team."""
    currency: str = ""

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self.own or self.others)

    def weights(self, random: np.random.Generator, draws: int) -> tuple[_Floats, _Floats]:
        """The values (v), and for each draw the probability of each (draws by v)."""
        own, others = (_thinned(values) for values in (self.own, self.others))
        values = np.concatenate([own, others])
        shape = np.ones(len(values))
        if len(own):
            shape[: len(own)] = len(self.own) / len(own)
        if len(others):
            shape[len(own) :] = TEAM_COUNTS_FOR / len(others)
        drawn = random.gamma(shape, size=(draws, len(values))) + 1e-12
        return values, drawn / drawn.sum(axis=1, keepdims=True)

    def mean(self, draws: int = 2000) -> tuple[float, float, float] | None:
        """The mean and its 90 % interval; None where no value is known."""
        if not self.known:
            return None
        values, weights = self.weights(np.random.default_rng(SEED), draws)
        means = np.sort(weights @ values)
        low, middle, high = np.quantile(means, [TAIL, 0.5, 1 - TAIL])
        return float(middle), float(low), float(high)


def values_of(pipeline: Pipeline, window: Window, seller: str) -> Values:
    """The values of the deals that a seller, and the rest of their team, won in a window.

    Question: how large is a deal that this person wins?
    Formula: the values themselves, in the currency that most of them have.
    Source: S2.3. Limits: one exceptionally large deal moves a mean of few; the interval shows it.
    """
    team = {s.id: s.team for s in pipeline.sellers}
    won = [
        d
        for d in pipeline.deals
        if d.won
        and window.holds(d.closed)
        and d.value
        and d.value > 0
        and team.get(d.owner) == team.get(seller)
    ]
    currency = usual_currency([d for d in won if d.owner == seller] or won)
    return Values(
        _values(won, currency, lambda d: d.owner == seller),
        _values(won, currency, lambda d: d.owner != seller),
        currency,
    )


def _values(
    deals: Iterable[Deal], currency: str, whose: Callable[[Deal], bool]
) -> tuple[float, ...]:
    return tuple(sorted(d.value for d in deals if d.value and d.currency == currency and whose(d)))


def _thinned(values: Sequence[float]) -> _Floats:
    """At most so many, evenly by size: more would change nothing but the time."""
    ranked = np.sort(np.array(values, float))
    if len(ranked) <= _MOST_VALUES:
        return ranked
    places = (np.arange(_MOST_VALUES) + 0.5) / _MOST_VALUES
    out: _Floats = np.quantile(ranked, places)
    return out
