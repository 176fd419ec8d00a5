"""What the coach asks for: results, stories, or how the rep gets there (S0.1, S0.13, S2.2)."""

import pytest

from coached import DEAL, GROWING, candidate, coached, found, long_enough, taken


def test_results_are_a_share_of_all_questions_with_an_interval():
    seen = long_enough(*DEAL, *GROWING)
    share = taken(seen, "results_question_share")
    assert share.value == pytest.approx(3 / 5)
    assert (share.n, share.turns) == (5, (0, 2, 6))
    assert share.low is not None
    assert share.high is not None
    assert 0.2 < share.low < 0.6 < share.high < 1
    assert taken(seen, "questions_before_results").value == 0
    assert taken(seen, "results_questions").value == 3
    assert taken(seen, "problem_questions").turns == (16,)


def test_what_is_asked_before_the_first_result_is_counted():
    before = taken(long_enough(*GROWING, *DEAL), "questions_before_results")
    assert (before.value, before.n, before.turns) == (2.0, 5, (14,))


def test_a_talk_without_results_has_no_first_one():
    place = taken(long_enough(*GROWING), "questions_before_results")
    assert (place.value, place.withheld) == (None, "no question asks for results")


def test_a_talk_without_questions_has_no_share():
    seen = long_enough(("coach", "Do it.", "tell"), ("rep", "Fine.", ""))
    assert taken(seen, "results_question_share").withheld == "no question of a known kind is asked"


def test_asking_for_results_first_is_a_gap():
    gap = candidate(coached(*DEAL), "problem_before_results")
    assert gap is not None
    assert not gap.good
    assert gap.finding.says.startswith("3 of 3 questions ask for the result")
    assert "first as question 1: “Where are we with Birch Dairy" in gap.finding.says
    assert gap.finding.evidence == (0, 2, 6)


def test_a_late_question_for_results_among_many_others_is_no_gap():
    lines = [("coach", f"How will you ask for number {i}?", "behaviour_question") for i in range(6)]
    seen = coached(*lines, ("coach", "And when does it close?", "results_question"),
                   ("rep", "In May.", "fact"))  # fmt: skip
    assert candidate(seen, "problem_before_results") is None
    told = found(seen, "results_questions")
    assert told is not None
    assert "1 of 7 questions asks" in told.says


def test_many_results_and_no_way_there_is_fixation():
    fixed = found(coached(*DEAL), "result_fixation")
    assert fixed is not None
    assert "no question for the client's problem" in fixed.says
    assert found(coached(*DEAL, *GROWING), "result_fixation") is None


def test_a_vague_question_is_shown_with_the_story_that_it_gets():
    seen = coached(
        ("coach", "So how's it going?", "vague_question"),
        ("rep", "Great, it's a slam dunk.", "story"),
        ("coach", "How's Elm Street?", "vague_question"),
        ("rep", "They signed on the third.", "fact"),
    )
    gap = candidate(seen, "specific_question")
    assert gap is not None
    assert gap.finding.evidence == (0, 1)
    assert "“So how's it going?” brings a story" in gap.finding.says
    assert "“Great, it's a slam dunk.”" in gap.finding.says


def test_how_it_will_be_asked_is_a_strength():
    strength = candidate(coached(*GROWING), "second_level_question")
    assert strength is not None
    assert strength.good
    assert "“How will you ask the plant manager about it?”" in strength.finding.says


def test_a_step_whose_words_nobody_asks_for_is_a_gap():
    seen = coached(
        ("coach", "What's next?", "activity_question"),
        ("rep", "I'll talk to the owner.", "commitment ownership"),
    )
    gap = candidate(seen, "second_level_question")
    assert gap is not None
    assert not gap.good
    assert "“I'll talk to the owner.”" in gap.finding.says
