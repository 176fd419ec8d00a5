"""What became of comparable deals: how probable a deal is to be won, and when it may close.

A deal is compared with past deals that stood in the same stage at the same age, first with all of
them, then with those of about its value, then with those that had passed as many two-sided gates.
Each narrower group is drawn toward the wider one, without itself, as if that were s further deals:

    m <- (k + s' m) / (n + s'),        N <- n + s',        1 / s' = 1 / s + 1 / N

m and N being mean and size of what is known so far, k won of n in the narrower group. s is chosen
for each of the two likenesses by leaving every deal out once (log score). The interval is that of
Beta(m N, (1 - m) N). Deals still open count by what their age tells (`rates.conversion`).

A forecast is a by-product: commit stays the rep's word (`commits`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from ridealong.process.forecast.landmarks import (
    Bands,
    GateDays,
    Landmark,
    bands,
    closed,
    gates_by,
    landmarks,
)
from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.ages import days_in_stage
from ridealong.process.rates.conversion import effective
from ridealong.process.rates.incidence import Curve, curve
from ridealong.process.rates.shrinkage import TAIL, Counts
from ridealong.process.rates.spells import End, Spell

FEWEST_CLOSED = 20
"""Closed deals of the same stage and age, below which there is not enough to tell."""
STRENGTHS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 1000.0)

type _Key = tuple[str | int | None, ...]
"""Stage and age; and value; and gates."""


class Likeness(StrEnum):
    """In what deals are alike."""

    STAGE = "stage"
    AGE = "age"
    VALUE = "value"
    GATES = "gates"


class Silence(StrEnum):
    """Why there is no forecast."""

    CLOSED = "closed"
    NO_STAGE = "no stage"
    """It stands in no stage of the process, or nobody knows since when."""
    TOO_FEW = "too few"
    """Too few comparable deals have ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What comparable deals say about one that is open."""

    probability: float | None
    """That it is won; None: not enough to tell."""
    low: float | None = None
    high: float | None = None
    """The 90 % interval of the probability."""
    comparable: int = 0
    """Closed deals of the same stage and age on which it rests."""
    alike: tuple[Likeness, ...] = ()
    """What it was narrowed down by."""
    closest: int = 0
    """Closed deals that are alike in all of that."""
    close_early: date | None = None
    close_late: date | None = None
    """Half of the comparable deals closed between these, won or lost; None: not known yet."""
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class Comparables:
    """Past deals, sorted by what makes them comparable."""

    as_of: date
    stages: tuple[str, ...]
    bands: Bands
    counts: Mapping[_Key, Counts]
    """Won, of how many: open ones counted by what their age tells."""
    ended: Mapping[_Key, int]
    closing: Mapping[_Key, Curve]
    """By when deals of a stage and age have closed, won or lost."""
    strengths: tuple[float, float]
    """Of likeness in value, and in gates, in deals."""

    def of(self, deal: Deal, pipeline: Pipeline, gates: Sequence[date] | None = None) -> Forecast:
        """What they say about an open deal.

        Question: of deals that stood where this one stands, how many were won, and when did they
        close? Formula: see the module; probabilities without unit, days of the calendar.
        Args: pipeline: says what day it is; gates: the days on which its gates came to stand on
        both sides, None where nobody has looked.
        Errors: none; without a forecast it says why.
        Source: S0.11.
        Limits: it knows neither the customer nor what is being talked about; stages that people
        claim freely make it worse. Gates that stand by themselves are the better evidence.
        """
        days = days_in_stage(deal, pipeline)
        if not deal.open:
            return Forecast(probability=None, silence=Silence.CLOSED)
        if days is None or deal.stage not in self.stages:
            return Forecast(probability=None, silence=Silence.NO_STAGE)
        key = (deal.stage, self.bands.age(deal.stage, days))
        ended = self.ended.get(key, 0)
        if ended < FEWEST_CLOSED:
            return Forecast(probability=None, comparable=ended, silence=Silence.TOO_FEW)
        path = _path(*key, self.bands.value(deal), gates_by(gates, pipeline.as_of))
        told = [k for k in path if k in self.counts]
        mean, size = _narrowed([self.counts[k] for k in told], self.strengths)
        low, high = _interval(mean, size)
        waited = days - self.bands.ages[deal.stage][key[1]]
        return Forecast(
            probability=mean,
            low=low,
            high=high,
            comparable=ended,
            alike=tuple(Likeness)[: len(told) + 1],
            closest=self.ended[told[-1]],
            close_early=_closes(self.closing[key], waited, 0.25, pipeline.as_of),
            close_late=_closes(self.closing[key], waited, 0.75, pipeline.as_of),
        )


def comparables(pipeline: Pipeline, gates: GateDays | None = None) -> Comparables:
    """Sort the deals of an organisation for forecasts.

    Args:
        pipeline: all deals; what happened after `pipeline.as_of` is not seen.
        gates: the days on which the gates of each deal came to stand on both sides.
    """
    parted = bands(pipeline)
    cells: defaultdict[_Key, list[Landmark]] = defaultdict(list)
    for mark in landmarks(pipeline, parted, gates or {}):
        for key in _path(mark.stage, mark.age, mark.value, mark.gates):
            cells[key].append(mark)
    counts = _counts(cells)
    return Comparables(
        as_of=pipeline.as_of,
        stages=pipeline.stages,
        bands=parted,
        counts=counts,
        ended={key: closed(marks) for key, marks in cells.items()},
        closing={k: _closing(marks) for k, marks in cells.items() if len(k) == 2},
        strengths=_strengths(counts),
    )


def forecasts(pipeline: Pipeline, gates: GateDays | None = None) -> dict[str, Forecast]:
    """What comparable deals say about every open deal, by its id, on `pipeline.as_of`."""
    known = gates or {}
    past = comparables(pipeline, known)
    return {d.id: past.of(d, pipeline, known.get(d.id)) for d in pipeline.deals if d.open}


def _path(stage: str, age: int, value: int | None, gates: int | None) -> list[_Key]:
    """From the widest group of comparable deals to the narrowest."""
    path: list[_Key] = [(stage, age), (stage, age, value)]
    return path if gates is None else [*path, (stage, age, value, gates)]


def _counts(cells: Mapping[_Key, Sequence[Landmark]]) -> dict[_Key, Counts]:
    """Won, of how many, by cell; each with the timing of its stage and age."""
    counts: dict[_Key, Counts] = {}
    whole = {key: marks for key, marks in cells.items() if len(key) == 2}
    for widest, marks in whole.items():
        of = {("", ""): curve([mark.rest for mark in marks])}
        inside = {str(k): k for k in cells if k[:2] == widest}
        stays = {name: [m.rest for m in cells[key]] for name, key in inside.items()}
        counts |= {inside[name]: c for name, c in effective(stays, {}, of, "").items()}
    return counts


def _closing(marks: Sequence[Landmark]) -> Curve:
    """By when they have closed, however that was."""
    return curve(
        [
            Spell(r.deal, r.stage, r.entered, r.days, End.OPEN if r.end is End.OPEN else End.ON)
            for r in (mark.rest for mark in marks)
        ]
    )


def _closes(of: Curve, waited_days: int, share: float, today: date) -> date | None:
    """The day by which this share of those still open now has closed."""
    passed = float(of.on[of.days <= waited_days][-1]) if (of.days <= waited_days).any() else 0.0
    wanted = passed + share * (1 - passed)
    place = int(np.searchsorted(of.on, wanted - 1e-12))
    if place >= len(of.days) or passed >= 1:
        return None
    return today + timedelta(days=max(round(float(of.days[place]) - waited_days), 0))


def _narrowed(nested: Sequence[Counts], strengths: Sequence[float]) -> tuple[float, float]:
    """Mean and size of what is known of the narrowest of nested groups."""
    apart = [
        (max(k - inner_k, 0.0), max(n - inner_n, 0.0))
        for (k, n), (inner_k, inner_n) in zip(nested, [*nested[1:], (0.0, 0.0)], strict=True)
    ]
    (k, n), *inner = apart
    mean, size = (k + 0.5) / (n + 1), n + 1
    for (k, n), strength in zip(inner, strengths, strict=False):
        drawn = 1 / (1 / strength + 1 / size)
        mean, size = (min(k, n) + drawn * mean) / (n + drawn), n + drawn
    return mean, size


def _strengths(counts: Mapping[_Key, Counts]) -> tuple[float, float]:
    """The strength of each likeness that foretells best what was left out."""
    chosen: list[float] = []
    for length in (3, 4):
        paths = [
            [counts[key[:i]] for i in range(2, length + 1)] for key in counts if len(key) == length
        ]
        scores = [sum(_left_out(path, (*chosen, s)) for path in paths) for s in STRENGTHS]
        chosen.append(STRENGTHS[int(np.argmax(scores))] if paths else STRENGTHS[-1])
    return chosen[0], chosen[1]


def _left_out(nested: Sequence[Counts], strengths: Sequence[float]) -> float:
    """Log score of the deals of the narrowest group, each foretold by all others."""
    k, n = nested[-1]
    score = 0.0
    for many, won in ((k, 1.0), (n - k, 0.0)):
        if many <= 0:
            continue
        out = min(many, 1.0)
        without = [(max(a - out * won, 0.0), max(b - out, 0.0)) for a, b in nested]
        mean, _ = _narrowed(without, strengths)
        score += many * float(np.log(max(mean if won else 1 - mean, 1e-9)))
    return score


def _interval(mean: float, size: float) -> tuple[float, float]:
    from scipy.special import betaincinv  # noqa: PLC0415  # heavy

    low, high = (float(betaincinv(mean * size, (1 - mean) * size, q)) for q in (TAIL, 1 - TAIL))
    return low, high
