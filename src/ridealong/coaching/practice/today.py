"""Three minutes a day: which moments come today.

First what is due, longest overdue first; then new moments, those of the skill under work before
others, the newest call first; three in all, and no moment twice a day. Of one call at most two, so
that a day is not about one customer. Source: S4.39 in docs/capabilities.md, grade D.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ridealong.coaching.practice.moments import Drill, Task
from ridealong.coaching.practice.spacing import Spaced, new

A_DAY = 3
_OF_A_CALL = 2


@dataclass(frozen=True, slots=True)
class Known:
    """A moment, and where it stands."""

    drill: Drill
    spaced: Spaced


def today(
    drills: Sequence[Drill],
    spaced: Mapping[str, Spaced],
    now: datetime,
    tasks: Collection[Task] = (),
) -> tuple[Known, ...]:
    """The moments of today, three at most.

    Args:
        drills: of the person's calls, the newest call first.
        spaced: by the drill's key, those that were practised before.
        now: aware of its zone.
        tasks: those under work.
    """
    due = [Known(d, spaced[d.key]) for d in drills if d.key in spaced and spaced[d.key].due <= now]
    due.sort(key=lambda known: known.spaced.due)
    fresh = [d for d in drills if d.key not in spaced]
    fresh.sort(key=lambda drill: drill.task not in tasks)
    done = sum(s.last is not None and s.last.date() == now.date() for s in spaced.values())
    wanted = [*due, *(Known(d, new(d.key, now)) for d in fresh)]
    return tuple(_few_of_a_call(wanted, max(0, A_DAY - done)))


def _few_of_a_call(wanted: Iterable[Known], most: int) -> list[Known]:
    calls: Counter[int] = Counter()
    taken: list[Known] = []
    for known in wanted:
        if len(taken) < most and calls[known.drill.call] < _OF_A_CALL:
            calls[known.drill.call] += 1
            taken.append(known)
    return taken
