"""Moments: shown by somebody, read by a colleague."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page import moments
from ridealong.web.calls.page.moment import PAGE, moment_for, shown_by, shown_to
from ridealong.web.calls.page.opened import WITH, opened
from ridealong.web.calls.page.sent import number_in
from ridealong.web.calls.page.views import context, done, render_part
from ridealong.web.people.access import SIGNED_IN, Signed, access, for_call
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action


@require_http_methods(["GET", "HEAD", "POST"])
@for_call(Action.SHARE, *WITH)
def share_moment(request: Signed, call: Call, turn: int) -> HttpResponse:
    """Choose turns and a colleague, and show them."""
    if turn >= call.turns:
        raise Http404
    if request.method != "POST":
        return _form(request, call, turn)
    try:
        turns = _number(request, "first"), _number(request, "last")
        to = get_object_or_404(Person, pk=_number(request, "to"))
        moments.show(request.viewer, call, turns, to, request.POST.get("note", ""))
    except ValidationError as error:
        return _form(request, call, turn, " ".join(error.messages))
    says = _("Shown to {name}. They read these turns and nothing else of the call.")
    return _done(request, call, turn, says.format(name=to.name))


@require_safe
@access(SIGNED_IN)
def moments_page(request: Signed) -> HttpResponse:
    """What colleagues have shown, and what one has shown oneself."""
    before = number_in(request.GET.get("before"))
    told = {
        "to_me": shown_to(request.viewer, before),
        "by_me": [] if before else shown_by(request.viewer),
        "page_of": PAGE,
    }
    return render(request, "calls/moments.html", told)


@require_safe
@access(SIGNED_IN)
def moment(request: Signed, moment: int) -> HttpResponse:
    """The turns of one moment."""
    return render(request, "calls/moment.html", {"it": moment_for(request.viewer, moment)})


@require_POST
@access(SIGNED_IN)
def take_back_moment(request: Signed, moment: int) -> HttpResponse:
    """Show it no longer."""
    moments.take_back(request.viewer, moment_for(request.viewer, moment).row)
    messages.success(request, _("The moment is taken back. Nobody sees it any more."))
    return redirect("moments")


def _form(request: Signed, call: Call, turn: int, fault: str = "") -> HttpResponse:
    shown = opened(request.viewer, call)
    more = {
        "turn": turn,
        "colleagues": moments.colleagues(request.viewer, call),
        "near": range(max(0, turn - moments.MOST_TURNS // 2), min(call.turns, turn + 24)),
        "first": _sent(request, "first", turn),
        "last": _sent(request, "last", min(call.turns - 1, turn + 1)),
        "to": _sent(request, "to", 0),
        "note": request.POST.get("note", ""),
        "fault": fault,
    }
    return render_part(request, "calls/share.html", context(shown) | more)


def _done(request: Signed, call: Call, turn: int, says: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return done(request, "calls/shared.html", {"says": says})
    messages.success(request, says)
    return redirect(f"{call.get_absolute_url()}#t{turn}")


def _number(request: Signed, name: str) -> int:
    sent = number_in(request.POST.get(name))
    if sent is None:
        raise ValidationError(_("Choose the turns and a colleague; nothing was shown yet."))
    return sent


def _sent(request: Signed, name: str, otherwise: int) -> int:
    sent = number_in(request.POST.get(name))
    return otherwise if sent is None else sent
