"""Challenging with respect, saying plainly what does not fit, and what the customer tells."""

import pytest

from ridealong.analysis.customer import challenge, disqualifying, pick_up, stakes
from spoken import heard

SIDE = ("us", "What if the ironing is slow, and not the washing?", "challenge")
OPENS = ("them", "Then we lose the hotel for nothing.", "business_problem")
HM = ("them", "Hm.", "")
OUT = ("us", "I would not buy this one in your place.", "disqualify")


def said(module, *lines):
    return {c.finding.id: c.finding for c in module.candidates(heard(*lines))}


def test_a_challenge_that_opens_something():
    found = said(challenge, SIDE, HM, ("us", "Well.", ""), OPENS)
    assert found["challenge_opens"].evidence == (0, 3)
    assert said(challenge, SIDE, HM) == {}
    assert said(challenge, ("us", "What if?", "challenge:0.3"), OPENS) == {}


def test_to_say_that_it_does_not_fit_is_a_good_thing():
    found = said(disqualifying, HM, OUT, HM)
    assert found["disqualifies"].capability == "S1.13"
    assert found["disqualifies"].says.endswith("“I would not buy this one in your place.” "
                                               "The customer answers “Hm.”")  # fmt: skip
    assert said(disqualifying, ("us", "It may not be for you.", "disqualify:0.4")) == {}


def test_to_leave_a_deal_over_money_is_legitimate():
    found = said(disqualifying, ("them", "Ninety or nothing.", "price_pressure"), OUT)
    assert found["walks_away"].capability == "S4.59"


LED = ("us", "What would it have to do for you?", "open_question need_question")


def test_what_is_at_stake_is_told_when_asked():
    found = said(stakes, LED, OPENS)
    assert "after “What would it have to do for you?”" in found["stakes_told"].says
    assert said(stakes, ("us", "Nice weather.", ""), OPENS) == {}


def test_terms_alone():
    price = ("them", "What is your best price?", "price_pressure")
    date = ("them", "It has to be here by May.", "timeline")
    assert "3 times" in said(stakes, price, SIDE, date, SIDE, price)["terms_alone"].says
    assert "terms_alone" not in said(stakes, price, date, price, OPENS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You've talked at me for ten minutes.", "heard_as_transaction"),
        ("You're just trying to sell me the big one.", "heard_as_transaction"),
        ("Nobody ever asked me that.", "heard_as_need"),
        ("That is a good question.", "heard_as_need"),
        ("We sell ovens to hotels.", None),
        ("A man tried to sell me a roof.", None),
    ],
)
def test_what_the_customer_says_that_they_heard(text, found):
    assert next(iter(said(stakes, SIDE, ("them", text, ""))), None) == found


def test_words_are_picked_up_more_where_they_follow():
    lines = []
    for what in ("boiler", "garden", "tractor", "harvest", "winter", "bakery", "lorry", "tunnel"):
        lines += [("them", f"Our {what} broke yesterday evening.", ""),
                  ("us", f"Which {what} parts failed completely?", "")]  # fmt: skip
    taken = pick_up.pick_up(heard(*lines))
    assert taken.value == 1
    assert "other turns it would be 0 %" in taken.note
    assert pick_up.pick_up(heard(*lines[:6])).why == "3 of 3 answers, 8 needed for a share"
