"""How fast, and whether there is enough to measure at all."""

import pytest

from clocked import clocked, long_talk, measured, taken, talk, why
from ridealong.analysis import analyse
from ridealong.analysis.check import minutes, too_little
from ridealong.analysis.rate import speech_rate
from ridealong.conversation import Kind, Timing

NO = (None, None)


@pytest.mark.parametrize(
    ("lines", "rate", "words"),
    [
        pytest.param([("us", 0.0, 6.0, 15)], 150.0, 15, id="15 words in 6 s"),
        pytest.param(
            [("us", 0.0, 6.0, 15), ("us", 7.0, 11.0, 4)], 150.0, 15, id="4 words left out"
        ),
        pytest.param([("us", 0.0, 6.0, 15), ("us", 7.0, 9.0, 5)], 150.0, 20, id="5 words counted"),
        pytest.param([("us", 0.0, 6.0, 4)], None, 0, id="nothing long enough"),
        pytest.param([("us", 3.0, 3.0, 9)], None, 0, id="no length"),
    ],
)
def test_speech_rate(lines, rate, words):
    taken = speech_rate(clocked(*lines).placed)
    assert (taken.value, taken.n) == (rate and pytest.approx(rate), words)


def two(ours, theirs, end_s=181.0):
    return [("us", 0.0, 90.0, ours), ("them", 91.0, end_s, theirs)]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "nobody speaks"),
        (two(250, 50, 180.0), None),
        (two(250, 50, 179.9), "shorter than 3 minutes (2:59)"),
        (two(249, 50), "fewer than 300 words (299)"),
        (two(251, 49), "fewer than 50 words of them (49)"),
        (two(49, 251), "fewer than 50 words of us (49)"),
        ([("us", 0.0, 200.0, 400)], "only one side speaks"),
        ([("someone", 0.0, 200.0, 400)], "only one person speaks"),
        ([(None, 0.0, 200.0, 400)], "who speaks is not known"),
        ([("screen", 0.0, 200.0, 400)], "who speaks is not known"),
        ([("someone", 0.0, 90.0, 300), ("other", 91.0, 190.0, 50)], None),
        ([("someone", 0.0, 90.0, 300), ("other", 91.0, 190.0, 49)],
         "fewer than two people say 50 words"),
        ([("us", *NO, 250), ("them", *NO, 210)], None),
        ([("us", *NO, 250), ("them", *NO, 150)], "shorter than 3 minutes (about 2:40)"),
        (two(0, 0), None),
    ],
)  # fmt: skip
def test_too_little_to_measure(lines, why):
    timing = Timing.NONE if lines and lines[0][1] is None else Timing.CUE
    assert too_little(clocked(*lines, timing=timing)) == why


def test_too_little_withholds_everything_with_that_reason():
    measures = analyse(talk(*two(249, 50))).measures
    assert {m.withheld for m in measures} == {"fewer than 300 words (299)"}
    assert {m.value for m in measures} == {None}


@pytest.mark.parametrize("lines", [[], [("us", 0.0, 400.0, 900)], [(None, 0.0, 400.0, 900)]])
def test_talks_without_two_who_speak_say_nothing(lines):
    analysis = analyse(talk(*lines))
    assert taken(analysis) == {}
    assert analysis.findings == ()
    assert all(m.withheld for m in analysis.measures)


def test_a_source_with_times_alone_tells_time_alone():
    analysis = analyse(talk(*long_talk(words=0)))
    assert {measure for measure, _ in taken(analysis)} == {
        "talk_share",
        "talk_time_s",
        "silence_share",
    }
    assert "times alone" in why(analysis, "longest_monologue", "us")


def test_coaching_talks_are_told_by_role():
    analysis = analyse(talk(*long_talk(who=("coach", "rep")), kind=Kind.COACHING))
    assert measured(analysis, "talk_share", "rep").value == pytest.approx(0.5)
    assert {f.capability for f in analysis.findings} == {"S4.43"}


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (65.9, "1:05"), (600, "10:00"), (3665, "1:01:05")]
)
def test_minutes_for_reading(seconds, shown):
    assert minutes(seconds) == shown
