"""The pages of one's own coaching, for managers about themselves alone."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.coach import keeping
from ridealong.web.coaching.coach.counted import Coaching
from ridealong.web.coaching.coach.people import PeoplePage
from ridealong.web.coaching.coach.programme import Steps
from ridealong.web.coaching.coach.shown import AuditPage
from ridealong.web.coaching.models import Thought
from ridealong.web.people import policy
from ridealong.web.people.access import MANAGERS, Signed, access
from ridealong.web.people.models import Person
from ridealong.web.people.pages.doing import said


@require_safe
@access(MANAGERS)
def mine(request: Signed) -> HttpResponse:
    """The audit of one's own coaching."""
    return _audit(request)


@require_POST
@access(MANAGERS)
def hours(request: Signed) -> HttpResponse:
    """Say how many hours a week one works."""
    try:
        keeping.work_hours(request.viewer, request.POST.get("hours", ""))
    except ValidationError as error:
        return _audit(request, fault=" ".join(error.messages), status=422)
    return said(request, _("Kept, for you alone."), "own_coaching", at="time")


@require_safe
@access(MANAGERS)
def people(request: Signed) -> HttpResponse:
    """Person by person."""
    page = PeoplePage(Coaching(request.viewer))
    return render(request, "coaching/own_people.html", {"page": page})


@require_POST
@access(MANAGERS)
def think(request: Signed) -> HttpResponse:
    """Keep an answer of one's own."""
    on, about = request.POST.get("on", ""), None
    if "about" in request.POST:
        about = Person.objects.filter(pk=number_in(request.POST["about"]) or 0).first()
        if about is None:
            raise Http404
    back = "own_people" if about else "own_coaching"
    keep = partial(keeping.think, request.viewer, on, request.POST.get("says", ""), about)
    try:
        kept = keep()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
    if kept is None:
        return redirect(back)
    return said(request, _("Kept, for you alone."), back, at=f"on-{about.pk if about else on}")


@require_POST
@access(MANAGERS)
def throw_away(request: Signed, thought: int) -> HttpResponse:
    """Throw one's own answer away."""
    row = get_object_or_404(Thought, policy.thoughts_seen(request.viewer), pk=thought)
    keeping.throw_away(request.viewer, row)
    return said(request, _("Thrown away."), "own_people" if row.about_id else "own_coaching")


@require_safe
@access(MANAGERS)
def own_steps(request: Signed) -> HttpResponse:
    """The programme."""
    return render(request, "coaching/own_steps.html", {"page": Steps(Coaching(request.viewer))})


@require_POST
@access(MANAGERS)
def reach(request: Signed) -> HttpResponse:
    """Say that a step is reached, or take it back."""
    keeping.reach(request.viewer, request.POST.get("step", ""), reached="back" not in request.POST)
    return redirect("own_steps")


def _audit(request: Signed, fault: str = "", status: int = 200) -> HttpResponse:
    told: dict[str, Any] = {"page": AuditPage(Coaching(request.viewer)), "fault": fault}
    told["given"] = request.POST.get("hours", "")
    return render(request, "coaching/own_coaching.html", told, status=status)
