"""What views of this room do again and again: act on a form, say what was done, go on."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form held and the action was done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def said(request: HttpRequest, words: str, to: str, *where: object, at: str = "") -> HttpResponse:
    """Go to a page, which says first what was done."""
    messages.success(request, words)
    return redirect(to, *where) if not at else _at(redirect(to, *where), at)


def refuse(request: HttpRequest, form: forms.Form, to: str, *where: object) -> HttpResponse:
    """Go back to a page, which says first why nothing was done."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return redirect(to, *where)


def _at(answer: HttpResponse, section: str) -> HttpResponse:
    answer["Location"] = f"{answer['Location']}#{section}"
    return answer
