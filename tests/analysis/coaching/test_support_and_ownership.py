"""What supports and undermines, and whose the steps are (S0.14, S4.45, S4.50, S4.63, S4.81)."""

import pytest

from coached import DEAL, GROWING, candidate, coached, found, long_enough, taken
from ridealong.conversation import Kind


def test_praise_for_a_named_act_is_a_strength():
    strength = candidate(coached(*GROWING), "specific_praise")
    assert strength is not None
    assert strength.good
    assert "“You waited until she named the cost, keep that.”" in strength.finding.says


def test_praise_for_nothing_in_particular_is_a_gap():
    seen = long_enough(("coach", "Great job!", "praise_empty"), ("rep", "Thanks.", ""))
    gap = candidate(seen, "specific_praise")
    assert gap is not None
    assert gap.finding.says == "“Great job!” does not say what was good."
    share = taken(seen, "specific_praise_share")
    assert (share.value, share.n, share.low) == (0.0, 1, 0.0)
    assert share.high == pytest.approx(0.78, abs=0.2)


def test_no_praise_has_no_share():
    assert taken(long_enough(*DEAL), "specific_praise_share").withheld == "no praise is heard"


def test_criticism_without_a_way_forward_is_a_gap():
    gap = candidate(coached(*DEAL), "way_forward")
    assert gap is not None
    assert "“That is just sloppy.”" in gap.finding.says


def test_criticism_that_leads_on_is_none():
    seen = coached(
        ("coach", "That was sloppy.", "criticism"),
        ("rep", "It was.", ""),
        ("coach", "How will you do it on Monday?", "behaviour_question"),
    )
    assert candidate(seen, "way_forward") is None


def test_a_threat_is_shown_with_what_follows():
    seen = coached(("coach", "Or I'll find somebody who does.", "threat"), ("rep", "Fine.", ""))
    told = found(seen, "threat")
    assert told is not None
    assert told.says.endswith("What follows: “Fine.”")
    assert told.evidence == (0, 1)


def test_belief_is_shown_with_the_doubt_that_it_answers():
    seen = coached(
        ("rep", "I can't talk to directors.", "limiting_belief"),
        ("coach", "I have seen you do it, you can.", "belief"),
    )
    strength = candidate(seen, "belief")
    assert strength is not None
    assert strength.finding.evidence == (0, 1)
    taken_up = found(seen, "belief_taken_up")
    assert taken_up is not None
    assert taken_up.evidence == (0, 1)


def test_supporting_and_undermining_acts_stand_side_by_side():
    told = found(coached(*DEAL), "support")
    assert told is not None
    assert told.says.startswith("Nothing that supports is heard; 2 acts take away from it")
    told = found(coached(*GROWING), "support")
    assert told is not None
    assert told.says.startswith("1 act supports")


def test_steps_of_ones_own_are_counted_among_all_steps():
    seen = long_enough(*GROWING, ("coach", "And the list?", "activity_question"),
                       ("rep", "I'll do that one too.", "commitment"))  # fmt: skip
    share = taken(seen, "own_steps_share")
    assert share.value == pytest.approx(4 / 5)
    assert (share.n, share.of) == (5, "rep")


def test_a_step_that_was_only_accepted_is_a_gap():
    seen = coached(("coach", "Call her.", "tell"), ("rep", "I will, on Monday.", "commitment"))
    gap = candidate(seen, "own_steps")
    assert gap is not None
    assert not gap.good


def test_blame_and_beliefs_are_prompts_and_never_points_of_feedback():
    seen = coached(*DEAL, ("rep", "They never listen.", "limiting_belief"))
    prompts = {"put_on_others", "belief_heard"}
    assert prompts <= {f.id for f in seen.findings}
    assert not prompts & {c.finding.id for c in seen.candidates}


def test_a_partner_talk_is_told_by_the_same_rules():
    lines = [("partner" if who == "rep" else who, text, moves) for who, text, moves in DEAL]
    seen = coached(*lines, kind=Kind.PARTNER)
    assert seen.labels.stance == "telling"
    gap = candidate(seen, "ask_not_tell")
    assert gap is not None
    assert gap.finding.ask == "Which of these could the partner have answered?"


def test_a_talk_without_a_coach_says_nothing_but_why():
    seen = coached(("rep", "I went there alone.", "fact"))
    assert seen.findings == ()
    assert seen.labels.stance is None
    assert seen.warnings
