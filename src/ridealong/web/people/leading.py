"""Who leads a team today: its own manager, else the nearest above it in the tree."""

from ridealong.web.people.models import Membership, Person, Role, Team


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
