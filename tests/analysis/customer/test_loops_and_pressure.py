"""Loops of doing and checking, and pushing back after pressure."""

import pytest

from ridealong.analysis.customer import loops as looping
from ridealong.analysis.customer import resistance
from ridealong.analysis.customer.loops import loops
from spoken import heard

SHOWS = ("us", "Here you see the round of a van.", "product_talk")
OFFERS = ("us", "I suggest that we try it with two vans.", "solution_offer")
ASKS = ("them", "Would it work at night?", "")
AGREES = ("them", "Let's do that, I will tell the depot.", "commitment")
NODS = ("them", "Okay.", "")
TELLS = ("them", "The night round loses us customers.", "business_problem")
BACK = ("us", "So it is the night round.", "paraphrase")


@pytest.mark.parametrize(
    ("lines", "shape"),
    [
        pytest.param([SHOWS, ASKS, OFFERS, AGREES], [(True, True), (True, True)], id="adapts"),
        pytest.param([SHOWS, NODS, SHOWS, NODS], [(False, False)], id="nobody checks"),
        pytest.param([SHOWS, TELLS, SHOWS, NODS], [(True, False), (False, False)], id="goes on"),
        pytest.param([SHOWS, TELLS, BACK, AGREES], [(True, True)], id="says it back"),
        pytest.param([OFFERS, AGREES], [(True, True)], id="decides at once"),
        pytest.param([TELLS, BACK, AGREES], [], id="nothing shown"),
    ],
)
def test_what_is_checked_and_what_closes(lines, shape):
    found = loops(heard(*lines))
    assert [(x.check is not None, x.closed) for x in found] == shape


def test_who_begins():
    assert [x.customer_first for x in loops(heard(TELLS, OFFERS, AGREES))] == [True]
    assert [x.customer_first for x in loops(heard(NODS, OFFERS, AGREES))] == [False]


def said(module, call):
    return {c.finding.id: c for c in module.candidates(call)}


def test_a_call_that_closes_its_loops_is_a_strength():
    found = said(looping, heard(TELLS, OFFERS, ASKS, AGREES, OFFERS, AGREES))
    assert found["loops_closed"].finding.says.startswith("2 of 2 times the customer decides")


def test_showing_on_end_before_the_customer_checks():
    found = said(looping, heard(SHOWS, NODS, SHOWS, NODS, OFFERS, ASKS))
    assert found["loops_unchecked"].finding.says == (
        "3 times on end our side shows or proposes something, the last time with “I suggest that "
        "we try it with two vans.”, before the customer says what they make of it: “Would it "
        "work at night?”"
    )
    assert said(looping, heard(SHOWS, SHOWS, SHOWS, ASKS)) == {}
    assert said(looping, heard(SHOWS, NODS, SHOWS, ASKS)) == {}


PUSH = ("us", "You need to sign today.", "closing_push")
RESISTS = ("them", "I am not signing anything.", "pushback")
EXPLORES = ("us", "What would it have to do?", "open_question")


def test_replies_to_pressure_and_to_questions_are_told_apart():
    found = resistance.after(heard(*[PUSH, RESISTS] * 3, *[EXPLORES, TELLS] * 4))
    assert found == (3, 3, 4, 0)


def test_telling_what_was_asked_for_is_no_pressure():
    wants = ("them", "What does it do?", "")
    assert resistance.after(heard(wants, SHOWS, TELLS)).pushes == 0
    assert resistance.after(heard(TELLS, SHOWS, TELLS)).pushes == 1


def test_pushing_back_after_pressure_is_an_association():
    found = said(resistance, heard(*[PUSH, RESISTS] * 3, *[EXPLORES, TELLS] * 4))
    says = found["pushback_after_pressure"].finding.says
    assert "after about 3 of 3 turns that press" in says
    assert "about 0 of 4 that ask" in says
    assert "does not say why" in says


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([PUSH, RESISTS] * 2, id="too few"),
        pytest.param([PUSH, TELLS] * 5, id="nobody resists"),
        pytest.param([PUSH, RESISTS, EXPLORES, RESISTS] * 4, id="after questions as well"),
    ],
)
def test_without_a_difference_nothing_is_said(lines):
    assert said(resistance, heard(*lines)) == {}
