"""Passages, monologues and stories: each row worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocked import clocked
from ridealong.analysis.monologue import monologue, story
from ridealong.analysis.passages import passages
from ridealong.conversation import Timing

TEN = ("us", 0.0, 10.0, 25)
NO = None


def found(*lines, **stated):
    return passages(clocked(*lines, **stated))


@pytest.mark.parametrize(
    ("lines", "length_s", "turns"),
    [
        pytest.param([TEN, ("us", 11.9, 20.0, 9)], 20.0, (0, 1), id="a gap of 1.9 s goes on"),
        pytest.param([TEN, ("us", 12.0, 20.0, 9)], 10.0, (0,), id="a gap of 2.0 s ends it"),
        pytest.param(
            [TEN, ("them", 10.2, 11.0, "Mm-hmm."), ("us", 11.2, 20.0, 9)], 20.0, (0, 2),
            id="a sign of 0.8 s does not",
        ),
        pytest.param(
            [TEN, ("them", 9.5, 10.9, "Yeah, I see."), ("us", 11.2, 20.0, 9)], 20.0, (0, 2),
            id="nor one of 1.4 s that overlaps",
        ),
        pytest.param(
            [TEN, ("them", 10.1, 11.3, "Yeah."), ("us", 11.4, 20.0, 9)], 10.0, (0,),
            id="one of 1.2 s beside it does",
        ),
        pytest.param(
            [TEN, ("them", 10.2, 11.0, "Why?"), ("us", 11.2, 20.0, 9)], 10.0, (0,),
            id="a question of one word does",
        ),
        pytest.param(
            [TEN, ("them", 10.2, 11.0, "Yeah yeah yeah yeah."), ("us", 11.2, 20.0, 9)],
            10.0, (0,), id="four words do",
        ),
        pytest.param(
            [TEN, ("them", 10.2, 10.6, "Yeah."), ("us", 12.1, 20.0, 9)], 10.0, (0,),
            id="a sign does not fill a pause",
        ),
        pytest.param(
            [TEN, ("us2", 10.5, 20.0, 9)], 20.0, (0, 1), id="two of one side are one passage",
        ),
        pytest.param(
            [TEN, (None, 10.5, 12.0, 5), ("us", 12.1, 20.0, 9)], 10.0, (0,),
            id="nobody knows who speaks between",
        ),
        pytest.param(
            [("us", 0.0, 60.0, 99), ("them", 30.0, 33.0, 9), ("us", 61.0, 70.0, 9)], 60.0, (0,),
            id="a turn is not cut by talk during it, only what follows",
        ),
    ],
)  # fmt: skip
def test_the_longest_monologue(lines, length_s, turns):
    taken = monologue(found(*lines), "us")
    assert taken.turns == turns
    assert taken.value == pytest.approx(length_s)


def test_a_sign_that_leads_into_ones_own_turn_begins_it():
    lines = [TEN, ("them", 10.3, 10.8, "Okay."), ("them", 11.0, 15.0, 9)]
    assert [(p.party, p.start_s) for p in found(*lines)] == [("us", 0.0), ("them", 10.3)]


def test_a_sign_during_the_others_talk_begins_nothing():
    lines = [TEN, ("them", 9.3, 9.8, "Okay."), ("them", 10.4, 15.0, 9)]
    assert [(p.party, p.start_s) for p in found(*lines)] == [("us", 0.0), ("them", 10.4)]


@pytest.mark.parametrize("timing", [Timing.NONE, Timing.MINUTE])
def test_without_times_a_monologue_is_as_long_as_its_words(timing):
    lines = [("us", NO, NO, 100), ("us", NO, NO, 50), ("them", NO, NO, 5), ("us", NO, NO, 20)]
    assert monologue(found(*lines, timing=timing), "us").value == pytest.approx(60.0)


def test_a_time_mark_inside_a_monologue_does_not_end_it():
    lines = [("us", 0.0, NO, 100), ("us", 300.0, NO, 50), ("them", NO, NO, 5)]
    assert monologue(found(*lines, timing=Timing.MINUTE), "us").value == pytest.approx(60.0)


TALE = ("them", 0.0, 40.0, 100)


@pytest.mark.parametrize(
    ("lines", "length_s", "turns"),
    [
        pytest.param(
            [TALE, ("us", 41.0, 43.0, 8), ("them", 44.0, 60.0, 40)], 60.0, (0, 1, 2),
            id="a question of 8 words does not end it",
        ),
        pytest.param(
            [TALE, ("us", 41.0, 43.0, 9), ("them", 44.0, 60.0, 40)], 40.0, (0,),
            id="one of 9 does",
        ),
        pytest.param(
            [TALE, ("us", 41.0, 42.0, 5), ("us", 42.1, 43.0, 4), ("them", 44.0, 60.0, 40)],
            40.0, (0,), id="so do two that have 9 together",
        ),
        pytest.param(
            [TALE, ("us", 42.0, 43.0, 3), ("them", 44.0, 60.0, 40)], 40.0, (0,),
            id="so does a silence of 2 s before",
        ),
        pytest.param(
            [TALE, ("us", 41.0, 42.0, 3), ("them", 44.0, 60.0, 40)], 40.0, (0,),
            id="or after",
        ),
        pytest.param(
            [TALE, ("us", 41.0, 43.0, 8)], 40.0, (0,), id="our question is no end of it",
        ),
        pytest.param(
            [
                TALE, ("us", 41.0, 43.0, 8), ("them", 44.0, 60.0, 40),
                ("us", 60.5, 62.0, 5), ("them", 63.0, 90.0, 60),
            ],
            90.0, (0, 1, 2, 3, 4), id="two questions",
        ),
    ],
)  # fmt: skip
def test_the_longest_story(lines, length_s, turns):
    clock = clocked(*lines)
    taken = story(clock, passages(clock))
    assert taken.turns == turns
    assert taken.value == pytest.approx(length_s)


def test_who_says_nothing_has_no_monologue_and_no_story():
    clock = clocked(TEN)
    assert monologue(passages(clock), "them").value is None
    assert story(clock, passages(clock)).value is None


@given(
    at_ms=st.integers(0, 30_000),
    length_ms=st.integers(1, 999),
    sign=st.sampled_from(["Mm-hmm.", "Yeah.", "I see.", "Okay, right."]),
)
def test_a_sign_anywhere_ends_no_monologue(at_ms, length_ms, sign):
    ours = [("us", 0.0, 9.7, 25), ("us", 10.1, 20.3, 25), ("us", 21.9, 30.0, 20)]
    listening = ("them", at_ms / 1000, (at_ms + length_ms) / 1000, sign)
    lines = sorted([*ours, listening], key=lambda line: line[1])
    assert monologue(found(*lines), "us").value == monologue(found(*ours), "us").value == 30.0
