"""The teams as a tree, and one team."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.actions.teams import change_team, make_team
from ridealong.web.people.forms.teams import TeamForm
from ridealong.web.people.models import Membership, Person, Team
from ridealong.web.people.pages.doing import done, said


@dataclass(slots=True)
class Branch:
    """A team, who leads it and who is in it today, and the teams below."""

    team: Team
    leads: list[Person] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)
    below: "list[Branch]" = field(default_factory=list)


@access(ADMINISTRATORS)
def teams(request: Signed) -> HttpResponse:
    """Every team, under the one that it is part of."""
    shown = {"tree": tree(), "form": TeamForm()}
    return render(request, "people/teams.html", shown)


@access(ADMINISTRATORS)
@require_POST
def new_team(request: Signed) -> HttpResponse:
    """Make a team."""
    form = TeamForm(request.POST)
    if done(form, lambda: make_team(request.viewer, form.told())):
        words = _("{name} is there.").format(name=form.cleaned_data["name"])
        return said(request, words, "teams")
    return render(request, "people/teams.html", {"tree": tree(), "form": form}, status=422)


@access(ADMINISTRATORS)
def one_team(request: Signed, team: int) -> HttpResponse:
    """One team: its name, its place, who has been in it."""
    found = get_object_or_404(Team, pk=team)
    return _page(request, found, TeamForm.of(found))


@access(ADMINISTRATORS)
@require_POST
def save_team(request: Signed, team: int) -> HttpResponse:
    """Change a team."""
    found, form = get_object_or_404(Team, pk=team), TeamForm(request.POST)
    if done(form, lambda: change_team(request.viewer, found, form.told())):
        return said(request, _("Saved."), "one_team", team)
    return _page(request, found, form, status=422)


def tree() -> list[Branch]:
    """The teams that are part of no other, each with all below it."""
    branches = {team.pk: Branch(team) for team in Team.objects.all()}
    members = Membership.objects.now().filter(person__is_active=True).select_related("person")
    for member in members.order_by("person__name"):
        branch = branches[member.team_id]
        (branch.leads if member.leads else branch.members).append(member.person)
    below: defaultdict[int | None, list[Branch]] = defaultdict(list)
    for branch in branches.values():
        below[branch.team.parent_id].append(branch)
    for pk, branch in branches.items():
        branch.below = below[pk]
    return below[None]


def _page(request: Signed, team: Team, form: TeamForm, status: int = 200) -> HttpResponse:
    history = Membership.objects.filter(team=team).select_related("person")
    shown = {
        "team": team,
        "form": form,
        "now": history.now().filter(person__is_active=True).order_by("-leads", "person__name"),
        "before": history.before_today().order_by("-until", "person__name")[:50],
    }
    return render(request, "people/team.html", shown, status=status)
