"""The pages of practice: what comes today, how an answer was marked."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.models import DrillAnswer
from ridealong.web.coaching.plans import drilling
from ridealong.web.coaching.plans.practised import ASKS, Result, until_habit
from ridealong.web.coaching.plans.seen import small
from ridealong.web.people.access import OWN_CALLS, Signed, access, for_call
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import Action

_ALONG = ("analysis", "transcript", "debrief")


@require_safe
@access(OWN_CALLS)
def practice(request: Signed) -> HttpResponse:
    """Three minutes of today."""
    return _page(request)


@require_POST
@for_call(Action.DEBRIEF, *_ALONG)
def answer(request: Signed, call: Call, turn: int) -> HttpResponse:
    """An answer; the page says at once how it was heard."""
    text, seconds = request.POST.get("text", ""), number_in(request.POST.get("seconds"))
    try:
        kept = drilling.answer(request.viewer, call, turn, text, seconds)
    except ValidationError as error:
        return _page(request, fault=" ".join(error.messages), text=text, status=422)
    return redirect("practised", kept.pk)


@require_safe
@access(OWN_CALLS)
def practised(request: Signed, answer: int) -> HttpResponse:
    """How an answer was marked, and what was said in the call."""
    row = _own(request, answer)
    told = {"result": Result(request.viewer, row, drilling.drill_of(request.viewer, row))}
    return render(
        request, "coaching/practised.html", {**told, "asks": ASKS, "call": row.drill.call}
    )


@require_POST
@access(OWN_CALLS)
def correct(request: Signed, answer: int) -> HttpResponse:
    """One's own word on it."""
    drilling.correct(request.viewer, small(answer), did=request.POST.get("did") == "yes")
    return redirect("practised", answer)


@require_POST
@for_call(Action.DEBRIEF, *_ALONG)
def put_away(request: Signed, call: Call, turn: int) -> HttpResponse:
    """A moment that is not worth practising."""
    drilling.put_away(request.viewer, call, turn)
    return said(request, _("Put away; it does not come again."), "practice")


def _page(request: Signed, fault: str = "", text: str = "", status: int = 200) -> HttpResponse:
    today = drilling.today(request.viewer)
    told = {"today": today, "asks": ASKS, "fault": fault, "text": text}
    told["habit"] = until_habit(today.rows, request.viewer)
    return render(request, "coaching/practice.html", told, status=status)


def _own(request: Signed, pk: int) -> DrillAnswer:
    rows = DrillAnswer.objects.filter(drill__person=request.viewer.id, pk=small(pk))
    row = rows.select_related("drill__call__customer").first()
    if row is None:
        raise Http404
    return row
