"""Plan a talk, move it, call it off, note one that was had; the address for calendars."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.models import Talk
from ridealong.web.coaching.talks import feed, noting, planning
from ridealong.web.coaching.talks.asked import Seen, for_talk
from ridealong.web.coaching.talks.forms import NoteForm, PlanForm, WhenForm
from ridealong.web.coaching.talks.lists import KINDS
from ridealong.web.coaching.talks.noting import OFFERED
from ridealong.web.coaching.talks.saying import done
from ridealong.web.people import policy
from ridealong.web.people.access import EVERYBODY, OWN_CALLS, Signed, access
from ridealong.web.people.models import Person
from ridealong.web.people.pages import doing
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import TalkAction
from ridealong.web.pipeline.models import Diagnosis

_READ = ["GET", "HEAD", "POST"]


@require_http_methods(_READ)
@access(OWN_CALLS)
def new_talk(request: Signed) -> HttpResponse:
    """Plan a talk."""
    posted = request.method == "POST"
    form = PlanForm(request.viewer, request.POST) if posted else _empty(request)
    made: list[Talk] = []
    if posted and doing.done(form, lambda: made.append(_plan(request, form))):
        return said(request, _("Planned. It stands on both desks."), "talk", made[0].pk)
    told = {"form": form, "kinds": KINDS}
    return render(request, "coaching/new_talk.html", told, status=422 if posted else 200)


@require_http_methods(_READ)
@access(OWN_CALLS)
def note_talk(request: Signed) -> HttpResponse:
    """Note a talk that was had: who, which kind."""
    form = NoteForm(request.viewer, request.POST or None)
    made: list[Talk] = []
    if request.method == "POST" and doing.done(form, lambda: made.append(_note(request, form))):
        return said(request, _("Noted."), "talk", made[0].pk)
    people = Person.objects.filter(policy.coached_by(request.viewer)).order_by("name")
    chosen = number_in(request.GET.get("with"))
    kinds = [(k.value, KINDS[k.value]) for k in OFFERED]
    told = {"people": people, "kinds": kinds, "form": form, "chosen": chosen}
    status = 422 if request.method == "POST" else 200
    return render(request, "coaching/note_talk.html", told, status=status)


@require_http_methods(_READ)
@for_talk(TalkAction.ARRANGE)
def move_talk(request: Signed, of: Seen) -> HttpResponse:
    """Another day, another hour."""
    posted = request.method == "POST"
    start = timezone.localtime(of.talk.planned_at) if of.talk.planned_at else timezone.localtime()
    initial = {"day": start.date(), "hour": start.time()}
    form = WhenForm(request.viewer, request.POST if posted else None, initial=initial)
    made: list[Talk] = []
    if posted and doing.done(
        form,
        lambda: made.append(planning.move(request.viewer, of, form.cleaned_data["at"])),
    ):
        return said(
            request, _("Moved. Everything that was written came along."), "talk", made[0].pk
        )
    told = {"form": form, "of": of, "kind": KINDS[of.talk.kind]}
    return render(request, "coaching/move_talk.html", told, status=422 if posted else 200)


@require_POST
@for_talk(TalkAction.ARRANGE)
def miss_talk(request: Signed, of: Seen) -> HttpResponse:
    """It was not held."""
    return done(request, of.talk, partial(planning.miss, request.viewer, of))


@require_POST
@for_talk(TalkAction.ARRANGE)
def call_off_talk(request: Signed, of: Seen) -> HttpResponse:
    """It will not be held."""
    return done(request, of.talk, partial(planning.call_off, request.viewer, of))


@require_POST
@for_talk(TalkAction.ARRANGE)
def hand_over_talk(request: Signed, of: Seen) -> HttpResponse:
    """Give it to whoever leads the person today."""
    answer = done(request, of.talk, partial(planning.hand_over, request.viewer, of))
    return answer if of.own or answer.status_code != 302 else redirect("talks")


@require_POST
@access(OWN_CALLS)
def calendar(request: Signed) -> HttpResponse:
    """Make an address for one's calendar, or take it back."""
    if "off" in request.POST:
        feed.take_back(request.viewer)
        return said(request, _("The address leads nowhere any more."), "talks")
    feed.make(request.viewer)
    return said(request, _("Give this address to your calendar."), "talks", at="calendar")


@require_safe
@access(EVERYBODY)
def talk_feed(_request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar programme fetches; whoever has the address is let in."""
    answer = HttpResponse(feed.calendar(token), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="talks.ics"'
    return answer


def _empty(request: Signed) -> PlanForm:
    """A form that begins with what the address names, tomorrow at ten."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    initial: dict[str, Any] = {"day": tomorrow, "hour": "10:00"}
    initial["people"] = [n for n in map(number_in, request.GET.getlist("with")) if n]
    kind = request.GET.get("kind", "")
    initial["kind"] = kind if kind in KINDS else "one-to-one"
    for name in ("deal", "topic"):
        initial[name] = number_in(request.GET.get(name))
    return PlanForm(request.viewer, initial=initial)


def _plan(request: Signed, form: PlanForm) -> Talk:
    told = form.cleaned_data
    number = number_in(request.POST.get("diagnosis"))
    seen = Person.objects.filter(policy.plans_seen(request.viewer))
    found = Diagnosis.objects.filter(person__in=seen, pk=number) if number else None
    what = planning.Plan(
        kind=told["kind"],
        people=list(told["people"]),
        at=told["at"],
        minutes=told["minutes"] or 0,
        second=told["second"],
        deal=told["deal"],
        topic=told["topic"],
        skill=told["topic"].skill if told["topic"] else "",
        diagnosis=found.first() if found is not None else None,
    )
    return planning.plan(request.viewer, what)


def _note(request: Signed, form: NoteForm) -> Talk:
    return noting.note(request.viewer, form.cleaned_data["kind"], form.cleaned_data["person"])
