"""How many have a call, and how many of the calls a debrief: what a leader may know, and no more.

Only groups of five people and more are told, and nothing from which a smaller group could be worked
out: teams under five are told together where they come to five, else not at all, and the total is
that of the groups that are told. No person is ever named.

A share's interval is Wilson's at 95 %. The people are a full count of this fortnight; the interval
says how far such a count swings from one fortnight to the next. The debriefs' interval counts each
person's calls as hanging together (`levels`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ridealong.coaching.levels import wilson

type _Parts = Sequence[Sequence[Member]]

FEWEST = 5
"""People in a group before anything is told of it."""
_WIDTH = 1.959964


@dataclass(frozen=True, slots=True)
class Member:
    """What one person adds to the counts of their team."""

    team: str
    calls: int
    debriefed: int
    """Of these calls, with a debrief."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a count, with its interval."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """0 to 1."""
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Group:
    """One team of five and more, or the small ones together."""

    teams: tuple[str, ...]
    people: int
    with_call: Share
    """Of the people."""
    debriefed: Share | None
    """Of the calls; None where fewer than five people have one."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a leader sees."""

    groups: tuple[Group, ...]
    """In the order of the teams' names, the small ones together at the end."""
    total: Group | None
    """All that is told; None where nothing is."""
    left_out: tuple[str, ...]
    """Teams of which nothing is told."""


def coverage(members: Iterable[Member], teams: Iterable[str]) -> Coverage:
    """Counts of each team and of all.

    Args:
        members: everybody who has calls to hold; who leads and holds none is not among them.
        teams: every team's name, also of those without people.
    """
    by_team: dict[str, list[Member]] = {name: [] for name in sorted(teams, key=str.casefold)}
    for member in members:
        by_team[member.team].append(member)
    told: dict[tuple[str, ...], list[Member]] = {
        (name,): own for name, own in by_team.items() if len(own) >= FEWEST
    }
    small = tuple(name for name, own in by_team.items() if 0 < len(own) < FEWEST)
    together = [member for name in small for member in by_team[name]]
    if len(together) >= FEWEST:
        told = {**told, small: together}
        small = ()
    groups = tuple(_group(names, own, [own]) for names, own in told.items())
    everybody = [member for own in told.values() for member in own]
    everywhere = tuple(name for names in told for name in names)
    total = _group(everywhere, everybody, list(told.values())) if told else None
    return Coverage(groups, total, small)


def _group(teams: tuple[str, ...], members: Sequence[Member], parts: _Parts) -> Group:
    """The counts of five people or more.

    Args:
        teams: their names.
        members: the people.
        parts: the groups that they are told in; debriefs are added up over those of which debriefs
            are told, so that no other group's can be worked out.
    """
    callers = [[m for m in part if m.calls] for part in parts]
    told = [m for part in callers if len(part) >= FEWEST for m in part]
    with_call = share(sum(map(len, callers)), len(members))
    return Group(teams, len(members), with_call, _debriefed(told) if told else None)


def share(part: int, whole: int, scatter: float = 1.0) -> Share:
    """A share with its interval; `scatter` times fewer acts count than there are."""
    return Share(part, whole, *wilson(part / scatter, whole / scatter, _WIDTH))


def _debriefed(callers: Sequence[Member]) -> Share:
    part, whole = sum(m.debriefed for m in callers), sum(m.calls for m in callers)
    p = (part + 0.5) / (whole + 1)
    squares = sum((m.debriefed - m.calls * p) ** 2 / (m.calls * p * (1 - p)) for m in callers)
    return share(part, whole, max(1.0, squares / (len(callers) - 1)))
