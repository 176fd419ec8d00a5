"""What share of the deals that entered a stage goes on from it, although some are still open."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ridealong.process.model import Pipeline
from ridealong.process.rates.incidence import Curve, arrays, curve, curve_by_statsmodels
from ridealong.process.rates.shrinkage import Counts, Rate, shrink
from ridealong.process.rates.spells import End, Spell, Until, spells
from ridealong.process.rates.window import Window

type _Floats = NDArray[np.float64]

FEWEST_DECIDED = 5
"""Deals that went on or were lost, below which there is not enough to tell."""
FEWEST_FOR_A_CURVE = 50
"""Decided deals from which a team has a curve of its own; else everybody's is taken."""
_ROUNDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What became of the deals with which somebody entered a stage."""

    stage: str
    entered: int
    went_on: int
    lost: int
    open: int
    """Still in the stage: not yet known."""
    rate: Rate
    """The share that goes on; its n counts an open deal by what its age already tells."""
    half_days: float | None
    """Days after which half of those that go on have gone on."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell: below, only a plan may lean on it."""
        return self.went_on + self.lost >= FEWEST_DECIDED


@dataclass(frozen=True, slots=True)
class Conversions:
    """Conversions of everybody, and the curves of the teams."""

    window: Window
    sellers: Mapping[tuple[str, str], Conversion]
    """By seller and stage: every seller, every stage."""
    curves: Mapping[tuple[str, str], Curve]
    """By team and stage; ("", stage) is everybody's where there are several teams."""

    def of(self, seller: str) -> tuple[Conversion, ...]:
        """Those of a seller, in the order of the process."""
        return tuple(c for (who, _), c in self.sellers.items() if who == seller)


def conversions(
    pipeline: Pipeline,
    window: Window,
    until: Until = Until.NEXT,
    by: Callable[[Sequence[Spell]], Curve] = curve_by_statsmodels,
) -> Conversions:
    """The conversion of every seller out of every stage, for deals that entered it in a window.

    Question: of the deals with which somebody enters a stage, how many go on?
    Formula: of a cohort whose stays have all ended, c = went on / entered. With open deals, pi that
    solves pi = (went on + sum w(t)) / entered, w(t) = pi A(t) / (pi A(t) + (1 - pi) B(t)) being how
    probable it is that a deal open for t days goes on, A and B the shares still there at t of those
    that go on and of those that do not, by the curve of the team (`incidence`). For a whole team pi
    is the Aalen-Johansen estimate itself. Its information at pi, times pi (1 - pi), is n: as many
    decided deals would say as much. Both then are shrunk toward the team (`shrinkage`).
    Shares without unit; t in days.
    Args: by: what makes the curves of the teams; `incidence.curve` gives the same and spares the
    second and the 100 MB that loading statsmodels takes.
    Errors: none; whoever entered nothing gets the team's rate, with n = 0 and not `enough`.
    Source: S2.3, S2.7; Dempster, Laird and Rubin 1977; Louis 1982.
    Limits: a person's deals are taken to go on as fast as the team's; going on by skipping a stage
    counts for the stage left and not for the one skipped; deals without history are not seen.
    """
    now = _stays(pipeline, window, until)
    before = _stays(pipeline, window.before, until)
    teams = {s.id: s.team for s in pipeline.sellers}
    curves = _curves([now, before], teams, by)
    found: dict[tuple[str, str], Conversion] = {}
    for stage in pipeline.stages:
        mine = {s.id: now.get((s.id, stage), []) for s in pipeline.sellers}
        past = {s.id: before[s.id, stage] for s in pipeline.sellers if (s.id, stage) in before}
        counts = effective(mine, teams, curves, stage)
        rates = shrink(counts, teams=teams, past=effective(past, teams, curves, stage))
        for who, rate in rates.items():
            found[who, stage] = _conversion(stage, mine[who], rate)
    ordered = {
        (s.id, stage): found[s.id, stage] for s in pipeline.sellers for stage in pipeline.stages
    }
    return Conversions(window, ordered, curves)


def _stays(pipeline: Pipeline, window: Window, until: Until) -> dict[tuple[str, str], list[Spell]]:
    found: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells(pipeline, window, until):
        found[spell.deal.owner, spell.stage].append(spell)
    return dict(found)


def _conversion(stage: str, stays: Sequence[Spell], rate: Rate) -> Conversion:
    ends = [s.end for s in stays]
    return Conversion(
        stage=stage,
        entered=len(ends),
        went_on=ends.count(End.ON),
        lost=ends.count(End.LOST),
        open=ends.count(End.OPEN),
        rate=rate,
        half_days=curve(stays).half_days if stays else None,
    )


