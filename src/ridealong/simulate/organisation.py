"""Draw an organisation: who got which deals, how far each came, and what is true of everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller
from ridealong.simulate.firm import SOURCES, Effect, Firm, Planted

type Floats = NDArray[np.float64]
_STAY_SHAPE = 1.5
"""Of the gamma distribution of stays: few end at once, some last long."""
_LOST_SOONER = 0.8
_DISCOUNT_SHAPE = (1.6, 14.0)
_PEAK_DAYS = 14


@dataclass(frozen=True, slots=True)
class Truth:
    """What no CRM knows."""

    stays: Floats
    """How long deals stay with each person in each stage, as a multiple of the step's days."""
    odds: Floats
    """By what the odds to go on are multiplied."""
    volume: Floats
    """By what the number of new deals is multiplied, for each person."""
    discount: Floats
    """What each person gives away beyond the others, as a share of the list price."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The deals, and the truth behind them."""

    pipeline: Pipeline
    truth: Truth


def organisation(firm: Firm, seed: int = 0) -> Organisation:
    """Draw one.

    >>> drawn = organisation(Firm(teams=1, people=4, days=400), seed=1)
    >>> len(drawn.pipeline.sellers), drawn.pipeline.deals[0].owner
    (4, 's0')
    """
    random = np.random.default_rng(seed)
    truth = _truth(firm, random)
    sellers = tuple(
        Seller(f"s{i}", f"Seller {i + 1}", f"team {i // firm.people + 1}") for i in range(firm.size)
    )
    deals = tuple(deal for i in range(firm.size) for deal in _Hand(firm, truth, i, random).deals())
    stages = tuple(step.stage for step in firm.steps)
    return Organisation(Pipeline(sellers, stages, deals, firm.as_of), truth)


def _truth(firm: Firm, random: np.random.Generator) -> Truth:
    shape = (firm.size, len(firm.steps))
    truth = Truth(
        stays=_around_one(random, firm.stay_spread, shape),
        odds=np.exp(random.normal(0, 1, shape) * firm.odds_spread),
        volume=_around_one(random, firm.volume_spread, (firm.size,)),
        discount=np.zeros(firm.size),
    )
    for planted in firm.planted:
        if planted.effect is Effect.DISCOUNT:
            truth.discount[planted.seller] += planted.factor
    return truth


def _around_one(random: np.random.Generator, spread: float, shape: tuple[int, ...]) -> Floats:
    if not spread:
        return np.ones(shape)
    return random.gamma(1 / spread**2, spread**2, shape)


