"""One person: is the coached behaviour shown more after the talk than before?

Unit: calls. Figures on the log-odds, told as points of the share. With eight calls or more on
either side: the step of level (`step`), less what would have come anyway (`anyway`), with its 80 %
interval and how likely more than nothing is left; beside it the segmented regression, NAP, Tau-U
and the placebo. With fewer calls: the points alone, and how many are still needed.

*Better* is said where all of these hold:

1. that more than nothing is left, once what would have come anyway is taken off, is 96.5 % likely;
2. the segmented regression does not point the other way;
3. where the calls before were rising already (Kendall's tau p < .2), the segmented regression alone
   is clear as well;
4. NAP, too, is clear at 5 %.

*Worse* is the same to the other side. Else *not told*: too little to tell, or nothing there.

Measured on people who had not changed, with neighbouring calls correlated at .3, and on people who
had: `benchmarks/coaching_effect.py`, docs/coaching.md. Source: S1.14, S3.12, S4.90 in
docs/capabilities.md; single-case designs with interrupted time series (Wagner et al. 2002).

Limits: one person, no control: other explanations are listed (`threats`). A trend too small to be
seen in the calls before goes on unseen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erf, exp, log, sqrt
from statistics import fmean

from ridealong.coaching.effect.anyway import Anyway, Spread, expected
from ridealong.coaching.effect.overlap import Overlap, nap, tau_u
from ridealong.coaching.effect.placebo import placebo
from ridealong.coaching.effect.step import Fit, fit
from ridealong.coaching.effect.threats import ALWAYS, Threat
from ridealong.coaching.levels import Level, Single, level

FEWEST = 8
"""Calls on either side before anything is told."""
_LIKELY = 0.965
_CLEAR = 0.05
_RISING = 0.2
_FEW = 16
_MIX = 0.25
_EDGE = 0.005


class Verdict(StrEnum):
    """What can be said."""

    POINTS_ONLY = "points only"
    """Too few calls: they are shown, and nothing is said."""
    BETTER = "better"
    WORSE = "worse"
    NOT_TOLD = "not told"
    """Nothing beyond what would have come anyway, or too little to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The figures, with eight calls and more on either side. Points are shares of 0 to 1."""

    difference: float
    """After − before, of the means on the log-odds."""
    expected: float
    """Of it, what would have come anyway."""
    anyway: Anyway
    gained: float
    """What is left."""
    low80: float
    """Of what is left, 80 %."""
    high80: float
    likely: float
    """How likely more than nothing is left, 0 to 1."""
    step: Fit
    segmented: Fit
    nap: Overlap
    tau_u: Overlap | None
    """None where it was not asked for; so with the placebo, which also needs calls enough."""
    placebo: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What can be said of one person's calls before and after a talk."""

    verdict: Verdict
    before: Level | None
    """None for fewer than two calls."""
    after: Level | None
    tested: Tested | None
    """None where only points are shown."""
    needed: tuple[int, int]
    """Calls still needed before, and after."""
    threats: tuple[Threat, ...]


def single_case(
    before: Sequence[Single],
    after: Sequence[Single],
    *,
    counted: bool,
    spread: Spread | None = None,
    chosen_on: Sequence[Single] = (),
    kinds: Sequence[str] = (),
    companions: bool = True,
) -> Effect:
    """Compare the calls before a talk with those after it.

    Args:
        before: the baseline, in order; calls counted on nothing are left out.
        after: the calls after the talk, in order.
        counted: whether shares are counts out of counts.
        spread: how levels of colleagues lie (`spread_of` of `odds` of their calls).
        chosen_on: earlier calls on which this behaviour was chosen (`split`); none: the baseline.
        kinds: of the calls before and after, in order, where they differ.
        companions: Tau-U and the placebo as well, which decide nothing and take most of the time.
    """
    told = [c.n > 0 for c in (*before, *after)]
    own_kinds = [k for k, is_told in zip(kinds, told, strict=bool(kinds)) if is_told]
    first, then = [c for c in before if c.n], [c for c in after if c.n]
    tested = None
    if min(len(first), len(then)) >= FEWEST:
        chosen = odds([c for c in chosen_on if c.n], counted=counted)
        ys = odds(first, counted=counted), odds(then, counted=counted)
        tested = _tested(*ys, spread, chosen, own_kinds, companions=companions)
    rising = tested is not None and _rising(odds(first, counted=counted), tested.difference)
    return Effect(
        verdict=_verdict(tested, rising=rising),
        before=level(first, counted=counted) if len(first) > 1 else None,
        after=level(then, counted=counted) if len(then) > 1 else None,
        tested=tested,
        needed=(max(0, FEWEST - len(first)), max(0, FEWEST - len(then))),
        threats=_threats(first, then, own_kinds, rising=rising, split=bool(chosen_on)),
    )


