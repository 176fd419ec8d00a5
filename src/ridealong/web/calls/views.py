"""Lists of calls, and one call."""

from django.http import HttpResponse
from django.shortcuts import render

from ridealong.web.calls.models import Call
from ridealong.web.people.access import OWN_CALLS, Signed, access, for_call
from ridealong.web.people.policy import Action


@access(OWN_CALLS)
def calls(request: Signed) -> HttpResponse:
    """The calls that one may know of."""
    return render(request, "ui/base.html")


@for_call(Action.SEE)
def call(request: Signed, call: Call) -> HttpResponse:
    """One call."""
    return render(request, "ui/base.html", {"call": call})
