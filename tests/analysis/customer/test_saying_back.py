"""Paraphrases and checks: what is said back, how the customer takes it, and the ratio."""

import pytest

from ridealong.analysis.customer.paraphrases import candidates, paraphrases, to_questions
from spoken import heard

BACK = ("us", "So it is the depot that pays.", "paraphrase")
TOLD = ("them", "We lost two customers over it.", "business_problem")
CLOSED = ("us", "Is it the same every week?", "closed_question")


@pytest.mark.parametrize(
    ("answer", "heard_as"),
    [
        ("Exactly. Every month.", "confirmed"),
        ("aye thats it", "confirmed"),
        ("Yes, but not only that.", "corrected"),
        ("No, it's the drivers.", "corrected"),
        ("not quite", "corrected"),
        ("And the rent went up.", "passed"),
        ("Northern round as well.", "passed"),
    ],
)
def test_how_what_was_said_back_is_received(answer, heard_as):
    (said,) = paraphrases(heard(BACK, ("them", answer, "")))
    assert said.heard_as == heard_as


def test_nothing_after_it_is_let_pass():
    assert paraphrases(heard(TOLD, BACK))[0].heard_as == "passed"


def test_the_ratio_has_an_interval_and_needs_enough_acts():
    taken = to_questions(heard(*[CLOSED, TOLD] * 8, *[BACK, TOLD] * 4))
    assert taken.value == pytest.approx(0.5)
    assert taken.low == pytest.approx(0.14, abs=0.01)
    assert taken.high == pytest.approx(1.58, abs=0.01)
    few = to_questions(heard(CLOSED, TOLD, BACK, TOLD))
    assert (few.value, few.why) == (None, "1 said back, 1 asked: too few for a ratio")
    assert to_questions(heard(*[BACK, TOLD] * 9)).value is None


def said(call):
    return {c.finding.id: c for c in candidates(call)}


def test_what_hits_is_a_strength_with_both_voices():
    found = said(heard(TOLD, BACK, ("them", "Exactly, and nobody talks about it.", "")))
    assert found["paraphrase_answered"].finding.says == (
        "Our side says back what it heard, “So it is the depot that pays.”, and the customer "
        "confirms it: “Exactly, and nobody talks about it.”"
    )


def test_many_questions_and_nothing_said_back():
    asked = [TOLD, *[CLOSED, ("them", "Yes.", "")] * 8]
    found = said(heard(*asked))
    assert "“We lost two customers over it.”" in found["nothing_said_back"].finding.says
    maybe = ("us", "So it costs you.", "paraphrase:0.45")
    assert "nothing_said_back" not in said(heard(*asked, maybe))
    assert "nothing_said_back" not in said(heard(*asked[1:]))


def test_a_check_counts_where_it_brings_something_up():
    check = ("us", "How does that sit with you?", "feedback_check open_question")
    doubt = ("them", "I am not sure that the night shift would take to it.", "pushback")
    fine = ("them", "That is all very clear to me, thank you very much.", "")
    assert said(heard(check, doubt))["check_answered"].finding.evidence == (0, 1)
    assert "check_answered" not in said(heard(check, fine))
