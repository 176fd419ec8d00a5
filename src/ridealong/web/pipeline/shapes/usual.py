"""How many deals usually stand in a stage: eight of ten of the own weeks, and of the team's.

Counts alone, as anybody could make them from the sheets: how many deals stood there on each Monday
of the past year. Whether a stage stands out is another question (`process.shape`), which looks at
how many deals there are at all and at what chance alone does.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ridealong.process.model import Pipeline
from ridealong.process.shape.ledger import NEVER, Floats, Ledger, ledger_of

type Band = tuple[float, float]

WEEKS, FEWEST_WEEKS = 52, 26
TEAM_WEEKS = 13
FEWEST_OTHERS = 4
"""Others in a team before its line is drawn: of fewer it would tell of persons."""
_ENDS = (0.1, 0.9)


@dataclass(frozen=True)
class Usual:
    """The weeks of everybody in a pipeline."""

    ledger: Ledger
    teams: Sequence[str]
    """Of each seller, in their order; empty for nobody's."""

    @classmethod
    def of(cls, pipeline: Pipeline) -> "Usual":
        """The weeks of a pipeline."""
        return cls(ledger_of(pipeline), [s.team for s in pipeline.sellers])

    @cached_property
    def mondays(self) -> Sequence[int]:
        """Those of the past year on which it is known what stood where, the newest first."""
        ledger = self.ledger
        this = ledger.today - (ledger.today - 1) % 7
        first = max(ledger.kept_from, ledger.first_day)
        return [day for n in range(1, WEEKS + 1) for day in [this - 7 * n] if day >= first]

    @cached_property
    def _counts(self) -> Floats:
        """Weeks × sellers × stages."""
        found = [self.ledger.standing(day) for day in self.mondays]
        return np.stack(found) if found else np.zeros((0, *self.ledger.size))

    def own(self, seller: int, stage: int) -> tuple[Band | None, int]:
        """The own band, and from how many weeks; None where too few are known."""
        if not self.ledger.traced[stage]:
            return None, 0
        begun = int(self.ledger.first_days[seller])
        weeks = sum(day >= begun for day in self.mondays)
        if weeks < FEWEST_WEEKS:
            return None, weeks
        return _band(self._counts[:weeks, seller, stage]), weeks

    def team(self, seller: int, stage: int) -> tuple[Band | None, int]:
        """The band of the others in the team, and how many they are."""
        others = [i for i in self._of_team[self.teams[seller]] if i != seller]
        if not self.teams[seller] or len(others) < FEWEST_OTHERS:
            return None, len(others)
        if not self.ledger.traced[stage] or len(self.mondays) < TEAM_WEEKS:
            return _band(self.ledger.standing(self.ledger.today)[others, stage]), len(others)
        return _band(self._counts[:TEAM_WEEKS, others, stage].ravel()), len(others)

    @cached_property
    def _of_team(self) -> defaultdict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, team in enumerate(self.teams):
            if self.ledger.first_days[place] < NEVER:  # whoever has no deal says nothing of any
                found[team].append(place)
        return found


def _band(counts: Floats) -> Band:
    low, high = np.quantile(counts, _ENDS, method="nearest")
    return float(low), float(high)
