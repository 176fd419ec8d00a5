"""The price: who speaks of it first, what is given for what, and what the talk goes back to."""

import pytest

from ridealong.analysis.customer import giving, price
from ridealong.analysis.labels import GATES
from spoken import heard

NO_GATES = dict.fromkeys(GATES)
HELLO = ("us", "Good morning to you.", "")
OURS = ("us", "Our list price is £400 a month.", "product_talk")
NEED = ("them", "We need the vans to be on time.", "admits_need")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param([HELLO, OURS], (1, True), id="ours"),
        pytest.param([HELLO, ("them", "how much is it", ""), OURS], (1, False), id="theirs"),
        pytest.param([HELLO, ("them", "We said under seven.", "budget")], (1, False), id="a move"),
        pytest.param([("us", "What does a late van cost you?", "need_question"),
                      ("them", "About £900.", "business_problem")], None, id="cost of a problem"),
        pytest.param([HELLO, NEED], None, id="nobody"),
    ],
)  # fmt: skip
def test_who_speaks_of_the_price_first(lines, found):
    first = price.first_price(heard(*lines), NO_GATES)
    assert (first and (first.turn, first.ours)) == found


def test_the_gates_that_stood_then():
    gates = NO_GATES | {"admits_need": 1, "can_decide": 3}
    first = price.first_price(heard(HELLO, NEED, OURS, ("them", "I sign.", "can_decide")), gates)
    assert first is not None
    assert first.gates == ("admits_need",)


def said(module, *arguments):
    return {c.finding.id: c for c in module.candidates(*arguments)}


def test_a_price_of_ours_before_the_need():
    call = heard(HELLO, OURS, NEED)
    found = said(price, call, NO_GATES | {"admits_need": 2})
    assert found["price_before_need"].finding.evidence == (1, 2)
    assert "The need comes later: “We need the vans" in found["price_before_need"].finding.says
    assert said(price, call, NO_GATES, ("admits_need",)) == {}
    assert said(price, heard(NEED, OURS), NO_GATES | {"admits_need": 0}) == {}
    assert said(price, heard(("them", "What's your price?", ""), OURS), NO_GATES) == {}


def test_asked_about_money_our_side_goes_back_to_the_need():
    cheaper = ("them", "Can you do it any cheaper?", "price_pressure")
    back = ("us", "What is it that a late van costs you?", "open_question need_question")
    found = said(price, heard(cheaper, back), NO_GATES)
    assert found["price_back_to_need"].finding.evidence == (0, 1)
    gives = ("us", "I could do 380.", "concession")
    assert "price_back_to_need" not in said(price, heard(cheaper, back, HELLO, gives), NO_GATES)


GIVES = ("us", "I could do the training for free.", "concession")


@pytest.mark.parametrize(
    ("lines", "traded"),
    [
        ([GIVES], False),
        ([("us", "I could do four, if you take both sites.", "concession")], True),
        ([("us", "I could do four.", "concession trade")], True),
        ([GIVES, ("them", "Oh.", ""), ("us", "And you act as a reference.", "trade")], True),
        ([GIVES, ("us", "And you act as a reference.", "trade:0.2")], False),
    ],
)
def test_what_is_asked_in_return(lines, traded):
    assert giving.concessions(heard(*lines))[0].traded == traded


def test_given_for_nothing_and_before_anybody_asked():
    found = said(giving, heard(("them", "I see what it does.", ""), GIVES))
    says = found["concession_without_return"].finding.says
    assert says == (
        "Our side gives “I could do the training for free.”, before the customer asks for it, "
        "and nothing is asked for in return."
    )
    asked = said(giving, heard(("them", "That is too much.", "price_pressure"), GIVES))
    assert "before the customer asks" not in asked["concession_without_return"].finding.says


def test_a_trade_is_a_strength_and_an_agent_gives_nothing_away():
    trade = ("us", "I could do four, if you take both sites.", "concession trade")
    assert said(giving, heard(trade))["concession_traded"].good
    assert said(giving, heard(("agent", "I have waived the fee.", "concession"))) == {}
