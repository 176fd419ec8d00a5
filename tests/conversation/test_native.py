"""Native JSON: what is written comes back, what cannot be is refused at its place."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from ridealong.conversation import Conversation, Side, Speaker, Timing, Turn
from ridealong.conversation.native import from_dict, to_dict
from ridealong.errors import Malformed
from ridealong.readers import read
from strategies import conversations


def talk(**changes: Any) -> dict[str, Any]:
    """A small conversation as a person would write it."""
    return {
        "ridealong": 1,
        "kind": "sales",
        "title": "First call",
        "started_at": "2026-11-02T09:00:00Z",
        "speakers": [
            {"id": "a", "name": "Rita", "side": "us", "role": "seller"},
            {"id": "b", "name": "Mr Okoro", "side": "them", "role": "customer"},
        ],
        "turns": [
            {"speaker": "a", "start_s": 0.0, "end_s": 3.2, "text": "What does a late van cost?"},
            {"speaker": "b", "start_s": 3.5, "end_s": 6, "text": "A day, and a customer."},
        ],
        "timing": "cue",
    } | changes


@given(conversations(least_turns=0))
@settings(deadline=None, max_examples=150)
def test_any_conversation_comes_back_as_it_was(conversation: Conversation):
    written = to_dict(conversation)
    assert from_dict(json.loads(json.dumps(written))) == conversation
    assert to_dict(from_dict(written)) == written


def test_a_plain_conversation_is_written_with_the_keys_of_the_contract_only():
    assert to_dict(from_dict(talk())) == talk()


def test_what_is_not_stated_is_left_out_or_null():
    conversation = from_dict({"turns": [{"speaker": None, "text": "Hello?"}]})
    assert to_dict(conversation) == {
        "ridealong": 1,
        "kind": None,
        "title": None,
        "started_at": None,
        "timing": "none",
        "speakers": [],
        "turns": [{"speaker": None, "start_s": None, "end_s": None, "text": "Hello?"}],
    }


def test_turns_keep_their_order_and_place_even_without_text_or_out_of_time():
    turns = [
        {"speaker": "a", "start_s": 9, "end_s": 10, "text": "Last."},
        {"speaker": "b", "start_s": 4, "end_s": 5, "text": ""},
        {"speaker": "a", "start_s": 1, "end_s": 2, "text": "First."},
    ]
    assert [t.text for t in from_dict(talk(turns=turns)).turns] == ["Last.", "", "First."]


def test_text_is_cleaned_as_from_any_other_source():
    said = {"speaker": "a", "text": " so,\r\n that's\u0000 it\ud800 "}
    assert from_dict(talk(turns=[said])).turns[0].text == "so, that's it\ufffd"


def test_unknown_keys_of_all_levels_are_kept():
    data = talk(crm_deal=17, labels={"focus": "needs"})
    data["speakers"][1]["job"] = "owner"
    data["turns"][1]["moves"] = ["fact"]
    conversation = from_dict(data)
    assert conversation.extra == {
        "crm_deal": 17,
        "labels": {"focus": "needs"},
        "speakers": {"b": {"job": "owner"}},
        "turns": {"1": {"moves": ["fact"]}},
    }
    assert to_dict(conversation) == data


def test_a_stated_side_without_a_reason_says_where_it_comes_from():
    assert from_dict(talk()).speakers[0].because == "stated in the transcript"


def test_someone_who_speaks_and_is_not_listed_is_added_with_a_warning():
    data = talk()
    data["turns"].append({"speaker": "Pat", "start_s": 6, "end_s": 7, "text": "May I?"})
    conversation = from_dict(data)
    assert conversation.speakers[2] == Speaker("Pat", name="Pat")
    assert conversation.warnings == (
        "The speaker “Pat” is not among the speakers and was added (turns[2].speaker).",
    )


def test_a_transcript_without_a_list_of_speakers_names_them_by_itself():
    conversation = from_dict({"turns": [{"speaker": "Rita", "text": "Hello."}]})
    assert conversation.speakers == (Speaker("Rita", name="Rita"),)
    assert conversation.warnings == ()


def test_numbers_may_be_ids():
    data = talk(speakers=[{"id": 1, "name": "Rita"}], turns=[{"speaker": 1, "text": "Hello."}])
    assert from_dict(data).turns[0].speaker == from_dict(data).speakers[0].id == "1"


@pytest.mark.parametrize(
    ("turn", "timing"),
    [
        ({"text": "Hm."}, Timing.NONE),
        ({"text": "Hm.", "start_s": 1}, Timing.START),
        ({"text": "Hm.", "start_s": 1, "end_s": 2}, Timing.CUE),
        ({"text": "Hm.", "start_s": 1, "end_s": 2, "words": [["Hm.", 1, 2]]}, Timing.WORD),
    ],
)
def test_a_timing_that_is_not_stated_follows_from_the_turns(turn: dict[str, Any], timing: Timing):
    assert from_dict({"turns": [turn]}).timing == timing


def test_a_timing_finer_than_the_times_is_lowered_with_a_warning():
    conversation = from_dict(talk(timing="word"))
    assert conversation.timing == Timing.CUE
    assert "“word”" in conversation.warnings[0]


def test_words_are_written_short():
    data = talk()
    data["turns"][0]["words"] = [["What", 0.0, 0.3, 0.9], ["does", 0.4, 0.6], ["a"]]
    conversation = from_dict(data | {"timing": "word"})
    assert conversation.turns[0].words[2] == ("a", None, None, None)
    assert to_dict(conversation)["turns"][0]["words"] == data["turns"][0]["words"]


WRONG = [
    ("turns[3].start_s", lambda d: d["turns"].extend([{"text": "x"}, {"start_s": "1"}])),
    ("turns[0].start_s", lambda d: d["turns"][0].update(start_s=-1)),
    ("turns[0].start_s", lambda d: d["turns"][0].update(start_s=True)),
    ("turns[0].start_s", lambda d: d["turns"][0].update(start_s=float("nan"))),
    ("turns[1].end_s", lambda d: d["turns"][1].update(end_s=10**400)),
    ("turns[1].end_s", lambda d: d["turns"][1].update(end_s=1)),
    ("turns[1].text", lambda d: d["turns"][1].update(text=["x"])),
    ("turns[1].speaker", lambda d: d["turns"][1].update(speaker={})),
    ("turns[0].words[1]", lambda d: d["turns"][0].update(words=[["a"], "b"])),
    ("turns[0].words[0]", lambda d: d["turns"][0].update(words=[["a", "0"]])),
    ("turns[0].words[0]", lambda d: d["turns"][0].update(words=[[]])),
    ("turns[0].words", lambda d: d["turns"][0].update(words="a b")),
    ("turns[0].confidence", lambda d: d["turns"][0].update(confidence=95)),
    ("turns[1]", lambda d: d["turns"].__setitem__(1, "Hello.")),
    ("turns", lambda d: d.update(turns={})),
    ("turns", lambda d: d.pop("turns")),
    ("speakers[0].side", lambda d: d["speakers"][0].update(side="customer")),
    ("speakers[0].role", lambda d: d["speakers"][0].update(role="boss")),
    ("speakers[0].id", lambda d: d["speakers"][0].pop("id")),
    ("speakers[1].id", lambda d: d["speakers"][1].update(id="a")),
    ("attendees[0].id", lambda d: d.update(attendees=[{"id": "b"}])),
    ("speakers[1].same_as", lambda d: d["speakers"][1].update(same_as="c")),
    ("speakers[1].pseudo", lambda d: d["speakers"][1].update(pseudo="no")),
    ("kind", lambda d: d.update(kind="webinar")),
    ("kind", lambda d: d.update(kind=["sales"])),
    ("timing", lambda d: d.update(timing="second")),
    ("started_at", lambda d: d.update(started_at="yesterday")),
    ("duration_s", lambda d: d.update(duration_s="an hour")),
    ("separate_channels", lambda d: d.update(separate_channels=1)),
    ("notes[0].at_s", lambda d: d.update(notes=[{"text": "x", "at_s": -2}])),
    ("stated[0].value", lambda d: d.update(stated=[{"name": "x", "of": "call"}])),
    ("warnings[0]", lambda d: d.update(warnings=[{}])),
    ("ridealong", lambda d: d.update(ridealong=2)),
    ("ridealong", lambda d: d.update(ridealong=True)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "spoil"), WRONG, ids=[f"{i}-{w[0]}" for i, w in enumerate(WRONG)]
)
def test_what_cannot_be_is_refused_at_its_place(place: str, spoil: Any):
    data = talk()
    spoil(data)
    with pytest.raises(Malformed) as refused:
        from_dict(data)
    assert refused.value.place == place


@pytest.mark.parametrize("data", [None, [], "talk", 7])
def test_what_is_no_object_is_refused(data: object):
    with pytest.raises(Malformed, match="the top level"):
        from_dict(data)


def test_a_figure_that_is_no_number_is_not_written_as_one():
    turn = Turn("a", "Hello.")
    odd = Conversation((Speaker("a"),), (turn,), Timing.NONE, extra={"x": float("inf")})
    assert from_dict(to_dict(odd)) == odd


def test_labelled_conversations_keep_turns_sides_and_labels(shared):
    files = sorted(
        [*shared.glob("moves-examples/*.json"), *shared.glob("moves-training/conversations/*.json")]
    )
    assert len(files) > 300
    for file in files:
        source = json.loads(file.read_text(encoding="utf-8"))
        conversation = read(file).conversations[0]
        assert conversation.warnings == (), file
        assert conversation.kind == source["kind"], file
        assert [t.start_s for t in conversation.turns] == [t["start"] for t in source["turns"]]
        names = {s.id: s.name for s in conversation.speakers}
        assert [names[t.speaker or ""] for t in conversation.turns] == [
            t["speaker"] for t in source["turns"]
        ], file
        expected = {p["name"]: _SIDES[p.get("side")] for p in source["participants"]}
        assert {s.name: s.side for s in conversation.speakers} == expected, file
        labelled = {str(t["i"]): t["moves"] for t in source["turns"] if t["moves"]}
        kept: Any = conversation.extra.get("turns", {})
        assert {i: turn["moves"] for i, turn in kept.items()} == labelled, file
        assert from_dict(to_dict(conversation)) == conversation, file


_SIDES = {"us": Side.US, "customer": Side.THEM, None: None}


def test_a_conversation_without_turns_may_be_kept():
    empty = Conversation((), (), Timing.NONE)
    assert from_dict(to_dict(empty)) == empty
