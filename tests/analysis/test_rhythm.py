"""Changes of speaker, pauses and interruptions: each row worked out by hand."""

import pytest

from clocked import clocked
from ridealong.analysis.passages import passages
from ridealong.analysis.rhythm import early_starts, interactivity, interruptions, patience

THEIRS = ("them", 0.0, 10.0, 25)


@pytest.mark.parametrize(
    ("lines", "changes", "a_minute"),
    [
        pytest.param(
            [THEIRS, ("us", 11.0, 21.0, 9), ("them", 22.0, 32.0, 9)], 2, 4.0,
            id="2 changes in 30 s of speech",
        ),
        pytest.param(
            [THEIRS, ("us", 10.1, 10.6, "Yeah."), ("them", 10.7, 20.2, 9)], 0, 0.0,
            id="a sign of listening is no change",
        ),
        pytest.param(
            [THEIRS, ("us", 5.0, 15.0, 9)], 1, 4.0, id="talk at once counts once as speech"
        ),
        pytest.param(
            [THEIRS, (None, 10.0, 20.0, 5), ("us", 20.0, 30.0, 9)], 1, 3.0,
            id="speech of nobody known counts for nothing",
        ),
    ],
)  # fmt: skip
def test_interactivity(lines, changes, a_minute):
    clock = clocked(*lines)
    taken = interactivity(clock, passages(clock))
    assert taken.n == changes
    assert taken.value == pytest.approx(a_minute)


def answered(*gaps_s):
    """We answer a turn of theirs after each of these gaps."""
    lines, start_s = [], 0.0
    for gap_s in gaps_s:
        lines.append(("them", start_s, start_s + 10, 25))
        lines.append(("us", start_s + 10 + gap_s, start_s + 20, 25))
        start_s += 23
    return lines


@pytest.mark.parametrize(
    ("gaps", "median", "n", "early"),
    [
        ([0.4, 0.6, 1.4], 0.6, 3, 0.0),
        ([0.4, 0.6], 0.5, 2, 0.0),
        ([0.0, 5.0], 2.5, 2, 0.0),
        ([0.4, 5.1], 0.4, 1, 0.0),
        ([0.4, -0.7, -1.2, 0.8], 0.6, 2, 0.5),
        ([-0.7], None, 0, 1.0),
        ([6.0], None, 0, 0.0),
    ],
)
def test_patience_is_the_median_of_gaps_of_0_to_5_s(gaps, median, n, early):
    clock = clocked(*answered(*gaps))
    taken = patience(clock, passages(clock), "us", "them")
    assert (taken.value, taken.n) == (median and pytest.approx(median), n)
    assert early_starts(passages(clock), "us", "them").value == early


def test_gaps_left_out_are_told():
    clock = clocked(*answered(0.5, 7.0, -0.7))
    taken = patience(clock, passages(clock), "us", "them")
    assert taken.note == "1 longer than 5 s left out, 1 below 0 (33 %)"


def test_a_gap_ends_where_the_answer_begins_with_a_sign():
    clock = clocked(THEIRS, ("us", 10.5, 10.9, "Okay."), ("us", 11.2, 20.0, 25))
    assert patience(clock, passages(clock), "us", "them").value == pytest.approx(0.5)


def test_who_never_stopped_talking_answers_nothing():
    clock = clocked(("us", 0.0, 60.0, 99), ("them", 30.0, 33.0, 9), ("us", 34.0, 70.0, 9))
    assert early_starts(passages(clock), "us", "them").value is None


CALL = ("them", 590.0, 600.0, 25)  # makes the talk ten minutes long


@pytest.mark.parametrize(
    ("lines", "n"),
    [
        pytest.param([("us", 9.5, 15.0, 9)], 1, id="0.5 s at once, then they stop"),
        pytest.param([("us", 9.0, 15.0, 9)], 1, id="they stop 1.0 s after the start"),
        pytest.param([("us", 9.51, 15.0, 9)], 0, id="0.49 s at once"),
        pytest.param([("us", 8.99, 15.0, 9)], 0, id="they go on for 1.01 s"),
        pytest.param([("us", 9.4, 15.0, 2)], 0, id="two words"),
        pytest.param([("us", 9.4, 10.2, "Yeah, I see.")], 0, id="a sign of listening"),
        pytest.param([("us", 9.2, 9.6, 4)], 0, id="over before it overlaps for 0.5 s"),
        pytest.param([("us", 10.0, 15.0, 9)], 0, id="after they have ended"),
        pytest.param(
            [("us", 9.4, 15.0, 9), ("them", 10.1, 12.0, 9)], 0, id="they draw breath and go on"
        ),
        pytest.param([("us", 5.0, 9.3, 9), ("us", 9.4, 15.0, 9)], 0, id="we were talking already"),
        pytest.param(
            [("us", 9.4, 15.0, 9), ("them", 20.0, 30.0, 9), ("us", 29.3, 35.0, 9)], 2, id="twice"
        ),
    ],
)
def test_interruptions_per_ten_minutes(lines, n):
    clock = clocked(*sorted([THEIRS, *lines, CALL], key=lambda line: line[1]))
    taken = interruptions(clock, "us", "them")
    assert taken.n == len(taken.turns) == n
    assert taken.value == pytest.approx(n)


def test_interruptions_are_seen_from_both_sides():
    lines = [("us", 0.0, 10.0, 25), ("them", 9.3, 14.0, 9), ("us", 299.0, 300.0, 9)]
    clock = clocked(*lines)
    assert interruptions(clock, "them", "us").value == pytest.approx(2.0)
    assert interruptions(clock, "us", "them").value == 0
