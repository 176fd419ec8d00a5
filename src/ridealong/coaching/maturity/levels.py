"""The level of a team, each criterion with its interval, and what would lift it.

Question: is coaching left to chance here, or a way of working? The level follows from the criteria
that are met (`criteria`), in this order:

- *dynamic*: formal, and E and M and A;
- *formal*: P and S and F and B and T;
- *informal*: two or more of S, F and B;
- *ad hoc*: fewer than two of them.

A letter is met where all of its parts are; what is not known is not met. Sources describe informal
as "S, or F and B, but no process"; a team that has a process and lacks another letter would have no
level at all by these words, and is informal here.

Interval: people are drawn with replacement, 1,000 times (the same draws each time); 80 %. A mark is
*full* where the whole interval meets the threshold, *empty* where none of it does, *half* where the
threshold lies within: too close to call. Of full counts (coaches, the framework) there is no
interval. `likely` says in which share of the draws each level comes out.

Limits: a team of six says little about itself; a leader is told nothing of fewer than five people
(`coaching.coverage`), and a coach's level is nobody's but theirs and their leader's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from ridealong.coaching.maturity.criteria import CRITERIA, Counted, Criterion
from ridealong.coaching.maturity.facts import TeamFacts

DRAWS = 1_000
_TAIL = 10.0
"""Percent, on either side."""
_SEED = 1_962
_SURE = 0.8


class Level(IntEnum):
    """How mature."""

    AD_HOC = 1
    INFORMAL = 2
    FORMAL = 3
    DYNAMIC = 4


class Mark(StrEnum):
    """How a criterion stands."""

    MET = "met"
    TOO_CLOSE = "too close"
    NOT_MET = "not met"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Met:
    """One criterion with its data."""

    criterion: Criterion
    counted: Counted
    low: float | None
    """80 %; None for full counts and for what is not known."""
    high: float | None
    mark: Mark
    more: int
    """How many more (or, where few are wanted, fewer) would meet it; 0 where it is met."""
    below: Counted
    """People who would not meet it by themselves, of those of whom it is known."""

    @property
    def met(self) -> bool:
        """Whether the value itself meets it."""
        return self.criterion.met(self.counted.value)


@dataclass(frozen=True, slots=True)
class Maturity:
    """The level of a team, with what it rests on."""

    level: Level
    likely: Mapping[Level, float]
    """In which share of the draws each level comes out."""
    criteria: tuple[Met, ...]
    lift: tuple[Met, ...]
    """What is missing for the next level, in the order in which the fewest are needed."""

    @property
    def sure(self) -> bool:
        """Whether the same level comes out in four of five draws or more."""
        return self.likely.get(self.level, 0.0) >= _SURE


_NEXT = {
    Level.AD_HOC: "SFB",
    Level.INFORMAL: "PSFBT",
    Level.FORMAL: "PSFBTEMA",
    Level.DYNAMIC: "",
}


def maturity(team: TeamFacts) -> Maturity:
    """How mature the coaching of a team is.

    Args:
        team: what is known of its last twelve weeks.
    """
    draws = _draws(team)
    values = {c.key: c.count(team.reps, team) for c in CRITERIA}
    level = _level({key: counted.value for key, counted in values.items()})
    criteria = tuple(
        _met(c, values[c.key], [draw[c.key] for draw in draws], team) for c in CRITERIA
    )
    wanted = [m for m in criteria if m.criterion.letter in _NEXT[level] and not m.met]
    return Maturity(
        level=level,
        likely=_likely(draws),
        criteria=criteria,
        lift=tuple(sorted(wanted, key=lambda m: (m.mark is Mark.NOT_KNOWN, m.more))),
    )


def _draws(team: TeamFacts) -> list[dict[str, float | None]]:
    """The values of all criteria for people drawn with replacement."""
    if not team.reps:
        return []
    people = len(team.reps)
    picks = np.random.default_rng(_SEED).integers(people, size=(DRAWS, people))
    columns = [_drawn(criterion, team, picks) for criterion in CRITERIA]
    keys = [criterion.key for criterion in CRITERIA]
    return [dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)]


def _drawn(
    criterion: Criterion, team: TeamFacts, picks: NDArray[np.int64]
) -> Sequence[float | None]:
    """The values of one criterion for each draw of people."""
    if criterion.full_count:
        return [criterion.count(team.reps, team).value] * len(picks)
    if not criterion.adds_up:
        return [criterion.count([team.reps[i] for i in pick], team).value for pick in picks]
    each = np.array([criterion.count([rep], team) for rep in team.reps])
    return [Counted(*sums).value for sums in each[picks].sum(axis=1).tolist()]


def _level(values: Mapping[str, float | None]) -> Level:
    letters = {c.letter for c in CRITERIA}
    met = {
        letter
        for letter in letters
        if all(c.met(values[c.key]) for c in CRITERIA if c.letter == letter)
    }
    if met >= set("PSFBT"):
        return Level.DYNAMIC if met >= set("EMA") else Level.FORMAL
    return Level.INFORMAL if len(met & set("SFB")) > 1 else Level.AD_HOC


def _likely(draws: Sequence[Mapping[str, float | None]]) -> dict[Level, float]:
    counts = Counter(map(_level, draws))
    return {level: counts[level] / len(draws) for level in Level} if draws else {}


def _met(
    criterion: Criterion, counted: Counted, drawn: Sequence[float | None], team: TeamFacts
) -> Met:
    known = [value for value in drawn if value is not None]
    low = high = None
    if known and not criterion.full_count and counted.value is not None:
        low, high = (float(x) for x in np.percentile(known, [_TAIL, 100 - _TAIL]))
    return Met(
        criterion=criterion,
        counted=counted,
        low=low,
        high=high,
        mark=_mark(criterion, counted.value, low, high),
        more=_more(criterion, counted),
        below=_below(criterion, team),
    )


def _mark(criterion: Criterion, value: float | None, low: float | None, high: float | None) -> Mark:
    if value is None:
        return Mark.NOT_KNOWN
    ends = [criterion.met(value if end is None else end) for end in (low, high)]
    if all(ends):
        return Mark.MET
    return Mark.TOO_CLOSE if any(ends) else Mark.NOT_MET


def _more(criterion: Criterion, counted: Counted) -> int:
    """How many of the whole would have had to be otherwise."""
    if counted.value is None or criterion.met(counted.value):
        return 0
    if criterion.most:
        return int(counted.part) - floor(criterion.threshold * counted.whole + 1e-9)
    return ceil(criterion.threshold * counted.whole - counted.part - 1e-9)


def _below(criterion: Criterion, team: TeamFacts) -> Counted:
    if criterion.full_count:
        return Counted(0, 0)
    alone = [criterion.count([rep], team).value for rep in team.reps]
    known = [value for value in alone if value is not None]
    return Counted(sum(not criterion.met(value) for value in known), len(known))
