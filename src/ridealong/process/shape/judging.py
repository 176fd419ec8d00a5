"""From counts to words: a stage is full or empty if chance is a poor explanation and it matters.

Chance: after the control of false discoveries at most `q`. It matters: the best estimate is half as
many again, or a third fewer, and the day itself points the same way. And it lasts: a week before it
was so as well, where that is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ridealong.process.shape import spread
from ridealong.process.shape.discovery import chances
from ridealong.process.shape.ledger import Floats
from ridealong.process.shape.looking import Side
from ridealong.process.shape.model import Because, Beside, Cell, Verdict, Week

Q = 0.10
"""Share of false ones among what is said to stand out, where two weeks are seen."""
Q_ONE_DAY = 0.05
"""The same, where only one day is seen."""
MUCH = 1.5
LITTLE = 1 / 1.5


@dataclass(frozen=True)
class Judged:
    """A side with everything that is said about its cells; arrays are persons × stages."""

    p: Floats
    ratio: Floats
    low: Floats
    high: Floats
    over: Floats
    under: Floats
    usual_low: Floats
    usual_high: Floats
    spread: Floats


def judged(side: Side, standing: Floats) -> Judged:
    """Work it out, stage by stage."""
    shape = standing.shape
    columns: list[tuple[Floats, ...]] = []
    for stage, weight in enumerate(side.weights()):
        counts = side.counts(stage)
        density = spread.posterior(counts, weight)
        columns.append(
            (
                spread.two_sided(*spread.tails(counts, weight)),
                *(spread.at(density, share) for share in (0.5, 0.05, 0.95)),
                density[:, spread.RATIOS > MUCH].sum(1),
                density[:, spread.RATIOS < LITTLE].sum(1),
                *spread.usual(side.of_today(stage, standing), weight),
                np.sqrt((weight * spread.GRID**2).sum(1)),
            )
        )
    arrays = [np.stack(column, 1).reshape(shape) for column in zip(*columns, strict=True)]
    return Judged(*arrays)


def beside(side: Side, told: Judged, place: tuple[int, int]) -> Beside | None:
    """One cell of one comparison; None: not judged."""
    if not side.judged[place]:
        return None
    return Beside(
        expected=float(side.today[place]),
        usual_low=float(told.usual_low[place]),
        usual_high=float(told.usual_high[place]),
        ratio=float(told.ratio[place]),
        low=float(told.low[place]),
        high=float(told.high[place]),
        over=float(told.over[place]),
        under=float(told.under[place]),
        p=float(told.p[place]),
        spread=float(told.spread[place]),
        others=int(side.others[place]),
        days=int(side.days[place[1]]),
    )


def together(peers: Beside | None, own: Beside | None) -> float | None:
    """One p for a cell that was looked at in one way or in two (Bonferroni)."""
    ps = [one.p for one in (peers, own) if one]
    return min(1.0, len(ps) * min(ps)) if ps else None


def decided(cells: Sequence[Cell], found: Sequence[float | None], q: float) -> tuple[Cell, ...]:
    """The cells with their verdicts of the day, given each one's chance in the whole family."""
    return tuple(_decide(cell, chance, q) for cell, chance in zip(cells, found, strict=True))


def over_cells(cells: Sequence[Cell]) -> tuple[float | None, ...]:
    """The chances of cells that are a family of their own."""
    ps = [cell.p for cell in cells if cell.p is not None]
    told = iter(chances(ps))
    return tuple(None if cell.p is None else next(told) for cell in cells)


def steady(cells: Iterable[Cell], before: Week) -> tuple[Cell, ...]:
    """Keep full and empty only where the week before showed the same."""
    then = dict(before.verdicts)
    return tuple(_steady(cell, then) for cell in cells)


def _steady(cell: Cell, then: Mapping[tuple[str, str], Verdict]) -> Cell:
    if cell.verdict not in {Verdict.FULL, Verdict.EMPTY} or cell.key not in then:
        return cell
    if then[cell.key] is cell.today:
        return cell
    return replace(cell, verdict=Verdict.USUAL, because=Because.FIRST_WEEK)


def _decide(cell: Cell, chance: float | None, q: float) -> Cell:
    if chance is None or cell.beside is None:
        return replace(cell, chance=chance)
    verdict = Verdict.USUAL
    if chance <= q:
        verdict = _direction(cell.beside, cell.observed)
    return replace(cell, chance=chance, verdict=verdict, today=verdict)


def _direction(one: Beside, observed: int) -> Verdict:
    if one.ratio >= MUCH and observed > one.expected:
        return Verdict.FULL
    if one.ratio <= LITTLE and observed < one.expected:
        return Verdict.EMPTY
    return Verdict.USUAL
