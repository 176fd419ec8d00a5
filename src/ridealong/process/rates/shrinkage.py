"""Rates of few deals, drawn toward the team by as much as the team's own spread allows.

Ten deals say little about a person, and the highest of many small shares is mostly luck. The
beta-binomial model says how little: the true rates of a team's members are Beta(m s, (1 - m) s), m
the team's rate and s how alike they are, counted in deals. Then

    value = (k + s m) / (n + s),        shrunk by s / (s + n)

k of n being one's own. m and s are not known either. Taking them for known makes intervals too
short (Morris 1983; Laird and Louis 1987), so the posterior is averaged over a grid of both: s from
10 to 2,000 deals under the uniform-shrinkage prior (Christiansen and Morris 1997; Daniels 1999),
one s for all teams, m flat for each team. Mean and variance of that average are carried by a Beta,
whose 5 % and 95 % quantiles are the interval. `by_moments` is the classical estimate of s, to check
against.

A team of fewer than five, or nobody to compare with, tells nothing about s. Then one's own past,
the whole organisation or the others of the team count as 20 deals, and where there is none of these
there is no benchmark, and nothing is shrunk.

Limits: it takes deals for independent and the members of a team for exchangeable; who gets the
difficult customers looks worse than they are. S2.3, S2.11: every figure beside its benchmark.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

type Counts = tuple[float, float]
"""How many went well, out of how many; weighted counts may be fractions."""
type _Floats = NDArray[np.float64]

FEWEST_PEERS = 5
"""Members with deals of a team that says by itself how alike its members are."""
WEAK = 20.0
"""Deals that one's own past or the others of a small team count for."""
LEAST, MOST = 10.0, 2000.0
"""Between which s lies, in deals."""
TAIL = 0.05
"""Left out at each end of an interval: it holds 90 %."""
_LEVELS = 24
_MEANS = 17
_SPAN = 4.0


class Benchmark(StrEnum):
    """What a rate is held against, and drawn to."""

    TEAM = "team"
    OWN_PAST = "own past"
    ORGANISATION = "organisation"
    FEW_OTHERS = "few others"
    """Fewer than five: drawn to them weakly; their rate is not told, it would tell on them."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with what it rests on; all shares lie between 0 and 1."""

    value: float
    """Shrunk; the mean of Beta(a, b)."""
    low: float
    high: float
    """The 90 % interval."""
    k: float
    n: float
    """Went well, of so many; may be fractions where deals are weighted or still open."""
    raw: float | None
    """k / n; None of nothing."""
    shrunk_by: float
    """The weight of what it was drawn to: 0 not at all, 1 wholly."""
    benchmark: float | None
    """The rate of what it is held against; None: there is no benchmark, which is to be said."""
    source: Benchmark
    a: float
    b: float
    """The posterior is Beta(a, b)."""

    @property
    def without_benchmark(self) -> bool:
        """Whether there is nothing to hold it against."""
        return self.benchmark is None

    def above(self, share: float) -> float:
        """How probable it is that the true rate is higher than a share."""
        from scipy.special import betainc  # noqa: PLC0415  # heavy

        return 1.0 - float(betainc(self.a, self.b, min(max(share, 0.0), 1.0)))

    def draws(self, random: np.random.Generator, count: int) -> _Floats:
        """So many draws from its posterior."""
        return random.beta(self.a, self.b, count)


def shrink(
    counts: Mapping[str, Counts],
    *,
    teams: Mapping[str, str] | None = None,
    past: Mapping[str, Counts] | None = None,
) -> dict[str, Rate]:
    """The rate of each of many, drawn toward their team.

    Args:
        counts: k and n by who (or by what: sources, stages); 0 <= k <= n.
        teams: the team of each; whoever has none, or all where it is left out, make up one.
        past: k and n of an earlier window, for members of teams of fewer than five.

    Raises:
        ValueError: some k is not between 0 and n.
    """
    for who, (k, n) in counts.items():
        _check(k, n, who)
    of_team: dict[str, list[str]] = defaultdict(list)
    for who in counts:
        of_team[(teams or {}).get(who, "")].append(who)
    full = {t: m for t, m in of_team.items() if _with_deals(m, counts) >= FEWEST_PEERS}
    found = _shrink_full({t: [counts[who] for who in m] for t, m in full.items()})
    rates = {who: rate for t, m in full.items() for who, rate in zip(m, found[t], strict=True)}
    for team in of_team.keys() - full.keys():
        rates.update(_shrink_small(of_team[team], counts, past or {}))
    return {who: rates[who] for who in counts}


