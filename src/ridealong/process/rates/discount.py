"""How much is given away against list prices, and by whom more than size and season explain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.shrinkage import FEWEST_PEERS, TAIL
from ridealong.process.rates.window import Window

type _Floats = NDArray[np.float64]

FEWEST_DISCOUNTS = 5
"""Deals with both prices, below which there is not enough to tell."""
FEWEST_OF_A_KIND = 8
"""Deals of a product or segment from which it has an effect of its own."""
QUARTER_END_DAYS = 14
_LEVELS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """What somebody gave away; d = 1 - net / list, a share."""

    n: int
    """Won deals with a net and a list value."""
    mean: float | None
    """The plain mean of d."""
    spread: float | None
    """Its standard deviation: how much prices vary."""
    residual: float
    """How much more than the team, in shares, deals being alike; shrunk toward 0."""
    low: float
    high: float
    """The 90 % interval of the residual."""
    above: float
    """How probable it is that the residual is above 0."""
    shrunk_by: float
    """The weight of 0: 1 wholly."""
    benchmark: float | None
    """The team's mean d; None: fewer than five have deals with both prices."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell."""
        return self.n >= FEWEST_DISCOUNTS


@dataclass(frozen=True, slots=True)
class Discounts:
    """What everybody gave away, and what explains it."""

    sellers: Mapping[str, Discount]
    n: int
    """Deals that it rests on."""
    quarter_end: float | None
    """How much more is given in the last 14 days of a quarter, in shares; None: not known."""


def discounts(pipeline: Pipeline, window: Window) -> Discounts:
    """The discounts of every seller, over the deals that were won in a window.

    Question: who gives more away than their deals explain?
    Formula: d = 1 - net / list, held between -1 and 1. d is regressed, within sellers, on
    log(list value), product, segment and whether it closed in the last 14 days of a calendar
    quarter. A seller's mean residual r, of n deals with variance v, is drawn toward the team's:
    residual = (r - team) (1 - B), B = (v/n) / (t2 + v/n), averaged over a grid of t2, the variance
    between sellers, under the uniform-shrinkage prior. All are shares; 0.05 is five points.
    Errors: none; a seller without such deals has n = 0 and a residual around 0.
    Source: S2.10.
    Limits: it says nothing about why: whether value was stated, and whether something was got for
    it, is in the talks. Quarters are those of the calendar. The variance is taken to be the same
    for all; a few giveaways of half the price move a mean of few deals.
    """
    deals = [d for d in pipeline.deals if d.won and window.holds(d.closed) and _priced(d)]
    teams = {s.id: s.team for s in pipeline.sellers}
    given = np.array([share(d) for d in deals])
    owners = [d.owner for d in deals]
    rest, quarter_end = _rest(deals, given, owners)
    of: defaultdict[str, list[int]] = defaultdict(list)
    for place, owner in enumerate(owners):
        of[owner].append(place)
    told = {who: (given[of[who]], rest[of[who]]) for who in teams}
    found: dict[str, Discount] = {}
    for members in _groups(teams, of):
        found.update(_judged(members, told))
    return Discounts({s.id: found[s.id] for s in pipeline.sellers}, len(deals), quarter_end)


def share(deal: Deal) -> float:
    """The share of the list price that was given away; below 0 where more was paid."""
    if not deal.value or not deal.list_value:
        raise ValueError(f"deal {deal.id} has no net and list value")
    return min(max(1 - deal.value / deal.list_value, -1.0), 1.0)


