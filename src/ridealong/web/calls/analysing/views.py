"""The part of a call's page that says how far its analysis is, for as long as somebody waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ridealong.web.calls.analysing.standing import standing
from ridealong.web.calls.models import Call
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action, allowed


@require_safe
@for_call(Action.SEE, "analysis", "debrief")
def call_state(request: Signed, call: Call) -> HttpResponse:
    """How far the analysis is; once it is done, the page is told to show it."""
    now = standing(call)
    covered = Action.DEBRIEF in allowed(request.viewer, call) and not hasattr(call, "debrief")
    answer = render(request, "calls/state.html", {"call": call, "now": now, "covered": covered})
    if not now.waits and not covered:
        answer["HX-Trigger"] = "call-ready"
    return answer
