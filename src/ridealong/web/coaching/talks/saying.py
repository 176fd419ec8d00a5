"""What views of talks do with a refusal: tell it where the person looks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ridealong.web.coaching.models import Talk


def tried(act: Callable[[], Any]) -> str:
    """Do something; why it could not be done, empty where it was."""
    try:
        act()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def done(request: HttpRequest, talk: Talk, act: Callable[[], Any], says: str = "") -> HttpResponse:
    """Do something in a talk, and go back to its page.

    A part of a page that asked gets the refusal in the header that the page shows.
    """
    fault = tried(act)
    if fault and request.headers.get("HX-Request"):
        answer = HttpResponse(status=409)
        answer["X-Says"] = quote(fault)
        return answer
    if fault:
        messages.error(request, fault)
    elif says:
        messages.success(request, says)
    return redirect("talk", talk.pk)
