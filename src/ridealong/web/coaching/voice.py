"""A voice note beside a debrief: recorded in the page, played by its author alone, deleted by them.

It is kept in the database with the call, under the same protection as the transcript, as long as
debriefs are, and goes with the call. Nobody writes it down: no recogniser is asked, so no claim is
read out of it. Only sound is taken, told from its first bytes.
"""

import re

from django.db import transaction
from django.http import Http404

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import VoiceNote
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

LONGEST_BYTES = 2 * 2**20
LONGEST_S = 90
_MP3 = re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
_RANGE = re.compile(r"bytes=(\d{0,10})-(\d{0,10})")


def keep(viewer: Viewer, call: Call, sound: bytes, seconds: int | None = None) -> VoiceNote:
    """Keep a recording in place of the one before.

    Args:
        viewer: whose call it is.
        call: of which it speaks.
        sound: the file.
        seconds: how long it is, where the page knows.

    Raises:
        ValidationError: it is empty, too large, or no sound.
    """
    if not sound:
        raise refused(_("There is no sound in it."), _("Record it once more."))
    if len(sound) > LONGEST_BYTES:
        says = _("This is more than {n} MB.").format(n=LONGEST_BYTES // 2**20)
        raise refused(says, _("A minute is enough."))
    form = form_of(sound)
    if not form:
        raise refused(
            _("This is no sound that a browser plays."), _("Record it here, or type a line.")
        )
    told = {"by": viewer.person, "sound": sound, "form": form, "at": viewer.now}
    told["seconds"] = min(seconds, LONGEST_S) if seconds else None
    with transaction.atomic():
        note, _new = VoiceNote.objects.update_or_create(call=call, defaults=told)
        record(viewer.person, "debrief.voice_kept", call, about=viewer.person)
    return note


def note_of(viewer: Viewer, call: Call) -> VoiceNote:
    """The note on a call, for its author.

    Raises:
        Http404: there is none of theirs.
    """
    note = VoiceNote.objects.filter(call=call).first()
    if note is None or not policy.hears_voice_note(viewer, call, note.by_id):
        raise Http404
    return note


def delete(viewer: Viewer, call: Call) -> None:
    """Delete it for good.

    Raises:
        Http404: there is none of theirs.
    """
    note = note_of(viewer, call)
    with transaction.atomic():
        record(viewer.person, "debrief.voice_deleted", call, about=viewer.person)
        note.delete()


def form_of(sound: bytes) -> str:
    """Which kind of sound it is, behind "audio/"; empty where it is none.

    >>> form_of(b"OggS" + bytes(20)), form_of(b"<html>")
    ('ogg', '')
    """
    if sound.startswith(b"\x1aE\xdf\xa3"):
        return "webm"
    if sound.startswith(b"OggS"):
        return "ogg"
    if sound[4:8] == b"ftyp":
        return "mp4"
    if sound.startswith(b"RIFF") and sound[8:12] == b"WAVE":
        return "wav"
    return "mpeg" if _MP3.match(sound) else ""


def part_of(size: int, asked: str) -> tuple[int, int] | None:
    """First and last byte that a player asks for; None where it asks for all, or for nonsense.

    >>> part_of(100, "bytes=90-"), part_of(100, "bytes=-10"), part_of(100, "bytes=200-")
    ((90, 99), (90, 99), None)
    """
    found = _RANGE.fullmatch(asked.strip())
    if not found or not any(found.groups()):
        return None
    begin, end = found.groups()
    first = int(begin) if begin else max(0, size - int(end))
    last = min(int(end), size - 1) if begin and end else size - 1
    return (first, last) if first <= last else None
