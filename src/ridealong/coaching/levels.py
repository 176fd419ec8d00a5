"""How high something lies over several calls, and whether it lies higher than before.

A call is one sample of what a person does: acts within a call hang together, so the calls are the
unit, and an interval that took each act as a throw of its own would be too short.

Counted (open questions of all questions): the acts are added up over the calls, p = Σ parts ÷ Σ
wholes. How much more the calls scatter than single acts would is φ = X² ÷ (calls − windows), with
Pearson's X² over all windows that are compared, at least 1 (quasi-binomial; McCullagh & Nelder
1989). The interval is Wilson's (1927) with Σ wholes ÷ φ in place of the count and Student's t for
those degrees of freedom in place of 1.96.

Measured (the customer's share of an interview): each call has one share; the level is their mean on
the log-odds, its interval by Student's t with one variance for all windows.

The difference has Newcombe's interval (1998, method 10) from both. All intervals are 95 %, and were
tried on simulated calls with and without calls that hang together: `tests/coaching/`.

Regression to the mean: a stretch that stands out owes a part of it to chance. Before looking, a
change of level is taken to be Normal(0, 0.25) on the log-odds, about ±12 points around one half;
what is left of the observed difference d with variance v is d × 0.25 ÷ (0.25 + v) (Efron & Morris
1977). The rest would be gone next time by itself.

Limits: calls of one kind, in order, alike in whom they are with; a trend within a window is not
seen; acts that hang together over neighbouring calls make the interval too short.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, log, sqrt
from statistics import fmean
from typing import NamedTuple

from ridealong.analysis.intervals import beyond, student

PRIOR_VARIANCE = 0.25
"""Of a change of level on the log-odds, before anything is known."""
_EDGE = 0.005
"""A share of one call is taken to lie at least so far from 0 and 1, whose log-odds are infinite."""


class Single(NamedTuple):
    """One call's figure."""

    at: datetime
    share: float
    """0 to 1."""
    n: int
    """What it was counted on: acts, or turns of the interview."""
    call: int = 0
    """Which call it is, for who wants to open it."""

    @property
    def part(self) -> int:
        """How many of the `n` acts."""
        return round(self.share * self.n)


class Level(NamedTuple):
    """How high it lies over several calls."""

    share: float
    low: float
    high: float
    n: int
    """Acts, where they are counted; else calls."""
    calls: int


@dataclass(frozen=True, slots=True)
class Change:
    """Some calls against those before them."""

    now: Level
    before: Level
    low: float
    """Of the difference, now − before."""
    high: float
    p: float
    """How likely a difference of this size is where nothing has changed."""
    lasting: float
    """What is likely left of the difference next time."""

    @property
    def difference(self) -> float:
        """Now − before."""
        return self.now.share - self.before.share

    @property
    def chance(self) -> float:
        """The part of the difference that would be gone next time by itself."""
        return self.difference - self.lasting

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low > 0 or self.high < 0


class _Odds(NamedTuple):
    """A level on the log-odds, for comparing."""

    level: Level
    log_odds: float
    variance: float


def change(now: Sequence[Single], before: Sequence[Single], *, counted: bool) -> Change:
    """Compare some calls with others; both sequences hold two calls or more.

    Args:
        now: the calls of the window.
        before: the calls before it.
        counted: whether shares are counts out of counts, each with 1 act or more.
    """
    degrees = len(now) + len(before) - 2
    work = _counted if counted else _measured
    ours, theirs = work((now, before), degrees)
    spread_sq = ours.variance + theirs.variance
    gap = ours.log_odds - theirs.log_odds
    low, high = _difference(ours.level, theirs.level)
    left = gap * PRIOR_VARIANCE / (PRIOR_VARIANCE + spread_sq)
    share = _share(theirs.log_odds + left) - _share(theirs.log_odds)
    observed = ours.level.share - theirs.level.share
    return Change(
        now=ours.level,
        before=theirs.level,
        low=low,
        high=high,
        p=beyond(gap / sqrt(spread_sq), degrees),
        lasting=min(max(share, min(0.0, observed)), max(0.0, observed)),
    )


