"""Where past deals stood at a certain age, and what became of them from there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.spells import End, Spell, Until, spells
from ridealong.process.rates.win import usual_currency

type GateDays = Mapping[str, Sequence[date]]
"""By the id of a deal: the days on which its gates came to stand on both sides. A deal that is left
out is one whose gates nobody has looked at; one with no days has passed none."""

AGE_SHARES = (0.25, 0.5, 0.75, 0.9)
"""Ages at which so many of the stays in a stage have ended part its age bands."""
MOST_GATES = 4


@dataclass(frozen=True, slots=True)
class Bands:
    """Where ages and values are parted."""

    ages: Mapping[str, tuple[int, ...]]
    """By stage: the first day of each age band, from 0."""
    values: tuple[float, ...]
    """Between small, middle and large deals, in `currency`."""
    currency: str

    def age(self, stage: str, days: int) -> int:
        """The band of an age."""
        return bisect_right(self.ages.get(stage, (0,)), days) - 1

    def value(self, deal: Deal) -> int | None:
        """The band of a value; None: not known, or in another currency."""
        if not deal.value or deal.currency != self.currency:
            return None
        return bisect_right(self.values, deal.value)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A past deal at the first day of an age band of a stage."""

    stage: str
    age: int
    """The band."""
    value: int | None
    gates: int | None
    """How many gates stood on both sides then; None: nobody looked."""
    rest: Spell
    """From there to its end."""


def bands(pipeline: Pipeline) -> Bands:
    """Bands from the deals themselves: a quarter of the stays each, but for the longest."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for spell in spells(pipeline):
        if spell.end is not End.OPEN:
            days[spell.stage].append(spell.days)
    ages = {
        stage: tuple(sorted({0, *(int(q) + 1 for q in np.quantile(told, AGE_SHARES))}))
        for stage, told in days.items()
    }
    currency = usual_currency(pipeline.deals)
    values = [d.value for d in pipeline.deals if d.value and d.currency == currency]
    parted = np.quantile(values, (1 / 3, 2 / 3)) if values else ()
    return Bands(ages, tuple(float(v) for v in parted), currency)


def gates_by(days: Sequence[date] | None, on: date) -> int | None:
    """How many gates stood by a day."""
    return None if days is None else min(sum(day <= on for day in days), MOST_GATES)


def landmarks(pipeline: Pipeline, of: Bands, gates: GateDays) -> Iterator[Landmark]:
    """Every deal at every age band that it lived to see in a stage."""
    stays = {(s.deal.id, s.stage): s for s in spells(pipeline)}
    for whole in spells(pipeline, until=Until.CLOSE):
        stay = stays.get((whole.deal.id, whole.stage))
        for band, first_day in enumerate(of.ages.get(whole.stage, ())):
            if stay is None or not _lived(stay, first_day) or whole.seen_after >= first_day:
                continue
            on = whole.entered + timedelta(days=first_day)
            rest = Spell(whole.deal, whole.stage, on, max(whole.days - first_day, 0), whole.end)
            passed = gates_by(gates.get(whole.deal.id), on)
            yield Landmark(whole.stage, band, of.value(whole.deal), passed, rest)


def _lived(stay: Spell, first_day: int) -> bool:
    """Whether a deal was still in the stage on a day of its stay; on its first day all were."""
    return (
        stay.days > first_day or first_day == 0 or (stay.end is End.OPEN and stay.days == first_day)
    )


def closed(some: Sequence[Landmark]) -> int:
    """How many of them have ended."""
    return sum(mark.rest.end is not End.OPEN for mark in some)
