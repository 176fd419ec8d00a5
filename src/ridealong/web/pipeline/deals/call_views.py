"""The addresses at which people say which calls a deal is about."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import number_in
from ridealong.web.people import policy
from ridealong.web.people.access import Signed, call_for, deal_for, for_call, for_deal
from ridealong.web.people.policy import Action, DealAction
from ridealong.web.pipeline.gates import by_hand, linking
from ridealong.web.pipeline.models import Deal

_MOST = 50


@require_safe
@for_deal(DealAction.SEE)
def deal_calls(request: Signed, deal: Deal) -> HttpResponse:
    """The calls of a deal, and those of its customer that could belong to it."""
    seen = policy.listed(request.viewer)
    linked = deal.calls.filter(seen).select_related("owner").order_by("-started_at", "-id")
    loose = linking.unlinked(deal).filter(seen).select_related("owner")
    told = {
        "deal": deal,
        "linked": _with_rights(request, linked[:_MOST]),
        "loose": _with_rights(request, loose[:_MOST]),
        "decides": DealAction.DECIDE in policy.deal_actions(request.viewer, deal),
    }
    return render(request, "pipeline/deal_calls.html", told)


@require_POST
@for_deal(DealAction.DECIDE)
def link_call(request: Signed, deal: Deal, other: int) -> HttpResponse:
    """Say that a call was about the deal."""
    call = call_for(request.viewer, Action.CORRECT, other)
    try:
        by_hand.link(request.viewer, deal, call)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("deal_calls", deal.pk)


@require_POST
@for_deal(DealAction.DECIDE)
def unlink_call(request: Signed, deal: Deal, other: int) -> HttpResponse:
    """Say that a call was not about the deal."""
    by_hand.take_away(request.viewer, deal, call_for(request.viewer, Action.CORRECT, other))
    return redirect("deal_calls", deal.pk)


@require_safe
@for_call(Action.CORRECT)
def call_deals(request: Signed, call: Call) -> HttpResponse:
    """Which deal a call was about."""
    seen = policy.deals_seen(request.viewer)
    mine = Deal.objects.filter(seen).select_related("owner")
    about = list(mine.filter(calls=call))
    could = linking.possible(call).filter(seen).select_related("owner")
    rest = could.exclude(pk__in=[d.pk for d in about]).order_by("-created_on", "-pk")
    asked = "HX-Request" in request.headers
    told = {
        "call": call,
        "about": about,
        "could": list(rest[:_MOST]),
        "asked": asked,
        "layout": "ui/bare.html" if asked else "ui/base.html",
    }
    return render(request, "pipeline/call_deals.html", told)


@require_POST
@for_call(Action.CORRECT)
def choose_deal(request: Signed, call: Call) -> HttpResponse:
    """Say which deal a call was about."""
    number = number_in(request.POST.get("deal"))
    if number is None:
        messages.error(request, _("It is not said which deal. Choose one of the list."))
        return redirect("call_deals", call.pk)
    deal = deal_for(request.viewer, DealAction.DECIDE, number)
    act = by_hand.take_away if request.POST.get("away") else by_hand.link
    try:
        act(request.viewer, deal, call)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(call)


def _with_rights(request: Signed, rows: Iterable[Call]) -> list[tuple[Call, frozenset[Action]]]:
    return [(call, policy.allowed(request.viewer, call)) for call in rows]
