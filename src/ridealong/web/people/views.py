"""People, and one's own account."""

from django.http import HttpResponse
from django.shortcuts import render

from ridealong.web.people.access import SIGNED_IN, Signed, access


@access(SIGNED_IN)
def account(request: Signed) -> HttpResponse:
    """One's own account."""
    return render(request, "ui/base.html")
