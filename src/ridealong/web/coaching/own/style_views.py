"""The pages of ways of talking, and of one's own view beside the calls."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.coaching.styles import vocabulary
from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.own import styling
from ridealong.web.coaching.own.awareness import own_awareness
from ridealong.web.coaching.own.growing import Growing
from ridealong.web.coaching.own.styled import Styles, asked_of, contact_of
from ridealong.web.coaching.own.views import READ
from ridealong.web.coaching.talks.saying import tried
from ridealong.web.people import policy
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import said


@require_safe
@access(OWN_CALLS)
def awareness(request: Signed) -> HttpResponse:
    """One's own view beside what the calls show."""
    return render(request, "coaching/awareness.html", {"page": own_awareness(request.viewer)})


@require_safe
@access(OWN_CALLS)
def growing(request: Signed) -> HttpResponse:
    """How one goes on; for those who hold talks with customers."""
    if not policy.answers_for_oneself(request.viewer, "rep"):
        raise Http404
    return render(request, "coaching/growing.html", {"page": Growing(request.viewer)})


@require_safe
@access(OWN_CALLS)
def styles(request: Signed) -> HttpResponse:
    """One's own place, how others see it, customers."""
    told = {"page": Styles(request.viewer), "words": vocabulary()}
    return render(request, "coaching/styles.html", told)


@require_http_methods(READ)
@access(OWN_CALLS)
def questions(request: Signed) -> HttpResponse:
    """The twenty-four statements."""
    fault = ""
    if request.method == "POST":
        fault = tried(lambda: styling.answer(request.viewer, request.POST.dict()))
        if not fault:
            return said(request, _("Kept. Only you see it."), "styles")
    told = {"words": vocabulary(), "fault": fault, "given": request.POST}
    return render(request, "coaching/style_questions.html", told, status=422 if fault else 200)


@require_POST
@access(OWN_CALLS)
def ask(request: Signed) -> HttpResponse:
    """Ask colleagues."""
    people = [pk for text in request.POST.getlist("people") if (pk := number_in(text))]
    fault = tried(partial(styling.ask, request.viewer, people))
    if not fault:
        return said(request, _("They are asked. Nobody sees who answered what."), "styles")
    told = {"page": Styles(request.viewer), "words": vocabulary(), "fault": fault}
    return render(request, "coaching/styles.html", told, status=422)


@require_POST
@access(OWN_CALLS)
def share(request: Signed) -> HttpResponse:
    """Show it to those with whom one has talks, or to nobody any more."""
    shared = "off" not in request.POST
    styling.share(request.viewer, shared=shared)
    says = _("Where both share, brief and sheet say what you two may adapt.")
    return said(request, says if shared else _("It is yours alone again."), "styles")


@require_http_methods(READ)
@access(OWN_CALLS)
def perceive(request: Signed, asked: int) -> HttpResponse:
    """Say how one sees a colleague who asks."""
    row, fault = asked_of(request.viewer, asked), ""
    if request.method == "POST":
        fault = tried(lambda: styling.tell(request.viewer, row, request.POST.dict()))
        if not fault:
            return said(request, _("Told, without your name."), "styles")
    told = {"row": row, "words": vocabulary(), "fault": fault, "given": request.POST}
    return render(request, "coaching/perceive.html", told, status=422 if fault else 200)


@require_http_methods(READ)
@access(OWN_CALLS)
def contact_style(request: Signed, contact: int) -> HttpResponse:
    """What one noticed of somebody at a customer, and what to adapt."""
    found = contact_of(request.viewer, contact)
    if request.method == "POST":
        styling.note(request.viewer, found.contact, request.POST.getlist("cues"))
        return said(request, _("Noted, for you alone."), "contact_style", contact)
    told = {"it": found, "cues": styling.cues(), "words": vocabulary()}
    return render(request, "coaching/contact_style.html", told)
