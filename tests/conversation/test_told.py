"""Somebody says who a speaker is, or what a talk is: everybody else in it follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.conversation import Conversation, Kind, Role, Side, Speaker, Timing, Turn
from ridealong.conversation.told import no_person, say, turn_into, was_said

SPOKEN = ("a", "b", "c", "d")


def talk(*speakers: Speaker, kind: Kind = Kind.SALES) -> Conversation:
    turns = tuple(Turn(s.id, f"I am {s.id}") for s in speakers)
    return Conversation(speakers, turns, Timing.NONE, kind=kind)


def sides(conversation: Conversation) -> str:
    """One sign for each speaker: u, t, or - where nothing is known."""
    return "".join(s.side[0] if s.side else "-" for s in conversation.speakers)


def roles(conversation: Conversation) -> list[str]:
    return [str(s.role or "") for s in conversation.speakers]


def unknown(*ids: str) -> list[Speaker]:
    return [Speaker(i, name=i.upper()) for i in ids]


@pytest.mark.parametrize(
    ("before", "says", "after"),
    [
        ("--", (0, Side.US), "ut"),
        ("--", (0, Side.THEM), "tu"),
        ("tu", (0, Side.US), "ut"),
        ("tt", (1, Side.US), "tu"),
        ("---", (0, Side.US), "u--"),
        ("u--", (1, Side.US), "uut"),
        ("u--", (1, Side.THEM), "ut-"),
        ("ut-", (1, Side.US), "uut"),
        ("utu", (2, Side.THEM), "utt"),
    ],
)
def test_one_press_puts_a_speaker_on_a_side_and_who_is_left_across(before, says, after):
    known = {"u": Side.US, "t": Side.THEM, "-": None}
    people = [Speaker(i, side=known[sign]) for i, sign in zip(SPOKEN, before, strict=False)]
    who, side = says
    told = say(talk(*people), SPOKEN[who], side, None, "Rita")
    assert sides(told) == after
    assert told.speakers[who].because == "said by Rita"


def test_what_was_said_of_somebody_before_stays():
    told = say(talk(*unknown("a", "b")), "a", Side.US, None, "Rita")
    told = say(told, "b", Side.US, None, "Mel")
    assert sides(told) == "uu"
    assert [s.because for s in told.speakers] == ["said by Rita", "said by Mel"]


def test_all_names_of_a_person_follow():
    people = (Speaker("a"), Speaker("b", same_as="a"), Speaker("c"))
    assert sides(say(talk(*people), "b", Side.THEM, None, "Rita")) == "ttu"


def test_roles_are_those_of_the_kind_of_talk():
    for kind, expected in (
        (Kind.SALES, ["seller", "customer"]),
        (Kind.SERVICE, ["agent", "customer"]),
        (Kind.PARTNER, ["coach", "rep"]),
    ):
        told = say(talk(*unknown("a", "b"), kind=kind), "a", Side.US, None, "Rita")
        assert roles(told) == expected


def test_in_a_coaching_talk_of_two_the_other_one_is_the_other():
    people = (
        Speaker("a", side=Side.US, role=Role.REP),
        Speaker("b", side=Side.US, role=Role.COACH),
    )
    told = say(talk(*people, kind=Kind.COACHING), "a", Side.US, Role.COACH, "Mel")
    assert roles(told) == ["coach", "rep"]
    assert sides(told) == "uu"


def test_a_machine_is_no_person_and_can_be_one_again():
    told = no_person(talk(*unknown("a", "b")), "b", "Rita")
    assert told.by_id["b"].pseudo
    again = say(told, "b", Side.THEM, None, "Rita")
    assert not again.by_id["b"].pseudo
    assert sides(again) == "ut"


def test_a_talk_of_another_kind_has_other_roles():
    told = say(talk(*unknown("a", "b")), "a", Side.US, None, "Rita")
    assert roles(turn_into(told, Kind.SERVICE)) == ["agent", "customer"]
    coached = turn_into(told, Kind.COACHING)
    assert (sides(coached), roles(coached), coached.kind) == ("uu", ["", ""], Kind.COACHING)
    assert roles(turn_into(told, Kind.DEBRIEF)) == ["rep", "rep"]


def test_back_across_the_table_only_what_was_said_is_known():
    told = say(talk(*unknown("a", "b")), "a", Side.US, None, "Rita")
    back = turn_into(turn_into(told, Kind.COACHING), Kind.SALES)
    assert sides(back) == "u-"
    assert was_said(back.speakers[0])


@given(
    signs=st.lists(st.sampled_from([None, Side.US, Side.THEM]), min_size=1, max_size=4),
    says=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Side)), min_size=1, max_size=6),
    kind=st.sampled_from(Kind),
)
def test_whatever_is_said_turns_stay_and_the_last_word_of_each_speaker_holds(signs, says, kind):
    people = [Speaker(i, side=side) for i, side in zip(SPOKEN, signs, strict=False)]
    before = told = talk(*people, kind=kind)
    last = {}
    for who, side in says:
        speaker = SPOKEN[who % len(people)]
        told, last[speaker] = say(told, speaker, side, None, "Rita"), side
    assert told.turns == before.turns
    assert [s.id for s in told.speakers] == [s.id for s in before.speakers]
    assert {i: told.by_id[i].side for i in last} == last
    other = turn_into(told, Kind.SERVICE)
    assert {i: other.by_id[i].side for i in last} == last
