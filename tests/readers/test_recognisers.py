"""Recognisers beyond their own files, and what holds for all of them."""

from typing import Any

import pytest

from conftest import OWN_FILES
from recognised import changed, format_of, own, reading, told
from ridealong.conversation import Timing
from ridealong.errors import EmptyFile, Malformed
from ridealong.readers import read, read_bytes

RECOGNISERS = [
    "aws-transcribe", "aws-call-analytics", "aws-contact-lens", "aws-pca", "aws-bda", "google-stt",
    "azure-stt", "ibm-stt", "deepgram", "assemblyai", "speechmatics", "speechmatics-v1", "whisper",
    "whisper-cpp", "rev-ai", "bbc-kaldi", "autoedit2", "dpe",
]  # fmt: skip


# Deepgram


def test_deepgram_utterances_are_the_turns():
    value = own("deepgram")
    word = value["results"]["channels"][0]["alternatives"][0]["words"][0]
    value["results"]["utterances"] = [
        {"start": 0.5, "end": 25.439999, "transcript": "Hi,", "words": [word], "channel": 0,
         "speaker": 1, "confidence": 0.9, "id": "u-1"},
    ]  # fmt: skip
    conversation = reading(value)
    [turn] = conversation.turns
    assert told(conversation) == ["1: Hi,"]
    assert (turn.end_s, turn.confidence, turn.ref) == (25.44, 0.9, "u-1")


def test_deepgram_channels_are_speakers_and_may_hold_several():
    def channel(*said: tuple[str, float, int | None]) -> dict[str, Any]:
        words = [{"word": t, "start": s, "end": s + 0.5} | ({} if who is None else {"speaker": who})
                 for t, s, who in said]  # fmt: skip
        return {"alternatives": [{"transcript": "x", "words": words}]}

    def response(*channels: dict[str, Any]) -> dict[str, Any]:
        return {"metadata": {"request_id": "r"}, "results": {"channels": list(channels)}}

    alone = reading(response(channel(("hi", 0.0, None)), channel(("yes", 0.2, None))))
    assert told(alone) == ["0: hi", "1: yes"]
    assert alone.separate_channels
    shared = reading(response(channel(("hi", 0.0, 0), ("so", 1.0, 1)), channel(("yes", 3.0, 0))))
    assert told(shared) == ["0-0: hi", "0-1: so", "1-0: yes"]
    assert not shared.separate_channels


def test_deepgram_without_words_has_its_transcript():
    best = {"transcript": "Hi there.", "confidence": 0.9}
    value = {"metadata": {"request_id": "r"}, "results": {"channels": [{"alternatives": [best]}]}}
    assert told(reading(value)) == ["None: Hi there."]


# AssemblyAI


def test_assemblyai_without_utterances_is_cut_from_words():
    value = own("assemblyai")
    value["words"] = [w for u in value["utterances"] for w in u["words"]]
    value["utterances"] = None
    assert told(reading(value)) == told(read(OWN_FILES / "assemblyai.json").conversations[0])


def test_assemblyai_channels_are_speakers():
    value = own("assemblyai")
    for utterance in value["utterances"]:
        channel = "1" if utterance["speaker"] == "A" else "2"
        utterance.update(channel=channel, speaker=channel)
    conversation = reading(value)
    assert [s.provider_id for s in conversation.speakers] == ["1", "2"]
    assert conversation.separate_channels


def test_an_assemblyai_job_that_is_not_done_says_so():
    with pytest.raises(EmptyFile, match="may not be transcribed yet"):
        reading({**own("assemblyai"), "utterances": None, "words": None, "status": "queued"})


# Speechmatics


