"""Who is looking, with everything about them that decides what they may see.

Made once a request from two queries: which teams they lead today, with all teams below, and who has
let them read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from ridealong.web.people.models import Grant, Membership, Person, Role, Team

PEERS = (Role.REP, Role.AGENT)
"""Who may let a colleague read their talks, and may be let."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person who is signed in, at one moment."""

    person: Person
    now: datetime
    led: frozenset[int] = frozenset()
    """Ids of the teams that they lead, with those below."""
    granted: frozenset[int] = frozenset()
    """Ids of the people whose talks they may read as a peer."""
    team_ids: frozenset[int] = field(default_factory=frozenset)
    """Of the teams that they belong to."""

    @property
    def id(self) -> int:
        """Of the person."""
        return self.person.pk

    def has(self, *roles: Role) -> bool:
        """Whether their role is one of these."""
        return self.person.role in roles


def viewer_of(person: Person, now: datetime | None = None) -> Viewer:
    """Everything about a person that decides what they see now."""
    moment = now or timezone.now()
    own = list(
        Membership.objects.on(moment.date()).filter(person=person).values_list("team", "leads")
    )
    led = {team for team, leads in own if leads}
    granted = Grant.objects.filter(peer=person, until__isnull=True).values_list("owner", flat=True)
    return Viewer(
        person=person,
        now=moment,
        led=frozenset(with_below(led)) if led else frozenset(),
        granted=frozenset(granted) if person.role in PEERS else frozenset(),
        team_ids=frozenset(team for team, leads in own if not leads),
    )


def with_below(teams: Iterable[int]) -> set[int]:
    """These teams with all that stand below them in the tree."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for team, parent in Team.objects.values_list("id", "parent"):
        below[parent].append(team)
    found: set[int] = set()
    to_do = list(teams)
    while to_do:
        team = to_do.pop()
        if team not in found:
            found.add(team)
            to_do += below[team]
    return found
