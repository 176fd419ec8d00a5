"""Whether coaching happens: programmes, due days, talks held, missed and moved, gaps.

dues(programme, member, start, end)      -> when a talk is due, in the person's time zone
adherence(dues, talks, now)              -> held on time, later, not, excused, still open
coverage(members, talks, now)            -> who had a talk in 14 days, and since when not
tally(talks, now)                        -> held, missed, moved, ahead; informal ones beside
"""

from ridealong.coaching.cadence.adherence import Adherence, Kept, Outcome, adherence
from ridealong.coaching.cadence.covered import Coverage, Gap, coverage
from ridealong.coaching.cadence.dates import Due, dues
from ridealong.coaching.cadence.programme import Member, Programme, Rhythm, Talk
from ridealong.coaching.cadence.tally import Tally, left_behind, tally

__all__ = [
    "Adherence",
    "Coverage",
    "Due",
    "Gap",
    "Kept",
    "Member",
    "Outcome",
    "Programme",
    "Rhythm",
    "Talk",
    "Tally",
    "adherence",
    "coverage",
    "dues",
    "left_behind",
    "tally",
]
