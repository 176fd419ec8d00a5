"""The page of one call, for the person who opens it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ridealong.report.talk import named
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.looks import note_look
from ridealong.web.calls.page.opened import WITH, Opened, opened, when_held
from ridealong.web.calls.page.sent import number_in
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action


def locked(request: Signed, call: Call) -> HttpResponse:
    """What somebody sees who knows of the call, and may not read it, or not yet."""
    told = {"call": call, "when": when_held(call), "until": call.manager_from}
    return render(request, "calls/locked.html", told, status=403)


@require_safe
@for_call(Action.SEE, *WITH, locked=locked)
def call(request: Signed, call: Call) -> HttpResponse:
    """One call; `?t=61` leads to turn 61."""
    turn = number_in(request.GET.get("t"))
    if turn is not None:
        return redirect(f"{call.get_absolute_url()}#t{turn}")
    note_look(request.viewer, call)
    return page(request, opened(request.viewer, call))


def page(request: Signed, shown: Opened, status: int = 200, **more: Any) -> HttpResponse:
    """The whole page.

    Args:
        request: of whoever looks.
        shown: the call as they see it.
        status: 422 where a form comes back.
        more: `repeat`, `differently` and `fault` of a debrief that comes back.
    """
    return render(request, "calls/call.html", context(shown) | more, status=status)


def context(shown: Opened) -> dict[str, Any]:
    """What the templates of a call name."""
    return {"it": shown, "call": shown.call, **named(shown.talk)}


@require_safe
@for_call(Action.SEE, *WITH, locked=locked)
def figures(request: Signed, call: Call) -> HttpResponse:
    """All figures of a call: for most readings the few on its page are enough."""
    shown = opened(request.viewer, call)
    if not shown.open:
        return redirect(call)
    return render_part(request, "calls/figures.html", context(shown))


def done(request: Signed, template: str, told: dict[str, Any]) -> HttpResponse:
    """What has changed on the page, for the script that asked; it closes what stood beside."""
    answer = render(request, template, told)
    answer["HX-Trigger"] = "call-done"
    return answer


def render_part(
    request: Signed, template: str, told: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A part of a page for a script that asks for it, a page of its own for everybody else."""
    asked = "HX-Request" in request.headers
    layout = "ui/bare.html" if asked else "ui/base.html"
    return render(request, template, {"layout": layout, "asked": asked, **told}, status=status)
