"""Questions: how many, how open, whether they follow, and what is worth saying about them."""

import pytest

from ridealong.analysis.customer.asking_well import candidates
from ridealong.analysis.customer.questions import measures, open_share, questions
from ridealong.analysis.taking import Taker
from ridealong.conversation import Timing
from spoken import heard

TOLD = ("them", "The vans are late on the northern round, and the depot pays for it.", "")
YES = ("them", "Yes.", "")
OPEN = ("us", "What does that do to you?", "open_question need_question")
CLOSED = ("us", "Is it the same every week?", "closed_question need_question")


def asks(text, moves="closed_question"):
    (question,) = questions(heard(TOLD, ("us", text, moves), YES))
    return question


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("How many vans do you have?", 1),
        ("How many vans do you have? And who drives them?", 2),
        ("What do you do then? Ring them? Wait? Right?", 3),
        ("how many vans do you have", 1),
        ("how many vans do you have and on a bad day what happens to the round", 2),
        ("tell me about the northern round", 1),
    ],
)
def test_how_many_questions_stand_in_a_turn(text, count):
    assert asks(text).asks == count


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Which depot is it?", True),
        ("How late is a van, usually?", True),
        ("Why is that?", True),
        ("tell me more", True),
        ("And where did you go to school?", False),
        ("Who is your insurer?", False),
    ],
)
def test_a_question_goes_on_from_what_was_said(text, follows):
    assert (asks(text).goes_on_from == 0) == follows


def test_a_question_goes_on_from_what_was_said_before_a_sign_of_listening():
    call = heard(TOLD, ("us", "Right.", ""), ("them", "Yeah.", ""), ("us", "Which depot?", ""))
    assert questions(call) == ()
    call = heard(TOLD, ("us", "Right.", ""), ("them", "Yeah.", ""),
                 ("us", "Which depot?", "closed_question"))  # fmt: skip
    assert questions(call)[0].goes_on_from == 0


def test_closed_questions_that_a_gate_answers_do_not_count_against_it():
    gate = [("us", "Can you sign it?", "closed_question"), ("them", "I can.", "can_decide")]
    plain = [CLOSED, YES] * 6
    opens = [OPEN, TOLD] * 2
    without, beside = heard(*plain, *opens), heard(*plain, *opens, *gate)
    assert open_share(questions(without)).value == pytest.approx(2 / 8)
    taken = open_share(questions(beside))
    assert taken.value == pytest.approx(2 / 8)
    assert "1 left out" in taken.note
    assert (taken.low, taken.high) == pytest.approx((0.05, 0.59), abs=0.01)


def test_few_questions_are_counts_and_no_share():
    taken = open_share(questions(heard(OPEN, TOLD, CLOSED, YES)))
    assert taken.value is None
    assert taken.why == "1 open of 2, 8 needed for a share"


def long_call(timing=Timing.CUE):
    filler = ("them", "It goes on like this for as long as anybody can remember. " * 8, "")
    return heard(*[OPEN, filler] * 10, *[CLOSED, filler] * 2, timing=timing)


def test_rates_need_times_and_carry_their_interval():
    call = long_call()
    taken = {m.id: m for m in measures(Taker.of(call.clock), call)}
    assert taken["questions"].value == 12
    minutes = call.clock.length_s / 60
    rate = taken["question_rate"]
    assert rate.value == pytest.approx(12 * 30 / minutes)
    assert (rate.low, rate.high) == pytest.approx((6.2 * 30 / minutes, 20.96 * 30 / minutes), 0.01)
    assert taken["early_question_share"].value == pytest.approx(4 / 12)
    untimed = long_call(Timing.NONE)
    without = {m.id: m for m in measures(Taker.of(untimed.clock), untimed)}
    assert without["question_rate"].value is None
    assert without["questions"].value == 12


def said(call):
    return {c.finding.id: c for c in candidates(call)}


def test_an_open_question_that_gets_a_story_is_a_strength():
    story = ("them", "Well, it began when the second depot opened. " * 8, "")
    found = said(heard(CLOSED, YES, OPEN, story))
    assert found["open_question_answered"].good
    assert found["open_question_answered"].finding.evidence == (2, 3)
    assert "“What does that do to you?” gets the customer to tell: 64 words" in (
        found["open_question_answered"].finding.says
    )


def test_hardly_an_open_question_is_something_to_try():
    found = said(heard(*[CLOSED, YES] * 9))
    assert not found["few_open_questions"].good
    assert "Hardly any of 9 questions invites" in found["few_open_questions"].finding.says
    assert "is answered in one word" in found["few_open_questions"].finding.says
    assert "few_open_questions" not in said(heard(*[CLOSED, YES] * 6, *[OPEN, TOLD] * 3))


def test_questions_that_follow_are_a_strength():
    follows = ("us", "Which depot pays for the late vans?", "open_question need_question")
    found = said(heard(*[TOLD, follows] * 8))
    assert "8 of 8 questions go on from" in found["follow_up_questions"].finding.says


def test_several_questions_in_one_breath():
    three = ("us", "How many vans? Which depot? And who pays?", "closed_question need_question")
    found = said(heard(*[three, YES] * 3))
    assert "3 in “How many vans?" in found["stacked_questions"].finding.says
    assert "stacked_questions" not in said(heard(three, YES, *[CLOSED, YES] * 3))


def test_no_question_about_the_need():
    yes = ("them", "Yes, that is how it is with us as well. " * 3, "")
    text = "Our platform is the leading one in the north, for people like you. " * 3
    found = said(heard(*[("us", text, "product_talk"), yes] * 9))
    assert found["no_need_questions"].finding.says.startswith("No question of our side asks")
    assert said(heard(*[("us", text, "product_talk"), yes] * 2)) == {}
    likely = ("us", text, "product_talk need_question:0.2")
    assert "no_need_questions" not in said(heard(*[likely, yes] * 9))
