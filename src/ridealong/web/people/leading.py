"""Who leads a team today: its own manager, else the nearest above it in the tree."""

from collections import defaultdict

from ridealong.web.people.models import Membership, Person, Role, Team
from ridealong.web.people.viewer import Viewer


def managers_of(team: int | None) -> list[Person]:
    """The managers who lead a team, in order of name; empty where nobody does."""
    if team is None:
        return []
    above = dict(Team.objects.values_list("id", "parent"))
    chain: list[int] = []
    at: int | None = team
    while at is not None and at not in chain:
        chain.append(at)
        at = above.get(at)
    leading = Membership.objects.now().filter(
        team__in=chain, leads=True, person__role=Role.MANAGER, person__is_active=True
    )
    by_team: dict[int, list[Person]] = {}
    for row in leading.select_related("person").order_by("person__name"):
        by_team.setdefault(row.team_id, []).append(row.person)
    return next((by_team[t] for t in chain if t in by_team), [])


def nearest_led(viewer: Viewer) -> frozenset[int]:
    """Of the teams below a manager those that have no nearer one: whose people are theirs to coach.

    All of them may be read all the same.
    """
    leading = Membership.objects.now().filter(
        team__in=sorted(viewer.led), leads=True, person__role=Role.MANAGER, person__is_active=True
    )
    by_team: defaultdict[int, set[int]] = defaultdict(set)
    for team, person in leading.values_list("team", "person"):
        by_team[team].add(person)
    if all(viewer.id in people for people in by_team.values()):
        return viewer.led
    above = dict(Team.objects.filter(pk__in=viewer.led).values_list("id", "parent"))
    return frozenset(team for team in viewer.led if viewer.id in _nearest(team, above, by_team))


def _nearest(
    team: int | None, above: dict[int, int | None], by_team: dict[int, set[int]]
) -> set[int]:
    """Who leads a team, or the first above it that has somebody."""
    seen: set[int] = set()
    while team is not None and team not in seen:
        if team in by_team:
            return by_team[team]
        seen.add(team)
        team = above.get(team)
    return set()
