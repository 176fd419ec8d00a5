"""A step between calls before and after a talk, where calls follow upon one another.

Model, on the log-odds of each call's share, in the order of the calls:

    level only            y = b0 + b2·[after] + kinds of calls + e
    segmented regression  y = b0 + b1·t + b2·[after] + b3·(t − T0)·[after] + kinds + e
                          (Wagner et al. 2002); its effect is that at the middle of the calls after

Errors e hang together over neighbouring calls, AR(1). Their correlation cannot be estimated from
sixteen calls: the effect is therefore averaged over correlations from −.3 to .9, each weighted by
its restricted likelihood and by a mild expectation around .3 (standard deviation .25). The interval
is that of the mixture of Student's t. Newey and West's standard errors are not used: tried on the
same simulated calls they found a change in 12 to 27 % of people who had none. How often this one
does stands in docs/coaching.md (`benchmarks/coaching_effect.py`).

Limits: calls count alike whatever they were counted on; the segmented form needs far more calls
than the level for the same step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

type Floats = NDArray[np.float64]

_GRID = np.linspace(-0.3, 0.9, 25)
_EXPECTED, _SPREAD = 0.3, 0.25
_FEWEST_OF_A_KIND = 3
_FAR = 64.0
"""Log-odds beyond any share."""
_HALVINGS = 24
_TINY = 1e-9


@dataclass(frozen=True)
class Fit:
    """The step, as a mixture over how much neighbouring calls hang together."""

    weights: Floats
    middles: Floats
    errors: Floats
    degrees: int
    correlation: float
    """Of neighbouring calls, the likeliest on average."""

    @cached_property
    def step(self) -> float:
        """After − before, on the log-odds."""
        return float(self.weights @ self.middles)

    @cached_property
    def variance(self) -> float:
        """Of the step."""
        around = (self.middles - self.step) ** 2
        return float(self.weights @ (self.errors**2 + around))

    def less(self, change: float, narrower: float) -> "Fit":
        """What is left of the step once a change is taken off; errors by a factor of theirs."""
        middles = self.step + narrower * (self.middles - self.step) - change
        return replace(self, middles=middles, errors=narrower * self.errors)

    @cached_property
    def p(self) -> float:
        """How likely a step of this size is, to either side, where there is none."""
        return 2 * min(self.above(0.0), 1 - self.above(0.0))

    def above(self, value: float) -> float:
        """How likely the step lies above a value."""
        tails = stdtr(self.degrees, (self.middles - value) / self.errors)
        return float(self.weights @ tails)

    def interval(self, share: float = 0.95) -> tuple[float, float]:
        """Between which steps so much of the mixture lies."""
        tail = (1 - share) / 2
        return self._at(1 - tail), self._at(tail)

    def _at(self, above: float) -> float:
        low, high = -_FAR, _FAR
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.above(middle) > above else (low, middle)
        return (low + high) / 2


def fit(
    values: Sequence[float], before: int, kinds: Sequence[str] = (), *, segmented: bool = False
) -> Fit:
    """The step after the first `before` calls.

    Args:
        values: log-odds of the calls, in order.
        before: how many of them lie before the talk.
        kinds: the kind of each call, where they differ.
        segmented: with a trend before and after.
    """
    y = np.asarray(values, dtype=np.float64)
    design, wanted = _design(len(y), before, kinds, segmented=segmented)
    return _averaged(y, design, wanted)


def _design(
    calls: int, before: int, kinds: Sequence[str], *, segmented: bool
) -> tuple[Floats, Floats]:
    """The columns, and which combination of their coefficients is the step."""
    t = np.arange(calls, dtype=np.float64)
    after = (t >= before).astype(np.float64)
    columns, wanted = [np.ones(calls), after], [0.0, 1.0]
    if segmented:
        columns += [t, after * (t - before)]
        wanted += [0.0, (calls - before - 1) / 2]
    for kind in _told_apart(kinds, before):
        columns.append(np.array([float(k == kind) for k in kinds]))
        wanted.append(0.0)
    return np.column_stack(columns), np.array(wanted)


def _told_apart(kinds: Sequence[str], before: int) -> list[str]:
    """The kinds that get a level of their own: all but the first of those with calls enough."""
    halves = (list(kinds[:before]), list(kinds[before:]))
    both = [k for k in sorted(set(kinds)) if all(k in half for half in halves)]
    return [k for k in both if list(kinds).count(k) >= _FEWEST_OF_A_KIND][1:]


def _averaged(y: Floats, design: Floats, wanted: Floats) -> Fit:
    """The step for each correlation of the grid, and how much each of them counts."""
    degrees = design.shape[0] - design.shape[1]
    x, z = _without_memory(design[None]), _without_memory(y[None, :, None])
    turned = x.transpose(0, 2, 1)
    inner = turned @ x
    found = np.linalg.solve(inner, turned @ z)
    squares = ((z - x @ found) ** 2).sum(axis=(1, 2)) + _TINY
    each = np.linalg.solve(inner, np.broadcast_to(wanted[:, None], (len(_GRID), len(wanted), 1)))
    errors = np.sqrt(squares / degrees * (wanted @ each[..., 0].T))
    likelihood = 0.5 * np.log(1 - _GRID**2) - 0.5 * degrees * np.log(squares)
    likelihood -= 0.5 * np.linalg.slogdet(inner)[1]
    weights = np.exp(likelihood - likelihood.max())
    weights *= np.exp(-0.5 * ((_GRID - _EXPECTED) / _SPREAD) ** 2)
    weights /= weights.sum()
    return Fit(weights, found[..., 0] @ wanted, errors, degrees, float(weights @ _GRID))


def _without_memory(rows: Floats) -> Floats:
    """What is left of each call once its predecessor is taken off, for each correlation."""
    r = _GRID[:, None, None]
    return np.concatenate(
        [np.sqrt(1 - r * r) * rows[:, :1], rows[:, 1:] - r * rows[:, :-1]], axis=1
    )
