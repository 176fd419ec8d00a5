"""The first page of the day."""

from django.http import HttpResponse
from django.shortcuts import render

from ridealong.web.people.access import SIGNED_IN, Signed, access


@access(SIGNED_IN)
def desk(request: Signed) -> HttpResponse:
    """Where somebody lands."""
    return render(request, "desk/desk.html")
