"""How somebody likes to talk: what is told, what is not, and what to adapt."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from many_calls import dice
from ridealong.analysis.model import Measure
from ridealong.coaching.styles import (
    advice,
    estimate,
    place,
    prompts,
    reliability,
    seen_by_others,
    vocabulary,
)
from ridealong.conversation import Kind
from tagged_talk import told

WORDS = vocabulary()


def answers(assertive, people):
    """Answers of somebody who lies so on both axes."""
    wanted = {"assertive": assertive, "people": people}
    return {i.id: i.value(wanted[i.axis]) for i in WORDS.items}


def test_the_vocabulary_is_whole():
    for axis in ("assertive", "people"):
        own = [i for i in WORDS.items if i.axis == axis]
        assert (len(own), sum(i.reversed for i in own)) == (12, 6)
    keys = [s.key for s in WORDS.styles]
    assert set(WORDS.adapt) == {(a, b) for a in keys for b in keys}
    assert all(set(row) == {"awareness", "alignment", "action"} for row in WORDS.adapt.values())
    assert WORDS.caveats


@pytest.mark.parametrize(
    ("assertive", "people", "styles"),
    [
        (5, 5, ("talker",)),
        (5, 1, ("doer",)),
        (1, 1, ("controller",)),
        (1, 5, ("supporter",)),
        (3, 5, ("talker", "supporter")),
        (3, 3, ("talker", "doer", "controller", "supporter")),
    ],
)
def test_where_somebody_places_themselves(assertive, people, styles):
    found = place(answers(assertive, people))
    assert found.styles == styles
    assert found.balanced is ((assertive, people) == (3, 3))
    assert not found.pull_both_ways


def test_with_few_answers_nothing_is_told():
    few = {k: v for k, v in answers(5, 5).items() if k not in {"A1", "A2", "A3"}}
    found = place(few)
    assert found.styles == ()
    assert (found.axes[0].value, found.axes[0].needed) == (None, 1)


def test_who_agrees_with_everything_is_told_so():
    assert place({i.id: 5 for i in WORDS.items}).pull_both_ways


def test_others_are_heard_from_four_on_and_without_names():
    theirs = {i.id: i.value(2) for i in WORDS.others}
    assert seen_by_others([theirs] * 3).axes == ()
    seen = seen_by_others([theirs] * 4, place(answers(5, 2)))
    assert seen.people == 4
    assert seen.apart == ("assertive",)
    assert seen_by_others([theirs, theirs, theirs, {}]).axes == ()


def test_a_guess_needs_three_ticks_and_two_may_tie():
    doer, talker = WORDS.style("doer").cues, WORDS.style("talker").cues
    assert estimate(doer[:2]).styles == ()
    assert estimate(doer[:3]).styles == ("doer",)
    assert estimate([*doer[:2], *talker[:2]]).styles == ("talker", "doer")
    assert estimate([]).needed == 3


def test_advice_for_a_pair_and_for_who_lies_between():
    (one,) = advice(["controller"], ["doer"])
    assert "conclusion first" in one.alignment
    assert len(advice(["talker", "doer"], ["doer", "supporter"])) == 2
    assert advice([], ["doer"]) == ()


def test_reliability_is_told_from_fifty_people_on():
    rng = dice(8)
    people = []
    for _ in range(60):
        base = {"assertive": rng.gauss(3, 0.9), "people": rng.gauss(3, 0.9)}
        people.append(
            {
                i.id: i.value(min(5, max(1, round(base[i.axis] + rng.gauss(0, 0.8)))))
                for i in WORDS.items
            }
        )
    assert reliability(people[:49])[0].alpha is None
    found = reliability(people)[0]
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert found.split_half is not None
    assert 0.8 < found.low < found.alpha < found.high < 1
    assert found.split_half == pytest.approx(found.alpha, abs=0.06)
    assert found.stray == ()


CALL = told(
    Kind.SALES,
    *[("seller", "We would set it up for you and it runs the whole night long without anybody", "")]
    * 6,
    *[("dean", "How much is it?", "")] * 3,
    *[("dean", "I see that now.", "")] * 3,
)


def rate(of, value):
    return Measure("speech_rate", of, "call", value, "words/min", 100, "words ÷ minutes", "own")


def test_prompts_say_what_happened_and_two_at_most():
    fast = replace(CALL, measures=(rate("us", 180.0), rate("them", 120.0)))
    found = prompts(fast)
    assert [p.key for p in found] == ["slower", "shorter"]
    assert (found[0].ours, found[0].theirs) == (180.0, 120.0)
    assert [p.key for p in prompts(CALL)] == ["shorter", "answer-first"]
    assert prompts(CALL)[1].turns == (6, 7, 8)


def test_closed_questions_of_ours_are_a_prompt():
    share = Measure("open_question_share", "us", "call", 0.2, "1", 10, "open ÷ asked", "own")
    quiet = replace(told(Kind.SALES, ("seller", "Is it?", "")), measures=(share,))
    assert [p.key for p in prompts(quiet)] == ["open"]


@given(st.dictionaries(st.sampled_from([i.id for i in WORDS.items]), st.integers(-1, 7)))
def test_whatever_is_answered_there_is_a_place(given_):
    found = place(given_)
    assert all(axis.value is None or 1 <= axis.value <= 5 for axis in found.axes)
