"""Asking against telling, taking over, advice in disguise, fixing (S4.43, S4.44, S4.63, S4.64)."""

import pytest

from coached import DEAL, GROWING, candidate, coached, found, heard, long_enough, taken
from ridealong.analysis.coaching import discovery, telling


def test_a_talk_of_questions_is_asking_and_one_of_orders_is_telling():
    assert coached(*GROWING).labels.stance == "asking"
    assert coached(*DEAL).labels.stance == "telling"


def test_likelihoods_below_what_is_said_decide_the_stance_together():
    unsure = [("coach", "Maybe ask her what it costs?", "tell:0.4")] * 4
    talk = heard(*unsure, ("coach", "What did she say?", "behaviour_question"), ("rep", "No.", ""))
    assert telling.stance(talk) == "telling"


def test_a_talk_in_which_nothing_is_known_has_no_stance():
    assert telling.stance(heard(("coach", "Hm.", ""), ("rep", "Hm.", ""))) is None


def test_a_turn_that_asks_and_tells_counts_as_telling():
    seen = long_enough(
        ("coach", "What did she say? Call her.", "behaviour_question tell"),
        ("rep", "Well.", ""),
        ("coach", "Who decides?", "activity_question"),
        ("rep", "She does.", "fact"),
    )
    share = taken(seen, "ask_tell_share")
    assert share.value == pytest.approx(0.5)
    assert (share.n, share.turns) == (2, (2,))


def test_more_telling_than_asking_is_a_gap_that_quotes_what_was_told():
    gap = candidate(coached(*DEAL), "ask_not_tell")
    assert gap is not None
    assert not gap.good
    assert gap.finding.says.startswith("3 questions against 3 turns of telling")
    assert "“You need to call them today.”" in gap.finding.says


def test_four_acts_are_too_few_to_speak_of_a_share():
    seen = coached(*[("coach", "Call.", "tell")] * 4, ("rep", "Yes.", ""))
    assert candidate(seen, "ask_not_tell") is None


def test_taking_over_is_quoted():
    gap = candidate(coached(*DEAL), "leave_the_step")
    assert gap is not None
    assert gap.finding.capability == "S4.44"
    assert "“I'll ring their boss myself.”" in gap.finding.says


def test_advice_that_looks_like_a_question_is_found_among_what_is_told():
    lines = (("coach", "Why don't you just send it tonight?", "tell"), ("rep", "Okay.", ""))
    told = found(coached(*lines), "advice_as_question")
    assert told is not None
    assert told.evidence == (0,)
    assert found(coached(("coach", "Send it.", "tell"), lines[1]), "advice_as_question") is None


def test_an_answer_at_once_on_what_the_rep_raises_is_fixing_when_it_happens_twice():
    once = (("rep", "They never call back.", "limiting_belief"), ("coach", "Text them.", "tell"))
    twice = (*once, ("rep", "The price is off.", "blame"), ("coach", "Cut it.", "tell"))
    assert found(coached(*once), "fixing") is None
    told = found(coached(*twice), "fixing")
    assert told is not None
    assert told.evidence == (0, 1, 2, 3)


def test_demands_mistakes_and_solutions_without_a_question_that_opens_are_shown_as_no_coaching():
    told = found(coached(*DEAL), "not_coaching")
    assert told is not None
    assert told.capability == "S4.80"
    assert told.says.startswith("5 turns demand a number, catch a mistake or solve it")
    assert found(coached(*GROWING), "not_coaching") is None


def test_questions_in_a_row_lead_to_what_the_rep_finds():
    strength = candidate(coached(*GROWING), "lead_by_questions")
    assert strength is not None
    assert strength.finding.says.startswith("5 questions in a row")
    assert "“If she gives me her own number by Friday.”" in strength.finding.says


def test_telling_ends_a_chain():
    talk = heard(*GROWING[2:6], ("coach", "Ask her that.", "tell"), *GROWING[6:])
    assert [c.questions for c in discovery.chains(talk)] == [(0, 2), (5, 9, 11)]
