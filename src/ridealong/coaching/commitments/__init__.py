"""What a person takes on in a talk: one act that can be noticed, from, to, by when; and whether.

    checked = check(Draft(says="I’ll ask what it does to them before I offer anything.",
                          follows="move:need_question before move:solution_offer", …), today)
    standing(checked.commitment, since, before, today)

`check` refuses what cannot be noticed and names the nearest that can; `standing` says from the
calls since whether it is not shown yet, shown in k of n, or holds.
"""

from ridealong.coaching.commitments.check import MOST, Checked, Draft, Fault, check
from ridealong.coaching.commitments.commitment import Commitment, Complete
from ridealong.coaching.commitments.followed import Followable, followable, nearest, offered
from ridealong.coaching.commitments.reach import Reach, reach
from ridealong.coaching.commitments.showing import shown_in
from ridealong.coaching.commitments.standing import Standing, State, standing
from ridealong.coaching.commitments.weeks import Week, by_weeks

__all__ = [
    "MOST",
    "Checked",
    "Commitment",
    "Complete",
    "Draft",
    "Fault",
    "Followable",
    "Reach",
    "Standing",
    "State",
    "Week",
    "by_weeks",
    "check",
    "followable",
    "nearest",
    "offered",
    "reach",
    "shown_in",
    "standing",
]
