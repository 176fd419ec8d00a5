"""The pages of pipelines: of a person, a team, a leader's teams; and what is decided there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.people.access import Signed, access
from ridealong.web.people.models import Role
from ridealong.web.pipeline.shapes import deciding
from ridealong.web.pipeline.shapes.flow import Flow
from ridealong.web.pipeline.shapes.now import Now
from ridealong.web.pipeline.shapes.questions import questions_of
from ridealong.web.pipeline.shapes.team import LeadersPipeline, TeamPipeline
from ridealong.web.pipeline.shapes.whose import (
    SELLS_OR_LEADS,
    SELLS_OR_SEES,
    TWO_WHO_AGREE,
    whose,
)


@require_safe
@access(SELLS_OR_LEADS)
def pipelines(request: Signed) -> HttpResponse:
    """To one's own pipeline, or to those of one's people."""
    if request.viewer.has(Role.REP):
        return redirect("pipeline", request.viewer.id)
    return redirect("team_pipeline")


@require_safe
@access(SELLS_OR_LEADS)
def team_pipeline(request: Signed) -> HttpResponse:
    """The people of a manager by name; the teams of a leader as sums; a rep's own."""
    today = timezone.localdate()
    if request.viewer.has(Role.REP):
        return redirect("pipeline", request.viewer.id)
    if request.viewer.has(Role.LEADER):
        team = LeadersPipeline(request.viewer, today)
        return render(request, "pipeline/leaders_pipeline.html", {"team": team})
    return render(
        request, "pipeline/team_pipeline.html", {"team": TeamPipeline(request.viewer, today)}
    )


@require_safe
@access(SELLS_OR_SEES)
def pipeline(request: Signed, person: int) -> HttpResponse:
    """Where somebody's deals stand today."""
    of = whose(request.viewer, person)
    now = Now(request.viewer, of.person, timezone.localdate())
    told = {
        "person": of.person,
        "own": of.own,
        "sees_plan": of.sees_plan,
        "now": now,
        "as_table": request.GET.get("as") == "table",
        "questions": [],
    }
    if of.sees_plan:
        told["questions"] = questions_of(of, now.standing.framework, now.standing.deals)
    return render(request, "pipeline/standing.html", told)


@require_safe
@access(SELLS_OR_SEES)
def pipeline_flow(request: Signed, person: int) -> HttpResponse:
    """What entered in twelve months, and what became of it."""
    of = whose(request.viewer, person)
    told = {
        "person": of.person,
        "own": of.own,
        "sees_plan": of.sees_plan,
        "flow": Flow(request.viewer, of.person, timezone.localdate()),
    }
    return render(request, "pipeline/flow.html", told)


@require_POST
@access(TWO_WHO_AGREE)
def take_diagnosis(request: Signed, diagnosis: int) -> HttpResponse:
    """Take it into the next talk."""
    found = deciding.diagnosis_for(request.viewer, diagnosis)
    try:
        deciding.take(request.viewer, found)
    except ValidationError as error:
        _refused(request, error)
    else:
        messages.success(request, _("It is kept for the next talk of you two."))
    return redirect("pipeline", found.person_id)


@require_POST
@access(TWO_WHO_AGREE)
def put_off_diagnosis(request: Signed, diagnosis: int) -> HttpResponse:
    """Not now."""
    found = deciding.diagnosis_for(request.viewer, diagnosis)
    try:
        deciding.put_off(request.viewer, found)
    except ValidationError as error:
        _refused(request, error)
    else:
        messages.success(request, _("Not now. It comes back in four weeks if it still holds."))
    return redirect("pipeline", found.person_id)


def _refused(request: HttpRequest, error: ValidationError) -> None:
    messages.error(request, " ".join(error.messages))
