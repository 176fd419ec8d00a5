"""vCon: transcripts of every shape, parties by every clue, contradictions at their place."""

import base64
import json
from typing import Any

import pytest

from ridealong.conversation import Conversation, Role, Side, Timing
from ridealong.errors import EmptyFile, Malformed, NotATranscript, ReadError, UnknownFormat
from ridealong.readers import read_bytes

RITA = {"name": "Rita Moss", "mailto": "mailto:Rita@acme.example", "role": "agent"}
OLGA = {"name": "Olga Bern", "tel": "tel:+41440000000", "role": "customer"}
RECORDING = {
    "type": "recording",
    "start": "2026-11-02T09:00:00+01:00",
    "duration": 12.5,
    "parties": [0, 1],
    "mediatype": "audio/x-wav",
}
SAID = [
    {"speaker": "Rita Moss", "start": 0.5, "end": 2.0, "text": "How is the new press?"},
    {"speaker": "Olga Bern", "start": 2.4, "end": 4.0, "text": "Loud."},
]


def vcon(**changes: Any) -> dict[str, Any]:
    return {
        "vcon": "0.0.2",
        "uuid": "018a4cd9-b326-811b-9a21-90977a450c19",
        "created_at": "2026-11-02T10:00:00Z",
        "subject": "The press",
        "parties": [RITA, OLGA],
        "dialog": [RECORDING],
        "analysis": [transcript(SAID)],
    } | changes


def transcript(body: object, **changes: Any) -> dict[str, Any]:
    entry = {"type": "transcript", "dialog": 0, "vendor": "x", "encoding": "json", "body": body}
    return entry | changes


def read_one(value: object) -> Conversation:
    return read_bytes(json.dumps(value).encode(), "call.vcon").conversations[0]


def said(conversation: Conversation) -> list[tuple[str | None, str]]:
    names = {s.id: s.name for s in conversation.speakers}
    return [(names[t.speaker] if t.speaker else None, t.text) for t in conversation.turns]


BOTH = [("Rita Moss", "How is the new press?"), ("Olga Bern", "Loud.")]


def test_a_vcon_tells_who_when_and_what_about():
    conversation = read_one(vcon())
    rita, olga = conversation.speakers
    assert (rita.email, rita.side, rita.role) == ("rita@acme.example", Side.US, Role.AGENT)
    assert (olga.phone, olga.side, olga.role) == ("+41440000000", Side.THEM, Role.CUSTOMER)
    assert rita.because == "provider label (role: agent)"
    assert conversation.title == "The press"
    assert conversation.duration_s == 12.5
    assert conversation.started_at
    assert conversation.started_at.isoformat() == "2026-11-02T09:00:00+01:00"
    assert conversation.timing == Timing.CUE
    assert said(conversation) == BOTH


