"""What is expected of each person in each stage, by the peers and by the own past.

Everything is measured against a person's *other* deals (those of the last half-year that do not
stand in the stage): that a stage holds twice as many as usual must not raise what is expected of
it. With M others, and odds h/m of peers who have h here and m elsewhere, E = M · h / m; since M, h
and m are counts themselves, E has the relative variance 1/M + 1/h + 1/m.

What is counted is, where stays are known, the average over a quarter, or over a half-year where
they are long: the deal-days of that time beside *all* deals of the half-year, in units of
Var(d)/mean(d), d being the days of one deal. Given the number of deals, the variance of such a
count equals its mean, as that of a Poisson count does, and it tells about three times as much as a
day. Elsewhere it is the day's stock.
"""

from dataclasses import dataclass

import numpy as np

from ridealong.process.shape.ledger import LONG_AGO, LOOKBACK, YEAR, Bools, Floats, Ints, Ledger
from ridealong.process.shape.peers import Peers
from ridealong.process.shape.spread import GRID, Counts, log_likelihood, weights

QUARTER = 91
_SHORT, _LONG = 30.0, 75.0
"""Days: stays that weigh less are averaged over a quarter, over a half-year, or not at all."""
_STEP = 28
_FEWEST_DAYS = 3
"""Earlier days on which the own past must be known."""
_FEWEST_PAST = 5.0
_DRIFT_UNKNOWN = 0.04
"""Relative variance of what may have changed for everybody, where nobody can be asked."""
SCALE = 0.3
"""Of the prior of the spread: people's stages differ by some tenths."""
_BORROWED = 0.25
"""How much the other stages count for the spread in one."""


@dataclass(frozen=True)
class Side:
    """One kind of comparison of all cells; arrays are persons × stages."""

    observed: Floats
    expected: Floats
    """In the unit of `observed`."""
    today: Floats
    """What is expected on the day itself."""
    doubt: Floats
    share: Floats
    others: Floats
    judged: Bools
    days: Ints
    """Over how many days the count goes, for each stage."""

    def counts(self, stage: int) -> Counts:
        """One stage."""
        return Counts(
            self.observed[:, stage],
            self.expected[:, stage],
            self.doubt[:, stage],
            self.share[:, stage],
            self.judged[:, stage],
        )

    def of_today(self, stage: int, standing: Floats) -> Counts:
        """One stage, the count of the day."""
        return Counts(
            standing[:, stage],
            self.today[:, stage],
            self.doubt[:, stage],
            self.share[:, stage],
            self.judged[:, stage],
        )

    def weights(self) -> list[Floats]:
        """How much each spread counts, for each stage: persons × grid."""
        told = [log_likelihood(self.counts(s)) for s in range(self.observed.shape[1])]
        totals = np.array([likely.sum(0) for likely in told]).reshape(-1, len(GRID))
        return [
            weights(likely, _BORROWED * (totals.sum(0) - likely.sum(0))[None, :], SCALE)
            for likely in told
        ]


@dataclass(frozen=True)
class Now:
    """What there is: stock, or deal-days in counts."""

    standing: Floats
    observed: Floats
    days: Ints
    """Over how many days, for each stage; 0: it cannot be counted in this way."""
    base: Floats
    """Deals against which it is measured: for an average all of the half-year, else the others."""
    doubt: Floats
    """Relative variance of `base` as a measure of how much the person has to do with."""


def stock_of(ledger: Ledger, day: int) -> Now:
    """What stands where on the day."""
    standing = ledger.standing(day)
    others = np.maximum(ledger.lived(day)[:, None] - standing, 0.0)
    days = np.ones(len(ledger.stages), np.int64)
    return Now(standing, standing, days, others, 1 / np.maximum(others, 1.0))


def average_of(ledger: Ledger, day: int, *, longest: int = LOOKBACK) -> Now:
    """What stood where over a quarter or a half-year, as the length of the stays has it."""
    standing, lived = ledger.standing(day), ledger.lived(day)
    spent, squares = ledger.days(day - LOOKBACK, day)
    weight = squares.sum(0) / np.maximum(spent.sum(0), 1.0)
    days = np.where(weight < _SHORT, QUARTER, min(LOOKBACK, longest))
    known = day - days >= max(ledger.kept_from, ledger.first_day)
    days = np.where(ledger.traced & (weight > 0) & (weight < _LONG) & known, days, 0)
    observed = np.zeros(standing.shape)
    for length in (QUARTER, LOOKBACK):
        observed = np.where(days == length, _counted(ledger, day - length, day, lived), observed)
    base = np.broadcast_to(lived[:, None], standing.shape)
    return Now(standing, observed, days, base, np.zeros(standing.shape))


