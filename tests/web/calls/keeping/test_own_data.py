"""What people take along of theirs: everything about them, nothing that is not theirs to read."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from brought import talk
from held_calls import a_call
from ridealong.readers import read_bytes
from ridealong.web.audit.models import Entry
from ridealong.web.calls.keeping.streamed_zip import streamed
from ridealong.web.calls.models import Call, Comment, Correction
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Alias, Grant


def taken(client) -> zipfile.ZipFile:
    answer = client.post("/account/data/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].endswith('.zip"')
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def told(archive, name):
    return json.loads(archive.read(name))


@pytest.fixture
def world(cast):
    """Rita with a call, and what she and others have said about it; Pat with one as well."""
    call, other = a_call(cast.rita), a_call(cast.pat, 1)
    Debrief.objects.create(call=call, by=cast.rita, repeat="The first question.")
    Comment.objects.create(call=call, turn=1, author=cast.rita, audience="me", text="Only mine")
    Comment.objects.create(call=call, turn=1, author=cast.mel, audience="coach", text="For Rita")
    Comment.objects.create(call=call, turn=1, author=cast.mel, audience="me", text="Mel's own")
    Comment.objects.create(call=other, turn=1, author=cast.rita, audience="team", text="To Pat")
    Correction.objects.create(call=call, turn=1, move="open_question", holds=True, by=cast.rita)
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    Alias.objects.create(person=cast.rita, kind="name", value="rita h")
    return call, other


def test_everything_about_a_person_is_in_it(cast, as_, world):
    archive = taken(as_(cast.rita))
    assert archive.testzip() is None
    person = told(archive, "person.json")
    assert (person["name"], person["email"]) == ("Rita Hollis", cast.rita.email)
    assert "password" not in person
    assert [a["value"] for a in person["aliases"]] == ["rita h"]
    assert [m["team_name"] for m in told(archive, "memberships.json")] == ["North"]
    assert len(told(archive, "grants-given.json")) == 1
    texts = {c["text"] for c in told(archive, "comments.json")}
    assert texts == {"Only mine", "To Pat"}
    assert [d["repeat"] for d in told(archive, "debriefs.json")] == ["The first question."]
    assert len(told(archive, "corrections.json")) == 1
    actions = {e["action"] for e in told(archive, "record.json")}
    assert {"call.added", "person.exported"} <= actions


def test_each_own_talk_comes_back_as_it_is(cast, as_, world):
    call, other = world
    archive = taken(as_(cast.rita))
    folder = f"calls/{call.started_at:%Y-%m-%d}-{call.pk}"
    assert not [n for n in archive.namelist() if n.endswith(f"-{other.pk}/call.json")]
    said = call.transcript.conversation()
    for name in ("transcript.json", "transcript.vcon"):
        (back,) = read_bytes(archive.read(f"{folder}/{name}"), name).conversations
        assert [t.text for t in back.turns] == [t.text for t in said.turns]
        assert [s.side for s in back.speakers] == [s.side for s in said.speakers]
    row = told(archive, f"{folder}/call.json")
    assert row["title"] == call.title
    assert {c["text"] for c in row["comments"]} == {"Only mine", "For Rita"}
    assert told(archive, f"{folder}/analysis.json")["moves"]


def test_what_waits_for_consent_is_named_and_left_out(cast, as_, world):
    call, _other = world
    Call.objects.filter(pk=call.pk).update(held_back=True)
    archive = taken(as_(cast.rita))
    assert not [name for name in archive.namelist() if name.startswith("calls/")]
    assert [c["number"] for c in told(archive, "left-out.json")] == [call.pk]
    assert b"microphone" not in b"".join(archive.read(n) for n in archive.namelist())


def test_an_analysis_that_is_not_open_yet_stays_closed(cast, as_):
    a_call(cast.rita)
    assert not [n for n in taken(as_(cast.rita)).namelist() if n.endswith("analysis.json")]


def test_a_coach_takes_her_talks_along(cast, as_):
    a_call(cast.rita, 6)
    Call.objects.update(coach=cast.mel, manager_from=timezone.now() - timedelta(days=1))
    names = taken(as_(cast.mel)).namelist()
    assert [n for n in names if n.endswith("transcript.vcon")]


def test_that_it_was_taken_is_written_down_and_looking_is_not(cast, as_):
    assert as_(cast.ada).get("/account/data/").status_code == 200
    assert not Entry.objects.filter(action="person.exported").exists()
    taken(as_(cast.ada))
    entry = Entry.objects.get(action="person.exported")
    assert (entry.actor_id, entry.about_id) == (cast.ada.pk, cast.ada.pk)


def test_a_zip_is_made_while_it_is_sent():
    sent: list[str] = []

    def files():
        for n in range(3):
            sent.append(f"made {n}")
            yield f"{n}.txt", talk(str(n))

    pieces = []
    for piece in streamed(files()):
        sent.append("sent")
        pieces.append(piece)
    assert sent[:4] == ["made 0", "sent", "made 1", "sent"]
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.read("2.txt") == talk("2")