def _curves(
    windows: Sequence[Mapping[tuple[str, str], Sequence[Spell]]],
    teams: Mapping[str, str],
    by: Callable[[Sequence[Spell]], Curve],
) -> dict[tuple[str, str], Curve]:
    """The curve of each team that has enough decided deals, and everybody's.

    How long things take is learnt from the window before as well.
    """
    of_team: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    of_all: defaultdict[str, list[Spell]] = defaultdict(list)
    for (who, stage), some in chain.from_iterable(stays.items() for stays in windows):
        of_team[teams.get(who, ""), stage].extend(some)
        of_all[stage].extend(some)
    several = len({team for team, _ in of_team}) > 1
    curves = {}
    for (team, stage), some in of_team.items():
        if sum(s.end != End.OPEN for s in some) >= FEWEST_FOR_A_CURVE:
            curves[team, stage] = by(some)
    for stage, some in of_all.items():
        if several or ("", stage) not in curves:
            curves["", stage] = by(some)
    return curves


def effective(
    stays: Mapping[str, Sequence[Spell]],
    teams: Mapping[str, str],
    curves: Mapping[tuple[str, str], Curve],
    stage: str,
) -> dict[str, Counts]:
    """Went on, out of how many, once open deals count by what their age tells."""
    of_curve: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for who in stays:
        own = (teams.get(who, ""), stage)
        of_curve[own if own in curves else ("", stage)].append(who)
    counts: dict[str, Counts] = dict.fromkeys(stays, (0.0, 0.0))
    for key, members in of_curve.items():
        if key in curves:
            groups = [stays[who] for who in members]
            counts.update(zip(members, _solved(groups, curves[key]), strict=True))
    return counts


def _solved(groups: Sequence[Sequence[Spell]], of: Curve) -> list[Counts]:
    """Solve for pi in each group at once, by expectation and maximisation."""
    whose = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    days, end, since = arrays([stay for group in groups for stay in group])
    size = len(groups)
    ons, losts = (_sums(whose[end == which], size) for which in (End.ON, End.LOST))
    open_, late = end == End.OPEN, since >= 0
    waiting = _Unknown(whose[open_], of.yet_if_on(days[open_]), of.yet_if_not(days[open_]))
    unseen = _Unknown(whose[late], of.yet_if_on(since[late]), of.yet_if_not(since[late]))
    entered = _sums(whose, size)
    share = np.full(size, min(max(of.goes_on, 0.02), 0.98))
    for _ in range(_ROUNDS):
        on, all_ = ons + waiting.on(share, size), entered.copy()
        if len(unseen.whose):
            ghosts_on, ghosts = unseen.ghosts(share, size)
            on, all_ = on + ghosts_on, all_ + ghosts
        share = np.divide(on, all_, out=share.copy(), where=all_ > 0)
    told = share.clip(0.02, 0.98)
    n = ons + losts + told * (1 - told) * (waiting.bend(told, size) - unseen.bend(told, size))
    n = np.clip(n, 0, entered)
    return [(float(p * m), float(m)) for p, m in zip(share, n, strict=True)]


def _sums(whose: NDArray[np.int64], size: int, weights: _Floats | None = None) -> _Floats:
    out: _Floats = np.bincount(whose, weights, minlength=size).astype(float)
    return out


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Deals of which only the age is known: still there if they go on (A), if they do not (B)."""

    whose: NDArray[np.int64]
    if_on: _Floats
    if_not: _Floats

    def _there(self, share: _Floats) -> tuple[_Floats, _Floats]:
        p = share[self.whose]
        on = p * self.if_on
        return on, np.maximum(on + (1 - p) * self.if_not, 1e-9)

    def on(self, share: _Floats, size: int) -> _Floats:
        """How many of them are expected to go on, by group."""
        on, there = self._there(share)
        return _sums(self.whose, size, on / there)

    def ghosts(self, share: _Floats, size: int) -> tuple[_Floats, _Floats]:
        """How many like them ended before anybody looked: gone on, and all (Turnbull 1976)."""
        _, there = self._there(share)
        there = np.maximum(there, 0.05)
        p = share[self.whose]
        on = p * (1 - self.if_on) / there
        return (
            _sums(self.whose, size, on),
            _sums(self.whose, size, on + (1 - p) * (1 - self.if_not) / there),
        )

    def bend(self, share: _Floats, size: int) -> _Floats:
        """The bend of their likelihood at a share: what they tell of it."""
        _, there = self._there(share)
        return _sums(self.whose, size, ((self.if_on - self.if_not) / there) ** 2)