def at_quarter_end(day: date | None) -> bool:
    """Whether a day is among the last 14 of a calendar quarter.

    >>> at_quarter_end(date(2026, 9, 17)), at_quarter_end(date(2026, 9, 16))
    (True, False)
    """
    after = day + timedelta(days=QUARTER_END_DAYS) if day else None
    return bool(
        day and after and (after.year, (after.month - 1) // 3) != (day.year, (day.month - 1) // 3)
    )


def _priced(deal: Deal) -> bool:
    return bool(deal.value and deal.list_value and deal.value > 0 and deal.list_value > 0)


def _groups(teams: Mapping[str, str], of: Mapping[str, Sequence[int]]) -> list[list[str]]:
    """Who is compared with whom: teams of five and more, and all others with each other."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for who, team in teams.items():
        members[team].append(who)
    full = [m for m in members.values() if sum(bool(of.get(who)) for who in m) >= FEWEST_PEERS]
    inside = {who for group in full for who in group}
    rest = [who for who in teams if who not in inside]
    return [*full, rest] if rest else full


def _rest(
    deals: Sequence[Deal], given: _Floats, owners: Sequence[str]
) -> tuple[_Floats, float | None]:
    """What size, product, segment and season leave unexplained; and what a quarter's end adds."""
    ends = np.array([float(at_quarter_end(d.closed)) for d in deals])
    columns = [np.log([d.list_value or 1.0 for d in deals]), ends]
    for told in ([d.product for d in deals], [d.segment for d in deals]):
        columns.extend(_dummies(told))
    x = np.stack(columns, axis=1) if deals else np.zeros((0, 2))
    if len(deals) < 3 * x.shape[1] + len(set(owners)):
        return given - (given.mean() if len(given) else 0.0), None
    inside = x - _group_means(x, owners)
    slopes = np.linalg.lstsq(inside, given - _group_means(given, owners), rcond=None)[0]
    rest = given - (x - x.mean(axis=0)) @ slopes
    return rest - rest.mean(), float(slopes[1]) if 0 < ends.mean() < 1 else None


def _dummies(told: Sequence[str]) -> Iterable[_Floats]:
    """A column for each kind that is frequent enough, but for the most frequent."""
    kinds = [kind for kind, n in Counter(told).most_common() if n >= FEWEST_OF_A_KIND]
    for kind in sorted(kinds[1:]):
        yield np.array([float(one == kind) for one in told])


def _group_means(values: _Floats, owners: Sequence[str]) -> _Floats:
    _, whose = np.unique(np.array(owners), return_inverse=True)
    flat = values.reshape(len(values), -1)
    sums = np.zeros((whose.max() + 1, flat.shape[1]))
    np.add.at(sums, whose, flat)
    means: _Floats = (sums / np.bincount(whose)[:, None])[whose].reshape(values.shape)
    return means


def _judged(
    members: Sequence[str], told: Mapping[str, tuple[_Floats, _Floats]]
) -> dict[str, Discount]:
    n = np.array([len(told[who][0]) for who in members], float)
    means = np.array([told[who][1].mean() if len(told[who][1]) else 0.0 for who in members])
    every = np.concatenate(
        [told[who][1] - told[who][1].mean() for who in members if len(told[who][1])]
        or [np.zeros(0)]
    )
    freedom = len(every) - int((n > 0).sum())
    variance = float((every**2).sum() / freedom) if freedom > 0 else 0.25
    posterior = _posterior(means, n, max(variance, 1e-8))
    all_given = [float(d) for who in members for d in told[who][0]]
    known = int((n > 0).sum()) >= FEWEST_PEERS
    return {
        who: _discount([float(d) for d in told[who][0]], row, fmean(all_given) if known else None)
        for who, row in zip(members, posterior.tolist(), strict=True)
    }


def _discount(given: Sequence[float], row: Sequence[float], benchmark: float | None) -> Discount:
    from scipy.special import ndtri  # noqa: PLC0415  # heavy

    residual, deviation, above, drawn = row
    half = -float(ndtri(TAIL)) * deviation
    return Discount(
        n=len(given),
        mean=fmean(given) if given else None,
        spread=stdev(given) if len(given) > 1 else None,
        residual=residual,
        low=residual - half,
        high=residual + half,
        above=above,
        shrunk_by=drawn,
        benchmark=benchmark,
    )


def _posterior(means: _Floats, n: _Floats, variance: float) -> _Floats:
    """Rows of residual, its deviation, the chance that it is above 0, and how much it is shrunk."""
    from scipy.special import ndtr  # noqa: PLC0415  # heavy

    seen = n > 0
    usual = variance / (np.median(n[seen]) if seen.any() else 1.0)
    t2 = np.geomspace(usual / 200, usual * 50, _LEVELS)[:, None]
    noise = variance / np.maximum(n, 1e-6)
    total = t2 + noise
    weight = np.where(seen, 1 / total, 0.0)
    summed = np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    team = (weight * means).sum(axis=1, keepdims=True) / summed
    log_likely = -0.5 * np.where(seen, np.log(total) + (means - team) ** 2 / total, 0.0).sum(axis=1)
    prior = np.log(t2[:, 0] * usual / (t2[:, 0] + usual) ** 2)
    share = log_likely - 0.5 * np.log(summed[:, 0]) + prior
    share = np.exp(share - share.max())[:, None]
    share /= share.sum()
    drawn = noise / total
    centre = (1 - drawn) * np.where(seen, means - team, 0.0)
    spread = t2 * drawn + (1 - drawn) ** 2 / summed
    mean = (share * centre).sum(axis=0)
    second = (share * (spread + centre**2)).sum(axis=0)
    above = (share * ndtr(centre / np.sqrt(spread))).sum(axis=0)
    deviation = np.sqrt(np.maximum(second - mean**2, 0))
    return np.stack([mean, deviation, above, (share * drawn).sum(axis=0)], axis=1)
