"""What a coaching talk is about, and how much of it (S2.1, S2.5, S4.15, S4.42, S4.46, S4.61)."""

import pytest

from coached import DEAL, GROWING, candidate, coached, found, heard, long_enough, taken
from ridealong.analysis.coaching import focus, goals, substance, topics
from ridealong.analysis.labels import Goals

ASKS = {
    "results": "results_question",
    "problem": "problem_question",
    "activity": "activity_question",
    "behaviour": "behaviour_question",
    "mindset": "mindset_question",
    "admin": "admin",
}


@pytest.mark.parametrize(("name", "move"), ASKS.items())
def test_a_talk_of_one_kind_of_question_has_that_focus(name, move):
    lines = [("coach", "And what about this one?", move), ("rep", "It goes on.", "")] * 6
    assert coached(*lines).labels.coaching_focus == name


def test_a_talk_in_which_nothing_is_heard_has_no_focus():
    assert focus.label(heard(("coach", "Hm.", ""), ("rep", "Hm.", "fact:0.2"))) is None


def test_the_offsets_cannot_outvote_clear_evidence():
    strong = focus.Evidence(10, 5, 2)
    none = focus.Evidence(0, 0, 0)
    weights = focus._weights()
    worst = min(focus.score(strong, f, weights) for f in focus.SIGNS)
    assert worst > max(focus.score(none, f, weights) for f in focus.SIGNS)


def test_substance_runs_from_targets_to_a_plan_with_a_check():
    assert coached(*DEAL).labels.substance == 0
    assert coached(*GROWING).labels.substance == 3


def test_substance_does_not_depend_on_how_a_transcript_cuts_turns():
    cut = [x for who, text, moves in GROWING for x in ((who, text, moves), (who, "You know.", ""))]
    assert substance.density(heard(*cut)) == pytest.approx(substance.density(heard(*GROWING)))


def test_a_talk_of_targets_says_what_is_not_heard():
    told = found(coached(*DEAL), "substance")
    assert told is not None
    assert "the client's problem, behaviours and a plan are not" in told.says


def test_a_talk_of_substance_names_its_parts():
    told = found(coached(*GROWING), "substance")
    assert told is not None
    assert "the client's problem, behaviours, a plan and how to check it" in told.says
    assert len(told.evidence) == 4


def test_administration_is_counted_against_coaching():
    seen = long_enough(*[("coach", "Send your expenses in.", "admin")] * 3, *GROWING)
    share = taken(seen, "coaching_share")
    assert share.value == pytest.approx(6 / 9)
    assert share.n == 9
    told = found(seen, "managing_or_coaching")
    assert told is not None
    assert told.says.startswith("3 turns on administration, 6 on coaching.")


def test_mindset_is_counted_against_the_work_with_the_customer():
    seen = long_enough(*GROWING, ("coach", "What do you believe about it?", "mindset_question"))
    share = taken(seen, "mindset_share")
    assert share.value == pytest.approx(1 / 3)
    assert share.turns == (14,)


def test_a_doubt_that_nobody_asks_about_is_a_gap():
    seen = coached(("rep", "People like that never buy.", "limiting_belief"), ("coach", "Hm.", ""))
    gap = candidate(seen, "mindset_question")
    assert gap is not None
    assert not gap.good
    assert "“People like that never buy.”" in gap.finding.says


def test_a_dated_step_is_a_goal_for_the_near_term():
    assert coached(*GROWING).labels.goals == Goals(short_term=True, long_term=False)
    told = found(coached(*GROWING), "goals")
    assert told is not None
    assert "No goal for the longer term is heard" in told.says


@pytest.mark.parametrize(
    "text",
    ["Where do you see yourself in three years?", "I'd love to run a territory one day."],
)
def test_an_ambition_is_a_goal_for_the_longer_term(text):
    talk = heard(("coach", text, ""), ("rep", text, ""))
    assert goals.label(talk) == Goals(short_term=False, long_term=True)


@pytest.mark.parametrize("text", ["They renew next year.", "One day he rang twice.", "I want tea."])
def test_a_far_date_or_a_wish_alone_is_no_goal(text):
    assert goals.far_goals(heard(("rep", text, ""), ("coach", "Hm.", ""))) == ()


def test_looking_back_and_forward_makes_a_course():
    seen = coached(*GROWING)
    assert found(seen, "back_and_forward")
    course = found(seen, "structure")
    assert course is not None
    assert course.says == (
        "The talk has a course: looking back, then exploring, then planning, then settling how to "
        "check."
    )


def test_practice_is_a_strength():
    seen = coached(("coach", "Say it to me, I am the plant manager.", "practice"),
                   ("rep", "What happens when it is late?", ""))  # fmt: skip
    strength = candidate(seen, "practice")
    assert strength is not None
    assert strength.finding.capability == "S4.62"


def test_topics_are_told_with_their_turns():
    talk = heard(
        ("coach", "Who else has a say, and who signs?", ""),
        ("rep", "The owner. She asked for a discount, though.", ""),
    )
    touched = {topic: turns for topic, turns in topics.covered(talk).items() if turns}
    assert touched == {"qualification": (0,), "negotiation": (1,), "closing": (0,)}


def test_topics_are_not_looked_for_in_another_language():
    talk = heard(("coach", "Der discount?", ""), ("rep", "Ja.", ""), language="de")
    assert not any(topics.covered(talk).values())


def test_all_eight_topics_have_phrases():
    assert len(topics.covered(heard(("coach", "Hm.", ""), ("rep", "Hm.", "")))) == 8
