"""Make teams, name them, hang them under one another."""

from dataclasses import dataclass

from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Team
from ridealong.web.people.policy import must_run
from ridealong.web.people.viewer import Viewer, with_below


@dataclass(frozen=True, slots=True)
class TeamAs:
    """What an administrator says about a team."""

    name: str
    parent: Team | None
    serves: bool


def make_team(viewer: Viewer, to: TeamAs) -> Team:
    """A new team in the tree.

    Raises:
        ValidationError: there is one of this name.
    """
    must_run(viewer)
    with transaction.atomic():
        _must_be_free(to.name)
        team = Team.objects.create(name=to.name, parent=to.parent, serves=to.serves)
        record(viewer.person, "team.made", team, name=team.name)
    return team


def change_team(viewer: Viewer, team: Team, to: TeamAs) -> None:
    """Another name, another place in the tree, other talks.

    Raises:
        ValidationError: there is one of this name, or the team would stand below itself.
    """
    must_run(viewer)
    with transaction.atomic():
        team = Team.objects.select_for_update().get(pk=team.pk)
        _must_be_free(to.name, team)
        if to.parent and to.parent.pk in with_below([team.pk]):
            raise refused(
                _("{parent} stands below {team}.").format(parent=to.parent.name, team=team.name),
                _("Choose a team that does not."),
            )
        before = team.name
        team.name, team.parent, team.serves = to.name, to.parent, to.serves
        team.save()
        parent = to.parent.name if to.parent else ""
        record(viewer.person, "team.changed", team, name=team.name, was=before, parent=parent)


def _must_be_free(name: str, but: Team | None = None) -> None:
    others = Team.objects.filter(name__iexact=name)
    if but:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise refused(
            _("There is a team named {name} already.").format(name=name),
            _("Give another name."),
        )
