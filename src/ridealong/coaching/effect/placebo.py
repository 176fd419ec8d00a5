"""What the same figure says of days on which nothing happened.

Question: does the step stand out among steps at other calls of the same person? 200 starts are
drawn (the same each time) among those with four calls or more on either side, the real one and its
two neighbours left out; p is (1 + starts with a step as far from 0, in its standard errors) ÷ 201.

Limits: with few calls there are few different starts, and p cannot become small; a real change
near the drawn start shows there as well. It stands beside the step, and never decides.
"""

from collections.abc import Sequence

import numpy as np

from ridealong.coaching.effect.step import Fit, fit

DRAWS = 200
_SIDE = 4
_NEAR = 2
_SEED = 3_107


def placebo(values: Sequence[float], before: int, kinds: Sequence[str] = ()) -> float | None:
    """How often a drawn start looks as much like a change as the real one; None: none can be drawn.

    Args:
        values: log-odds of the calls, in order.
        before: how many of them lie before the real start.
        kinds: the kind of each call, where they differ.
    """
    starts = [s for s in range(_SIDE, len(values) - _SIDE + 1) if abs(s - before) >= _NEAR]
    if not starts:
        return None
    real = _far(fit(values, before, kinds))
    as_far = np.array([_far(fit(values, start, kinds)) >= real for start in starts])
    drawn = np.random.default_rng(_SEED).integers(len(starts), size=DRAWS)
    return float((1 + as_far[drawn].sum()) / (DRAWS + 1))


def _far(found: Fit) -> float:
    error = float(found.weights @ found.errors)
    return abs(found.step) / error
