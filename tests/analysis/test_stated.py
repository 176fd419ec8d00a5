"""A vendor's figures stand beside ours, each with the reason why they differ."""

from dataclasses import replace

import pytest

from clocked import long_talk, measured, talk
from ridealong.analysis import analyse
from ridealong.analysis.clock import clock_of
from ridealong.conversation import Kind, Stated, assign_sides
from ridealong.readers import read


def explained(name, of, value, unit, **more):
    conversation = replace(
        talk(*long_talk(**more)), stated=(Stated(name, of, value, unit),), format="acme-json"
    )
    return analyse(conversation).measures[-1]


@pytest.mark.parametrize(
    ("name", "of", "value", "unit", "says"),
    [
        ("TalkTime", "s1", 150.0, "s", "ours (talk_time_s) is 183 s: ours counts whole turns"),
        ("talk_time", "s1", 200.0, "s", "a source that hears speech outside them finds more"),
        ("SpeakerTime", "s1", 183.0, "s", "the same within 2 %"),
        ("Talk Ratio", "s1", 0.43, "1", "ours (talk_share) is 0.5: the source may divide"),
        ("Longest Monologue", "s1", 4.0, "s", "ours (longest_monologue) is 6.1 s"),
        ("Longest Customer Story", "s1", 4.0, "s", "ours (longest_customer_story) is 6.1 s"),
        ("Patience", "s1", 0.9, "s", "ours (patience) is 0.43 s: the source may take another"),
        ("TalkSpeed", "s2", 180.0, "wpm", "ours (speech_rate) is 148 wpm"),
        ("TalkTime", "call", 300.0, "s", "not taken of call"),
        ("Interactivity", "s1", 7.0, "1", "on the source's own scale"),
        ("AIScore", "call", 7.0, "1", "kept as the source states it"),
    ],
)
def test_a_stated_figure_is_explained(name, of, value, unit, says):
    measure = explained(name, of, value, unit)
    assert (measure.id, measure.of, measure.scope) == ("stated_by_source", of, name)
    assert (measure.value, measure.unit) == (value, unit)
    assert says in measure.formula
    assert "acme-json" in measure.source


def test_where_ours_is_withheld_the_reason_is_told():
    assert "shorter than 3 minutes" in explained("TalkTime", "s1", 9.0, "s", turns=4).formula


def test_a_real_call_of_two_channels_is_measured(samples):
    call = read(samples / "aws_call_analytics" / "bda-standard.json").conversations[0]
    analysis = analyse(assign_sides(call, us=["spk_1"], kind=Kind.SERVICE))
    share = measured(analysis, "talk_share", "us").value
    assert share == pytest.approx(0.625, abs=0.001)  # 151.53 s of 242.58 s, summed from the file
    monologue = measured(analysis, "longest_monologue", "us")
    assert monologue.value == pytest.approx(217.37 - 187.08)
    assert [call.turns[i].start_s for i in monologue.turns] == [187.08, 202.15]
    assert measured(analysis, "overlap_share").value == pytest.approx(0.052, abs=0.001)


def test_amazons_talk_time_is_a_little_less_than_the_length_of_its_turns(samples):
    call = read(samples / "aws_pca" / "testfile.json").conversations[0]
    clock = clock_of(assign_sides(call))
    stated = {s.of: s.value for s in call.stated if s.name == "SpeakerTime"}
    for speaker, seconds in stated.items():
        ours = sum(p.length_s for p in clock.turns_by(speaker))
        assert 0.85 * ours < seconds < ours
