"""How far one figure lies from those of the others, when people ordinarily differ a little.

As for counts (`shape.spread`): how far people lie apart is not estimated once but averaged over a
grid, by what the *others* make likely. Everybody is compared with the others of the team; a team of
fewer than four has nobody to compare with, and no p.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ridealong.process.shape import spread
from ridealong.process.shape.peers import FEWEST
from ridealong.process.shape.spread import Counts

type Floats = NDArray[np.float64]

_STRENGTHS: Floats = np.geomspace(10, 3000, 18)
_SPREADS: Floats = np.geomspace(0.1, 12, 24)
"""Between people, in standard errors of a usual mean."""


def groups(teams: Mapping[str, str], there: Sequence[str]) -> list[list[str]]:
    """The members of each team that is large enough, of those who have anything."""
    members: dict[str, list[str]] = {}
    for who in there:
        members.setdefault(teams.get(who, ""), []).append(who)
    return [group for group in members.values() if len(group) >= FEWEST]


def of_counts(
    told: Mapping[str, float],
    base: Mapping[str, float],
    teams: Mapping[str, str],
    scale: float,
    *,
    counted: bool = False,
) -> dict[str, tuple[float, float, float]]:
    """For counts per base: what is expected, and the lower and upper tail of each person.

    Args:
        told: the count of each.
        base: what it is measured against: 1 for each person, or the number of their deals.
        teams: who is compared with whom.
        scale: of the prior of the spread.
        counted: whether the base is a count itself, which chance made as large as it is.
    """
    group = _Grouped.of(teams, [who for who, size in base.items() if size > 0])
    if not group.who:
        return {}
    seen, sizes = group.array(told), group.array(base)
    others, here = group.without(sizes), group.without(seen)
    of_base = 1 / np.maximum(sizes, 1.0) + 1 / np.maximum(others, 1.0)
    counts = Counts(
        observed=seen,
        expected=sizes * here / others,
        doubt=1 / np.maximum(here, 1.0) + (of_base if counted else 0.0),
        share=group.without(sizes**2) / others**2,
        judged=here > 0,
    )
    weight = spread.weights(spread.log_likelihood(counts), 0.0, scale)
    low, high = spread.tails(counts, weight)
    return {
        who: (float(counts.expected[i]), float(low[i]), float(high[i]))
        for i, who in enumerate(group.who)
        if counts.judged[i]
    }


def of_shares(
    counts: Mapping[str, tuple[float, float]], teams: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """For k of n: the lower and upper tail of each person's k among what the others make likely.

    k of n is beta-binomial with mean m and strength s. m is the share of the others of the team; N
    being their n and w their shares in it, its own uncertainty makes the distribution as wide as if
    s were s', 1/(s' + 1) = (1 + sum w^2) / (s + 1) + 1/N.
    """
    group = _Grouped.of(teams, [who for who, (_, n) in counts.items() if round(n) >= 1])
    if not group.who:
        return {}
    n = group.array({who: float(round(counts[who][1])) for who in group.who})
    k = np.minimum(group.array({who: float(round(counts[who][0])) for who in group.who}), n)
    others = group.without(n)
    mean = (group.without(k) + 0.5) / (others + 1)
    weighed = (1 + group.without(n**2) / others**2)[:, None]
    wide = weighed / (_STRENGTHS[None, :] + 1) + 1 / others[:, None]
    strength = np.maximum(1 / np.minimum(wide, 0.99) - 1, 0.02)
    binomial = _BetaBinomial(mean, strength)
    own = binomial(k, n)
    usual = float(np.median(n))
    prior = np.log(_STRENGTHS * usual / (_STRENGTHS + usual) ** 2)
    weight = _normalised(own.sum(0)[None, :] - own + prior[None, :])
    found: dict[str, tuple[float, float]] = {}
    for i, who in enumerate(group.who):
        at = int(k[i])
        pmf = np.exp(binomial.one(i, np.arange(at + 1.0), n[i])) @ weight[i]
        below = min(1.0, float(pmf[:at].sum() + pmf[at] / 2))
        found[who] = (below, 1 - below)
    return found


def of_means(
    means: Mapping[str, tuple[float, float, float]], teams: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """For means with their variances and n: the lower and upper tail of each person's mean.

    Normal between people; Student's t by the number of the person's own values.
    """
    group = _Grouped.of(teams, list(means))
    if not group.who:
        return {}
    value, variance, n = (
        group.array({who: told[i] for who, told in means.items()}) for i in range(3)
    )
    between = (_SPREADS**2 * float(np.median(variance)))[None, :]
    total = between + variance[:, None]
    others = group.without(1 / total)
    centre = group.without(value[:, None] / total) / others
    wide = total + 1 / others
    off = (value[:, None] - centre) / np.sqrt(wide)
    own = -0.5 * (np.log(wide) + off**2)
    prior = 2 * np.log(_SPREADS / (1 + _SPREADS**2))
    weight = _normalised(own.sum(0)[None, :] - own + prior[None, :])
    below = (weight * _student(off, n - 1)).sum(1)
    return {who: (float(below[i]), float(1 - below[i])) for i, who in enumerate(group.who)}


@dataclass(frozen=True)
class _Grouped:
    """People in groups: who is compared with whom. How far they lie apart is common to all."""

    who: list[str]
    number: NDArray[np.int64]

    @classmethod
    def of(cls, teams: Mapping[str, str], there: Sequence[str]) -> Self:
        found = groups(teams, there)
        numbers = [i for i, members in enumerate(found) for _ in members]
        return cls([who for members in found for who in members], np.array(numbers, np.int64))

    def array(self, values: Mapping[str, float]) -> Floats:
        return np.array([values[who] for who in self.who], np.float64)

    def without(self, values: Floats) -> Floats:
        """Sums over the group without oneself; over each column of a table."""
        total = np.zeros((int(self.number.max()) + 1, *values.shape[1:]))
        np.add.at(total, self.number, values)
        told: Floats = total[self.number] - values
        return told


def two_sided(tails: tuple[float, float]) -> float:
    """Twice the smaller tail."""
    return min(1.0, 2 * min(tails))


def _normalised(log_weight: Floats) -> Floats:
    likely: Floats = np.exp(log_weight - log_weight.max(1, keepdims=True))
    share: Floats = likely / likely.sum(1, keepdims=True)
    return share


def _student(off: Floats, freedom: Floats) -> Floats:
    from scipy.special import stdtr  # noqa: PLC0415  # slow to load

    told: Floats = stdtr(np.maximum(freedom, 1.0)[:, None], off)
    return told


class _BetaBinomial:
    """Log probabilities for each person and strength."""

    def __init__(self, mean: Floats, strength: Floats) -> None:
        self.a = np.maximum(mean[:, None] * strength, 1e-6)
        self.b = np.maximum((1 - mean)[:, None] * strength, 1e-6)

    def __call__(self, k: Floats, n: Floats) -> Floats:
        return _log_pmf(k[:, None], n[:, None], self.a, self.b)

    def one(self, person: int, k: Floats, n: float) -> Floats:
        """All k of one person: k × strengths."""
        size = np.full((1, 1), n)
        return _log_pmf(k[:, None], size, self.a[person][None, :], self.b[person][None, :])


def _log_pmf(k: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    from scipy.special import betaln, gammaln  # noqa: PLC0415  # slow to load

    choose = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    told: Floats = choose + betaln(k + a, n - k + b) - betaln(a, b)
    return told
