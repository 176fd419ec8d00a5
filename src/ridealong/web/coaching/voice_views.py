"""The addresses of a voice note: send it, play it, delete it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import number_in
from ridealong.web.coaching import voice
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.pages.doing import said
from ridealong.web.people.policy import Action


@require_POST
@for_call(Action.DEBRIEF)
def send(request: Signed, call: Call) -> HttpResponse:
    """Keep what the page recorded: the sound is the whole of what is sent."""
    seconds = number_in(request.headers.get("X-Seconds"))
    try:
        voice.keep(request.viewer, call, request.body, seconds)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain")
    return HttpResponse(status=204)


@require_safe
@for_call(Action.DEBRIEF)
def play(request: Signed, call: Call) -> HttpResponse:
    """The sound, or the part of it that a player asks for."""
    note = voice.note_of(request.viewer, call)
    sound = bytes(note.sound)
    part = voice.part_of(len(sound), request.headers.get("Range", ""))
    answer = HttpResponse(
        sound[part[0] : part[1] + 1] if part else sound,
        status=206 if part else 200,
        content_type=f"audio/{note.form}",
    )
    if part:
        answer["Content-Range"] = f"bytes {part[0]}-{part[1]}/{len(sound)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "no-store"
    answer["Content-Encoding"] = "identity"
    return answer


@require_POST
@for_call(Action.DEBRIEF)
def delete(request: Signed, call: Call) -> HttpResponse:
    """Delete it."""
    voice.delete(request.viewer, call)
    return said(request, _("The voice note is deleted."), "call", call.pk)
