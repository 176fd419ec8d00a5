"""One person, as an administrator sees them: who they are, where they belong, how they come in."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.actions.changing import (
    change,
    deactivate,
    forget_two_step,
    reactivate,
)
from ridealong.web.people.actions.inviting import invite_again
from ridealong.web.people.actions.moving import end_membership, lead, move
from ridealong.web.people.forms.people import PersonForm, PlaceForm, UntilForm, WhyForm
from ridealong.web.people.links import link_of
from ridealong.web.people.models import Invitation, Membership, Person
from ridealong.web.people.pages.doing import done, refuse, said
from ridealong.web.people.pages.people import say_link


@access(ADMINISTRATORS)
def person(request: Signed, person: int) -> HttpResponse:
    """Somebody's page."""
    return _page(request, _somebody(person))


@access(ADMINISTRATORS)
@require_POST
def save_person(request: Signed, person: int) -> HttpResponse:
    """Change name, address, role and time zone."""
    somebody, form = _somebody(person), PersonForm(request.POST)
    if done(form, lambda: change(request.viewer, somebody, form.changed())):
        return said(request, _("Saved."), "person", person)
    return _page(request, somebody, form=form)


@access(ADMINISTRATORS)
@require_POST
def place_person(request: Signed, person: int) -> HttpResponse:
    """Another team from a day on, or a team to lead."""
    somebody, form = _somebody(person), PlaceForm(request.POST)

    def place() -> None:
        do = lead if form.cleaned_data["leads"] else move
        do(request.viewer, somebody, form.cleaned_data["team"], form.cleaned_data["since"])

    if done(form, place):
        return said(request, _("Written down."), "person", person, at="teams")
    return _page(request, somebody, place_form=form)


@access(ADMINISTRATORS)
@require_POST
def end_place(request: Signed, person: int, membership: int) -> HttpResponse:
    """Until when somebody belongs to a team, or leads it."""
    held = get_object_or_404(
        Membership.objects.select_related("team", "person"), pk=membership, person=person
    )
    form = UntilForm(request.POST)
    if done(form, lambda: end_membership(request.viewer, held, form.cleaned_data["until"])):
        return said(request, _("Written down."), "person", person, at="teams")
    return refuse(request, form, "person", person)


@access(ADMINISTRATORS)
@require_POST
def invite_person_again(request: Signed, person: int) -> HttpResponse:
    """A new link with which somebody chooses a password."""
    somebody, form, made = _somebody(person), forms.Form(request.POST), list[Invitation]()
    if done(form, lambda: made.append(invite_again(request.viewer, somebody))):
        return say_link(request, made[0])
    return refuse(request, form, "person", person)


@access(ADMINISTRATORS)
@require_POST
def end_access(request: Signed, person: int) -> HttpResponse:
    """Somebody leaves."""
    somebody, form = _somebody(person), WhyForm(request.POST)
    if done(form, lambda: deactivate(request.viewer, somebody, form.cleaned_data["why"])):
        words = _("{name} is signed out everywhere and cannot come in any more.")
        return said(request, words.format(name=somebody.name), "person", person)
    return refuse(request, form, "person", person)


@access(ADMINISTRATORS)
@require_POST
def let_back(request: Signed, person: int) -> HttpResponse:
    """Somebody comes back."""
    somebody = _somebody(person)
    reactivate(request.viewer, somebody)
    words = _("{name} can sign in again.").format(name=somebody.name)
    return said(request, words, "person", person)


@access(ADMINISTRATORS)
@require_POST
def remove_two_step(request: Signed, person: int) -> HttpResponse:
    """Somebody has lost their telephone and their codes."""
    somebody, form = _somebody(person), WhyForm(request.POST)
    if done(form, lambda: forget_two_step(request.viewer, somebody, form.cleaned_data["why"])):
        words = _("{name} signs in with the password alone until they set it up anew.")
        return said(request, words.format(name=somebody.name), "person", person)
    return refuse(request, form, "person", person)


def _somebody(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("invitation"), pk=pk)


def _page(request: Signed, somebody: Person, **wrong: forms.Form) -> HttpResponse:
    told: dict[str, Any] = {n: getattr(somebody, n) for n in PersonForm.base_fields}
    invitation: Invitation | None = getattr(somebody, "invitation", None)
    shown = {
        "person": somebody,
        "form": PersonForm(initial=told),
        "place_form": PlaceForm(),
        "history": Membership.objects.filter(person=somebody)
        .select_related("team")
        .order_by("-since", "-pk"),
        "today": timezone.localdate(),
        "two_step": is_mfa_enabled(somebody),
        "invitation": invitation,
        "link": link_of(invitation) if invitation and invitation.open else "",
        **wrong,
    }
    return render(request, "people/person.html", shown, status=422 if wrong else 200)
