"""How mature the coaching of a team is, from what was done and not from what is said of it.

maturity(TeamFacts(…)) -> Maturity    level, criteria with figures, what would lift it
"""

from ridealong.coaching.maturity.criteria import CRITERIA, Criterion
from ridealong.coaching.maturity.facts import CoachFacts, RepFacts, TeamFacts
from ridealong.coaching.maturity.levels import Level, Mark, Maturity, Met, maturity

__all__ = [
    "CRITERIA",
    "CoachFacts",
    "Criterion",
    "Level",
    "Mark",
    "Maturity",
    "Met",
    "RepFacts",
    "TeamFacts",
    "maturity",
]
