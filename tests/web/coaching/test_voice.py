"""A voice note beside a debrief: its author's alone, kept whole, gone when it is deleted."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.keeping.deletion import Why, erase
from ridealong.web.calls.models import Call
from ridealong.web.coaching.forgetting import forget_old
from ridealong.web.coaching.models import Debrief, VoiceNote
from ridealong.web.people.models import Grant, Organisation

SOUND = b"\x1aE\xdf\xa3" + bytes(range(200))


@pytest.fixture
def call(cast):
    return a_call(cast.rita, seen_by_manager=True)


def send(client, call, sound=SOUND, **more):
    at = f"/calls/{call.pk}/debrief/voice/send/"
    return client.post(at, sound, content_type="application/octet-stream", **more)


def test_a_spoken_debrief_opens_the_call_and_a_typed_line_is_not_needed(call, cast, as_):
    rita = as_(cast.rita)
    assert "data-voice=" in rita.get("/").content.decode(), "it is on the desk"
    assert send(rita, call, headers={"X-Seconds": "41"}).status_code == 204
    note = VoiceNote.objects.get()
    assert (note.by, note.form, note.seconds) == (cast.rita, "webm", 41)
    rita.post(f"/calls/{call.pk}/debrief/", {"repeat": "", "differently": ""})
    kept = Debrief.objects.get()
    assert not kept.skipped
    page = rita.get(f"/calls/{call.pk}/").content.decode()
    assert "Spoken, not typed." in page
    assert f'src="/calls/{call.pk}/debrief/voice/"' in page
    assert "share_debrief" not in page
    assert "Share with" not in page, "there are no words to share"


def test_it_is_played_whole_and_in_parts(call, cast, as_):
    rita = as_(cast.rita)
    send(rita, call)
    whole = rita.get(f"/calls/{call.pk}/debrief/voice/", headers={"Accept-Encoding": "gzip"})
    assert whole.content == SOUND
    assert whole["Content-Type"] == "audio/webm"
    part = rita.get(f"/calls/{call.pk}/debrief/voice/", headers={"Range": "bytes=4-7"})
    assert part.status_code == 206
    assert part.content == SOUND[4:8]
    assert part["Content-Range"] == f"bytes 4-7/{len(SOUND)}"


def test_nobody_else_hears_it_not_even_who_was_there(call, cast, as_):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    rita = as_(cast.rita)
    send(rita, call)
    told = {"repeat": "Asked first", "companion": str(cast.mel.pk)}
    rita.post(f"/calls/{call.pk}/debrief/", told)
    rita.post(f"/calls/{call.pk}/debrief/share/")
    for person in (cast.mel, cast.pat):
        page = as_(person).get(f"/calls/{call.pk}/").content.decode()
        assert "<audio" not in page
        assert as_(person).get(f"/calls/{call.pk}/debrief/voice/").status_code == 403
    Call.objects.update(owner=cast.pat)
    assert as_(cast.pat).get(f"/calls/{call.pk}/debrief/voice/").status_code == 404


@pytest.mark.parametrize(
    ("sound", "status"),
    [(b"", 422), (b"<html>", 422), (b"MZ" + bytes(50), 422), (SOUND + bytes(3 << 20), 400)],
)
def test_what_is_no_sound_or_too_much_is_refused(call, cast, as_, sound, status):
    assert send(as_(cast.rita), call, sound).status_code == status
    assert not VoiceNote.objects.exists()


def test_it_goes_by_hand_with_the_call_and_with_its_time(call, cast, as_):
    rita = as_(cast.rita)
    send(rita, call)
    rita.post(f"/calls/{call.pk}/debrief/voice/delete/")
    assert not VoiceNote.objects.exists()
    send(rita, call)
    here = Organisation.get()
    here.keep_days = {"debrief": 30}
    here.save()
    assert forget_old() == 0
    VoiceNote.objects.update(at=timezone.now() - timedelta(days=31))
    assert forget_old() == 1
    send(rita, call)
    erase(call.pk, None, Why.OLD)
    assert not VoiceNote.objects.exists()
    assert "debrief.voice_deleted" in set(Entry.objects.values_list("action", flat=True))


def test_its_author_takes_it_along(call, cast, as_):
    rita = as_(cast.rita)
    send(rita, call)
    answer = rita.post("/account/data/")
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.read(f"voice-notes/{call.pk}.webm") == SOUND
        (row,) = json.loads(file.read("voice-notes.json"))
    assert "sound" not in row


def test_on_the_desk_she_says_who_was_there(call, cast, as_):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    rita = as_(cast.rita)
    page = rita.get("/").content.decode()
    assert "with Mel" in page
    assert "with Pat" in page
    assert 'name="began"' in page
    told = {"repeat": "Asked first", "companion": str(cast.pat.pk)}
    rita.post(f"/calls/{call.pk}/debrief/", told)
    assert Debrief.objects.get().companion == cast.pat
