"""A draft keeps what can be, leaves out what cannot, and tells it once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.conversation import Draft, Role, Side, Timing, Word
from ridealong.conversation.text import clean, count_words

NAN, INFINITY = float("nan"), float("inf")


def test_a_speaker_is_one_however_often_named():
    draft = Draft(Timing.NONE)
    assert draft.speaker("1", "Rita") == draft.speaker(1) == draft.speaker("1", "R.") == "s1"
    draft.turn("s1", "Hello.")
    assert draft.finish().speakers[0].name == "Rita"


@pytest.mark.parametrize("key", [None, ""])
def test_nobody_is_no_speaker(key: str | None):
    assert Draft(Timing.NONE).speaker(key, "Rita") is None


def test_later_calls_add_what_was_not_known():
    draft = Draft(Timing.NONE)
    draft.speaker(7)
    draft.speaker(7, "Rita ", email=" Rita@Acme.example ", channel=0)
    draft.speaker(7, side=Side.US, role=Role.SELLER, because="is_rep")
    draft.speaker(7, side=Side.THEM, role=Role.CUSTOMER, because="guess", email="x@y.example")
    draft.turn("s1", "Hello.")
    rita = draft.finish().speakers[0]
    assert (rita.name, rita.email, rita.channel) == ("Rita", "rita@acme.example", "0")
    assert (rita.side, rita.role, rita.because) == (Side.US, Role.SELLER, "is_rep")
    assert rita.provider_id == "7"


def test_a_machine_is_known_by_its_name_even_when_that_comes_late():
    draft = Draft(Timing.NONE)
    draft.speaker(1)
    draft.speaker(1, "Otter.ai")
    draft.turn("s1", "Hello.")
    assert draft.finish().speakers[0].pseudo


def test_ids_are_never_given_twice():
    draft = Draft(Timing.NONE)
    ids = [draft.speaker("a", id="s2"), draft.speaker("b"), draft.speaker("c", id="s2")]
    assert len(set(ids)) == 3


def test_those_who_never_speak_are_attendees():
    draft = Draft(Timing.NONE)
    draft.speaker("Mel", "Mel")
    draft.turn(draft.speaker("Rita", "Rita"), "Hello.")
    conversation = draft.finish()
    assert [s.name for s in conversation.speakers] == ["Rita"]
    assert [s.name for s in conversation.attendees] == ["Mel"]


@pytest.mark.parametrize("start_s", [-1.0, NAN, INFINITY, 1e9])
def test_a_time_that_cannot_be_is_left_out_and_told(start_s: float):
    draft = Draft(Timing.START)
    draft.turn(None, "Hello.", start_s, place="line 3")
    conversation = draft.finish()
    assert conversation.turns[0].start_s is None
    assert conversation.warnings == ("A time that cannot be; it was left out (first at line 3).",)


def test_an_end_before_its_start_is_left_out():
    draft = Draft(Timing.CUE)
    draft.turn(None, "Hello.", 2.0, 1.0)
    assert (draft.finish().turns[0].start_s, draft.finish().turns[0].end_s) == (2.0, None)


def test_a_fault_that_comes_back_is_told_once_with_its_count_and_first_place():
    draft = Draft(Timing.NONE)
    for i in range(3):
        draft.tally("a row without text", f"results[{i}].Text")
    assert draft.finish().warnings == ("3 × a row without text (first at results[0].Text).",)


def test_a_fault_that_comes_once_keeps_the_spelling_of_its_place():
    draft = Draft(Timing.NONE)
    draft.tally("a row without text", "results[0].Text")
    assert draft.finish().warnings == ("A row without text (first at results[0].Text).",)


def test_words_lose_only_the_times_that_cannot_be():
    draft = Draft(Timing.WORD)
    words = [Word("so", 0.1, INFINITY, 0.9), Word("what", -1.0, 0.5, NAN)]
    draft.turn(None, "so what", words=words)
    assert draft.finish().turns[0].words == (
        Word("so", 0.1, None, 0.9),
        Word("what", None, 0.5, None),
    )


@pytest.mark.parametrize(
    ("confidence", "kept"), [(0.0, 0.0), (1.0, 1.0), (95.0, None), (NAN, None)]
)
def test_a_confidence_is_between_0_and_1(confidence: float, kept: float | None):
    draft = Draft(Timing.NONE)
    draft.turn(None, "Hello.", confidence=confidence)
    assert draft.finish().turns[0].confidence == kept


def test_turns_are_put_into_order_of_time_where_all_have_one():
    draft = Draft(Timing.START)
    draft.turn(None, "Later.", 5.0)
    draft.turn(None, "First.", 1.0)
    conversation = draft.finish()
    assert [t.text for t in conversation.turns] == ["First.", "Later."]
    assert "they were sorted" in conversation.warnings[0]


def test_turns_stay_as_they_are_where_one_has_no_time():
    draft = Draft(Timing.START)
    draft.turn(None, "Later.", 5.0)
    draft.turn(None, "Sometime.")
    draft.turn(None, "First.", 1.0)
    assert [t.text for t in draft.finish().turns] == ["Later.", "Sometime.", "First."]


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_nothing_said_is_no_turn_unless_only_times_are_known(text: str):
    draft = Draft(Timing.CUE)
    draft.turn(None, text, 0.0, 1.0)
    assert draft.empty
    draft.turn(None, text, 0.0, 1.0, silent=True)
    assert len(draft.finish().turns) == 1


@pytest.mark.parametrize(
    ("promised", "times", "honest"),
    [
        (Timing.WORD, [(0.0, 1.0)], Timing.CUE),
        (Timing.CUE, [(0.0, 1.0)], Timing.CUE),
        (Timing.CUE, [(0.0, None)], Timing.START),
        (Timing.CUE, [(None, None)], Timing.NONE),
        (Timing.CUE, [(0.0, 1.0)] * 8 + [(2.0, None)] * 2, Timing.CUE),
        (Timing.CUE, [(0.0, 1.0)] * 7 + [(2.0, None)] * 3, Timing.START),
        (Timing.START, [(None, None)], Timing.NONE),
        (Timing.MINUTE, [(None, None)], Timing.MINUTE),
        (Timing.NONE, [(0.0, 1.0)], Timing.NONE),
    ],
)
def test_a_timing_is_only_as_fine_as_the_times(
    promised: Timing, times: list[tuple[float | None, float | None]], honest: Timing
):
    draft = Draft(promised)
    for start_s, end_s in times:
        draft.turn(None, "Hello.", start_s, end_s)
    assert draft.finish().timing == honest


def test_a_moment_without_a_zone_is_utc():
    draft = Draft(Timing.NONE, started_at=datetime(2026, 11, 2, 9))  # noqa: DTZ001  # the point
    assert draft.finish().started_at == datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_a_figure_that_is_no_number_is_not_kept():
    draft = Draft(Timing.NONE)
    draft.state("TalkTime", "call", NAN, "s")
    draft.state("TalkTime", "call", 12.5, "s")
    assert [figure.value for figure in draft.finish().stated] == [12.5]


@pytest.mark.parametrize(
    ("duration_s", "expected"), [(None, 4.0), (9.5, 9.5), (NAN, None), (-1.0, None)]
)
def test_a_duration_is_the_stated_one_else_the_last_time(
    duration_s: float | None, expected: float | None
):
    draft = Draft(Timing.CUE, duration_s=duration_s)
    draft.turn(None, "Hello.", 1.0, 4.0)
    assert draft.finish().duration_s == expected


@given(st.text())
def test_cleaned_text_is_clean(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == cleaned.strip()
    assert cleaned.encode().decode() == cleaned
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in cleaned)
    assert count_words(cleaned) <= len(cleaned.split())