def shrink_to(
    k: float, n: float, mean: float, strength: float, source: Benchmark = Benchmark.TEAM
) -> Rate:
    """The rate under a prior that is known: `mean`, worth `strength` deals.

    >>> rate = shrink_to(8, 10, 0.45, 20)
    >>> round(rate.value, 2), round(rate.low, 2), round(rate.high, 2)
    (0.57, 0.42, 0.71)
    """
    _check(k, n)
    told = None if source in {Benchmark.FEW_OTHERS, Benchmark.NONE} else mean
    a, b = mean * strength + k, (1 - mean) * strength + n - k
    posterior = np.array([[a, b, strength / (strength + n)]])
    return _rates(np.array([[k, n]], float), posterior, told, source)[0]


def alone(k: float, n: float) -> Rate:
    """The rate of somebody without benchmark: Jeffreys' prior, Beta(1/2, 1/2).

    >>> alone(7, 10).benchmark, round(alone(7, 10).low, 2)
    (None, 0.44)
    """
    return shrink_to(k, n, 0.5, 1.0, Benchmark.NONE)


def by_moments(counts: Sequence[Counts]) -> tuple[float, float]:
    """Mean m and strength s of the prior of one team, by the method of moments.

    m = sum k / sum n; with w = n / (m (1 - m)), chi2 = sum w (k/n - m)^2 and
    c = sum w - sum w^2 / sum w: tau2 = max(0, (chi2 - (r - 1)) / c), s = m (1 - m) / tau2 - 1,
    held between 10 and 2,000 deals.

    >>> by_moments([(9, 20), (10, 20), (11, 20)])
    (0.5, 2000.0)
    """
    k, n = np.array([pair for pair in counts if pair[1] > 0], float).reshape(-1, 2).T
    if not len(n):
        return 0.5, MOST
    mean = float(k.sum() / n.sum())
    noise = mean * (1 - mean)
    if noise <= 0 or len(n) < 2:
        return mean, MOST
    weight = n / noise
    chi2 = float((weight * (k / n - mean) ** 2).sum())
    c = float(weight.sum() - (weight**2).sum() / weight.sum())
    spread = max(0.0, (chi2 - (len(n) - 1)) / c)
    return mean, min(max(noise / spread - 1, LEAST), MOST) if spread else MOST


def _check(k: float, n: float, who: str = "") -> None:
    if not 0 <= k <= n + 1e-9:
        of = f" of {who}" if who else ""
        raise ValueError(f"{k} went well of {n}{of}: the first must lie between 0 and the second")


def _with_deals(members: Sequence[str], counts: Mapping[str, Counts]) -> int:
    return sum(counts[who][1] > 0 for who in members)


def _shrink_small(
    members: Sequence[str], counts: Mapping[str, Counts], past: Mapping[str, Counts]
) -> dict[str, Rate]:
    """Members of a team of fewer than five: own past, everybody, the few others, or nothing."""
    everybody = _with_deals(tuple(counts), counts) > FEWEST_PEERS
    rates = {}
    for who in members:
        k, n = counts[who]
        before_k, before_n = past.get(who, (0.0, 0.0))
        if before_n >= WEAK:
            rates[who] = shrink_to(k, n, _softened(before_k, before_n), WEAK, Benchmark.OWN_PAST)
            continue
        others = _summed([o for o in (counts if everybody else members) if o != who], counts)
        source = Benchmark.ORGANISATION if everybody else Benchmark.FEW_OTHERS
        rates[who] = shrink_to(k, n, _softened(*others), WEAK, source) if others[1] else alone(k, n)
    return rates


def _summed(whose: Sequence[str], counts: Mapping[str, Counts]) -> Counts:
    return sum(counts[who][0] for who in whose), sum(counts[who][1] for who in whose)


def _softened(k: float, n: float) -> float:
    """A share that is never quite 0 or 1, so that a prior on it stays one."""
    return (k + 0.5) / (n + 1)


