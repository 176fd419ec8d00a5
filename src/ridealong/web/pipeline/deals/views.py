"""The addresses of one deal."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ridealong.web.people.access import Signed, for_deal
from ridealong.web.people.policy import DealAction
from ridealong.web.pipeline.deals import content as content_
from ridealong.web.pipeline.deals.calls import calls_of
from ridealong.web.pipeline.deals.forms import (
    CommitForm,
    ContentForm,
    NextStepForm,
    ReactionForm,
    ToldForm,
)
from ridealong.web.pipeline.deals.shown import WITH, DealShown
from ridealong.web.pipeline.deals.stating import Word, commit, say_next_step
from ridealong.web.pipeline.deals.timeline import Key, more_lines
from ridealong.web.pipeline.deals.told import write_down
from ridealong.web.pipeline.deals.words import FAILED
from ridealong.web.pipeline.models import Deal, SharedContent


@require_safe
@for_deal(DealAction.SEE, *WITH)
def deal(request: Signed, deal: Deal) -> HttpResponse:
    """One deal."""
    return page(request, deal)


def page(request: Signed, deal: Deal, status: int = 200, **came_back: forms.Form) -> HttpResponse:
    """The page of a deal.

    Args:
        request: of whoever looks.
        deal: which.
        status: 422 where a form comes back.
        came_back: forms that come back with what is wrong with them, by name.
    """
    made = {
        "told_form": ToldForm(),
        "step_form": NextStepForm(initial={"next_step": deal.next_step}),
        "commit_form": CommitForm(),
        "content_form": ContentForm(),
        "reaction_form": None,
        "evidence_form": None,
    }
    shown = {"it": DealShown(request.viewer, deal), "deal": deal, "failed": FAILED}
    context = shown | {"today": timezone.localdate().isoformat()} | made | came_back
    return render(request, "pipeline/deal.html", context, status=status)


def held(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a form held and its action was done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def back(deal: Deal, place: str) -> HttpResponse:
    """To a section of the page of a deal."""
    return redirect(f"{deal.get_absolute_url()}#{place}")


@require_safe
@for_deal(DealAction.SEE)
def deal_activities(request: Signed, deal: Deal) -> HttpResponse:
    """What was done before; the rows alone for the script that asks for them."""
    key = Key.read(request.GET.get("after", ""))
    if key is None:
        return back(deal, "done")
    lines, older = more_lines(deal, key, calls_of(request.viewer, deal).rows)
    asked = "HX-Request" in request.headers
    template = "pipeline/deal_lines.html" if asked else "pipeline/deal_activities.html"
    return render(request, template, {"deal": deal, "lines": lines, "older": older})


@require_POST
@for_deal(DealAction.EDIT, *WITH)
def deal_next_step(request: Signed, deal: Deal) -> HttpResponse:
    """Write down what comes next."""
    form = NextStepForm(request.POST)
    if held(form, lambda told: say_next_step(request.viewer, deal, told["next_step"])):
        return back(deal, "next")
    return page(request, deal, 422, step_form=form)


@require_POST
@for_deal(DealAction.EDIT, *WITH)
def deal_told(request: Signed, deal: Deal) -> HttpResponse:
    """Keep what the customer said in a talk without a transcript."""
    form = ToldForm(request.POST)
    if held(form, lambda told: write_down(request.viewer, deal, told["key"], told["words"])):
        return back(deal, "known")
    return page(request, deal, 422, told_form=form)


@require_POST
@for_deal(DealAction.COMMIT, *WITH)
def deal_commit(request: Signed, deal: Deal) -> HttpResponse:
    """Give one's word."""
    form = CommitForm(request.POST)

    def act(told: dict[str, Any]) -> object:
        word = Word(told["will"] == "yes", told["value"], told["on"], told["because"])
        return commit(request.viewer, deal, word)

    if held(form, act):
        return back(deal, "words")
    return page(request, deal, 422, commit_form=form)


@require_POST
@for_deal(DealAction.EDIT, *WITH)
def share_content(request: Signed, deal: Deal) -> HttpResponse:
    """Write down what the customer was given."""
    form = ContentForm(request.POST)
    if held(form, lambda told: content_.share(request.viewer, deal, told["what"], told["on"])):
        return back(deal, "content")
    return page(request, deal, 422, content_form=form)


@require_POST
@for_deal(DealAction.EDIT, *WITH)
def react_to_content(request: Signed, deal: Deal, content: int) -> HttpResponse:
    """Note what the customer did with it."""
    row = _content(deal, content)
    form = ReactionForm(request.POST)

    def act(told: dict[str, Any]) -> object:
        return content_.react(request.viewer, row, told["reaction"], told["words"])

    if held(form, act):
        return back(deal, "content")
    form.row = row.pk  # type: ignore[attr-defined]
    return page(request, deal, 422, reaction_form=form)


@require_POST
@for_deal(DealAction.EDIT)
def remove_content(request: Signed, deal: Deal, content: int) -> HttpResponse:
    """Take away what was written down by mistake."""
    content_.remove(request.viewer, _content(deal, content))
    return back(deal, "content")


def _content(deal: Deal, pk: int) -> SharedContent:
    return get_object_or_404(deal.content.select_related("deal"), pk=pk)