def speechmatics(content: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    guess = {"content": content, "confidence": 0.9, "speaker": more.pop("speaker", "S1")}
    return {"type": "word", "start_time": start, "end_time": end, "alternatives": [guess], **more}


def test_speechmatics_marks_attach_where_they_say():
    results = [
        speechmatics("¿", 0, 0, type="punctuation", attaches_to="next"),
        speechmatics("Cuánto", 0, 1),
        speechmatics("?", 1, 1, type="punctuation", attaches_to="previous"),
        speechmatics("Veinte", 1.5, 2, speaker="UU"),
    ]
    conversation = reading({"format": "2.9", "metadata": {}, "results": results})
    assert told(conversation) == ["S1: ¿Cuánto?", "None: Veinte"]


def test_speechmatics_numbers_are_read_as_they_are_written():
    conversation = read(OWN_FILES / "speechmatics.json").conversations[0]
    assert [w.text for w in conversation.turns[3].words][:2] == ["Number", "4471,"]


def test_speechmatics_channels_are_speakers():
    results = [speechmatics("Hi", 0, 1, channel="Agent", speaker="UU"),
               speechmatics("Yes", 0.5, 2, channel="Caller", speaker="UU")]  # fmt: skip
    conversation = reading({"format": "2.9", "metadata": {}, "results": results})
    assert told(conversation) == ["Agent: Hi", "Caller: Yes"]
    assert conversation.separate_channels


def test_speechmatics_messages_of_a_live_transcript():
    messages = [
        {"message": "AddPartialTranscript", "results": [speechmatics("H", 0, 0.5)]},
        {"message": "AddTranscript", "results": [speechmatics("Hi", 0, 1)]},
        {"message": "AddTranscript", "results": [speechmatics("Sam", 1, 2)]},
    ]
    assert told(reading(messages[1:])) == ["S1: Hi Sam"]
    assert told(reading(messages)) == ["S1: Hi Sam"]


# Whisper


def segment(start: float, end: float, text: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, **more}


def test_whisperx_numbers_without_times_and_speakers_that_change():
    conversation = read(OWN_FILES / "whisper.json").conversations[0]
    assert told(conversation)[1:4] == [
        "SPEAKER_01: Hi Sam, my order is late.",
        "SPEAKER_00: Sorry! Which order is it?",
        "SPEAKER_01: Number 4471, the blue tandem.",
    ]
    assert conversation.turns[3].words[1][:3] == ("4471,", None, None)
    assert [(t.start_s, t.end_s) for t in conversation.turns[1:3]] == [(2.9, 4.5), (4.8, 6.0)]
    assert conversation.turns[5].speaker is None


def test_openai_puts_words_beside_segments():
    words = [
        {"word": w, "start": s, "end": s + 0.4}
        for w, s in [("Hi", 0.0), ("Sam", 0.5), ("Yes", 2.1)]
    ]
    segments = [segment(0, 2, " Hi Sam."), segment(2, 3, " Yes.")]
    value = {"task": "transcribe", "language": "norwegian", "duration": 3.0, "text": "Hi Sam. Yes."}
    conversation = reading({**value, "segments": segments, "words": words})
    assert [len(t.words) for t in conversation.turns] == [2, 1]
    assert (conversation.language, conversation.duration_s) == ("no", 3.0)
    assert told(reading({**value, "words": words})) == ["None: Hi Sam Yes"]


def test_segments_alone_are_enough():
    assert format_of([segment(0, 1, "Hi."), segment(1, 2, "Yes.")]) == "whisper"
    assert told(reading({"segments": [segment(0, 1, "Hi.", speaker="A")]})) == ["A: Hi."]
    assert reading({"segments": [segment(0, 1, "Hi.")]}).timing is Timing.CUE


def test_a_confidence_that_is_no_number_is_no_reason_to_refuse():
    text = '{"segments": [{"start": 0.5, "end": NaN, "text": "Hi.", "avg_logprob": -Infinity}]}'
    [conversation] = read_bytes(text.encode(), "x.json").conversations
    assert [(t.text, t.start_s, t.end_s) for t in conversation.turns] == [("Hi.", 0.5, None)]


@pytest.mark.parametrize(("times", "warned"), [(4, False), (5, True)])
def test_the_same_sentence_again_and_again_is_told(times: int, warned: bool):  # noqa: FBT001
    segments = [segment(i, i + 1, " Thank you.") for i in range(times)]
    told_so = [w for w in reading({"segments": segments}).warnings if "made them up" in w]
    assert bool(told_so) is warned


@pytest.mark.parametrize(
    ("name", "text", "spans"),
    [
        ("x.tsv", "start\tend\ttext\n500\t1500\tHi there\n2000\t2500\tYes we do\n",
         [("Hi there", 0.5, 1.5), ("Yes we do", 2.0, 2.5)]),
        ("x.tsv", "start\tend\ttext\n0.5\t1.5\tHi there\n2.0\t2.5\tYes\tno\n",
         [("Hi there", 0.5, 1.5), ("Yes no", 2.0, 2.5)]),
        ("x.tsv", "start\tend\ttext\n500\t900\tHi\n900\t1500\tthere\n", [("Hi there", 0.5, 1.5)]),
        ("x.tsv", "start\tend\ttext\nsoon\t1500\tHi there\n2000\t2500\tYes we do\n",
         [("Hi there", None, None), ("Yes we do", 2000.0, 2500.0)]),
        ("x.csv", 'text,start,end\n"Hi, all",0.5,1.5\nYes we do,2,2.5\n',
         [("Hi, all", 0.5, 1.5), ("Yes we do", 2.0, 2.5)]),
        ("x.csv", '"Hi,",0.5,0.9\nall,0.9,1.5\n', [("Hi, all", 0.5, 1.5)]),
    ],
)  # fmt: skip
def test_whisper_tables(name: str, text: str, spans: list[tuple[str, float | None, float | None]]):
    [conversation] = read_bytes(text.encode(), name).conversations
    assert [(t.text, t.start_s, t.end_s) for t in conversation.turns] == spans


# Rev, Kaldi, paper edits


def test_a_rev_speaker_without_a_name_is_known_by_number():
    conversation = read(OWN_FILES / "rev-ai.json").conversations[0]
    assert [(s.name, s.provider_id) for s in conversation.speakers] == [("Sam", "0"), (None, "1")]


def test_rev_elements_without_spaces_are_joined():
    elements = [{"type": "text", "value": "Hi", "ts": 0.0, "end_ts": 0.4},
                {"type": "text", "value": "Sam", "ts": 0.5, "end_ts": 0.9},
                {"type": "punct", "value": "."}]  # fmt: skip
    assert told(reading({"monologues": [{"speaker": 0, "elements": elements}]})) == ["0: Hi Sam."]


def test_a_kaldi_word_between_two_segments_is_the_nearer_ones():
    conversation = read(OWN_FILES / "bbc-kaldi.json").conversations[0]
    assert [t.text for t in conversation.turns][1] == "Hi Sam, my order is late."


def test_words_in_no_paragraph_are_not_lost():
    value = own("dpe")
    del value["paragraphs"][2]
    conversation = reading(value)
    assert "None: Sorry! Which order is it?" in told(conversation)
    assert any("in no paragraph" in warning for warning in conversation.warnings)


# All of them


@pytest.mark.parametrize("name", RECOGNISERS)
def test_numbers_may_be_written_as_text(name: str):
    def as_text(_: str, value: Any) -> Any:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if is_number else value

    plain = read(OWN_FILES / f"{name}.json").conversations[0]
    conversation = reading(changed(own(name), as_text))
    assert told(conversation) == told(plain)
    assert [t.start_s for t in conversation.turns] == [t.start_s for t in plain.turns]


@pytest.mark.parametrize("name", RECOGNISERS)
def test_what_is_null_is_unknown(name: str):
    optional = {
        "confidence", "Confidence", "speaker", "SegmentSpeaker", "language", "metadata", "channel",
        "duration", "LanguageCode", "languageCode", "resultEndTime", "ParticipantRole", "id", "Id",
        "locale", "speaker_labels", "segmentation", "speaker_info", "job", "word_confidence",
        "ConversationCharacteristics", "ConversationAnalytics", "Participants", "speakerTag",
    }  # fmt: skip

    def nothing(key: str, value: Any) -> Any:
        return None if key in optional else value

    conversation = reading(changed(own(name), nothing))
    plain = read(OWN_FILES / f"{name}.json").conversations[0]
    assert " ".join(t.text for t in conversation.turns) == " ".join(t.text for t in plain.turns)


@pytest.mark.parametrize(
    ("name", "words", "key"),
    [
        ("deepgram", ("results", "channels", 0, "alternatives", 0, "words"), "start"),
        ("assemblyai", ("utterances", 0, "words"), "end"),
        ("whisper", ("segments", 0, "words"), "start"),
        ("aws-transcribe", ("results", "items"), "end_time"),
        ("speechmatics", ("results",), "start_time"),
        ("bbc-kaldi", ("retval", "words"), "start"),
        ("dpe", ("words",), "end"),
        ("rev-ai", ("monologues", 0, "elements"), "ts"),
    ],
)
def test_a_broken_word_costs_only_its_times(name: str, words: tuple[str | int, ...], key: str):
    value = own(name)
    found: Any = value
    for step in words:
        found = found[step]
    found[0][key] = "soon"
    found.append("no object")
    conversation = reading(value)
    assert sum("left out" in warning for warning in conversation.warnings) == 2
    assert sum(len(t.words) for t in conversation.turns) >= 33


def test_a_list_that_is_none_names_its_place():
    value = own("deepgram")
    value["results"]["channels"][0]["alternatives"][0]["words"] = {"word": "Hi"}
    with pytest.raises(Malformed, match=r"results\.channels\[0\]\.alternatives\[0\]\.words"):
        reading(value)


@pytest.mark.parametrize(
    "value",
    [
        {"format": "2.7", "message": "AddTranscript", "metadata": {}, "results": []},
        {"results": {"transcripts": [{"transcript": ""}], "items": []}, "status": "COMPLETED"},
        {"metadata": {"request_id": "r"}, "results": {"channels": [{"alternatives": []}]}},
        {"monologues": []},
        {"Transcript": [], "JobStatus": "COMPLETED", "Participants": []},
        {"recognizedPhrases": []},
        {"text": "", "language": "en", "segments": [segment(0, 1, "")]},
    ],
)
def test_a_recording_in_which_nobody_speaks_is_empty(value: Any):
    with pytest.raises(EmptyFile, match="no speech"):
        reading(value)
