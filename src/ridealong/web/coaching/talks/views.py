"""The pages of talks: the list, the brief, the sheet, the room."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ridealong.coaching.brief import sheet
from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching.customers.asking import latest_word
from ridealong.web.coaching.own.pairs import of_two
from ridealong.web.coaching.own.styled import for_customer
from ridealong.web.coaching.talks import lists, writing
from ridealong.web.coaching.talks.asked import Seen, for_talk
from ridealong.web.coaching.talks.forms import CommitForm
from ridealong.web.coaching.talks.keeping import brief_of
from ridealong.web.coaching.talks.lists import KINDS
from ridealong.web.coaching.talks.room import Room
from ridealong.web.coaching.talks.saying import tried
from ridealong.web.coaching.talks.told import Told
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import TalkAction

_READ = ["GET", "HEAD", "POST"]


@require_safe
@access(OWN_CALLS)
def talks(request: Signed) -> HttpResponse:
    """One's talks: what comes, and what was."""
    before = request.GET.get("before", "")
    told = {"talks": lists.talks(request.viewer, before), "before": before}
    return render(request, "coaching/talks.html", told)


@require_safe
@for_talk(TalkAction.SEE)
def talk(request: Signed, of: Seen) -> HttpResponse:
    """The room, or what is left of a talk."""
    return render(request, "coaching/talk.html", room_told(of))


@require_safe
@for_talk(TalkAction.RUN, styles=True)
def brief(request: Signed, of: Seen) -> HttpResponse:
    """One page for the coach, for screen and paper."""
    if not of.people:
        return redirect("talk", of.talk.pk)
    person = of.people[0]
    found = brief_of(of, person, anew="anew" in request.GET)
    told = {"of": of, "person": person, "told": Told(found), "kind": KINDS[of.talk.kind]}
    told["two"] = of_two(of)
    wrote = getattr(of.places[0], "customer_wrote", False)
    told["word"] = latest_word(request.viewer, person.pk) if wrote else None
    return render(request, "coaching/brief.html", told)


@require_http_methods(_READ)
@for_talk(TalkAction.PREPARE, styles=True)
def prepare(request: Signed, of: Seen) -> HttpResponse:
    """One's own sheet: two minutes, one hand."""
    calls = writing.may_bring(request.viewer)
    brings = request.POST.get("brings", of.own.brings if of.own else "")
    fault = ""
    if request.method == "POST":
        wanted = number_in(request.POST.get("call"))
        call = next((c for c in calls if c.pk == wanted), None)
        fault = tried(lambda: writing.prepare(request.viewer, of, brings, call))
        if not fault:
            return said(
                request, _("Written down. Your coach sees it on the brief."), "talk", of.talk.pk
            )
    found = brief_of(of, request.user)
    told = {"of": of, "calls": calls, "brings": brings, "fault": fault, "kind": KINDS[of.talk.kind]}
    told |= {"told": Told(found), "sheet": sheet(found.brief)}
    customer = of.talk.deal.customer_id if of.talk.deal else None
    told |= {"two": of_two(of)}
    told["contacts"] = for_customer(request.viewer, customer) if customer else ()
    return render(request, "coaching/prepare.html", told, status=422 if fault else 200)


def room_told(of: Seen, **more: object) -> dict[str, object]:
    """What the template of the room needs."""
    told = {"room": Room(of), "not_asked": None, "commit": CommitForm(list(of.people))}
    return {**told, "not_yet": None, **more}
