"""One call."""

from django.http import HttpResponse
from django.shortcuts import render

from ridealong.web.calls.models import Call
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action


@for_call(Action.SEE)
def call(request: Signed, call: Call) -> HttpResponse:
    """One call."""
    return render(request, "ui/base.html", {"call": call})