TEXT = json.dumps(SAID)
SHAPES = {
    "a list": transcript(SAID),
    "a list as text": transcript(TEXT),
    "a list as text, encoding none": transcript(TEXT, encoding="none"),
    "a list in base64url": transcript(
        base64.urlsafe_b64encode(TEXT.encode()).decode().rstrip("="), encoding="base64url"
    ),
    "a list in an object": transcript({"turns": SAID}),
    "with indices of parties": transcript(
        [{**s, "speaker": i, "party": i} for i, s in enumerate(SAID)]
    ),
    "with phone and address": transcript(
        [SAID[0] | {"speaker": "rita@acme.example"}, SAID[1] | {"speaker": "+41440000000"}]
    ),
    "with roles": transcript([SAID[0] | {"speaker": "Agent"}, SAID[1] | {"speaker": "customer"}]),
    "under its old name": {"type": "transcript", "dialog": 0, "transcript": {"segments": SAID}},
    "WebVTT": transcript(
        "WEBVTT\n\n00:00.500 --> 00:02.000\n<v Rita Moss>How is the new press?\n\n"
        "00:02.400 --> 00:04.000\n<v Olga Bern>Loud.\n",
        encoding="none",
        mediatype="text/vtt",
    ),
    "lines of text": transcript(
        "Rita Moss: How is the new press?\nOlga Bern: Loud.", encoding="none"
    ),
    "World Transcription Format": transcript(
        {
            "transcript": {"text": "…", "language": "en", "duration": 4, "confidence": 0.9},
            "segments": [
                {"id": 0, "start": 0.5, "end": 2.0, "text": "How is the new press?",
                 "confidence": 0.9, "speaker": 0, "words": [0, 1, 7]},
                {"id": 1, "start": 2.4, "end": 4.0, "text": "Loud.", "confidence": 0.9,
                 "speaker": 1},
            ],
            "words": [{"id": 0, "start": 0.5, "end": 0.7, "text": "How", "confidence": 0.8},
                      {"id": 1, "start": 0.7, "end": 0.9, "text": "is", "confidence": 0.8}],
            "speakers": {"0": {"id": 0, "label": "Rita Moss"},
                         "1": {"id": 1, "label": "Olga Bern"}},
            "metadata": {"provider": "whisper", "model": "x"},
        },
        type="wtf_transcription",
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_a_transcript_may_come_in_many_shapes(shape: dict[str, Any]):
    assert said(read_one(vcon(analysis=[shape]))) == BOTH


def test_words_of_the_world_transcription_format_belong_to_their_segment():
    conversation = read_one(vcon(analysis=[SHAPES["World Transcription Format"]]))
    assert [w.text for w in conversation.turns[0].words] == ["How", "is"]
    assert conversation.language == "en"


def test_a_number_of_a_voice_is_not_taken_for_a_party():
    voices = [s | {"speaker": i} for i, s in enumerate(SAID)]
    conversation = read_one(vcon(analysis=[transcript(voices)]))
    assert [s.name for s in conversation.speakers] == [None, None]
    assert [s.name for s in conversation.attendees] == ["Rita Moss", "Olga Bern"]
    assert conversation.warnings == ("The transcript does not say which voice is which party.",)


def deepgram(*channels: str) -> dict[str, Any]:
    def alternative(text: str) -> dict[str, Any]:
        word = {"word": text, "start": 0.5, "end": 1.0, "confidence": 0.9, "punctuated_word": text}
        return {"transcript": text, "confidence": 0.9, "words": [word]}

    return {
        "metadata": {"duration": 4.0, "channels": len(channels)},
        "results": {"channels": [{"alternatives": [alternative(c)]} for c in channels]},
    }


def test_a_vendors_transcript_is_read_by_the_vendors_reader():
    conversation = read_one(vcon(analysis=[transcript(deepgram("Hello."))]))
    assert conversation.timing == Timing.WORD
    assert [t.text for t in conversation.turns] == ["Hello."]


def test_a_part_of_a_vendors_transcript_is_read_as_well():
    part = deepgram("Hello.")["results"]["channels"][0]["alternatives"][0]
    assert [t.text for t in read_one(vcon(analysis=[transcript(part)])).turns] == ["Hello."]


def test_each_channel_is_the_party_at_its_place():
    swapped = RECORDING | {"parties": [1, 0]}
    conversation = read_one(
        vcon(dialog=[swapped], analysis=[transcript(deepgram("Grüezi.", "Hello."))])
    )
    assert sorted(said(conversation)) == [("Olga Bern", "Grüezi."), ("Rita Moss", "Hello.")]


def test_recordings_of_one_party_each_are_joined_by_when_they_began():
    one = RECORDING | {"parties": [0]}
    two = RECORDING | {"parties": [1], "start": "2026-11-02T09:00:02+01:00"}
    anonymous = [{"text": s["text"], "start": 0.5, "end": 1.0, "speaker": "?"} for s in SAID]
    analysis = [transcript([anonymous[0]]), transcript([anonymous[1]], dialog=1)]
    conversation = read_one(vcon(dialog=[one, two], analysis=analysis))
    assert said(conversation) == BOTH
    assert [t.start_s for t in conversation.turns] == [0.5, 2.5]
    assert conversation.separate_channels


def test_only_the_first_readable_transcript_of_a_dialog_counts():
    unreadable = transcript({"a": "b"})
    again = transcript([SAID[0] | {"text": "Another machine heard this."}])
    conversation = read_one(vcon(analysis=[unreadable, transcript(SAID), again]))
    assert said(conversation) == BOTH


def messages(**changes: Any) -> dict[str, Any]:
    def message(party: int, second: int, body: str, **more: Any) -> dict[str, Any]:
        start = f"2026-11-02T09:00:{second:02}Z"
        return {"type": "text", "start": start, "parties": [party, 1 - party], "body": body,
                "encoding": "none", "mediatype": "text/plain"} | more  # fmt: skip

    letter = (
        "--x\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--x--\r\n"
    )
    return (
        vcon(
            analysis=[],
            dialog=[
                message(1, 30, "<p>Fine &amp; loud.</p>", mediatype="text/html"),
                message(0, 0, "How is it?", message_id="m1"),
                message(0, 40, "Still?", originator=0),
                message(1, 50, letter, mediatype='multipart/alternative; boundary="x"'),
                message(1, 55, "VGhhbmtz", encoding="base64url"),
            ],
        )
        | changes
    )


def test_a_conversation_in_writing_has_a_turn_for_each_message():
    conversation = read_one(messages())
    assert said(conversation) == [
        ("Rita Moss", "How is it?"),
        ("Olga Bern", "Fine & loud."),
        ("Rita Moss", "Still?"),
        ("Olga Bern", "Yes."),
        ("Olga Bern", "Thanks"),
    ]
    assert [t.start_s for t in conversation.turns] == [0, 30, 40, 50, 55]
    assert conversation.timing == Timing.START
    assert conversation.turns[0].ref == "m1"


def test_messages_beside_a_spoken_transcript_are_notes():
    chat = messages()["dialog"][1:3]
    conversation = read_one(vcon(dialog=[RECORDING, *chat]))
    assert said(conversation) == BOTH
    assert [(n.author, n.text) for n in conversation.notes] == [
        ("Rita Moss", "How is it?"),
        ("Rita Moss", "Still?"),
    ]


def test_a_signed_vcon_is_read_and_says_that_the_signature_was_not_checked():
    payload = base64.urlsafe_b64encode(json.dumps(vcon()).encode()).decode().rstrip("=")
    conversation = read_one({"payload": payload, "signatures": [{"protected": "x"}]})
    assert said(conversation) == BOTH
    assert "signature was not checked" in conversation.warnings[0]


def test_a_vcon_of_the_latest_draft_needs_no_version():
    latest = vcon()
    del latest["vcon"]
    assert said(read_one(latest)) == BOTH


def test_several_vcons_may_stand_one_a_line():
    lines = "\n".join([json.dumps(vcon()), "{", json.dumps(vcon(subject="Again"))])
    reading = read_bytes(lines.encode(), "calls.jsonl")
    assert [c.title for c in reading.conversations] == ["The press", "Again"]
    assert reading.conversations[0].warnings[0].startswith("Left out line 2")


REFUSED: list[tuple[type[ReadError], str, dict[str, Any]]] = [
    (Malformed, "dialog[0].type", vcon(dialog=[RECORDING | {"type": "video"}])),
    (Malformed, "dialog[0].type", vcon(dialog=[{"start": "2026-11-02T09:00:00Z"}])),
    (Malformed, "dialog[0].start", vcon(dialog=[RECORDING | {"start": "NOT-A-DATE"}])),
    (Malformed, "dialog[0].duration", vcon(dialog=[RECORDING | {"duration": "long"}])),
    (Malformed, "dialog[0].duration", vcon(dialog=[RECORDING | {"duration": -1}])),
    (Malformed, "dialog[0].mediatype", vcon(dialog=[RECORDING | {"mediatype": 12345}])),
    (Malformed, "dialog[0].parties[1]", vcon(dialog=[RECORDING | {"parties": [0, 99]}])),
    (Malformed, "dialog[0].parties[0][1]", vcon(dialog=[RECORDING | {"parties": [[0, 7], 1]}])),
    (Malformed, "dialog[0].parties", vcon(dialog=[RECORDING | {"parties": -1}])),
    (Malformed, "dialog[0].parties[0]", vcon(dialog=[RECORDING | {"parties": ["Rita"]}])),
    (Malformed, "dialog[0].originator", vcon(dialog=[RECORDING | {"originator": 7}])),
    (Malformed, "dialog[0]", vcon(dialog=["x"])),
    (Malformed, "parties", vcon(parties={})),
    (Malformed, "vcon", vcon(vcon=1)),
    (Malformed, "analysis[0].body", vcon(analysis=[transcript("é", encoding="base64url")])),
    (Malformed, "analysis[0].body, line 1", vcon(analysis=[transcript('{"a": ')])),
    (Malformed, "analysis[0].body.turns", vcon(analysis=[transcript({"ridealong": 1})])),
    (UnknownFormat, "analysis[0].body", vcon(analysis=[transcript({"a": "b", "c": 3})])),
    (UnknownFormat, "critical[0]", vcon(critical=["reversed-text"])),
    (EmptyFile, "", vcon(parties=[], dialog=[], analysis=[])),
    (NotATranscript, "", vcon(analysis=[])),
    (NotATranscript, "", vcon(analysis=[transcript({})])),
    (NotATranscript, "", vcon(dialog=[], analysis=[])),
    (NotATranscript, "", vcon(dialog=[{"type": "incomplete", "disposition": "busy"}], analysis=[])),
    (NotATranscript, "", messages(dialog=[{"type": "text", "parties": 0, "url": "https://x"}])),
    (NotATranscript, "", {"ciphertext": "x", "recipients": [], "unprotected": {}}),
    (Malformed, "payload", {"payload": "%", "signatures": []}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "place", "value"), REFUSED, ids=[f"{i}-{r[1]}" for i, r in enumerate(REFUSED)]
)
def test_what_contradicts_itself_is_refused_at_its_place(
    error: type[ReadError], place: str, value: dict[str, Any]
):
    with pytest.raises(error) as refused:
        read_one(value)
    assert refused.value.place.startswith(place)


def test_recordings_without_a_transcript_say_so():
    with pytest.raises(NotATranscript, match="recordings only"):
        read_one(vcon(analysis=[]))


def test_a_start_as_mail_writes_it_is_understood():
    early = RECORDING | {"start": "Wed, 18 May 2022 23:05:05 -0000"}
    conversation = read_one(vcon(dialog=[early]))
    assert conversation.started_at
    assert conversation.started_at.isoformat() == "2022-05-18T23:05:05+00:00"


def test_real_vcons_hold_every_word_of_their_transcript(samples):
    for name in ("cat1_vcon.json", "example_deepgram_external_dialog.vcon"):
        source = json.loads((samples / "vcon" / name).read_text(encoding="utf-8"))
        body = source["analysis"][0]["body"]
        alternative = body if "words" in body else body["results"]["channels"][0]["alternatives"][0]
        conversation = read_one(source)
        assert sum(len(t.words) for t in conversation.turns) == len(alternative["words"])
        assert conversation.id == source["uuid"]
