"""Where one is signed in, and how to end it."""

from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from ridealong.report.words import _, ngettext
from ridealong.web.people.access import SIGNED_IN, Signed, access
from ridealong.web.people.actions.own import end_other_sessions, end_session
from ridealong.web.people.pages.doing import said
from ridealong.web.people.sessions import browser_words, live_sessions


@access(SIGNED_IN)
def sessions(request: Signed) -> HttpResponse:
    """Every place in which one is signed in."""
    here = request.session.session_key
    found = [
        {"session": s, "browser": browser_words(s.user_agent), "here": s.session_key == here}
        for s in live_sessions(request.viewer.person)
    ]
    return render(request, "usersessions/usersession_list.html", {"found": found})


@access(SIGNED_IN)
@require_POST
def end_one(request: Signed, session: int) -> HttpResponse:
    """Sign oneself out in one place."""
    end_session(request.viewer, get_object_or_404(UserSession, pk=session, user=request.user))
    return said(request, _("Signed out there."), "usersessions_list")


@access(SIGNED_IN)
@require_POST
def end_others(request: Signed) -> HttpResponse:
    """Sign oneself out everywhere but here."""
    ended = end_other_sessions(request.viewer, request.session.session_key or "")
    words = ngettext("Signed out in {n} place.", "Signed out in {n} places.", ended)
    return said(request, words.format(n=ended), "usersessions_list")
