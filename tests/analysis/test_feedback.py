"""Two points of feedback at most: which, in which order, and in which words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.analysis.feedback import REPEAT, THIN, TRY, choose, without
from ridealong.analysis.model import Candidate, Finding

BEHAVIOURS = ("paraphrase", "need_question", "next_step", "concession")


def candidate(behaviour="paraphrase", *, good=True, size=0.5, sure=0.8, **changed):
    what = "strength" if good else "gap"
    finding = Finding(
        id=f"{behaviour}_{what}",
        says=f"A {what} on {behaviour}, {size} and {sure}: “{behaviour}, as a {what}.”",
        evidence=(4,),
        ask="What did that do to the talk?",
        capability="S4.33",
    )
    return Candidate(behaviour, good, size, sure, replace(finding, **changed))


shares = st.integers(0, 20).map(lambda n: n / 20)
candidates = st.lists(
    st.builds(
        lambda behaviour, good, size, sure: candidate(behaviour, good=good, size=size, sure=sure),
        st.sampled_from(BEHAVIOURS),
        st.booleans(),
        shares,
        shares,
    ),
    max_size=8,
)
work = st.lists(st.sampled_from(BEHAVIOURS), max_size=2)


def behind(finding, among):
    return next(c for c in among if c.finding.says == finding.says)


@given(candidates, work)
def test_never_more_than_one_strength_and_one_gap(all_, under_work):
    ids = [f.id for f in choose(all_, under_work)]
    assert ids in ([], [REPEAT], [TRY], [REPEAT, TRY])


@given(candidates, work)
def test_a_strength_is_always_named_where_there_is_one(all_, under_work):
    strengths = [c for c in all_ if c.good and c.sure >= THIN and c.size]
    points = [f for f in choose(all_, under_work) if f.id == REPEAT]
    assert len(points) == min(1, len(strengths))
    worth = [c.size * c.sure for c in strengths]
    assert all(behind(p, all_).size * behind(p, all_).sure == max(worth) for p in points)


@given(candidates, work)
def test_no_other_gap_says_more(all_, under_work):
    points = choose(all_, under_work)
    praised = {behind(p, all_).behaviour for p in points if p.id == REPEAT}
    rivals = [
        c for c in all_ if not c.good and c.sure >= THIN and c.size and c.behaviour not in praised
    ]
    gaps = [behind(p, all_) for p in points if p.id == TRY]
    assert bool(gaps) == bool(rivals)
    for gap in gaps:
        if any(c.behaviour in under_work for c in rivals):
            assert gap.behaviour in under_work
            rivals = [c for c in rivals if c.behaviour in under_work]
        assert gap.size * gap.sure == max(c.size * c.sure for c in rivals)


@given(candidates, work)
def test_feedback_quotes_rests_on_turns_and_ends_in_a_question(all_, under_work):
    for point in choose(all_, under_work):
        assert point == replace(behind(point, all_).finding, id=point.id)
        assert "“" in point.says
        assert point.evidence
        assert point.ask.endswith("?")


@given(candidates)
def test_what_was_said_as_feedback_is_not_said_again(all_):
    findings = tuple({c.finding.says: c.finding for c in all_}.values())
    points = choose(all_)
    rest = without(points, findings)
    assert len(rest) == len(findings) - len(points)
    assert {p.says for p in points}.isdisjoint(f.says for f in rest)


def test_among_equals_the_first_is_taken():
    first, second = candidate("next_step"), candidate("paraphrase")
    assert choose([first, second])[0].says == first.finding.says
    gaps = [candidate("next_step", good=False), candidate("paraphrase", good=False)]
    assert choose(gaps)[0].says == gaps[0].finding.says


def test_the_behaviour_under_work_goes_before_a_larger_gap():
    small = candidate("paraphrase", good=False, size=0.2)
    large = candidate("concession", good=False, size=1.0)
    assert [p.says for p in choose([large, small], ["paraphrase"])] == [small.finding.says]
    assert [p.says for p in choose([large, small])] == [large.finding.says]


def test_nobody_is_praised_and_corrected_for_the_same_thing():
    praised = candidate("paraphrase")
    gap = candidate("paraphrase", good=False, size=1.0)
    assert [p.id for p in choose([gap, praised], ["paraphrase"])] == [REPEAT]


def test_nobody_is_praised_and_corrected_for_the_same_words():
    praised = candidate("paraphrase", says="Said back: “Two of the three ovens, then.”")
    gap = candidate("next_step", good=False, says="No date: “Two of the three ovens, then.”")
    other = candidate("concession", good=False, size=0.1)
    assert [p.id for p in choose([gap, praised])] == [REPEAT]
    assert choose([gap, praised, other])[1].says == other.finding.says


@pytest.mark.parametrize(
    "thin",
    [
        {"sure": 0.49},
        {"size": 0.0},
        {"says": "No quote stands in this."},
        {"evidence": ()},
        {"ask": "Say more."},
    ],
)
def test_thin_evidence_carries_no_feedback(thin):
    assert choose([candidate(**thin), candidate(**thin, good=False)]) == ()
