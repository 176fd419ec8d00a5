"""What must hold for every measure of every conversation."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clocked import PEOPLE, long_talk, measured, taken, talk, timed_lines, why
from holding import measures_hold
from ridealong.analysis import analyse
from ridealong.analysis.definitions.talk import TALK
from ridealong.analysis.labels import GATES
from ridealong.conversation import Role, Side, Timing, assign_sides
from strategies import conversations

FEW = settings(max_examples=40, deadline=None)
OTHER = {"us": "them", "them": "us"}


@given(conversations(least_turns=0), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_comes_is_measured_or_withheld(conversation, with_sides):
    analysis = analyse(assign_sides(conversation) if with_sides else conversation)
    measures_hold(analysis)
    assert [p.turn for p in analysis.placed] == list(range(len(conversation.turns)))
    assert all(p.start_s <= p.end_s for p in analysis.placed)


@given(timed_lines())
@FEW
def test_shares_sum_to_one(lines):
    analysis = analyse(talk(*lines, channels=True))
    measures_hold(analysis)
    values = taken(analysis)
    assert values["talk_share", "us"] + values["talk_share", "them"] == pytest.approx(1)
    people = [m for m in analysis.measures if m.id == "talk_share" and m.of.startswith("s")]
    assert sum(m.value or 0 for m in people) == pytest.approx(1)
    halves = taken(analysis, scope="first_half")
    assert not halves or sum(halves.values()) == pytest.approx(1)


@given(timed_lines(who=("us", "them", "us2", "them2")), st.integers(1, 90_000))
@FEW
def test_a_shift_in_time_changes_nothing(lines, shift_ms):
    shifted = [(who, a + shift_ms / 1000, b + shift_ms / 1000, n) for who, a, b, n in lines]
    before, after = analyse(talk(*lines, channels=True)), analyse(talk(*shifted, channels=True))
    assert taken(after) == pytest.approx(taken(before), rel=1e-6, abs=1e-6)
    assert [f.evidence for f in after.findings] == [f.evidence for f in before.findings]


@given(timed_lines())
@FEW
def test_swapped_sides_swap_the_measures(lines):
    both_ways = {"talk_share", "talk_time_s", "longest_monologue", "interruptions", "speech_rate"}
    swapped = [(OTHER[who], a, b, n) for who, a, b, n in lines]
    one, two = (taken(analyse(talk(*x, channels=True))) for x in (lines, swapped))
    for (measure, of), value in one.items():
        if measure in both_ways and of in OTHER:
            assert two[measure, OTHER[of]] == pytest.approx(value)
        if of == "call":
            assert two[measure, of] == pytest.approx(value)


def coarser(conversation):
    """The same conversation at every timing from fine to coarse."""
    starts = [replace(t, end_s=None) for t in conversation.turns]
    marks = [replace(t, start_s=None) if i % 9 else t for i, t in enumerate(starts)]
    none = [replace(t, start_s=None) for t in starts]
    yield conversation
    whole = [replace(t, start_s=t.start_s // 1, end_s=t.end_s // 1) for t in conversation.turns]
    yield replace(conversation, turns=tuple(whole), separate_channels=False)
    for timing, turns in ((Timing.START, starts), (Timing.MINUTE, marks), (Timing.NONE, none)):
        yield replace(conversation, turns=tuple(turns), timing=timing, separate_channels=False)


@given(timed_lines())
@FEW
def test_coarser_timing_never_measures_more(lines):
    finer = None
    for conversation in coarser(talk(*lines, channels=True)):
        analysis = analyse(replace(conversation, duration_s=None))
        measures_hold(analysis)
        now = set(taken(analysis))
        assert finer is None or now <= finer
        finer = now


NEEDS = {
    "word": {d.id for d in TALK} - {"listening_share"},
    "start": {
        "talk_share", "talk_time_s", "longest_monologue", "longest_customer_story",
        "interactivity", "self_answered_share",
    },
}  # fmt: skip


@pytest.mark.parametrize("timing", [Timing.START, Timing.MINUTE, Timing.NONE])
def test_what_is_measured_at_each_timing(timing):
    lines = [(w, a, b, "Why does it go on as it does at the moment for so long?" if i % 3 else 15)
             for i, (w, a, b, _) in enumerate(long_talk())]  # fmt: skip
    by_timing = {c.timing: c for c in coarser(talk(*lines, channels=True))}
    fine = analyse(talk(*lines, channels=True))
    assert {measure for measure, _ in taken(fine)} == NEEDS["word"]
    coarse = analyse(by_timing[timing])
    assert {measure for measure, _ in taken(coarse)} == NEEDS["start"]
    assert all("by words" in m.formula for m in coarse.measures if m.value is not None)
    assert why(coarse, "patience", "us")
    assert why(coarse, "listening_share", "us", "interview").startswith(
        "the interview stage is not marked"
    )


def test_whole_seconds_withhold_pauses_but_not_shares():
    lines = [(w, round(a), round(b), n) for w, a, b, n in long_talk(gap_s=0.9)]
    analysis = analyse(talk(*lines))
    assert "whole seconds" in why(analysis, "patience", "us")
    assert measured(analysis, "talk_share", "us").value is not None


def test_unknown_sides_leave_what_each_person_does():
    analysis = analyse(talk(*long_talk(who=("someone", "other"))))
    persons = {measure for measure, of in taken(analysis) if of.startswith("s")}
    assert persons == {"talk_share", "talk_time_s", "longest_monologue", "speech_rate"}
    assert "use --us" in why(analysis, "talk_share", "us")
    assert measured(analysis, "silence_share").value
    assert analysis.findings == ()


def test_a_speaker_called_us_is_not_taken_for_our_side():
    conversation = talk(*long_talk())
    ids: dict[str | None, str] = {"s1": "them", "s2": "us"}
    named = tuple(replace(s, id=ids[s.id]) for s in conversation.speakers)
    turns = tuple(replace(t, speaker=ids[t.speaker]) for t in conversation.turns)
    before = taken(analyse(conversation), "us")
    after = taken(analyse(replace(conversation, speakers=named, turns=turns)), "us")
    assert after == before


def test_labels_are_there_and_not_told():
    labels = analyse(talk(*long_talk())).labels.as_object()
    assert labels.pop("gates") == dict.fromkeys(GATES)
    assert set(labels.values()) == {None}
    assert len(labels) == 12
    json.dumps(labels)


def test_tenths_are_told_over_the_course():
    lines = long_talk(turns=80)
    ours_first = [("us" if i < 40 else "them", *rest) for i, (_, *rest) in enumerate(lines)]
    analysis = analyse(talk(*ours_first))
    tenths = [measured(analysis, "talk_share", "us", f"tenth_{i}").value for i in range(1, 11)]
    assert tenths == [pytest.approx(1)] * 5 + [0.0] * 5
    assert measured(analysis, "talk_share", "us", "first_half").value == pytest.approx(1)


def test_roles_and_sides_here_are_those_of_the_model():
    assert {p.get("side") for p in PEOPLE.values()} == {*Side, None}
    assert {p.get("role") for p in PEOPLE.values()} <= {*Role, None}
