"""Whether forecasts keep their word: of those that said 60 %, were six of ten won?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ridealong.process.forecast.comparable import comparables
from ridealong.process.forecast.landmarks import GateDays
from ridealong.process.model import Deal, Outcome, Pipeline
from ridealong.process.rates.shrinkage import alone

TENTHS = 10
FEWEST_TO_TELL = 30
"""Forecasts whose deals have ended, below which nothing is said about them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast whose deal has ended since."""

    deal: str
    on: date
    probability: float
    won: bool


@dataclass(frozen=True, slots=True)
class Tenth:
    """Forecasts of about the same probability."""

    n: int
    said: float
    """Their mean."""
    won: float
    """The share that was won."""
    low: float
    high: float
    """The 90 % interval of that share."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well forecasts kept their word."""

    n: int
    brier: float
    """Mean of (probability - won)^2: 0 is clairvoyance, 0.25 is always saying one half."""
    brier_of_share: float
    """The same for whoever says, for every deal, the share that was won in the end."""
    error: float
    """Mean distance between what was said and what came, over the tenths, weighted by n."""
    tenths: tuple[Tenth, ...]

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell."""
        return self.n >= FEWEST_TO_TELL


def calibration(told: Iterable[Told]) -> Calibration | None:
    """How forecasts compare with what came; None where no deal has ended.

    Formula: Brier 1950; expected calibration error over ten equal bands of probability.
    Limits: several forecasts of one deal are not independent; the intervals take them to be.
    """
    some = sorted(told, key=lambda t: t.probability)
    if not some:
        return None
    share = sum(t.won for t in some) / len(some)
    tenths = tuple(_tenths(some))
    return Calibration(
        n=len(some),
        brier=sum((t.probability - t.won) ** 2 for t in some) / len(some),
        brier_of_share=share * (1 - share),
        error=sum(t.n * abs(t.said - t.won) for t in tenths) / len(some),
        tenths=tenths,
    )


def _tenths(told: Sequence[Told]) -> Iterator[Tenth]:
    for tenth in range(TENTHS):
        inside = [t for t in told if min(int(t.probability * TENTHS), TENTHS - 1) == tenth]
        if inside:
            won, n = sum(t.won for t in inside), len(inside)
            rate = alone(won, n)
            said = sum(t.probability for t in inside) / n
            yield Tenth(n, said, won / n, rate.low, rate.high)


def look_back(
    pipeline: Pipeline, days: Iterable[date], gates: GateDays | None = None
) -> tuple[Told, ...]:
    """The forecasts that would have been made on earlier days, of deals that have ended since.

    Each is made from what was known on its day and from nothing later, so that it is a fair test.

    Limits: values are today's; the days should lie further back than most deals take, since deals
    that are still open are left out.
    """
    ended = {d.id: d for d in pipeline.deals if not d.open}
    told = []
    for day in days:
        then = as_it_stood(pipeline, day)
        known = {k: [d for d in v if d <= day] for k, v in (gates or {}).items()}
        past = comparables(then, known)
        for deal in then.deals:
            if not deal.open or deal.id not in ended:
                continue
            said = past.of(deal, then, known.get(deal.id)).probability
            if said is not None:
                told.append(Told(deal.id, day, said, ended[deal.id].won))
    return tuple(told)


def as_it_stood(pipeline: Pipeline, day: date) -> Pipeline:
    """The pipeline of an earlier day: what happened later is taken back."""
    deals = tuple(_as_it_stood(d, day) for d in pipeline.deals if _there(d, day))
    return replace(pipeline, deals=deals, as_of=day)


def _there(deal: Deal, day: date) -> bool:
    began = min(
        [e.on for e in deal.history] + ([deal.created] if deal.created else []), default=None
    )
    return began is not None and began <= day


def _as_it_stood(deal: Deal, day: date) -> Deal:
    history = tuple(e for e in deal.history if e.on <= day)
    stage = history[-1].stage if history else deal.stage
    if deal.open or (deal.closed is not None and deal.closed <= day):
        return replace(deal, history=history, stage=stage)
    return replace(deal, history=history, stage=stage, outcome=Outcome.OPEN, closed=None)