def level(calls: Sequence[Single], *, counted: bool) -> Level:
    """How high it lies over two calls or more."""
    work = _counted if counted else _measured
    return work((calls,), len(calls) - 1)[0].level


def of_one(call: Single) -> Level:
    """How high it lies in one call that counts acts, with Wilson's 95 % interval.

    >>> tuple(round(end, 2) for end in of_one(Single(datetime.min, 0.3, 20))[:3])
    (0.3, 0.15, 0.52)
    """
    low, high = wilson(call.part, call.n, 1.96)
    return Level(call.part / call.n, low, high, call.n, 1)


def usual(calls: Sequence[Single]) -> tuple[float, float]:
    """Between which shares eight of ten single calls lie (10th and 90th percentile)."""
    shares = sorted(c.share for c in calls)

    def at(place: float) -> float:
        index, rest = divmod(place * (len(shares) - 1), 1)
        first = shares[int(index)]
        return first + rest * (shares[min(int(index) + 1, len(shares) - 1)] - first)

    return at(0.1), at(0.9)


def wilson(part: float, whole: float, width: float) -> tuple[float, float]:
    """Wilson's interval for a share, `width` standard errors to each side.

    >>> [round(end, 2) for end in wilson(7, 10, 1.96)]
    [0.4, 0.89]
    """
    p, square = part / whole, width * width / whole
    middle = (p + square / 2) / (1 + square)
    half = sqrt(square * (p * (1 - p) + square / 4)) / (1 + square)
    low = middle - half if part else 0.0
    high = middle + half if part < whole else 1.0
    return max(0.0, low), min(1.0, high)


def _counted(windows: Sequence[Sequence[Single]], degrees: int) -> list[_Odds]:
    scatter = max(1.0, sum(map(_pearson, windows)) / degrees)
    return [_pooled(calls, scatter, student(degrees)) for calls in windows]


def _pearson(calls: Sequence[Single]) -> float:
    """X²: how far the calls' counts lie from one common share; half an act keeps it finite."""
    whole = sum(c.n for c in calls)
    p = (sum(c.part for c in calls) + 0.5) / (whole + 1)
    return sum((c.part - c.n * p) ** 2 / (c.n * p * (1 - p)) for c in calls)


def _pooled(calls: Sequence[Single], scatter: float, width: float) -> _Odds:
    part, whole = sum(c.part for c in calls), sum(c.n for c in calls)
    low, high = wilson(part / scatter, whole / scatter, width)
    level_ = Level(part / whole, low, high, whole, len(calls))
    yes, no = part + 0.5, whole - part + 0.5
    return _Odds(level_, log(yes / no), scatter * (1 / yes + 1 / no))


def _measured(windows: Sequence[Sequence[Single]], degrees: int) -> list[_Odds]:
    places = [[_log_odds(c.share) for c in calls] for calls in windows]
    squares = sum((x - fmean(xs)) ** 2 for xs in places for x in xs)
    variance, width = squares / degrees + 1e-9, student(degrees)
    return [_mean(xs, variance, width) for xs in places]


def _mean(places: Sequence[float], variance: float, width: float) -> _Odds:
    middle, half = fmean(places), width * sqrt(variance / len(places))
    level_ = Level(
        _share(middle), _share(middle - half), _share(middle + half), len(places), len(places)
    )
    return _Odds(level_, middle, variance / len(places))


def _difference(now: Level, before: Level) -> tuple[float, float]:
    gap = now.share - before.share
    down = sqrt((now.share - now.low) ** 2 + (before.high - before.share) ** 2)
    up = sqrt((now.high - now.share) ** 2 + (before.share - before.low) ** 2)
    return gap - down, gap + up


def _log_odds(share: float) -> float:
    inside = min(max(share, _EDGE), 1 - _EDGE)
    return log(inside / (1 - inside))


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
