"""Practice from one's own real moments, marked at once, and spaced until it stays.

    drills(analysis, call)                    moments of a call that are worth practising
    mark(drill, answer, tagger)               what the answer does, and why it counts or not
    review(spaced, marked, now)               when it comes next (fsrs)
    today(drills, spaced, now, skill)         three minutes of it

Only for the person whose calls they are.
"""

from ridealong.coaching.practice.marking import Marked, Reason, mark
from ridealong.coaching.practice.moments import Drill, Task, drills
from ridealong.coaching.practice.spacing import Spaced, is_habit, new, review
from ridealong.coaching.practice.today import A_DAY, Known, today

__all__ = [
    "A_DAY",
    "Drill",
    "Known",
    "Marked",
    "Reason",
    "Spaced",
    "Task",
    "drills",
    "is_habit",
    "mark",
    "new",
    "review",
    "today",
]
