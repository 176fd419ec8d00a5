"""The pages of check-ins: what is due, one set of questions, one entry, what a talk was given."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.coaching.checkins import Form, anchors
from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.models import Talk
from ridealong.web.coaching.own import checking
from ridealong.web.coaching.own.entries import Book, Entry, brought, entry, talks_to_come
from ridealong.web.coaching.own.helping import LEADING, helping
from ridealong.web.coaching.own.rating import pooled_of
from ridealong.web.coaching.talks.asked import Seen, for_talk
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import TalkAction

READ = ["GET", "HEAD", "POST"]


@require_safe
@access(OWN_CALLS)
def checkins(request: Signed) -> HttpResponse:
    """All of one's own."""
    told = {"book": Book(request.viewer), "pooled": pooled_of(request.viewer)}
    return render(request, "coaching/checkins.html", told)


@require_http_methods(READ)
@access(OWN_CALLS)
def take(request: Signed, about: str) -> HttpResponse:
    """One set of questions."""
    of = _form(request, about)
    fault = ""
    if request.method == "POST":
        try:
            row = checking.answer(request.viewer, of, request.POST.dict())
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            return redirect("checkin", row.pk) if row else redirect("checkins")
    told = {"form": of, "items": Book(request.viewer).items(of), "anchors": anchors()}
    told |= {"fault": fault, "given": request.POST}
    told["helping"] = helping(request.viewer) if of.id == LEADING else None
    return render(request, "coaching/checkin_take.html", told, status=422 if fault else 200)


@require_safe
@access(OWN_CALLS)
def one(request: Signed, checkin: int) -> HttpResponse:
    """One entry."""
    row = entry(request.viewer, checkin)
    told = {"entry": row, "talks": talks_to_come(request.viewer) if row.shareable else []}
    return render(request, "coaching/checkin.html", told)


@require_POST
@access(OWN_CALLS)
def bring(request: Signed, checkin: int) -> HttpResponse:
    """Bring it into a talk."""
    row, talk = _own(request, checkin), number_in(request.POST.get("talk"))
    found = get_object_or_404(Talk, pk=talk or 0, people__person=request.viewer.id)
    checking.bring(request.viewer, row.row, found)
    return said(
        request, _("Brought along. Until the talk begins you can take it back."), "checkin", checkin
    )


@require_POST
@access(OWN_CALLS)
def take_back(request: Signed, checkin: int) -> HttpResponse:
    """Take it out of the talk."""
    checking.take_back(request.viewer, _own(request, checkin).row)
    return said(request, _("It is yours alone again."), "checkin", checkin)


@require_POST
@access(OWN_CALLS)
def throw_away(request: Signed, checkin: int) -> HttpResponse:
    """Throw it away."""
    checking.throw_away(request.viewer, _own(request, checkin).row)
    return said(request, _("Thrown away."), "checkins")


@require_safe
@for_talk(TalkAction.SEE)
def of_talk(request: Signed, of: Seen) -> HttpResponse:
    """What was brought into a talk, as far as one reads it."""
    told = {"of": of, "entries": brought(request.viewer, of.talk)}
    return render(request, "coaching/talk_checkins.html", told)


def _form(request: Signed, about: str) -> Form:
    """The questions, where they are meant for whoever asks."""
    found = next((f for f in checking.forms_for(request.viewer) if f.id == about), None)
    if found is None:
        raise Http404
    return found


def _own(request: Signed, pk: int) -> Entry:
    """One's own entry; somebody else's is not there to be changed."""
    found = entry(request.viewer, pk)
    if not found.own:
        raise Http404
    return found
