"""The two questions of the debrief, from the page of a call."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.opened import WITH, opened
from ridealong.web.calls.page.views import page
from ridealong.web.coaching import debriefs
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action


@require_POST
@for_call(Action.DEBRIEF, *WITH)
def write(request: Signed, call: Call) -> HttpResponse:
    """Write it, and open the call."""
    answers = {name: request.POST.get(name, "") for name in ("repeat", "differently")}
    try:
        debriefs.write(request.viewer, call, **answers)
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
