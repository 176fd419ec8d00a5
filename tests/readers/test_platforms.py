"""JSON of meeting and revenue platforms: sides with their reason, joins, times of day, wrappers."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ridealong.conversation import Conversation, Side, Timing, assign_sides
from ridealong.errors import CompanionFile, EmptyFile, Malformed, NotATranscript, ReadError
from ridealong.readers import read, read_bytes

FILES = Path(__file__).parent / "files"


def own(name: str) -> Conversation:
    return read(FILES / name).conversations[0]


def value_of(name: str) -> Any:
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def read_json(value: object) -> tuple[Conversation, ...]:
    return read_bytes(json.dumps(value).encode(), "call.json").conversations


def format_of(value: object) -> str:
    return read_bytes(json.dumps(value).encode(), "call.json").format


REASONS = [
    ("gong-json.json", "Rita Ruiz", Side.US, "provider label (affiliation: Internal)"),
    ("gong-json.json", "Ines Costa", Side.THEM, "provider label (affiliation: External)"),
    ("fireflies-json.json", "Rita Ruiz", Side.US, "provider label (workspace_users)"),
    ("fireflies-json.json", "Omar Haddad", None, "unknown"),
    ("fathom-json.json", "Rita Ruiz", Side.US, "provider label (is_external: false)"),
    ("fathom-json.json", "Kim Park", Side.THEM, "provider label (is_external: true)"),
    ("fathom-json.json", "Visitor", None, "unknown"),
    ("avoma-json.json", "Rita Ruiz", Side.US, "provider label (is_rep: true)"),
    ("avoma-json.json", "Rui Alves", Side.THEM, "provider label (is_rep: false)"),
    ("avoma-json.json", None, None, "unknown"),
    ("dialpad-json.json", "Sam", Side.US, "provider label (user_id)"),
    ("dialpad-json.json", "+1 555 0100", Side.THEM, "provider label (contact_id)"),
    ("dialpad-json.json", "Menu", None, "unknown"),
    ("ringcentral-insights.json", "Rita Ruiz", Side.US, "provider label (ownerExtensionId)"),
    (
        "ringcentral-insights.json",
        "Mel Adeyemi",
        Side.US,
        "provider label (accountId of the owner)",
    ),
    ("ringcentral-insights.json", "Tom Hale", Side.THEM, "provider label (accountId: none)"),
    ("teams-json.json", "Rita Ruiz", None, "unknown"),
    ("google-meet-api.json", "Bo Lind", None, "unknown"),
]


@pytest.mark.parametrize(("file", "name", "side", "because"), REASONS)
def test_a_side_comes_with_the_vendors_own_reason(
    file: str, name: str | None, side: Side | None, because: str
):
    speaker = next(s for s in own(file).speakers if s.name == name)
    assert (speaker.side, speaker.because) == (side, because)


PHONES = [
    ("quo-json.json", "+15550111", Side.US, "provider label (userId)"),
    ("quo-json.json", "+15550122", Side.THEM, "provider label (userId: none)"),
    ("aircall-json.json", "+4420", Side.THEM, "provider label (participant_type: external)"),
    ("aircall-json.json", None, Side.US, "provider label (participant_type: internal)"),
]


@pytest.mark.parametrize(("file", "phone", "side", "because"), PHONES)
def test_a_phone_call_knows_its_sides_without_names(
    file: str, phone: str | None, side: Side, because: str
):
    speaker = next(s for s in own(file).speakers if s.phone == phone)
    assert (speaker.side, speaker.because) == (side, because)


STARTED = [
    ("google-meet-api.json", datetime(2026, 3, 2, 9, tzinfo=UTC), 1860.5),
    ("gong-json.json", datetime(2026, 4, 1, 15, tzinfo=timezone(timedelta(hours=-5))), 95.0),
    ("fireflies-json.json", datetime(2026, 3, 2, 9, tzinfo=UTC), 1890.0),
    ("fathom-json.json", datetime(2026, 5, 5, 10, 0, 30, tzinfo=UTC), 2670.0),
    ("readai-json.json", datetime(2026, 1, 12, 8, tzinfo=UTC), 1200.0),
    ("dialpad-json.json", datetime(2026, 2, 3, 14, 0, 1, 250000, tzinfo=UTC), 58.75),
    ("quo-json.json", None, 41.0),
    ("ringcentral-insights.json", datetime(2026, 6, 1, 12, tzinfo=UTC), 61.25),
    ("aircall-json.json", datetime(2026, 3, 2, 14, tzinfo=UTC), 7.25),
]


@pytest.mark.parametrize(("file", "started_at", "duration_s"), STARTED)
def test_start_and_length_are_what_the_vendor_states(
    file: str, started_at: datetime | None, duration_s: float
):
    conversation = own(file)
    assert (conversation.started_at, conversation.duration_s) == (started_at, duration_s)


def test_teams_keeps_the_language_of_a_turn_that_differs():
    conversation = own("teams-json.json")
    assert conversation.language == "en-US"
    assert [t.language for t in conversation.turns] == [None, None, "de-DE", None]
    assert conversation.turns[3].speaker is None
    assert [(n.text, n.author, n.kind) for n in conversation.notes] == [
        ("RecordingStarted", "Rita Ruiz", "event")
    ]


def test_meet_counts_from_the_conference_and_across_time_zones():
    assert [t.start_s for t in own("google-meet-api.json").turns] == [10.123456, 13.5, 15.0, 17.0]


def test_meet_counts_from_the_first_entry_where_no_conference_is_stated():
    value = value_of("google-meet-api.json")
    del value["conferenceRecord"]
    conversation = read_json(value)[0]
    assert conversation.turns[0].start_s == 0
    assert conversation.turns[1].start_s == pytest.approx(3.376544)


def test_a_stated_start_after_the_first_word_is_not_believed():
    value = value_of("google-meet-api.json")
    value["conferenceRecord"] = {"startTime": "2026-03-02T09:00:12Z"}
    assert read_json(value)[0].turns[0].start_s == 0


def test_meet_finds_its_names_in_the_folder(tmp_path: Path):
    value = value_of("google-meet-api.json")
    people = {"participants": value.pop("participants"), "totalSize": 3}
    (tmp_path / "people.json").write_text(json.dumps(people))
    (tmp_path / "talk.json").write_text(json.dumps(value))
    speakers = read(tmp_path / "talk.json").conversations[0].speakers
    assert [s.name for s in speakers] == ["Rita Ruiz", "Bo Lind", None]
    with pytest.raises(CompanionFile):
        read(tmp_path / "people.json")


def test_meet_says_when_a_page_is_missing_and_joins_pages_that_are_there():
    page = {"transcriptEntries": value_of("google-meet-api.json")["transcriptEntries"]}
    first, last = {**page, "nextPageToken": "more"}, page
    assert any("nextPageToken" in w for w in read_json(first)[0].warnings)
    both = read_json([first, last])[0]
    assert len(both.turns) == 8
    assert not any("nextPageToken" in w for w in both.warnings)


def test_gong_reads_every_call_of_a_file():
    conversations = read(FILES / "gong-json.json").conversations
    assert [c.id for c in conversations] == ["99887766554433221100", "88776655443322110099"]
    assert "/v2/calls/extensive" in conversations[1].warnings[0]
    assert conversations[1].speakers[0].provider_id == "10000000000000000007"


def test_gong_joins_people_figures_topics_and_comments():
    conversation = own("gong-json.json")
    rita, ines = conversation.speakers
    assert (rita.email, ines.email) == ("rita@ours.test", "ines@theirs.test")
    assert [a.name for a in conversation.attendees] == ["Mel Adeyemi"]
    assert [(s.name, s.of, s.value, s.unit) for s in conversation.stated] == [
        ("talkTime", rita.id, 31.5, "s"),
        ("Longest Monologue", rita.id, 28.0, "s"),
        ("Talk Ratio", rita.id, 0.55, "1"),
        ("questions.companyCount", "call", 2.0, "1"),
        ("questions.nonCompanyCount", "call", 1.0, "1"),
    ]
    assert [(n.kind, n.text, n.at_s) for n in conversation.notes] == [
        ("comment", "ask about the budget next time", 12.0),
        ("topic", "Opening", 1.5),
        ("topic", "Pricing", 9.0),
    ]
    assert conversation.kind is None
    assert conversation.language == "en"


def test_gong_finds_its_people_in_the_folder(tmp_path: Path):
    value = value_of("gong-json.json")
    (tmp_path / "a-broken.json").write_text('{"metaData"')
    (tmp_path / "b-folder.json").mkdir()
    (tmp_path / "people.json").write_text(json.dumps({"calls": value.pop("calls")}))
    (tmp_path / "talk.json").write_text(json.dumps(value))
    assert read(tmp_path / "talk.json").conversations[0].speakers[1].name == "Ines Costa"
    with pytest.raises(CompanionFile, match="/v2/calls/transcript"):
        read(tmp_path / "people.json")


def test_gong_without_its_people_says_what_is_missing():
    value = value_of("gong-json.json")
    del value["calls"]
    first = read_json(value)[0]
    assert [s.name for s in first.speakers] == [None, None]
    assert "same folder" in first.warnings[0]


def test_a_call_without_transcript_is_left_out_and_told():
    value = value_of("gong-json.json")
    value["callTranscripts"] = [{"callId": "1", "transcript": None}, *value["callTranscripts"]]
    reading = read_bytes(json.dumps(value).encode())
    assert len(reading.conversations) == 2
    assert "1 of 3 calls" in reading.conversations[0].warnings[0]


def test_fireflies_names_a_sentence_by_its_speakers_number():
    conversation = own("fireflies-json.json")
    rita, omar = conversation.speakers
    assert [t.speaker for t in conversation.turns] == [rita.id, omar.id, omar.id, None]
    assert omar.email == "omar@brightside.test"
    assert [a.name for a in conversation.attendees] == ["Lena Vogt"]
    assert [(s.name, s.value, s.unit) for s in conversation.stated] == [
        ("word_count", 5.0, "1"),
        ("words_per_minute", 150.0, "wpm"),
        ("duration_pct", 0.4, "1"),
    ]


WRAPPED = [
    pytest.param(lambda v: v["data"]["transcript"], id="bare"),
    pytest.param(lambda v: {"data": {"transcripts": [v["data"]["transcript"]]}}, id="list"),
    pytest.param(lambda v: {"request": {"url": "x"}, "response": {"body": v}}, id="request"),
    pytest.param(lambda v: [v], id="in a list"),
]


@pytest.mark.parametrize("wrap", WRAPPED)
def test_fireflies_is_found_in_its_wrappers(wrap):
    conversations = read_json(wrap(value_of("fireflies-json.json")))
    assert len(conversations[0].turns) == 4


@pytest.mark.parametrize(("stated", "seconds"), [(30, 1800.0), ("45.5", 2730.0), (3600, 3600.0)])
def test_fireflies_states_minutes_and_seconds_where_minutes_cannot_be(
    stated: object, seconds: float
):
    value = value_of("fireflies-json.json")["data"]["transcript"]
    assert read_json({**value, "duration": stated})[0].duration_s == seconds


def test_fireflies_download_has_its_own_keys():
    download = [
        {"sentence": "Good day.", "startTime": "00:02", "endTime": "00:03", "speaker_name": "Rita"}
    ]
    turn = read_json(download)[0].turns[0]
    assert (turn.text, turn.start_s, turn.end_s) == ("Good day.", 2.0, 3.0)


def test_fathom_takes_two_names_with_one_address_for_one_person():
    conversation = own("fathom-json.json")
    ids = {s.name: s.id for s in conversation.speakers}
    assert conversation.person(ids["K. Park phone"]) == ids["Kim Park"]
    assert [a.name for a in conversation.attendees] == ["Jo Berg"]
    assert [(n.text, n.at_s) for n in conversation.notes] == [("Send the security paper", 725.0)]


def test_fathom_reads_lists_of_meetings_and_transcripts_alone():
    value = value_of("fathom-json.json")
    assert len(read_json({"items": [value, value], "next_cursor": None})) == 2
    alone = read_json({"transcript": value["transcript"]})[0]
    assert (len(alone.turns), alone.started_at) == (4, None)


def test_readai_understands_its_own_three_ways_to_write_a_time():
    conversation = own("readai-json.json")
    assert [(t.start_s, t.end_s) for t in conversation.turns] == [
        (3.25, 7.0),
        (8.0, 10.0),
        (11.0, 12.5),
        (15.0, 16.0),
    ]
    assert [s.email for s in conversation.speakers] == ["rita@ours.test", None]
    assert [a.name for a in conversation.attendees] == ["Paul Roy"]
    assert [n.kind for n in conversation.notes] == ["action item", "question", "topic"]


def test_readai_api_has_turns_with_milliseconds():
    block = {"speaker": {"name": "Rita"}, "text": "Hi.", "start_time_ms": 1768204803250}
    meeting = {"id": "m", "start_time_ms": 1768204800000, "transcript": {"turns": [block]}}
    conversation = read_json({"object": "list", "data": [meeting]})[0]
    assert (conversation.turns[0].start_s, conversation.turns[0].text) == (3.25, "Hi.")
    assert conversation.timing is Timing.START


def test_avoma_gives_each_word_its_start():
    first, _, third, _, fifth = own("avoma-json.json").turns
    assert [(w.text, w.start_s, w.end_s) for w in first.words[:2]] == [
        ("Tell", 0.4, None),
        ("me", 0.7, None),
    ]
    assert (third.start_s, third.end_s) == (3.5, 3.5)
    assert (fifth.start_s, fifth.words) == (None, ())


def test_avoma_keeps_text_whose_words_and_times_do_not_match():
    fourth = own("avoma-json.json").turns[3]
    assert (fourth.words, fourth.start_s, fourth.end_s) == ((), 4.0, 4.6)


def test_dialpads_moments_are_notes():
    conversation = own("dialpad-json.json")
    assert [(n.kind, n.text, n.at_s) for n in conversation.notes] == [
        ("real time moment", "call_started", None),
        ("moment", "hardware_problem", 3.75),
        ("ai question", "Which model is it?", 5.75),
    ]
    assert [t.start_s for t in conversation.turns] == [0.0, 3.5, 5.75, 58.75]


def test_quo_reads_each_recording_of_a_call():
    line = {"content": "Hello.", "start": 1, "end": 2, "identifier": "+1555", "actorId": "US1"}
    recording = {"recordingId": "R", "status": "completed", "dialogue": [line]}
    conversations = read_json({"data": [recording, {**recording, "recordingId": "S"}]})
    assert [c.id for c in conversations] == ["R", "S"]
    assert "several recordings" in conversations[0].warnings[0]


def test_ringcentrals_elided_examples_are_read_with_a_warning():
    conversation = own("ringcentral-insights.json")
    assert "leaves parts out" in conversation.warnings[0]
    assert [(n.text, n.author, n.at_s) for n in conversation.notes] == [
        ("Send the offer.", "Rita Ruiz", 50.0)
    ]


def test_ringcentral_speech_to_text_keeps_words_and_figures():
    value = value_of("ringcentral-stt.json")
    pace = {"name": "Pace", "values": [{"speakerId": "0", "value": "medium", "wpm": 152.9}]}
    ratio = {"name": "TalkToListenRatio", "values": [{"speakerId": "0", "value": "58:42"}]}
    value["response"]["speakerInsights"] = {"insights": [pace, ratio]}
    conversation = read_json(value)[0]
    assert [len(t.words) for t in conversation.turns] == [2, 1, 5, 0]
    assert [(s.name, s.value, s.unit) for s in conversation.stated] == [
        ("Pace", 152.9, "wpm"),
        ("TalkToListenRatio", 0.58, "1"),
    ]


def test_ringcentral_who_spoke_when_has_turns_without_text():
    utterances = [{"start": 0, "end": 6, "speakerId": "7", "confidence": 35.4}]
    turn = read_json({"jobId": "j", "response": {"utterances": utterances}})[0].turns[0]
    assert (turn.text, turn.start_s, turn.end_s, turn.confidence) == ("", 0.0, 6.0, None)


def test_grain_reads_a_recording_with_its_participants():
    entry = {"participant_id": "p1", "speaker": "Bo", "start": 250, "end": 900, "text": "Hello."}
    recording = {
        "id": "g1",
        "title": "Demo",
        "start_datetime": "2026-01-01T10:00:00Z",
        "end_datetime": "2026-01-01T10:30:00Z",
        "participants": [{"id": "p1", "name": "Bo", "email": "bo@x.test", "scope": "external"}],
        "transcript": [entry],
    }
    conversation = read_json(recording)[0]
    assert (conversation.title, conversation.duration_s) == ("Demo", 1800.0)
    bo = conversation.speakers[0]
    assert (bo.side, bo.because) == (Side.THEM, "provider label (scope: external)")


RECORDING = {"uuid": "u", "host_id": "h", "topic": "Weekly", "share_url": "https://zoom.example"}
ZOOM = [
    ({"meetings": [{**RECORDING, "files": [{"file_type": "TRANSCRIPT"}]}]}, "that it lists"),
    ({**RECORDING, "recording_files": [{"file_type": "MP4"}]}, "switch on"),
    ({"event": "e", "payload": {"object": {**RECORDING, "recording_files": []}}}, "switch on"),
    ({"timeline": [{"ts": "00:00:00.000", "users": [{"username": "Rita"}]}]}, "TRANSCRIPT"),
]


@pytest.mark.parametrize(("value", "remedy"), ZOOM)
def test_zooms_lists_are_refused_with_the_way_to_the_transcript(value: object, remedy: str):
    with pytest.raises(NotATranscript) as caught:
        read_json(value)
    assert remedy in caught.value.remedy


DESCRIPTIONS = [
    ('{"$schema": "http://json-schema.org/draft-07/schema#", "title": "T"}', "JSON Schema"),
    ('{"type": "object", "properties": {"transcript": {}}}', "JSON Schema"),
    ('{"openapi": "3.1.0", "info": {}, "paths": {}}', "OpenAPI"),
    ('{"swagger": "2.0", "info": {}}', "OpenAPI"),
    ("# made by hand\nopenapi: '3.0.3'\ninfo:\n  title: Calls\n", "OpenAPI"),
    ("asyncapi: 2.6.0\ninfo:\n  title: Calls\n", "AsyncAPI"),
    ("type Call {\n  id: ID\n}\n\ntype Line {\n  text: String\n}\n", "GraphQL"),
    ('{"data": {"__schema": {"types": []}}}', "GraphQL"),
    ('<?xml version="1.0"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', "XML"),
    ('syntax = "proto3";\nmessage Call { string id = 1; }\n', "Protocol Buffers"),
]


@pytest.mark.parametrize(("text", "kind"), DESCRIPTIONS)
def test_a_description_of_a_format_is_no_transcript(text: str, kind: str):
    with pytest.raises(NotATranscript, match=f"description of a format \\({kind}"):
        read_bytes(text.encode())


EMPTY: list[dict[str, object]] = [
    {"callTranscripts": []},
    {"callTranscripts": [{"callId": "1", "transcript": []}]},
    {"transcriptEntries": []},
    {"data": {"transcript": {"id": "1", "sentences": None, "organizer_email": "a@b.test"}}},
    {"title": "T", "recording_start_time": "2026-01-01T00:00:00Z", "transcript": None},
    {"id": "t", "meetingId": "m", "data": []},
    {"session_id": "s", "trigger": "meeting_end", "transcript": {"speaker_blocks": []}},
    {"call_id": "c", "lines": []},
    {"data": {"callId": "c", "status": "in-progress", "dialogue": None}},
    {"insights": {"Transcript": []}},
    {"transcription": {"call_id": 1, "content": {"utterances": []}}},
]


@pytest.mark.parametrize("value", EMPTY, ids=[next(iter(v)) + str(i) for i, v in enumerate(EMPTY)])
def test_a_call_that_is_not_transcribed_yet_is_told_so(value: object):
    with pytest.raises(EmptyFile, match="holds no speech"):
        read_json(value)


BROKEN = [
    ("gong-json.json", ("callTranscripts", 0, "transcript", 1, "sentences", 0, "start")),
    ("fireflies-json.json", ("data", "transcript", "sentences", 1, "start_time")),
    ("tldv-json.json", ("data", 1, "startTime")),
    ("aircall-json.json", ("data", "content", "utterances", 1, "start_time")),
    ("quo-json.json", ("data", "object", "dialogue", 1, "start")),
    ("podcast-json.json", ("segments", 1, "startTime")),
    ("ringcentral-stt.json", ("response", "utterances", 1, "start")),
    ("fathom-json.json", ("transcript", 1, "timestamp")),
    ("google-meet-api.json", ("transcriptEntries", 1, "startTime")),
    ("dialpad-json.json", ("lines", 2, "time")),
]


@pytest.mark.parametrize(("file", "path"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_time_costs_that_time_alone(file: str, path: tuple[str | int, ...]):
    value = inner = value_of(file)
    whole = len(read_json(value)[0].turns)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = "soon"
    conversation = read_json(value)[0]
    assert len(conversation.turns) == whole
    assert any("time that is none" in w.lower() for w in conversation.warnings)


@pytest.mark.parametrize("stray", [None, 7, "x", [], [[]]])
def test_a_stray_entry_costs_itself_alone(stray: object):
    value = value_of("aircall-json.json")
    value["data"]["content"]["utterances"].append(stray)
    conversation = read_json(value)[0]
    assert len(conversation.turns) == 4
    assert "no object" in conversation.warnings[0]


def test_a_list_that_is_none_beside_the_turns_is_left_out():
    value = value_of("readai-json.json")
    value["participants"] = "Rita, Vera"
    assert "participants" in read_json(value)[0].warnings[0]


def test_a_list_of_turns_that_is_none_names_its_place():
    monologue = {"speakerId": "1", "sentences": "Hello"}
    with pytest.raises(Malformed, match=r"transcript\[0\]\.sentences"):
        read_json({"callTranscripts": [{"callId": "1", "transcript": [monologue]}]})


@pytest.mark.parametrize("file", sorted(p.name for p in FILES.glob("*-json.json")))
def test_an_unknown_speaker_is_nobody(file: str):
    conversation = assign_sides(own(file))
    known = {s.id for s in conversation.speakers}
    assert {t.speaker for t in conversation.turns} - {None} <= known


def test_one_format_alone_claims_each_shape():
    assert format_of([{"speaker": "A", "text": "Hi", "startTime": 0, "endTime": 1}]) == "tldv-json"
    with pytest.raises(ReadError):
        format_of({"callId": "1", "status": "completed"})
