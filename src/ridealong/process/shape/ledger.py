"""The deals of a pipeline as columns: who had what standing where on any day that is known.

A spell is the time that a deal stood in a stage. Days are ordinals; what is not known at its start
begins at `LONG_AGO`, and a stage in which that is common is not `traced`: only the day itself can
be counted there.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Deal, Pipeline

type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]
type Ints = NDArray[np.int64]

LONG_AGO = 0
NEVER = 10**9
LOOKBACK = 182
"""Days: a deal counts as one of the seller's if it was open at some time in the last half-year."""
YEAR = 365
_TRACED = 0.95
_KEPT = 0.80


@dataclass(frozen=True)
class Spells:
    """One row for each time that a deal stood in a stage."""

    seller: Ints
    stage: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True)
class Lives:
    """One row for each deal."""

    seller: Ints
    born: Ints
    ended: Ints
    kept_from: Ints


@dataclass(frozen=True)
class Ledger:
    """Spells and lives, with the counts that are made of them."""

    sellers: tuple[str, ...]
    stages: tuple[str, ...]
    today: int
    spells: Spells
    lives: Lives

    @property
    def size(self) -> tuple[int, int]:
        """Sellers, stages."""
        return len(self.sellers), len(self.stages)

    @cached_property
    def traced(self) -> Bools:
        """Of which stages it is known when the deals entered and left them."""
        spells, n = self.spells, len(self.stages)
        now = spells.end > self.today
        dated = spells.start > LONG_AGO
        here = np.bincount(spells.stage[now], minlength=n)
        known = np.bincount(spells.stage[now & dated], minlength=n)
        past = np.bincount(spells.stage[~now & dated], minlength=n)
        told: Bools = (past > 0) & (known >= _TRACED * here)
        return told & self._closed_deals_told

    @cached_property
    def _closed_deals_told(self) -> bool:
        """Whether the stages of most deals that have closed were kept as well."""
        closed = self.lives.ended <= self.today
        kept = closed & (self.lives.kept_from < self.lives.ended)
        return bool(kept.sum() >= _KEPT * closed.sum())

    @cached_property
    def kept_from(self) -> int:
        """The first day from which the stages of nearly all deals are known."""
        late = self.lives.kept_from[self.lives.kept_from < NEVER]
        return int(np.quantile(late, _TRACED)) if late.size else LONG_AGO

    @cached_property
    def first_day(self) -> int:
        """When the first deal began whose beginning is known."""
        known = self.lives.born[self.lives.born > LONG_AGO]
        return int(known.min()) if known.size else self.today

    @cached_property
    def first_days(self) -> Ints:
        """When each seller's first deal began; `LONG_AGO` where that is not known."""
        first = np.full(len(self.sellers), NEVER, np.int64)
        np.minimum.at(first, self.lives.seller, self.lives.born)
        return first

    def standing(self, day: int) -> Floats:
        """Deals that stood in each stage at the end of a day: sellers × stages."""
        spells = self.spells
        there = (spells.start <= day) & (spells.end > day)
        return self._sums(there.astype(np.float64))

    def lived(self, day: int) -> Floats:
        """Deals of each seller that were open at some time in the half-year up to a day."""
        lives = self.lives
        there = (lives.born <= day) & (lives.ended > day - LOOKBACK)
        return np.bincount(lives.seller[there], minlength=len(self.sellers)).astype(np.float64)

    def days(self, begin: int, end: int) -> tuple[Floats, Floats]:
        """Deal-days in [begin, end), and the sum of the squares of the deals' single stays."""
        spells = self.spells
        stay = np.minimum(spells.end, end) - np.maximum(spells.start, begin)
        stay = np.maximum(stay, 0).astype(np.float64)
        return self._sums(stay), self._sums(stay * stay)

    def entries(self, begin: int, end: int) -> Floats:
        """Deals that entered each stage in [begin, end)."""
        spells = self.spells
        return self._sums(((spells.start >= begin) & (spells.start < end)).astype(np.float64))

    def _sums(self, weights: Floats) -> Floats:
        rows, columns = self.size
        flat = np.bincount(
            self.spells.seller * columns + self.spells.stage, weights, minlength=rows * columns
        )
        return flat.reshape(rows, columns)


def ledger_of(pipeline: Pipeline) -> Ledger:
    """Write a pipeline down as columns. A deal of nobody who is listed is left out."""
    sellers = {seller.id: i for i, seller in enumerate(pipeline.sellers)}
    stages = {stage: i for i, stage in enumerate(pipeline.stages)}
    today = pipeline.as_of.toordinal()
    spells: list[tuple[int, int, int, int]] = []
    lives: list[tuple[int, int, int, int]] = []
    for deal in pipeline.deals:
        who = sellers.get(deal.owner)
        if who is None:
            continue
        lives.append((who, _born(deal), _ended(deal), _kept_from(deal)))
        for stage, start, end in _stays(deal, pipeline.stages[:1], today):
            place = stages.get(stage)
            if place is not None:
                spells.append((who, place, start, end))
    return Ledger(
        sellers=tuple(sellers),
        stages=pipeline.stages,
        today=today,
        spells=Spells(*_columns(spells)),
        lives=Lives(*_columns(lives)),
    )


def _columns(rows: list[tuple[int, int, int, int]]) -> NDArray[np.int64]:
    return np.array(rows, np.int64).reshape(-1, 4).T


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _born(deal: Deal) -> int:
    first = deal.history[0].on if deal.history else None
    days = [day.toordinal() for day in (deal.created, first) if day]
    return min(days, default=LONG_AGO)


def _ended(deal: Deal) -> int:
    """When it closed; a closed deal without a date closed nobody knows when, long ago."""
    return NEVER if deal.open else _day(deal.closed, LONG_AGO)


def _kept_from(deal: Deal) -> int:
    """From when on its stages are known; `NEVER`: they are not."""
    if not deal.history:
        return NEVER
    return max(_day(deal.seen_from, LONG_AGO), LONG_AGO)


def _stays(deal: Deal, first: tuple[str, ...], today: int) -> list[tuple[str, int, int]]:
    """Stage, first day and the day after the last, of each stay that is known."""
    entered = [(entry.stage, entry.on.toordinal()) for entry in deal.history]
    ended = _ended(deal)
    stays = [
        (stage, start, entered[i + 1][1] if i + 1 < len(entered) else ended)
        for i, (stage, start) in enumerate(entered)
    ]
    if not deal.open or not deal.stage:
        return [stay for stay in stays if stay[2] > stay[1]]
    if not stays or stays[-1][0] != deal.stage:
        start = LONG_AGO
        if not stays and (deal.stage,) == first and deal.created:
            start = min(deal.created.toordinal(), today)
        if stays:
            stays[-1] = (stays[-1][0], stays[-1][1], min(stays[-1][1] + 1, today))
        stays.append((deal.stage, start, NEVER))
    return [stay for stay in stays if stay[2] > stay[1]]
