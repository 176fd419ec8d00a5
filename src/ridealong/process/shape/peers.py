"""Who is compared with whom: people of one team who keep the same stages.

A stage that a person does not use says something about the role or about how the CRM is kept, and
nothing about the deals. Such cells are taken out before anything is expected of anybody; and where
a stage is missing, the deals stand in others, so that people are compared with people who keep the
same stages, if there are enough of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ridealong.process.shape.ledger import YEAR, Bools, Floats, Ints, Ledger

FEWEST = 4
"""People in a group, with oneself, below which there are no peers."""
_EMPTY_FROM = 8.0
"""From so many expected on, none standing there, or none in a year that came in, means that the
stage is not kept."""
_USES = 0.8
_ROUNDS = 10


@dataclass(frozen=True)
class Peers:
    """Sums over the others of a group, for each person and stage."""

    used: Bools
    """Whether the person keeps the stage."""
    group: tuple[Ints, ...]
    """Ways to group people, the closest first: for each a number per person and stage."""

    def sums(self, values: Floats) -> tuple[Floats, Floats]:
        """Sum over the others who keep the stage, and how many they are: persons × stages."""
        total, others, _ = self._closest([values] * len(self.group))
        return total, others

    def bases(self, base: Floats, standing: Floats) -> tuple[Floats, Floats, Floats]:
        """What counts are measured against: of the others, their sum of squares, and one's own.

        Where people of a group do not all keep the same stages, deals in a stage that only some
        keep count in nobody's base: whoever does not keep it has such deals elsewhere, or nowhere.
        """
        fair = [np.maximum(base - self._contested(standing, group), 0.0) for group in self.group]
        total, _, own = self._closest(fair)
        squares, _, _ = self._closest([one**2 for one in fair])
        return total, squares, own

    def _closest(self, values: Sequence[Floats]) -> tuple[Floats, Floats, Floats]:
        """Sums over the closest group that is large enough, its size, and one's own value."""
        total, others, own = (np.zeros(self.used.shape) for _ in range(3))
        open_ = self.used.copy()
        for group, value in zip(self.group, values, strict=True):
            summed, count = _others(np.where(self.used, value, 0.0), self.used, group)
            enough = open_ & (count >= FEWEST - 1)
            total, others = np.where(enough, summed, total), np.where(enough, count, others)
            own = np.where(enough, value, own)
            open_ &= ~enough
        return total, others, own

    def _contested(self, standing: Floats, group: Ints) -> Floats:
        """Deals in other stages than the cell's that not everybody of its group keeps."""
        columns = self.used.shape[1]
        told = np.zeros(standing.shape)
        for stage in range(columns):
            # Of those who keep this stage: who does not keep which other one.
            ones = (self.used[:, [stage]] & ~self.used).astype(np.float64)
            keys = np.unique(group[:, stage], return_inverse=True)[1]
            lacking = np.zeros((int(keys.max(initial=0)) + 1, columns))
            np.add.at(lacking, keys, ones)
            some = lacking[keys] > 0
            some[:, stage] = False
            told[:, stage] = np.where(some, standing, 0.0).sum(1)
        return told


def peers_of(ledger: Ledger, teams: Sequence[str], day: int) -> Peers:
    """Find the cells that are not kept, and everybody's groups."""
    standing, lived = ledger.standing(day), ledger.lived(day)
    entered = ledger.entries(day - YEAR, day + 1)
    seen = (standing > 0) | (entered > 0)
    used = np.ones(standing.shape, np.bool_)
    everybody = (np.zeros(standing.shape, np.int64),)
    for _round in range(_ROUNDS):
        group = Peers(used, everybody)
        others = np.maximum(lived[:, None] - standing, 0)
        none = (standing == 0) & (_expected(group, standing, others) >= _EMPTY_FROM)
        all_ = np.broadcast_to(lived[:, None], standing.shape)
        never = ~seen & (_expected(group, entered, all_) >= _EMPTY_FROM)
        missing = none | never | (~seen & _unlike(seen, used)[:, None])
        if not (missing & used).any():
            break
        used &= ~missing
    return Peers(used, _groups(used, teams))


def _expected(peers: Peers, counted: Floats, base: Floats) -> Floats:
    """How many a person would have beside the others, measured against a base."""
    here, _ = peers.sums(counted)
    there, _ = peers.sums(base)
    return base * here / np.maximum(there, 1.0)


def _unlike(seen: Bools, used: Bools) -> Bools:
    """People who use fewer than 8 in 10 of the stages that most of the people use."""
    common = seen.sum(0) * 2 >= max(1, int(seen.any(1).sum()))
    uses = (seen & common).sum(1) < _USES * max(1, int(common.sum()))
    told: Bools = uses & seen.any(1) & used.any(1)
    return told


def _groups(used: Bools, teams: Sequence[str]) -> tuple[Ints, ...]:
    rows, columns = used.shape
    names = {name: i for i, name in enumerate(dict.fromkeys(teams))}
    team = np.array([names[name] for name in teams], np.int64).reshape(rows, 1)
    small = np.bincount(team[:, 0], minlength=len(names)) < FEWEST
    pattern = np.unique(used, axis=0, return_inverse=True)[1].reshape(rows, 1).astype(np.int64)
    same = team * (int(pattern.max(initial=0)) + 1) + pattern
    if len(names) == 1:
        ways: tuple[Ints, ...] = (pattern, team)
    else:
        # Whose team is too small has no peers: a number of one's own in every grouping.
        alone = -1 - np.arange(rows, dtype=np.int64).reshape(rows, 1)
        lone = small[team]
        all_ = np.zeros_like(team)
        ways = tuple(np.where(lone, alone, way) for way in (same, pattern, team, all_))
    return tuple(np.broadcast_to(way, (rows, columns)) for way in ways)


def _others(values: Floats, used: Bools, group: Ints) -> tuple[Floats, Floats]:
    """Sums and counts over a group without oneself."""
    columns = values.shape[1]
    keys = np.unique(group, return_inverse=True)[1].reshape(group.shape)
    flat = (keys * columns + np.arange(columns)[None, :]).ravel()
    most = int(flat.max(initial=0)) + 1
    summed = np.bincount(flat, values.ravel(), most)[flat].reshape(values.shape) - values
    counted = np.bincount(flat, used.ravel().astype(np.float64), most)[flat].reshape(values.shape)
    return summed, counted - used
