"""How likely a deal has gone on, or is lost, after so many days in a stage: Aalen and Johansen.

Open deals are censored: they say that nothing happened so far, and no more. With d_on(t), d_lost(t)
deals leaving on day t of a stay and n(t) that were still there and seen (left truncation: a deal
counts from the day on which stage changes began to be kept),

    S(t) = prod (1 - (d_on + d_lost) / n)      Kaplan and Meier 1958: still there
    F_on(t) = sum S(t-) d_on / n               Aalen and Johansen 1978: gone on by then

t in days. Two ways lead there: `curve`, on numpy, for hundreds of people; `curve_by_statsmodels`
for whole teams, which takes S and n from `statsmodels.duration.SurvfuncRight`. Both give the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ridealong.process.rates.spells import End, Spell

type _Floats = NDArray[np.float64]

FEWEST_AT_RISK = 5
"""Below so many deals still there, a curve with open deals ends: one deal would move it too far."""
MOST_ENDED = 0.95
LONG_ENOUGH = 2.0
"""Open for twice as long as it took 95 % of those that ended: such a deal goes nowhere."""
RIPE = 0.10
"""A tail above this is a guess more than a count."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What becomes of a deal, day by day; all arrays have the shape of `days`."""

    days: _Floats
    """On which something happened, rising."""
    there: _Floats
    """The share still in the stage after that day."""
    on: _Floats
    """The share gone on by then."""
    lost: _Floats
    """The share lost by then; there + on + lost = 1."""
    n: int
    """Deals that it rests on."""
    tail: float = 0.0
    """Of the share still there at the end, what is taken to go on later: 0 where deals were looked
    at for long enough; else it divides as those did that ended."""

    @property
    def goes_on(self) -> float:
        """The share that goes on at last."""
        return float(self.on[-1]) + self.tail if len(self.on) else 0.0

    @property
    def ripe(self) -> bool:
        """Whether most deals were looked at until they ended, or long enough."""
        return self.tail <= RIPE

    @property
    def half_days(self) -> float | None:
        """Days after which half of those that go on have gone; None where so many have not yet."""
        return self.days_of(0.5)

    def days_of(self, share: float) -> float | None:
        """Days after which this share of those that go on have gone; None: not reached."""
        place = int(np.searchsorted(self.on, share * self.goes_on - 1e-12))
        return float(self.days[place]) if self.goes_on and place < len(self.days) else None

    def yet_if_on(self, age_days: _Floats) -> _Floats:
        """The share, of those that go on at last, that is still there at such an age."""
        if not self.goes_on:
            return np.zeros_like(age_days)
        return np.clip(1 - _at(self.days, self.on, age_days, 0.0) / self.goes_on, 0, 1)

    def yet_if_not(self, age_days: _Floats) -> _Floats:
        """The share, of those that do not go on, that is still there at such an age."""
        if self.goes_on >= 1:
            return np.zeros_like(age_days)
        there = _at(self.days, self.there, age_days, 1.0)
        still_to_go = self.goes_on - _at(self.days, self.on, age_days, 0.0)
        return np.clip((there - still_to_go) / (1 - self.goes_on), 0, 1)


def _at(days: _Floats, values: _Floats, age_days: _Floats, before: float) -> _Floats:
    """The value of a step function at each age."""
    place = np.searchsorted(days, age_days, side="right")
    out: _Floats = np.concatenate(([before], values))[place]
    return out


def curve(stays: Sequence[Spell]) -> Curve:
    """The curve of some stays in one stage, on numpy.

    >>> from datetime import date
    >>> from ridealong.process.model import Deal
    >>> some = ((3, End.ON), (5, End.LOST), (6, End.OPEN), (9, End.ON))
    >>> stays = [Spell(Deal(id="", owner=""), "", date(2026, 1, 1), *one) for one in some]
    >>> [round(float(share), 3) for share in curve(stays).on]
    [0.25, 0.25, 0.75]
    """
    days, end, since = arrays(stays)
    times = np.unique(days[end > 0])
    at_risk = _count_from(days, times) - _count_from(since, times)
    ended = _count_at(days[end > 0], times)
    return _curve(days, end, times, np.cumprod(1 - ended / at_risk), at_risk)


def curve_by_statsmodels(stays: Sequence[Spell]) -> Curve:
    """The same curve, on statsmodels."""
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415  # heavy

    days, end, since = arrays(stays)
    if not (end > 0).any():
        return curve(stays)
    found = SurvfuncRight(days, (end > 0).astype(float), entry=since)
    shapes = (found.surv_times, found.surv_prob, found.n_risk)
    return _curve(days, end, *(np.asarray(shape, float) for shape in shapes))


def arrays(stays: Sequence[Spell]) -> tuple[_Floats, NDArray[np.int64], _Floats]:
    """Days, ends and the days up to which nobody looked."""
    return (
        np.array([s.days for s in stays], float),
        np.array([s.end for s in stays], np.int64),
        np.array([s.seen_after for s in stays], float),
    )


def _curve(
    days: _Floats, end: NDArray[np.int64], times: _Floats, there: _Floats, at_risk: _Floats
) -> Curve:
    """Sum the shares up, and cut the curve where too few are left to carry it."""
    before = np.concatenate(([1.0], there))[:-1]
    reach = len(times)
    if (end == End.OPEN).any() and reach:
        carried = np.flatnonzero((at_risk >= FEWEST_AT_RISK) | (before <= 1 / FEWEST_AT_RISK**2))
        reach = int(carried[-1]) + 1 if len(carried) else reach
    on, lost = (
        np.cumsum(before * _count_at(days[end == which], times) / at_risk)[:reach]
        for which in (End.ON, End.LOST)
    )
    times, there = times[:reach], there[:reach]
    tail = _tail(times, there, on, lost, days[end == End.OPEN])
    return Curve(times, there, on, lost, len(days), tail)


def _tail(times: _Floats, there: _Floats, on: _Floats, lost: _Floats, open_days: _Floats) -> float:
    """What is still there and young goes the way of the others; what is old enough does not."""
    if not len(open_days) or not len(times):
        return 0.0
    usual = times[np.searchsorted(on + lost, MOST_ENDED * (on[-1] + lost[-1]))]
    if open_days.max() >= LONG_ENOUGH * max(usual, 1.0):
        return 0.0
    return float(there[-1] * on[-1] / (on[-1] + lost[-1]))


def _count_from(days: _Floats, times: _Floats) -> _Floats:
    """How many are on or after each time."""
    out: _Floats = (len(days) - np.searchsorted(np.sort(days), times, side="left")).astype(float)
    return out


def _count_at(days: _Floats, times: _Floats) -> _Floats:
    ranked = np.sort(days)
    right, left = (np.searchsorted(ranked, times, side=side) for side in ("right", "left"))
    out: _Floats = (right - left).astype(float)
    return out
