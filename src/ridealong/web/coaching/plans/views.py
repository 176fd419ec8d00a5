"""The pages of what somebody took on: all of it, one, something new, and how one ends."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.coaching.plans import agreeing, pages, reviewing
from ridealong.web.coaching.plans.agreeing import NotYet, Said
from ridealong.web.coaching.plans.forms import CloseForm, TakeOnForm
from ridealong.web.coaching.plans.seen import Whose, whose
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import done, refuse, said

_READ = ["GET", "HEAD", "POST"]


@require_safe
@access(OWN_CALLS)
def own(request: Signed) -> HttpResponse:
    """What one has taken on oneself."""
    return _page(request, whose(request.viewer))


@require_safe
@access(OWN_CALLS)
def of_person(request: Signed, person: int) -> HttpResponse:
    """What one's rep has taken on."""
    return _page(request, whose(request.viewer, person))


@require_safe
@access(OWN_CALLS)
def one(request: Signed, commitment: int) -> HttpResponse:
    """One, with everything that was seen of it."""
    row = pages.one(request.viewer, commitment)
    told = {"told": pages.told(request.viewer, row), "close": CloseForm(auto_id="close_%s")}
    told["own"] = row.person_id == request.viewer.id
    return render(request, "coaching/commitment.html", told)


@require_http_methods(_READ)
@access(OWN_CALLS)
def new(request: Signed, person: int) -> HttpResponse:
    """Agree on something; what cannot be noticed comes back with what can."""
    of = whose(request.viewer, person)
    if not of.agrees:
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, of, TakeOnForm(of.person, initial=_asked(request)))
    form, found = TakeOnForm(of.person, request.POST), None
    if form.is_valid():
        found = _agree(request, of, form)
    if found is None or isinstance(found, NotYet):
        return _form(request, of, form, found, status=422)
    return said(request, _("Agreed. The next calls show it."), "commitments", of.person.pk)


@require_POST
@access(OWN_CALLS)
def close(request: Signed, commitment: int) -> HttpResponse:
    """Say what became of it."""
    row, form = pages.one(request.viewer, commitment), CloseForm(request.POST)
    given = form.data.get("state", ""), form.data.get("words", "")
    if done(form, partial(reviewing.review, request.viewer, row, *given)):
        return redirect("commitment", row.pk)
    return refuse(request, form, "commitment", row.pk)


def _page(request: Signed, of: Whose) -> HttpResponse:
    told = {"page": pages.plan_of(of), "close": CloseForm(auto_id=False)}
    return render(request, "coaching/commitments.html", told)


def _agree(request: Signed, of: Whose, form: TakeOnForm) -> Any:
    given = {k: v for k, v in form.cleaned_data.items() if v not in {None, ""}}
    try:
        return agreeing.agree(request.viewer, Said(person=of.person, **{"says": "", **given}))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


def _asked(request: Signed) -> dict[str, str]:
    """What another page proposes."""
    return {k: request.GET[k][:300] for k in ("says", "follows", "stretch") if k in request.GET}


def _form(
    request: Signed, of: Whose, form: TakeOnForm, found: NotYet | None = None, status: int = 200
) -> HttpResponse:
    told = {"of": of, "form": form, "not_yet": found}
    return render(request, "coaching/new_commitment.html", told, status=status)
