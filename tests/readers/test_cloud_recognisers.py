"""Amazon, Google, Azure and IBM beyond their own files: variants, joins, what is missing."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import OWN_FILES
from recognised import figures, own, reading, told
from ridealong.conversation import Role, Side, Timing
from ridealong.errors import NotATranscript
from ridealong.readers import read, read_bytes

# Amazon Transcribe


def aws_item(text: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    guess = {"content": text, "confidence": "0.9"}
    return {
        "type": "pronunciation", "start_time": str(start), "end_time": str(end),
        "alternatives": [guess], **more,
    }  # fmt: skip


AWS_STOP = {"type": "punctuation", "alternatives": [{"content": ".", "confidence": "0.0"}]}


def test_channels_of_transcribe_are_speakers_and_keep_their_overlap():
    channels = [
        {"channel_label": "ch_0", "items": [aws_item("Hi", 0, 2), AWS_STOP]},
        {"channel_label": "ch_1", "items": [aws_item("Hello", 1, 1.5), aws_item("Sam", 1.5, 2.5)]},
    ]
    results = {"transcripts": [], "items": [], "channel_labels": {"channels": channels}}
    conversation = reading({"jobName": "j", "results": results})
    assert told(conversation) == ["ch_0: Hi.", "ch_1: Hello Sam"]
    assert conversation.separate_channels
    assert [s.channel for s in conversation.speakers] == ["ch_0", "ch_1"]
    assert conversation.warnings == ()


def test_audio_segments_of_transcribe_are_the_turns():
    items = [aws_item("Hi", 0, 1, id=0), {**AWS_STOP, "id": 1}, aws_item("Yes", 5, 6, id=2)]
    segments = [
        {"id": 0, "transcript": "Hi. Yes", "start_time": "0.0", "end_time": "6.0",
         "speaker_label": "spk_0", "items": [0, 1, 2, 77]},
    ]  # fmt: skip
    conversation = reading({"results": {"items": items, "audio_segments": segments}})
    assert told(conversation) == ["spk_0: Hi. Yes"]
    assert [w.text for w in conversation.turns[0].words] == ["Hi.", "Yes"]


def test_a_label_on_the_word_itself_needs_no_join():
    items = [aws_item("Hi", 0, 1, speaker_label="spk_3")]
    assert told(reading({"results": {"transcripts": [], "items": items}})) == ["spk_3: Hi"]


# Amazon Call Analytics and what is built on it


def test_amazons_talk_time_is_ours_less_the_pauses_inside_turns():
    """Ours is the length of the turns; theirs leaves out long pauses while the other talks.

    And those that count as NonTalkTime. Here the customer pauses for 3 s, in which the agent talks
    for 2.6 s; the agent looks something up for 4 s, in which nobody talks.
    """
    conversation = read(OWN_FILES / "aws-call-analytics.json").conversations[0]
    agent, customer = conversation.speakers
    ours = {s.id: sum(length(t) for t in conversation.turns if t.speaker == s.id)
            for s in conversation.speakers}  # fmt: skip
    theirs = {s.of: s.value for s in conversation.stated if s.name == "TalkTime"}
    assert ours == {agent.id: pytest.approx(14.6), customer.id: pytest.approx(9.1)}
    assert {who: ours[who] - theirs[who] for who in ours} == {
        agent.id: pytest.approx(figures(conversation, "NonTalkTime")["call"]),
        customer.id: pytest.approx(length(conversation.turns[2])),
    }


def length(turn: Any) -> float:
    return float(turn.end_s - turn.start_s)


def test_call_analytics_keeps_amazons_own_figures():
    conversation = read(OWN_FILES / "aws-call-analytics.json").conversations[0]
    assert figures(conversation, "TalkTime") == {"call": 17.1, "agent": 10.6, "customer": 6.5}
    assert figures(conversation, "NonTalkTime") == {"call": 4.0}
    assert figures(conversation, "Interruptions") == {"call": 1.0, "agent": 1.0}
    assert figures(conversation, "InterruptionTime") == {"call": 2.6}
    assert figures(conversation, "TalkSpeed") == {"agent": 125.0, "customer": 111.0}
    assert conversation.duration_s == 22.0


def test_call_analytics_says_who_is_who_and_what_it_noticed():
    conversation = read(OWN_FILES / "aws-call-analytics.json").conversations[0]
    assert [(s.side, s.role) for s in conversation.speakers] == [
        (Side.US, Role.AGENT),
        (Side.THEM, Role.CUSTOMER),
    ]
    assert conversation.speakers[0].because == "provider label (ParticipantRole: AGENT)"
    assert conversation.separate_channels
    [note] = conversation.notes
    assert (note.text, note.kind, note.at_s) == ("My tandem is late", "issue", 4.3)


def test_contact_lens_joins_participants_by_id():
    conversation = read(OWN_FILES / "aws-contact-lens.json").conversations[0]
    customer = conversation.speakers[1]
    assert (customer.provider_id, customer.role) == ("c-17", Role.CUSTOMER)
    assert figures(conversation, "TalkTime") == {"call": 9.0, "agent": 5.0, "customer": 4.0}
    assert (conversation.id, conversation.timing) == ("contact-5", Timing.CUE)


def test_contact_lens_while_the_call_goes_on():
    turn = {"ParticipantId": "a", "ParticipantRole": "AGENT", "Content": "Hi",
            "BeginOffsetMillis": 0, "EndOffsetMillis": 900}  # fmt: skip
    live = {"Segments": [{"Transcript": turn}, {"Categories": {}}], "NextToken": None}
    assert told(reading(live)) == ["a: Hi"]


def test_a_contact_lens_chat_is_refused():
    chat = {**own("aws-contact-lens"), "Channel": "CHAT"}
    with pytest.raises(NotATranscript, match="chat"):
        reading(chat)


def test_pca_begins_in_its_own_zone_and_its_word_ends_are_not_believed():
    conversation = read(OWN_FILES / "aws-pca.json").conversations[0]
    assert conversation.started_at == datetime(2024, 3, 5, 9, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert {w.end_s for t in conversation.turns for w in t.words} == {None}
    assert figures(conversation, "SpeakerTime") == {"agent": 5.5, "customer": 4.7}
    assert [s.role for s in conversation.speakers] == [Role.AGENT, Role.CUSTOMER]


def test_what_a_blueprint_found_out_is_refused():
    with pytest.raises(NotATranscript, match="standard output"):
        reading({"matched_blueprint": {}, "inference_result": {"call_summary": "It went well."}})


# Google


def google_word(text: str, start: Any, end: Any, **more: Any) -> dict[str, Any]:
    return {"word": text, "startTime": start, "endTime": end, **more}


def google(*words: dict[str, Any], transcript: str = "", **more: Any) -> dict[str, Any]:
    return {"alternatives": [{"transcript": transcript, "words": list(words)}], **more}


def test_google_repeats_all_words_with_speakers_and_they_count_once():
    conversation = read(OWN_FILES / "google-stt.json").conversations[0]
    assert sum(len(t.words) for t in conversation.turns) == 34
    assert [s.provider_id for s in conversation.speakers] == ["1", "2"]


def test_google_results_without_speakers_are_the_turns():
    first = google(google_word("Hi", {"nanos": 500000000}, {"seconds": "1"}), transcript="Hi.")
    second = google(google_word("Yes", {"seconds": 1, "nanos": 0}, "2.5s"), transcript=" Yes. ")
    conversation = reading({"results": [first, second]})
    assert [(t.text, t.start_s, t.end_s) for t in conversation.turns] == [
        ("Hi.", 0.5, 1.0),
        ("Yes.", 1.0, 2.5),
    ]


def test_google_v2_tells_speakers_within_each_result():
    words = [
        {"word": "Hi", "startOffset": "0s", "endOffset": "1s", "speakerLabel": "1"},
        {"word": "Sam?", "startOffset": "1s", "endOffset": "2s", "speakerLabel": "1"},
        {"word": "Yes.", "startOffset": "2s", "endOffset": "3s", "speakerLabel": "2"},
    ]
    later = {"word": "Good.", "startOffset": "4s", "endOffset": "5s", "speakerLabel": "1"}
    results = [google(*words, transcript="Hi Sam? Yes."), google(later, transcript="Good.")]
    assert told(reading({"results": results})) == ["1: Hi Sam?", "2: Yes.", "1: Good."]


def test_google_batches_hold_a_conversation_a_file():
    one = {"transcript": {"results": [google(google_word("Hi", "0s", "1s"))]}}
    two = {"inlineResult": {"transcript": {"results": [google(google_word("Yes", "0s", "1s"))]}}}
    batch = {"response": {"results": {"gs://b/1.wav": one, "gs://b/2.wav": two}}}
    found = read_bytes(json.dumps(batch).encode(), "x.json").conversations
    assert [c.turns[0].text for c in found] == ["Hi", "Yes"]


def test_google_channels_are_speakers_in_order_of_time():
    left = google(google_word("So", "5s", "6s"), transcript="So", channelTag=1)
    right = google(google_word("Hi", "1s", "2s"), transcript="Hi", channelTag=2)
    conversation = reading({"results": [left, right]})
    assert told(conversation) == ["2: Hi", "1: So"]
    assert conversation.separate_channels


def test_google_as_its_python_client_writes_it():
    word = {"word": "Hi", "start_time": "0.100s", "end_time": "0.400s", "speaker_tag": 1}
    other = {"word": "Yes", "start_time": "1s", "end_time": "1.200s", "speaker_tag": 2}
    results = [{"alternatives": [{"transcript": "Hi Yes", "words": [word, other]}],
                "language_code": "nb-no", "channel_tag": 0}]  # fmt: skip
    conversation = reading({"results": results})
    assert told(conversation) == ["1: Hi", "2: Yes"]
    assert conversation.language == "nb-NO"


def test_google_without_words_has_text_and_no_times():
    results = [{"alternatives": [{"transcript": "Hi.", "confidence": 0.9}]},
               {"alternatives": [{"transcript": "Yes."}], "resultEndTime": "3.5s"}]  # fmt: skip
    conversation = reading({"results": results})
    assert [t.text for t in conversation.turns] == ["Hi.", "Yes."]
    assert conversation.timing is Timing.NONE


# Azure


def test_azure_fast_transcription():
    phrases = [
        {"offsetMilliseconds": 500, "durationMilliseconds": 1000, "text": "Hi there.", "speaker": 1,
         "words": [{"text": "Hi", "offsetMilliseconds": 500, "durationMilliseconds": 400}],
         "locale": "en-GB", "confidence": 0.9},
        {"offset": 2000, "duration": 500, "text": "Yes.", "speaker": 2, "locale": "en-GB"},
    ]  # fmt: skip
    value = {"durationMilliseconds": 3000, "combinedPhrases": [{"text": "x"}], "phrases": phrases}
    conversation = reading(value)
    assert told(conversation) == ["1: Hi there.", "2: Yes."]
    assert [(t.start_s, t.end_s) for t in conversation.turns] == [(0.5, 1.5), (2.0, 2.5)]
    assert conversation.turns[0].words[0][:3] == ("Hi", 0.5, 0.9)
    assert (conversation.duration_s, conversation.language) == (3.0, "en-GB")


def test_azure_channels_are_speakers_where_there_are_two():
    def phrase(channel: int, text: str, at: str) -> dict[str, Any]:
        return {"channel": channel, "offset": at, "duration": "PT1S", "nBest": [{"display": text}]}

    conversation = reading(
        {"recognizedPhrases": [phrase(0, "Hi", "PT0S"), phrase(1, "Yo", "PT1S")]}
    )
    assert told(conversation) == ["0: Hi", "1: Yo"]
    assert conversation.separate_channels


def test_azure_conversation_items_have_roles():
    items = [
        {"participantId": "agent_1", "role": "Agent", "text": "Good morning.", "id": "1",
         "audioTimings": [{"word": "good", "offset": 11700000, "duration": 2100000},
                          {"word": "morning", "offset": 13900000, "duration": 3100000}]},
        {"participantId": "c", "role": "Customer", "text": "Hi.", "id": "2",
         "conversationItemLevelTiming": {"offset": 20000000, "duration": 5000000}},
        {"participantId": "c", "text": "Typed.", "id": "3", "modality": "text"},
    ]  # fmt: skip
    call = {"id": "7", "language": "en", "modality": "transcript", "conversationItems": items}
    conversation = reading({"analysisInput": {"conversations": [call]}})
    assert [(t.text, t.start_s, t.end_s) for t in conversation.turns] == [
        ("Good morning.", 1.17, 1.7),
        ("Hi.", 2.0, 2.5),
    ]
    assert [s.role for s in conversation.speakers] == [Role.AGENT, Role.CUSTOMER]
    assert [note.text for note in conversation.notes] == ["Typed."]


# IBM


def test_ibm_hesitations_are_words_that_people_say():
    conversation = read(OWN_FILES / "ibm-stt.json").conversations[0]
    assert conversation.turns[3].text == "Number uh 4471 the blue tandem"
    assert conversation.turns[3].words[1].text == "uh"


def test_ibm_cuts_a_result_where_the_speaker_changes():
    times = [["hi", 0.0, 0.5], ["sam", 0.5, 1.0], ["yes", 1.2, 1.5]]
    labels = [
        {"from": s, "to": e, "speaker": who}
        for (_, s, e), who in zip(times, [0, 0, 1], strict=True)
    ]
    guess = {"transcript": "hi sam yes ", "timestamps": times, "confidence": 0.8}
    results = [{"final": True, "alternatives": [guess]},
               {"final": False, "alternatives": [{"transcript": "not yet"}]}]  # fmt: skip
    value = {"result_index": 0, "results": results, "speaker_labels": labels}
    assert told(reading(value)) == ["0: hi sam", "1: yes"]