def split(calls: Sequence[Single]) -> tuple[Sequence[Single], Sequence[Single]]:
    """Cut the calls before: on the first half a behaviour is chosen, the second is its baseline.

    Whoever chooses a behaviour because it was low, and takes the same calls as the baseline, is
    sure to see it rise; on other calls nothing of that is left (the cheap cure).
    """
    half = len(calls) // 2
    return calls[:half], calls[half:]


def odds(calls: Sequence[Single], *, counted: bool) -> list[float]:
    """The log-odds of each call; of counts with half an act added to either side."""
    return [_of_counts(c) if counted else _of_share(c.share) for c in calls]


def _tested(
    before: Sequence[float],
    after: Sequence[float],
    spread: Spread | None,
    chosen_on: Sequence[float],
    kinds: Sequence[str],
    *,
    companions: bool,
) -> Tested:
    every, base = [*before, *after], fmean(before)
    step = fit(every, len(before), kinds)
    anyway = expected(chosen_on, before, spread, step, len(after))
    left, goes_to = step.less(anyway.change, anyway.narrower), base + anyway.change

    def points(value: float) -> float:
        """Log-odds that are left, in points from where it would have gone anyway."""
        return _share(goes_to + value) - _share(goes_to)

    low80, high80 = left.interval(0.8)
    return Tested(
        difference=_share(base + step.step) - _share(base),
        expected=_share(goes_to) - _share(base),
        anyway=anyway,
        gained=points(left.step),
        low80=points(low80),
        high80=points(high80),
        likely=left.above(0.0),
        step=step,
        segmented=fit(every, len(before), kinds, segmented=True),
        nap=nap(before, after),
        tau_u=tau_u(before, after) if companions else None,
        placebo=placebo(every, len(before), kinds) if companions else None,
    )


def _verdict(tested: Tested | None, *, rising: bool) -> Verdict:
    if tested is None:
        return Verdict.POINTS_ONLY
    better, worse = tested.likely >= _LIKELY, tested.likely <= 1 - _LIKELY
    segmented = tested.segmented
    against = (segmented.step < 0) if better else (segmented.step > 0)
    alone = not rising or segmented.p <= _CLEAR
    clear = not against and alone and tested.nap.p <= _CLEAR
    if better and clear:
        return Verdict.BETTER
    return Verdict.WORSE if worse and clear else Verdict.NOT_TOLD


def _rising(before: Sequence[float], difference: float) -> bool:
    """Whether the calls before went the same way already, by Kendall's tau (Normal, with ties)."""
    n = len(before)
    pairs = [(b > a) - (b < a) for i, a in enumerate(before) for b in before[i + 1 :]]
    concordant = sum(pairs)
    spread = sqrt(n * (n - 1) * (2 * n + 5) / 18)
    p = 1 - erf(max(abs(concordant) - 1, 0) / spread / sqrt(2))
    return p < _RISING and concordant * difference > 0


def _threats(
    before: Sequence[Single],
    after: Sequence[Single],
    kinds: Sequence[str],
    *,
    rising: bool,
    split: bool,
) -> tuple[Threat, ...]:
    also = {
        Threat.CHOSEN_LOW: not split,
        Threat.TREND_BEFORE: rising,
        Threat.MIX: _mixed(kinds[: len(before)], kinds[len(before) :]),
        Threat.FEW: min(len(before), len(after)) < _FEW,
    }
    return (*ALWAYS, *(threat for threat, is_so in also.items() if is_so))


def _mixed(before: Sequence[str], after: Sequence[str]) -> bool:
    if not before or not after:
        return False
    every = set(before) | set(after)
    gaps = [before.count(k) / len(before) - after.count(k) / len(after) for k in every]
    return max(map(abs, gaps)) > _MIX


def _of_counts(call: Single) -> float:
    return log((call.part + 0.5) / (call.n - call.part + 0.5))


def _of_share(share: float) -> float:
    inside = min(max(share, _EDGE), 1 - _EDGE)
    return log(inside / (1 - inside))


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