def _shrink_full(teams: Mapping[str, Sequence[Counts]]) -> dict[str, list[Rate]]:
    """Teams of five and more, with one s for all of them."""
    if not teams:
        return {}
    arrays = {team: np.array(counts, float) for team, counts in teams.items()}
    strengths = np.geomspace(LEAST, MOST, _LEVELS)
    likely = {team: _likelihood(counts, strengths) for team, counts in arrays.items()}
    usual_n = float(np.median(np.concatenate([c[:, 1][c[:, 1] > 0] for c in arrays.values()])))
    total = _log_prior(strengths, usual_n)
    for _, log_likely in likely.values():
        total = total + _log_sum(log_likely)
    of_s = np.exp(total - total.max())
    of_s /= of_s.sum()
    return {
        team: _averaged(counts, strengths, likely[team], of_s) for team, counts in arrays.items()
    }


def _log_prior(strengths: _Floats, usual_n: float) -> _Floats:
    """Uniform on how far a usual member is shrunk; times s, since the grid is even in log s."""
    out: _Floats = np.log(strengths * usual_n / (strengths + usual_n) ** 2)
    return out


def _log_sum(log_likely: _Floats) -> _Floats:
    top = log_likely.max(axis=1, keepdims=True)
    out: _Floats = np.log(np.exp(log_likely - top).sum(axis=1)) + top[:, 0]
    return out


def _likelihood(counts: _Floats, strengths: _Floats) -> tuple[_Floats, _Floats]:
    """Grids of m by s (levels by means); log of the beta-binomial likelihood times the step."""
    from scipy.special import betaln, expit, logit  # noqa: PLC0415  # heavy

    k, n = counts[counts[:, 1] > 0].T
    s = strengths[:, None]
    weight = n * (s + 1) / (n + s)
    centre = (weight * (k + 0.5) / (n + 1)).sum(axis=1) / weight.sum(axis=1)
    width = 1 / np.sqrt(weight.sum(axis=1) * centre * (1 - centre) + 0.25)
    means = expit(logit(centre)[:, None] + width[:, None] * np.linspace(-_SPAN, _SPAN, _MEANS))
    a, b = (means * s)[..., None], ((1 - means) * s)[..., None]
    log_likely = (betaln(a + k, b + n - k) - betaln(a, b)).sum(axis=2)
    return means, log_likely + np.log(width[:, None] * means * (1 - means))


def _averaged(
    counts: _Floats, strengths: _Floats, likely: tuple[_Floats, _Floats], of_s: _Floats
) -> list[Rate]:
    """Mean and variance over the grid for each member, carried by a Beta."""
    means, log_likely = likely
    of_m = np.exp(log_likely - log_likely.max(axis=1, keepdims=True))
    weight = of_m / of_m.sum(axis=1, keepdims=True) * of_s[:, None]
    k, n = counts[:, 0], counts[:, 1]
    first, second, drawn = (np.zeros(len(k)) for _ in range(3))
    for level, strength in enumerate(strengths):
        share = weight[level][:, None]
        mean = (means[level][:, None] * strength + k) / (strength + n)
        first += (share * mean).sum(axis=0)
        second += (share * (mean * (1 - mean) / (strength + n + 1) + mean**2)).sum(axis=0)
        drawn += share.sum() * strength / (strength + n)
    team = float((weight * means).sum())
    raw = np.divide(k, n, out=np.full(len(k), team), where=n > 0)
    value = drawn * team + (1 - drawn) * raw
    spread = second - first**2 + (value - first) ** 2
    size = np.maximum(value * (1 - value) / spread - 1, 0.5)
    posterior = np.stack([value * size, (1 - value) * size, drawn.clip(0, 1)], axis=1)
    return _rates(counts, posterior, team, Benchmark.TEAM)


def _rates(
    counts: _Floats, posterior: _Floats, benchmark: float | None, source: Benchmark
) -> list[Rate]:
    """Rates from rows of k and n, and rows of a, b and how much they are shrunk."""
    from scipy.special import betaincinv  # noqa: PLC0415  # heavy

    low, high = (betaincinv(posterior[:, 0], posterior[:, 1], q) for q in (TAIL, 1 - TAIL))
    return [
        Rate(
            value=a / (a + b),
            low=below,
            high=above,
            k=k,
            n=n,
            raw=k / n if n else None,
            shrunk_by=drawn,
            benchmark=benchmark,
            source=source,
            a=a,
            b=b,
        )
        for (k, n), (a, b, drawn), below, above in zip(
            counts.tolist(), posterior.tolist(), low.tolist(), high.tolist(), strict=True
        )
    ]