class _Hand:
    """The deals of one person."""

    def __init__(self, firm: Firm, truth: Truth, who: int, random: np.random.Generator) -> None:
        self.firm, self.truth, self.who, self.random = firm, truth, who, random
        self.start = firm.as_of - timedelta(days=firm.days)
        self.planted = [p for p in firm.planted if p.seller == who]
        self.skipped = {h.stage for h in firm.habits if h.seller == who}

    def deals(self) -> Iterator[Deal]:
        """Draw them all, then tell those that a CRM would hold today."""
        begun, batch = self._begun()
        if not begun.size:
            return
        source = self._of_batch(
            self.random.choice(len(SOURCES), batch.max() + 1, p=[s[1] for s in SOURCES]), batch
        )
        entered, goes = self._ways(begun, batch, source)
        value = self.firm.value * np.exp(self.random.normal(0, self.firm.value_spread, begun.size))
        for i in range(begun.size):
            deal = self._deal(i, entered[i], goes[i], SOURCES[source[i]][0], float(value[i]))
            if deal:
                yield deal

    def _begun(self) -> tuple[Floats, NDArray[np.int64]]:
        """When deals begin, in days, and which of them belong together."""
        firm, random = self.firm, self.random
        rate = firm.leads_a_week / 7 * self.truth.volume[self.who] * firm.days
        most = 1 + firm.season
        strongest = max([p.factor for p in self._effects(Effect.LEADS)], default=1.0)
        drawn = random.poisson(rate * most * max(1.0, strongest) / firm.batch)
        moment = np.sort(random.uniform(0, firm.days, drawn))
        likely = (1 + firm.season * np.cos(2 * np.pi * moment / 365)) / most
        leads = np.ones(drawn)
        for planted in self._effects(Effect.LEADS):
            leads = np.where(self._holds(planted, moment), planted.factor, leads)
        moment = moment[random.uniform(size=drawn) < likely * leads / max(1.0, strongest)]
        sizes = random.geometric(1 / firm.batch, moment.size)
        return np.repeat(moment, sizes), np.repeat(np.arange(moment.size), sizes)

    def _ways(
        self, begun: Floats, batch: NDArray[np.int64], source: NDArray[np.int64]
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """When each deal entered each stage and left the last, and whether it went on from each."""
        entered = np.empty((begun.size, len(self.firm.steps) + 1))
        entered[:, 0] = begun
        goes = np.empty((begun.size, len(self.firm.steps)), np.bool_)
        for k, step in enumerate(self.firm.steps):
            stay = np.full(begun.size, step.days * self.truth.stays[self.who, k])
            odds = np.full(begun.size, step.goes_on / (1 - step.goes_on))
            odds *= self.truth.odds[self.who, k]
            if k == len(self.firm.steps) - 1:
                odds *= np.array([s[2] for s in SOURCES])[source]
            for planted in self.planted:
                if planted.stage == step.stage:
                    factor = np.where(self._holds(planted, entered[:, k]), planted.factor, 1.0)
                    stay = stay * factor if planted.effect is Effect.STAY else stay
                    odds = odds * factor if planted.effect is Effect.GO_ON else odds
            goes[:, k] = self._together(batch) < odds / (1 + odds)
            drawn = self._of_batch(self.random.gamma(_STAY_SHAPE, 1, batch.max() + 1), batch)
            stay = stay * drawn / _STAY_SHAPE * np.where(goes[:, k], 1, _LOST_SOONER)
            entered[:, k + 1] = entered[:, k] + np.maximum(stay, 0.5)
        return entered, goes

    def _together(self, batch: NDArray[np.int64]) -> Floats:
        """A uniform number for each deal, the same for those that belong together."""
        return self._of_batch(self.random.uniform(size=batch.max() + 1), batch)

    @staticmethod
    def _of_batch[T: np.generic](values: NDArray[T], batch: NDArray[np.int64]) -> NDArray[T]:
        return values[batch]

    def _effects(self, effect: Effect) -> list[Planted]:
        return [p for p in self.planted if p.effect is effect]

    def _holds(self, planted: Planted, moment: Floats) -> NDArray[np.bool_]:
        if planted.since_days is None:
            return np.ones(moment.shape, np.bool_)
        return moment >= self.firm.days - planted.since_days

    def _deal(
        self, i: int, entered: Floats, goes: NDArray[np.bool_], source: str, value: float
    ) -> Deal | None:
        steps = self.firm.steps
        reached = int(np.argmin(goes)) if not goes.all() else len(steps) - 1
        ended = self._day(entered[reached + 1])
        history = [
            Entry(step.stage, self._day(entered[k]))
            for k, step in enumerate(steps[: reached + 1])
            if step.stage not in self.skipped and entered[k] < self.firm.days
        ]
        if not history:
            return None
        open_ = ended > self.firm.as_of
        won = bool(goes.all()) and not open_
        undecided = self.random.uniform() < self.firm.undecided
        lost = Outcome.NO_DECISION if undecided else Outcome.LOST
        given = self._discount(ended)
        return Deal(
            id=f"s{self.who}-{i}",
            owner=f"s{self.who}",
            stage=history[-1].stage,
            outcome=Outcome.OPEN if open_ else Outcome.WON if won else lost,
            created=history[0].on,
            closed=None if open_ else ended,
            value=round(value * (1 - given), 2),
            list_value=round(value, 2),
            currency="EUR",
            source=source,
            history=tuple(history),
        )

    def _day(self, moment: float) -> date:
        return self.start + timedelta(days=int(min(moment, 4 * self.firm.days)))

    def _discount(self, closes: date) -> float:
        """One-sided, with a peak at the end of a quarter."""
        firm, random = self.firm, self.random
        given = 0.0
        if random.uniform() < firm.discounted:
            a, b = _DISCOUNT_SHAPE
            given = random.beta(a, b) * firm.discount * (a + b) / a
        month_after = (closes + timedelta(days=_PEAK_DAYS)).month
        if closes.month % 3 == 0 and month_after != closes.month:
            given += firm.quarter_end * random.uniform(0, 2)
        given += self.truth.discount[self.who] * random.uniform(0.5, 1.5)
        return float(min(given, 0.9))
