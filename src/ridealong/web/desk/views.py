"""The first page of the day, and a manager's team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ridealong.report.points import in_pieces
from ridealong.web.desk import administrator, agent, leader, manager, rep
from ridealong.web.desk.asking import administrator as administrator_to_ask
from ridealong.web.people.access import MANAGERS, SIGNED_IN, Signed, access
from ridealong.web.people.models import Role

_DESKS = {
    Role.REP: rep,
    Role.AGENT: agent,
    Role.MANAGER: manager,
    Role.LEADER: leader,
    Role.ADMINISTRATOR: administrator,
}


@require_safe
@access(SIGNED_IN)
def desk(request: Signed) -> HttpResponse:
    """Where somebody lands."""
    room = _DESKS[Role(request.user.role)]
    told = {
        "desk": room.desk(request.viewer),
        "today": timezone.localdate(),
        "in_pieces": in_pieces,
    }
    return render(request, room.TEMPLATE, told)


@require_safe
@access(MANAGERS)
def team(request: Signed) -> HttpResponse:
    """Everybody whom a manager leads, by name."""
    team_, sections = manager.team_page(request.viewer)
    told = {"team": team_, "sections": sections, "still_theirs": manager.still_theirs(team_)}
    told["ask"] = None if sections else administrator_to_ask()
    return render(request, "desk/team.html", told)
