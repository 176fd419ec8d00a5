"""JSON of a vendor whom nobody knows: a list of turns is found and read by its keys."""

import json

import pytest

from ridealong.errors import UnknownFormat
from ridealong.readers import read_bytes

CASES = {
    "a list": [{"speaker": "Rita", "text": "So?"}, {"speaker": "Bo", "text": "Well."}],
    "under a key": {
        "data": {"turns": [{"who": "Rita", "said": "So?"}, {"who": "Bo", "said": "Well."}]}
    },
    "a role for a name": [
        {"role": "agent", "content": "So?"},
        {"role": "customer", "content": "Well."},
    ],
    "an object for a name": {
        "lines": [
            {"speaker": {"name": "Rita"}, "text": "So?"},
            {"speaker": {"name": "Bo"}, "text": "Well."},
        ]
    },
    "the longest of two lists": {
        "notes": [{"author": "Mel", "text": "A note."}],
        "talk": [{"author": "Rita", "text": "So?"}, {"author": "Bo", "text": "Well."}],
    },
}


@pytest.mark.parametrize("value", CASES.values(), ids=list(CASES))
def test_a_list_of_turns_is_found(value: object):
    reading = read_bytes(json.dumps(value).encode(), "talk.json")
    assert reading.format == "json-turns"
    (conversation,) = reading.conversations
    assert [t.text for t in conversation.turns] == ["So?", "Well."]
    assert len(conversation.speakers) == 2
    assert any("vendor of this JSON is not known" in w for w in conversation.warnings)


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1},
        [1, 2, 3],
        [{"name": "Rita"}],
        [{"text": "So?"}],
        {"summary": "They spoke.", "people": [{"name": "Rita"}]},
    ],
)
def test_what_names_no_text_or_nobody_is_no_talk(value: object):
    with pytest.raises(UnknownFormat):
        read_bytes(json.dumps(value).encode(), "talk.json")


def test_names_in_the_place_of_numbers_are_kept():
    whisper = {"text": "So?", "language": "en", "segments": [
        {"start": 0.5, "end": 1.0, "text": "So?", "speaker": "Rita Moe"},
        {"start": 1.2, "end": 2.0, "text": "Well.", "speaker": "SPEAKER_01"},
    ]}  # fmt: skip
    (conversation,) = read_bytes(json.dumps(whisper).encode(), "talk.json").conversations
    assert [s.name for s in conversation.speakers] == ["Rita Moe", None]


def test_a_bracket_at_the_beginning_does_not_make_json():
    said = b"[5/11/2026 10:02] Rita said hello\n[5/11/2026 10:03] and so on\n"
    with pytest.raises(UnknownFormat, match="no speaker and no time"):
        read_bytes(said, "chat.txt")
