"""What is pressed in the room: steps, questions, agenda, notes, what is agreed, the mirror."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.cast import Cast
from ridealong.report.talk import at
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.opened import debrief_of
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.models import AgendaItem, Commitment, TalkQuestion
from ridealong.web.coaching.plans.agreeing import NotYet, Said
from ridealong.web.coaching.talks import committing, mirror, running, writing
from ridealong.web.coaching.talks.asked import Seen, for_talk
from ridealong.web.coaching.talks.forms import CommitForm
from ridealong.web.coaching.talks.running import NotAsked
from ridealong.web.coaching.talks.saying import done, tried
from ridealong.web.coaching.talks.views import room_told
from ridealong.web.people import policy
from ridealong.web.people.access import Signed, call_for
from ridealong.web.people.policy import Action, TalkAction
from ridealong.web.ui.words import clock_time

_AROUND = 3
"""Turns before and after a moment that is opened in place."""


@require_POST
@for_talk(TalkAction.RUN)
def start(request: Signed, of: Seen) -> HttpResponse:
    """Begin."""
    return done(request, of.talk, partial(running.start, request.viewer, of))


@require_POST
@for_talk(TalkAction.RUN)
def hold(request: Signed, of: Seen) -> HttpResponse:
    """Close it."""
    return done(request, of.talk, partial(running.hold, request.viewer, of), _("Closed."))


@require_POST
@for_talk(TalkAction.RUN)
def step(request: Signed, of: Seen, name: str) -> HttpResponse:
    """Tick one of the four steps."""
    ticked = name in of.talk.steps
    return done(request, of.talk, partial(running.step, request.viewer, of, name, done=not ticked))


@require_POST
@for_talk(TalkAction.RUN)
def ask(request: Signed, of: Seen, question: int) -> HttpResponse:
    """Tick a question as asked."""
    row = _of_talk(TalkQuestion, of, question)
    tick = partial(running.ask, request.viewer, of, row, done=row.asked_at is None)
    return done(request, of.talk, tick)


@require_POST
@for_talk(TalkAction.RUN)
def add_question(request: Signed, of: Seen) -> HttpResponse:
    """A question of one's own; one about results is met with what the gates say."""
    try:
        found = running.add_question(request.viewer, of, request.POST.get("says", ""))
    except ValidationError as error:
        return done(request, of.talk, partial(_again, error))
    if isinstance(found, NotAsked):
        return render(request, "coaching/talk.html", room_told(of, not_asked=found))
    return redirect("talk", of.talk.pk)


@require_POST
@for_talk(TalkAction.WRITE)
def add_point(request: Signed, of: Seen) -> HttpResponse:
    """A point of the agenda."""
    add = partial(writing.add_point, request.viewer, of, request.POST.get("text", ""))
    return done(request, of.talk, add)


@require_POST
@for_talk(TalkAction.WRITE)
def tick_point(request: Signed, of: Seen, item: int) -> HttpResponse:
    """It was come to, or not."""
    row = _of_talk(AgendaItem, of, item)
    tick = partial(writing.tick_point, request.viewer, of, row, done=row.done_at is None)
    return done(request, of.talk, tick)


@require_POST
@for_talk(TalkAction.WRITE)
def write_note(request: Signed, of: Seen, which: str) -> HttpResponse:
    """Keep a note while somebody types; answers with the word that says so."""
    text = request.POST.get("text", "")
    keep = partial(writing.write_note, request.viewer, of, text, shared=which == "shared")
    if not request.headers.get("HX-Request"):
        return done(request, of.talk, keep)
    if fault := tried(keep):
        return HttpResponse(fault, status=200, content_type="text/plain; charset=utf-8")
    says = _("Kept {hour}").format(hour=clock_time(timezone.now()))
    return HttpResponse(says, content_type="text/plain; charset=utf-8")


@require_safe
@for_talk(TalkAction.SEE)
def moment_in_place(request: Signed, of: Seen, call: int, turn: int) -> HttpResponse:
    """Some turns of a call, opened within the page; by the rights that hold for the call."""
    row = call_for(request.viewer, Action.SEE, call, "transcript", "debrief")
    if not policy.sees_analysis(request.viewer, row, debrief_of(row)) or turn >= row.turns:
        raise Http404
    conversation = row.transcript.conversation()
    cast = Cast(conversation)
    turns = range(max(0, turn - _AROUND), min(len(conversation.turns), turn + _AROUND + 1))
    said = [(n, conversation.turns[n]) for n in turns]
    lines = [(n, cast.voice(one.speaker), one.text) for n, one in said]
    record(request.user, "call.seen", row, about=row.owner_id)
    told = {"of": of, "call": row, "turn": turn, "lines": lines, "at": at(conversation, turn)}
    return render(request, "coaching/moment_in_place.html", told)


@require_POST
@for_talk(TalkAction.WRITE)
def commit(request: Signed, of: Seen) -> HttpResponse:
    """Agree on something; what cannot be noticed comes back with what can."""
    form = CommitForm(list(of.people), request.POST)
    if not form.is_valid():
        return _not_agreed(request, of, form, None)
    try:
        found = committing.agree(request.viewer, of, Said(**form.cleaned_data))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _not_agreed(request, of, form, None)
    if isinstance(found, NotYet):
        return _not_agreed(request, of, form, found)
    return redirect("talk", of.talk.pk)


@require_POST
@for_talk(TalkAction.WRITE)
def review(request: Signed, of: Seen, commitment: int) -> HttpResponse:
    """What became of something that was agreed before."""
    rows = Commitment.objects.filter(policy.commitments_seen(request.viewer))
    people = [p.pk for p in of.people]
    row = rows.filter(pk=_small(commitment), person__in=people).select_related("person").first()
    if row is None:
        raise Http404
    said = request.POST.get("state", ""), request.POST.get("words", "")
    return done(request, of.talk, partial(committing.review, request.viewer, of, row, *said))


@require_POST
@for_talk(TalkAction.RUN)
def share_mirror(request: Signed, of: Seen) -> HttpResponse:
    """Let the others see it, or take that back."""
    shared = request.POST.get("shared") == "yes"
    return done(request, of.talk, partial(running.share_mirror, request.viewer, of, shared=shared))


@require_POST
@for_talk(TalkAction.RUN)
def recording(request: Signed, of: Seen) -> HttpResponse:
    """Say which transcript is of this talk, or that none is."""
    if "none" in request.POST:
        return done(request, of.talk, partial(mirror.unlink, request.viewer, of))
    wanted = _small(number_in(request.POST.get("call")) or 0)
    call = Call.objects.filter(policy.readable(request.viewer), pk=wanted).first()
    return done(request, of.talk, partial(mirror.link, request.viewer, of, call))


def _not_agreed(request: Signed, of: Seen, form: CommitForm, found: NotYet | None) -> HttpResponse:
    told = room_told(of, commit=form, not_yet=found)
    return render(request, "coaching/talk.html", told)


def _of_talk[Row: (TalkQuestion, AgendaItem)](model: type[Row], of: Seen, pk: int) -> Row:
    return get_object_or_404(model, pk=_small(pk), talk=of.talk)


def _small(pk: int) -> int:
    """A key that a database takes."""
    return pk if pk < 1 << 63 else 0


def _again(error: ValidationError) -> None:
    raise error
