"""The four gates in the customer's own words, what only looks like one, and what comes first."""

import pytest

from labelled import labelled
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer import solution, standing, value
from ridealong.analysis.customer.call import Call
from ridealong.analysis.customer.gates import passed
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import GATES
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker
from spoken import heard

ASKED = ("us", "What would you want to be different by the spring?", "open_question need_question")
NEED = ("them", "I want the vans in before ten, it has to stop, this waiting.", "admits_need")
PITCH = ("us", "Our board shows every van on one screen, with the minute it will be in. " * 3,
         "product_talk")  # fmt: skip
TALK = [("us", "We met last week at the depot.", ""), ("them", "So we did, in the rain.", "")] * 4


def call(*lines, earlier=None):
    told = heard(*lines)
    return Call(Taker.of(told.clock), told, earlier or Earlier())


def turn_of(gate, *lines):
    found = passed(heard(*lines))[gate]
    return found.turn if found else None


def said(look, *lines, earlier=None):
    looked = look(call(*lines, earlier=earlier))
    return {f.id: f for f in looked.findings}


def test_a_gate_is_the_first_of_the_customers_turns_that_passes_it():
    assert turn_of("admits_need", *TALK, ASKED, NEED, ASKED, NEED) == 9


@pytest.mark.parametrize(
    ("gate", "before", "turn"),
    [
        pytest.param("admits_need", "So you need the vans in before ten?",
                     ("them", "Yeah, okay.", "admits_need:0.8"), id="a bare assent"),
        pytest.param("admits_need", "You want every van at the depot before ten.",
                     ("them", "Every van, depot, before ten.", "admits_need:0.8"), id="an echo"),
        pytest.param("can_decide", "And who signs for it?",
                     ("them", "The board in Leeds has the last word there.",
                      "can_decide:0.5 cannot_decide:0.8"), id="another decides"),
        pytest.param("can_decide", "And who signs for it?",
                     ("them", "I sign, up to fifty.", "can_decide:0.01"), id="not heard at all"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_gate_is_refused(gate, before, turn):
    assert turn_of(gate, *TALK, ("us", before, "closed_question"), turn) is None


def test_what_stands_around_it_helps_an_unsure_tagger():
    told = ("them", "It's me, I sign up to fifty thousand.", "can_decide:0.3")
    asked = ("us", "Who signs for something like this?", "closed_question need_question")
    assert turn_of("can_decide", *TALK, asked, told) == 9
    alone = ("them", "Fifty thousand was the figure last year.", "can_decide:0.3")
    assert turn_of("can_decide", *TALK, alone) is None


def test_open_gates_are_questions_and_no_verdict():
    found = said(standing.look, *TALK, ASKED, NEED)
    assert found["gate_admits_need"].says == (
        "The customer says that they have a need or a problem that they want solved: "
        "“I want the vans in before ten, it has to stop, this waiting.”"
    )
    still_open = [f for name, f in found.items() if name.startswith("gate_open")]
    assert [f.capability for f in still_open] == ["S4.31"] * 3
    for finding in still_open:
        assert finding.says.startswith("Not heard from the customer so far")
        assert finding.ask.endswith("?")
        assert finding.evidence


def test_a_gate_stands_from_an_earlier_call():
    earlier = Earlier(gates={"admits_need": "We need this fixed by May."})
    found = said(standing.look, *TALK, earlier=earlier)
    assert "“We need this fixed by May.”" in found["gate_admits_need"].says
    looked = standing.look(call(*TALK, earlier=earlier))
    assert looked.labels.gates["admits_need"] is None
    assert "gate_open_admits_need" not in found


def test_a_later_gate_before_an_earlier_one_is_told():
    decides = ("them", "I sign, it's my company.", "can_decide")
    finding = said(standing.look, *TALK, decides, ASKED, NEED)["gates_order"]
    assert finding.evidence == (8, 10)


def test_all_four_are_a_strength():
    lines = [
        *TALK, ASKED, NEED,
        ("them", "We are open to anything that does it.", "open_to_solutions"),
        ("them", "Show me how it works, then.", "agrees_to_discuss"),
        ("them", "And I sign it, nobody else.", "can_decide"),
    ]  # fmt: skip
    looked = standing.look(call(*lines))
    (point,) = looked.candidates
    assert (point.behaviour, point.good) == ("gates", True)


def test_a_step_without_knowing_who_decides_is_worth_a_try():
    lines = [*TALK, ASKED, NEED, ("us", "I'll send the order for Thursday then.", "next_step")]
    (point,) = standing.look(call(*lines)).candidates
    assert (point.behaviour, point.good) == ("who_decides", False)
    told = ("them", "My boss in Leeds decides that.", "cannot_decide")
    assert standing.look(call(*lines, told)).candidates == ()


def test_a_solution_before_the_need_is_told_with_its_words():
    looked = solution.look(call(*TALK, PITCH, ASKED, NEED))
    assert looked.labels.solution_before_need is True
    (point,) = looked.candidates
    assert not point.good
    assert "The need comes later: “I want the vans" in point.finding.says
    words = next(m for m in solution.look(call(*TALK * 10, PITCH, ASKED, NEED)).measures)
    assert words.value == len(PITCH[1].split())


def test_a_need_before_the_solution_is_a_strength():
    looked = solution.look(call(*TALK, ASKED, NEED, PITCH))
    assert looked.labels.solution_before_need is False
    assert [c.good for c in looked.candidates] == [True]


def test_a_customer_who_asks_for_it_makes_no_gap():
    asks = ("them", "Before we start, what does it do, how does it work?", "")
    looked = solution.look(call(*TALK, asks, PITCH, ASKED, NEED))
    assert looked.labels.solution_before_need is True
    assert looked.candidates == ()
    assert [f.id for f in looked.findings] == ["solution_asked_for"]


def test_a_need_from_an_earlier_call_comes_before_everything():
    earlier = Earlier(gates={"admits_need": "We need this fixed by May."})
    assert solution.look(call(*TALK, PITCH, earlier=earlier)).labels.solution_before_need is False


WORTH = ("them", "Every night it does not happen is nine hundred pounds for us.", "states_value")
CLAIM = ("us", "You would save nine hundred pounds a night with it.", "value_claim")


@pytest.mark.parametrize(
    ("lines", "first", "good"),
    [
        ([ASKED, WORTH, CLAIM], "customer", [True]),
        ([CLAIM, ASKED, WORTH], "seller", [False]),
        ([CLAIM], "seller", [False]),
        ([ASKED, NEED], "nobody", []),
    ],
)
def test_who_names_the_value_first(lines, first, good):
    looked = value.look(call(*TALK, *lines))
    assert looked.labels.value_first == first
    assert [c.good for c in looked.candidates] == good


def test_many_unsure_claims_are_one_sure_one():
    unsure = ("us", "That is time back for your people, and money.", "value_claim:0.35")
    assert value.value(heard(*TALK, unsure, unsure, unsure)).first == "seller"


def test_labels_agree_with_people(shared):
    right = []
    for path in sorted((shared / "moves-training" / "conversations").glob("[abcg]*.json")):
        conversation, tagging, labels = labelled(path)
        if "value_first" not in labels:
            continue
        told = Heard(clock_of(conversation), tagging)
        one = Call(Taker.of(told.clock), told, Earlier())
        right.append(
            (
                solution.look(one).labels.solution_before_need == labels["solution_before_need"],
                value.look(one).labels.value_first == labels["value_first"],
                *(one.gates[gate] == labels["gates"][gate] for gate in GATES),
            )
        )
    shares = [sum(column) / len(right) for column in zip(*right, strict=True)]
    assert shares[0] > 0.9
    assert min(shares[1:]) > 0.98
