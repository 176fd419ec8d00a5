"""What would have come anyway: who is looked at because of bad calls does better by itself.

Question: how much of a change is regression to the mean? On the log-odds, with the mean mu and the
variance tau2 of people's levels, and the variance sigma2 of one call around a person's own level:

    expected = (1 − rho)·(mu − mean of the n calls before),   rho = tau2 ÷ (tau2 + sigma2 ÷ n)

(Galton; Barnett et al. 2005). Where the behaviour was chosen on other calls than the baseline
(`split`), the person's own level is estimated from both, and what lies between that and the
baseline is expected.

mu, tau2 and sigma2 come from colleagues who hold the same kind of calls (`spread_of`, by moments,
five people with four calls or more). Without them a change of level is taken to be Normal(0, 0.25)
before anything is known, as in `levels`, and the rest of the observed change is expected to go.

Limits: calls that hang together regress more slowly than the formula says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Literal, NamedTuple

from ridealong.coaching.effect.step import Fit
from ridealong.coaching.levels import PRIOR_VARIANCE

_FEWEST_PEOPLE, _FEWEST_CALLS = 5, 4


class Anyway(NamedTuple):
    """What is expected without coaching, on the log-odds."""

    change: float
    by: Literal["colleagues", "prior"]
    narrower: float = 1.0
    """By this factor the error of what is left is that of the step: the chance of the calls before
    is in the step and in what is expected, and partly goes out of the difference."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How people's levels lie, on the log-odds."""

    mean: float
    between: float
    """Variance of people's own levels."""
    within: float
    """Variance of one call around its person's level."""
    people: int

    def own_level(self, calls: Sequence[float]) -> float:
        """Where a person's level most likely lies, given their calls."""
        if not calls:
            return self.mean
        rho = self.between / (self.between + self.within / len(calls))
        return self.mean + rho * (fmean(calls) - self.mean)

    def of_the_error(self, known: int, before: int, after: int) -> float:
        """The error of (mean after − own level), as a share of that of (mean after − before).

        The own level, estimated from `known` calls, has the variance rho·sigma2 ÷ known.
        """
        rho = self.between / (self.between + self.within / known)
        return sqrt((1 / after + rho / known) / (1 / after + 1 / before))


def spread_of(people: Sequence[Sequence[float]]) -> Spread | None:
    """How the levels of some people lie, from their calls; None where there are too few.

    Args:
        people: of each the log-odds of their calls.
    """
    told = [calls for calls in people if len(calls) >= _FEWEST_CALLS]
    if len(told) < _FEWEST_PEOPLE:
        return None
    degrees = sum(map(len, told)) - len(told)
    means = [fmean(calls) for calls in told]
    squares = sum((x - m) ** 2 for calls, m in zip(told, means, strict=True) for x in calls)
    within = squares / degrees
    middle = fmean(means)
    of_means = sum((m - middle) ** 2 for m in means) / (len(means) - 1)
    noise = within * fmean([1 / len(calls) for calls in told])
    return Spread(middle, max(of_means - noise, 0.0), within, len(told))


def expected(
    chosen_on: Sequence[float],
    before: Sequence[float],
    spread: Spread | None,
    step: Fit,
    after: int,
) -> Anyway:
    """What would have come anyway.

    Args:
        chosen_on: calls on which the behaviour was chosen, where these are not the baseline.
        before: the calls of the baseline.
        spread: of colleagues.
        step: what was observed.
        after: how many calls lie after the talk.
    """
    if spread is None or spread.within == 0:
        return Anyway(step.step * step.variance / (PRIOR_VARIANCE + step.variance), "prior")
    level = spread.own_level([*chosen_on, *before])
    narrower = spread.of_the_error(len(chosen_on) + len(before), len(before), after)
    return Anyway(level - fmean(before), "colleagues", narrower)