def best_of(average: Now, stock: Now) -> Now:
    """The average of each stage where there is one, else the stock."""
    told = average.days > 0
    return Now(
        stock.standing,
        np.where(told, average.observed, stock.observed),
        np.where(told, average.days, stock.days),
        np.where(told, average.base, stock.base),
        np.where(told, average.doubt, stock.doubt),
    )


def beside_peers(now: Now, peers: Peers, fewest: float) -> Side:
    """Compare with what the others of one's group have."""
    here, others = peers.sums(now.observed)
    stock, _ = peers.sums(now.standing)
    base, squares, own = peers.bases(now.base, now.standing)
    today = own * stock / np.maximum(base, 1.0)
    return Side(
        observed=now.observed,
        expected=own * here / np.maximum(base, 1.0),
        today=today,
        doubt=np.where(now.days > 1, 0.0, 1 / np.maximum(own, 1.0)) + 1 / np.maximum(here, 1.0),
        share=squares / np.maximum(base**2, 1.0),
        others=others,
        judged=peers.used & (others > 0) & (today >= fewest) & (now.days > 0),
        days=now.days,
    )


def beside_past(ledger: Ledger, now: Now, peers: Peers, day: int, fewest: float) -> Side:
    """Compare with the own year before the last quarter, corrected for what changed for all."""
    begin = max(day - YEAR, ledger.kept_from, ledger.first_day)
    days = range(day - QUARTER, max(begin, LONG_AGO), -_STEP)
    shape = now.standing.shape
    stood, base = np.zeros(shape), np.zeros(shape)
    for earlier in days:
        standing, lived = ledger.standing(earlier), ledger.lived(earlier)[:, None]
        stood += standing
        base += np.where(now.days > 1, lived, np.maximum(lived - standing, 0.0))
    past = _counted(ledger, begin, day - QUARTER, None)
    moved, moved_doubt, others = _drift(now, peers, stood, base, past)
    today = now.base * stood / np.maximum(base, 1.0) * moved
    enough = (len(days) >= _FEWEST_DAYS) & ledger.traced & (past >= _FEWEST_PAST)
    return Side(
        observed=now.observed,
        expected=today * np.where(now.days > 1, _factor(now, peers), 1.0),
        today=today,
        doubt=now.doubt + 1 / np.maximum(past, 1.0) + moved_doubt,
        share=np.where(others > 0, 1 / np.maximum(others, 1.0), 0.0),
        others=np.full(shape, float(len(days) * _STEP // 7)),
        judged=peers.used & enough & (today >= fewest),
        days=now.days,
    )


def _counted(ledger: Ledger, begin: int, end: int, lived: Floats | None) -> Floats:
    """Deal-days of a time in counts that vary as Poisson counts do, given the number of deals.

    Where that number is not given, they vary less than Poisson counts.
    """
    spent, squares = ledger.days(begin, end)
    unit = squares.sum(0) / np.maximum(spent.sum(0), 1.0)
    mean = spent.sum(0) / max(1.0, lived.sum()) if lived is not None else 0.0
    told: Floats = spent / np.maximum(unit - mean, 1.0)
    return told


def _factor(now: Now, peers: Peers) -> Floats:
    """Counts of a quarter for each deal that stands there on the day, among all who keep it."""
    counted = np.where(peers.used, now.observed, 0.0).sum(0)
    standing = np.where(peers.used, now.standing, 0.0).sum(0)
    told: Floats = (counted / np.maximum(standing, 1.0))[None, :]
    return told


def _drift(
    now: Now, peers: Peers, stood: Floats, base: Floats, past: Floats
) -> tuple[Floats, Floats, Floats]:
    """By what factor the others' stages changed since, its relative variance, and how many."""
    here, others = peers.sums(now.standing)
    there, _ = peers.sums(now.base)
    stood_then, _ = peers.sums(stood)
    base_then, _ = peers.sums(base)
    known, _ = peers.sums(past)
    told = (here > 0) & (stood_then > 0) & (others > 0)
    odds_now = here / np.maximum(there, 1.0)
    odds_then = stood_then / np.maximum(base_then, 1.0)
    moved = np.where(told, odds_now / np.where(told, odds_then, 1.0), 1.0)
    doubt = _doubt(here, known)
    return moved, np.where(told, doubt, _DRIFT_UNKNOWN), np.where(told, others, 0.0)


def _doubt(*counts: Floats) -> Floats:
    """Relative variance of a product of counts, and of their inverses."""
    told: Floats = sum((1 / np.maximum(count, 1.0) for count in counts), np.zeros(1))
    return told
