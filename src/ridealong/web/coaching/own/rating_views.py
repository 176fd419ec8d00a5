"""The page on which somebody says how a talk was."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ridealong.coaching.checkins import anchors, form
from ridealong.report.words import _
from ridealong.web.coaching.own import rating
from ridealong.web.coaching.own.views import READ
from ridealong.web.coaching.talks.asked import Seen, for_talk
from ridealong.web.people.access import Signed
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import TalkAction


@require_http_methods(READ)
@for_talk(TalkAction.PREPARE)
def rate(request: Signed, of: Seen) -> HttpResponse:
    """Six statements; none has to be answered."""
    fault, given = "", dict(rating.own_rating(request.viewer, of))
    if request.method == "POST":
        try:
            rating.rate(request.viewer, of, request.POST.dict())
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            return said(request, _("Kept. Nobody sees it by itself."), "talk", of.talk.pk)
    told = {"of": of, "items": form("session").items, "anchors": anchors(), "given": given}
    status = 422 if fault else 200
    return render(request, "coaching/rate_talk.html", told | {"fault": fault}, status=status)
