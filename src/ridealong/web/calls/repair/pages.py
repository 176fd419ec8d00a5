"""The small pages on which something about a call is put right, each also a part of its page.

A script gets the part alone; it comes back changed, or sends the browser on. Without a script each
is a page of its own, and sends back to the call.
"""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ridealong.web.calls.models import Call, Participant
from ridealong.web.calls.page.views import render_part
from ridealong.web.calls.repair import consent as consents
from ridealong.web.calls.repair.customer import name_customer, offered
from ridealong.web.calls.repair.forms import (
    ConsentForm,
    CustomerForm,
    KindForm,
    OwnerForm,
    SpeakerForm,
)
from ridealong.web.calls.repair.kind import turn
from ridealong.web.calls.repair.owner import give
from ridealong.web.calls.repair.speakers import say_who
from ridealong.web.calls.repair.voices import choices_of, colleagues, likely, voices
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.models import Role
from ridealong.web.people.pages.doing import done
from ridealong.web.people.policy import Action, allowed, may
from ridealong.web.people.viewer import Viewer

_BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(_BOTH)
@for_call(Action.CORRECT, "transcript")
def repair_speaker(request: Signed, call: Call) -> HttpResponse:
    """Who is who in a call: one press for each speaker."""
    if request.method != "POST":
        return _speakers(request, call)
    form = SpeakerForm(call, request.POST)
    if not done(form, lambda: _say(request, call, form)):
        return _speakers(request, call, form)
    if "HX-Request" not in request.headers:
        return _on(request, call)
    call.refresh_from_db()
    answer = _speakers(request, Call.objects.select_related("owner", "coach").get(pk=call.pk))
    answer["HX-Trigger"] = "call-repaired"
    return answer


def _say(request: Signed, call: Call, form: SpeakerForm) -> None:
    speaker = form.cleaned_data["speaker"]
    known = call.transcript.conversation().by_id.get(speaker)
    say_who(request.viewer, call, speaker, form.said(known.role if known else None))


def _speakers(request: Signed, call: Call, form: SpeakerForm | None = None) -> HttpResponse:
    told = {
        "call": call,
        "voices": voices(call),
        "choices": choices_of(call.kind),
        "likely": likely(request.viewer, call),
        "colleagues": colleagues(),
        "faults": _faults(form),
    }
    return render_part(request, "calls/speakers.html", told, 422 if form else 200)


@require_http_methods(_BOTH)
@for_call(Action.ASSIGN)
def call_owner(request: Signed, call: Call) -> HttpResponse:
    """Whose call it is; also for those who may not read it."""
    form = OwnerForm(request.viewer, call, request.POST or None, initial={"owner": call.owner_id})
    if request.method == "POST" and done(
        form, lambda: give(request.viewer, call, form.cleaned_data["owner"])
    ):
        return _on(request, call)
    told = {"call": call, "form": form, "people": _names(call)}
    told |= {"may_do": allowed(request.viewer, call)}
    return render_part(request, "calls/owner.html", told, _status(form))


@require_http_methods(_BOTH)
@for_call(Action.CORRECT, "transcript")
def call_kind(request: Signed, call: Call) -> HttpResponse:
    """What kind of conversation it is."""
    form = KindForm(request.viewer, call, request.POST or None, initial={"kind": call.kind})
    if request.method == "POST" and done(form, lambda: turn(request.viewer, call, form.chosen())):
        return _on(request, call)
    return render_part(request, "calls/kind.html", {"call": call, "form": form}, _status(form))


@require_http_methods(_BOTH)
@for_call(Action.CORRECT)
def call_customer(request: Signed, call: Call) -> HttpResponse:
    """With whom it was held."""
    form = CustomerForm(request.POST or None, initial={"customer": call.customer or ""})
    if request.method == "POST" and done(
        form, lambda: name_customer(request.viewer, call, form.cleaned_data["customer"])
    ):
        return _on(request, call)
    told = {"call": call, "form": form, "customers": offered(request.viewer)}
    return render_part(request, "calls/customer.html", told, _status(form))


@require_http_methods(_BOTH)
@for_call(Action.CONSENT)
def consent(request: Signed, call: Call) -> HttpResponse:
    """What those who were recorded said to it; also for those who may not read the call."""
    form = ConsentForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and done(
        form, lambda: consents.write_down(request.viewer, call, form.word())
    ):
        return _on(request, call, "consent", call.pk)
    told = {
        "call": call,
        "form": form,
        "people": _names(call),
        "words": list(call.consents.select_related("recorded_by")),
        "stopped": any(not w.given for w in consents.last_words(call.consents.all()).values()),
        "may_delete": may(request.viewer, Action.DELETE, call),
        "may_read": may(request.viewer, Action.SEE, call),
    }
    return render_part(request, "calls/consent.html", told, _status(form))


def _names(call: Call) -> list[Participant]:
    """Who takes part, for those who know the call by that alone."""
    return list(call.participants.all())


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _faults(form: forms.Form | None) -> list[str]:
    return [str(fault) for faults in form.errors.values() for fault in faults] if form else []


def _on(request: Signed, call: Call, *to: object) -> HttpResponse:
    """On to a page: the call, or what there is instead for those who may not read it."""
    address = reverse(str(to[0]), args=to[1:]) if to else place_of(request.viewer, call)
    if "HX-Request" not in request.headers:
        return HttpResponseRedirect(address)
    answer = HttpResponse()
    answer["HX-Redirect"] = address
    return answer


def place_of(viewer: Viewer, call: Call) -> str:
    """Where somebody goes from a call that they have put right."""
    call = Call.objects.select_related("owner").get(pk=call.pk)
    if may(viewer, Action.SEE, call):
        return call.get_absolute_url()
    return reverse("imports" if viewer.has(Role.ADMINISTRATOR) else "calls")
