"""The two questions of the debrief, from the page of a call."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.opened import WITH, opened
from ridealong.web.calls.page.sent import number_in
from ridealong.web.calls.page.views import page
from ridealong.web.coaching import debriefs
from ridealong.web.coaching.debriefs import Written
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action

_LONGEST_S = 1800
"""A page that lies open for longer tells nothing of how long it took."""


@require_POST
@for_call(Action.DEBRIEF, *WITH)
def write(request: Signed, call: Call) -> HttpResponse:
    """Write it, and open the call."""
    answers = {name: request.POST.get(name, "") for name in ("repeat", "differently")}
    try:
        there = number_in(request.POST.get("companion"))
        written = Written(answers["repeat"], answers["differently"], there, _seconds(request))
        debriefs.keep(request.viewer, call, written)
    except ValidationError as error:
        shown = opened(request.viewer, call)
        return page(request, shown, status=422, fault=" ".join(error.messages), **answers)
    return redirect(call)


@require_POST
@for_call(Action.DEBRIEF)
def skip(request: Signed, call: Call) -> HttpResponse:
    """Open the call without it, this time."""
    debriefs.skip(request.viewer, call)
    return redirect(call)


@require_POST
@for_call(Action.SEE)
def share(request: Signed, call: Call) -> HttpResponse:
    """Let whoever leads the team read it."""
    debriefs.share(request.viewer, call)
    messages.success(request, _("Your own view is shared. You can take it back at any time."))
    return redirect(call)


@require_POST
@for_call(Action.SEE)
def unshare(request: Signed, call: Call) -> HttpResponse:
    """Let nobody read it any more."""
    debriefs.unshare(request.viewer, call)
    messages.success(request, _("Your own view is yours alone again."))
    return redirect(call)


def _seconds(request: Signed) -> int | None:
    """How long it took since the page was shown; None where it lay open or does not say."""
    began = number_in(request.POST.get("began"))
    took = int(request.viewer.now.timestamp()) - began if began else -1
    return took if 0 <= took <= _LONGEST_S else None
