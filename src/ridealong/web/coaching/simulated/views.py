"""The pages of role-play: what can be begun, one talk, and what came out of it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.points import in_pieces
from ridealong.report.words import _
from ridealong.web.coaching.models import RolePlay
from ridealong.web.coaching.simulated import playing
from ridealong.web.coaching.simulated.shown import Choice, Play
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import said


@require_http_methods(["GET", "HEAD", "POST"])
@access(OWN_CALLS)
def role_plays(request: Signed) -> HttpResponse:
    """Choose whom to meet, and where; what was practised before."""
    playing.must_be_offered()
    fault = ""
    if request.method == "POST":
        sent = request.POST
        moment = sent.get("moment", "")
        asked = sent.get("persona", ""), sent.get("situation", ""), moment
        try:
            return redirect("role_play", playing.begin(request.viewer, *asked).pk)
        except ValidationError as error:
            fault = " ".join(error.messages)
    told = {"page": Choice(request.viewer), "fault": fault}
    return render(request, "coaching/role_plays.html", told, status=422 if fault else 200)


@require_safe
@access(OWN_CALLS)
def role_play(request: Signed, play: int) -> HttpResponse:
    """One talk, or what came out of it."""
    return _page(request, playing.play_of(request.viewer, play))


@require_POST
@access(OWN_CALLS)
def say(request: Signed, play: int) -> HttpResponse:
    """Say something."""
    row, text = playing.play_of(request.viewer, play), request.POST.get("text", "")
    try:
        playing.say(request.viewer, row, text)
    except ValidationError as error:
        return _page(request, row, " ".join(error.messages), text)
    return redirect("role_play", play)


@require_POST
@access(OWN_CALLS)
def end(request: Signed, play: int) -> HttpResponse:
    """End it."""
    row = playing.play_of(request.viewer, play)
    try:
        playing.end(request.viewer, row)
    except ValidationError as error:
        return _page(request, row, " ".join(error.messages))
    return redirect("role_play", play)


@require_POST
@access(OWN_CALLS)
def share(request: Signed, play: int) -> HttpResponse:
    """Let whoever leads the team read it, or nobody any more."""
    shared = "off" not in request.POST
    playing.share(request.viewer, playing.play_of(request.viewer, play), shared=shared)
    says = _("Shared with whoever leads your team.") if shared else _("It is yours alone again.")
    return said(request, says, "role_play", play)


@require_POST
@access(OWN_CALLS)
def throw_away(request: Signed, play: int) -> HttpResponse:
    """Throw it away."""
    playing.throw_away(request.viewer, playing.play_of(request.viewer, play))
    to = "role_plays" if playing.is_offered() else "practice"
    return said(request, _("Thrown away."), to)


def _page(request: Signed, row: RolePlay, fault: str = "", text: str = "") -> HttpResponse:
    told = {"play": Play(request.viewer, row), "fault": fault, "text": text}
    told |= {"longest": playing.LONGEST, "offered": playing.is_offered(), "in_pieces": in_pieces}
    return render(request, "coaching/role_play.html", told, status=422 if fault else 200)
