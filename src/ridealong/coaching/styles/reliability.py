"""How reliable the statements are, once enough people of a place have answered.

Cronbach's alpha = k ÷ (k − 1)·(1 − sum of the items' variances ÷ variance of the total), complete
answers only, with a 95 % interval by drawing people 2,000 times; the split half by Spearman and
Brown, statements in turns; the correlation of each statement with the rest of its axis (below .2 it
does not belong); and of the two axes (beyond .4 they are not two). From 50 people on; below that
nothing is told.

Source: Cronbach 1951; Spearman 1910; Brown 1910. Limits: reliable is not valid; and it holds for
the people who answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ridealong.coaching.styles.vocabulary import AXES, vocabulary

type Floats = NDArray[np.float64]

FEWEST = 50
_DRAWS = 2_000
_SEED = 1_951
_STRAY = 0.2


@dataclass(frozen=True, slots=True)
class Reliability:
    """How reliable one axis is."""

    axis: str
    people: int
    needed: int
    """People more before it is told."""
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    split_half: float | None = None
    stray: tuple[str, ...] = ()
    """Statements that hardly go with the rest."""
    between_axes: float | None = None


def reliability(answers: Iterable[Mapping[str, int]]) -> tuple[Reliability, ...]:
    """How reliable each axis is.

    Args:
        answers: of each person one, by the statement's id; incomplete ones are left out.
    """
    items = vocabulary().items
    full = [row for row in answers if all(1 <= row.get(i.id, 0) <= 5 for i in items)]
    needed = max(0, FEWEST - len(full))
    if needed:
        return tuple(Reliability(axis, len(full), needed) for axis in AXES)
    tables = {
        axis: np.array(
            [[i.value(row[i.id]) for i in items if i.axis == axis] for row in full], float
        )
        for axis in AXES
    }
    totals = [tables[axis].sum(axis=1) for axis in AXES]
    across = float(np.corrcoef(totals[0], totals[1])[0, 1])
    return tuple(_of_axis(axis, table, across) for axis, table in tables.items())


def _of_axis(axis: str, table: Floats, across: float) -> Reliability:
    rng = np.random.default_rng(_SEED)
    drawn = [_alpha(table[rng.integers(len(table), size=len(table))]) for _ in range(_DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    halves = float(np.corrcoef(table[:, ::2].sum(axis=1), table[:, 1::2].sum(axis=1))[0, 1])
    return Reliability(
        axis=axis,
        people=len(table),
        needed=0,
        alpha=_alpha(table),
        low=float(low),
        high=float(high),
        split_half=2 * halves / (1 + halves),
        stray=_stray(axis, table),
        between_axes=across,
    )


def _alpha(table: Floats) -> float:
    k = table.shape[1]
    total = table.sum(axis=1).var(ddof=1)
    return float(k / (k - 1) * (1 - table.var(axis=0, ddof=1).sum() / total)) if total else 0.0


def _stray(axis: str, table: Floats) -> tuple[str, ...]:
    ids: Sequence[str] = [i.id for i in vocabulary().items if i.axis == axis]
    rest = table.sum(axis=1)[:, None] - table
    with np.errstate(invalid="ignore"):
        own = [np.corrcoef(table[:, j], rest[:, j])[0, 1] for j in range(table.shape[1])]
    return tuple(id_ for id_, r in zip(ids, own, strict=True) if not r >= _STRAY)
