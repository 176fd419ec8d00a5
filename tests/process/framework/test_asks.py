"""Which questions a process refuses, and which only look like them."""

import pytest

from ridealong.process.framework.asks import opens, refused
from ridealong.process.framework.known import no_find
from ridealong.process.framework.model import Side

REFUSED = [
    "When will it close?",
    "When does the deal close?",
    "When are they going to sign?",
    "When will the deal close, and how big is it?",
    "And how big is it?",
    "How big will the order be?",
    "What is the size of the deal?",
    "What is your forecast for this quarter?",
    "How likely is it that they sign this month?",
    "Will it close this quarter?",
    "By when can you close them?",
    "What’s the closing date?",
    "Will you make your number?",
    "How much revenue does it bring us?",
    "When can we expect them to sign?",
    "How many calls did you take today?",
    "How long did the call take?",
    "Wann kommt der Abschluss?",
]
ASKED = [
    "When did the trouble begin?",
    "When does the customer need it solved?",
    "By what will they see that it worked?",
    "How big is the damage when a lorry is late?",
    "What would solving it be worth to them?",
    "Who signs for such things in their house?",
    "How close are you to knowing who decides?",
    "What is the customer’s forecast for their own fleet?",
    "Which targets did the customer set themselves?",
    "What did they say when you closed the notebook?",
    "How many people does it touch?",
    "How long have they lived with it?",
    "Which number did they name themselves, and what does it stand for?",
    "When you said it back, what did they do?",
]


@pytest.mark.parametrize("question", REFUSED)
def test_date_size_and_volume_are_not_asked_for(question: str) -> None:
    assert refused(question)


@pytest.mark.parametrize("question", ASKED)
def test_the_customers_own_dates_and_figures_may_be(question: str) -> None:
    assert refused(question) is None


@pytest.mark.parametrize("question", ASKED)
def test_such_questions_are_open(question: str) -> None:
    assert opens(question)


@pytest.mark.parametrize("question", ["Did you ask?", "Is that so?", "Have they answered?", "What"])
def test_these_are_not(question: str) -> None:
    assert not opens(question)


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("activity:email.out", Side.CUSTOMER),
        ("content:shared", Side.CUSTOMER),
        ("move:solution_offer", Side.CUSTOMER),
        ("label:can_decide", Side.SELLER),
        ("activity:email.in", Side.SELLER),
        ("content:used", Side.SELLER),
    ],
)
def test_what_one_side_did_never_counts_for_the_other(word: str, side: Side) -> None:
    """S4.85: it is not enough that we sent it."""
    why = no_find(word, side)
    assert why
    assert "counts on the other side" in why[0]


def test_what_is_close_is_named() -> None:
    why = no_find("move:admit_need", Side.CUSTOMER)
    assert why
    assert "move:admits_need" in why[1]
