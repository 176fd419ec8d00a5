"""What our side is after, the customer's business problem, and what was learnt to be kept."""

import pytest

from labelled import labelled
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer import facts, focus, problem
from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker
from spoken import heard

ASK = ("us", "What happens to the bakery on a day when the oven is down?",
       "open_question need_question")  # fmt: skip
TELL = ("them", "We turn people away at the door and they go to the chain.", "business_problem")
BACK = ("us", "So it costs you the people and not only the bread.", "paraphrase")
PITCH = ("us", "Our ovens have two burners, a steel floor and a panel that a child can use. " * 3,
         "product_talk")  # fmt: skip
PUSH = ("us", "If you sign today I'll take another three hundred off, but only today.",
        "closing_push concession")  # fmt: skip
MM = ("them", "I see, well, let me think about that for a moment.", "")
TROUBLE = ("them", "The thermostat trips every second morning at five.", "technical_problem")


def call(*lines):
    told = heard(*lines)
    return Call(Taker.of(told.clock), told, Earlier())


def findings(look, *lines):
    return {f.id: f for f in look(call(*lines)).findings}


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ([ASK, TELL, BACK, TELL] * 16, "needs"),
        ([PITCH, MM] * 16, "product"),
        ([PUSH, MM] * 30, "transaction"),
    ],
)
def test_the_focus_of_a_call(lines, label):
    looked = focus.look(call(*lines))
    assert looked.labels.focus == label
    shares = {(m.id, m.scope): m.value for m in looked.measures}
    assert shares[f"{label}_talk_share", "call"] == pytest.approx(1.0)
    assert shares[f"{label}_talk_share", "first_half"] == pytest.approx(1.0)


def test_the_shares_count_words_of_ours():
    looked = focus.look(call(*[PITCH, MM] * 15, *[ASK, TELL] * 15))
    shares = {(m.id, m.scope): m.value for m in looked.measures}
    product, needs = len(PITCH[1].split()), len(ASK[1].split())
    assert shares["product_talk_share", "call"] == pytest.approx(product / (product + needs))
    assert shares["needs_talk_share", "first_half"] == pytest.approx(0.0)


def test_few_words_carry_no_share():
    looked = focus.look(call(*[("us", "We met last week at the depot, in the rain.", ""), MM] * 20))
    assert all("60 needed" in (m.withheld or "") for m in looked.measures)
    assert looked.findings == ()


def test_the_first_half_is_a_gap_where_it_goes_to_the_product():
    (point,) = focus.look(call(*[PITCH, MM] * 6, *[ASK, TELL] * 6)).candidates
    assert (point.behaviour, point.good) == ("needs_first", False)
    assert point.finding.capability == "S4.23"


def test_what_is_claimed_is_held_against_what_is_done():
    claim = ("us", "I'd like to understand your situation first, before anything else.", "")
    kept = findings(focus.look, claim, MM, *[ASK, TELL, BACK, TELL] * 4)["say_and_do"]
    assert "and does so" in kept.says
    other = findings(focus.look, claim, MM, *[PITCH, MM] * 8)["say_and_do"]
    assert "then the talk goes mostly to the product" in other.says
    assert other.says.count("“") == 2
    assert other.capability == "S4.20"


def test_a_business_problem_is_told_with_the_question_that_led_to_it():
    looked = problem.look(call(ASK, TELL))
    assert looked.labels.business_problem_found is True
    (point,) = looked.candidates
    assert "It answers “What happens to the bakery" in point.finding.says


def test_several_unsure_ones_are_one_problem():
    unsure = ("them", "And then they go to the chain down the road.", "business_problem:0.25")
    assert problem.look(call(ASK, unsure, unsure, unsure)).labels.business_problem_found is True
    assert problem.look(call(ASK, unsure)).labels.business_problem_found is False


@pytest.mark.parametrize(
    ("after", "missed"),
    [
        pytest.param([MM, MM], True, id="nothing"),
        pytest.param([MM, TELL], False, id="the business in their second turn after"),
        pytest.param([MM, MM, TELL], True, id="the business only later"),
        pytest.param([("them", "That's four hundred quid a week.", "")], False, id="in money"),
    ],
)
def test_a_technical_problem_asks_for_a_bridge(after, missed):
    found = findings(problem.look, ASK, TROUBLE, ("us", "I see.", ""), *after)
    assert ("technical_problem_alone" in found) == missed


def test_whom_it_matters_to_how_they_know_and_by_when():
    found = findings(
        problem.look,
        ("them", "Marta in the shop hears it all day from the people.", "stakeholder"),
        ("them", "When nobody leaves without bread, I'll know.", "success_measure"),
        ("them", "It must be in before the fair in May, or else we lose the stand.", "timeline"),
    )
    assert found["told_stakeholder"].capability == "S0.7"
    assert found["told_success_measure"].capability == "S0.8"
    assert found["told_timeline"].capability == "S1.12"
    assert "before the fair in May" in found["compelling_reason"].says


def test_what_is_open_about_a_problem_is_a_question():
    finding = findings(problem.look, *[ASK, MM] * 10, ASK, TELL)["problem_open"]
    assert "whom else it matters to" in finding.says
    assert finding.ask.endswith("?")


def test_facts_are_kept_word_for_word():
    told = facts.facts(heard(ASK, TELL, MM, ("them", "By the fair in May.", "timeline"), TELL))
    assert [(f.kind, f.words, f.asked) for f in told] == [
        ("business_problem", TELL[1], True),
        ("timeline", "By the fair in May.", True),
    ]


def test_a_word_or_two_is_no_fact():
    assert facts.facts(heard(ASK, ("them", "In May.", "timeline"))) == ()


def test_openness_is_what_is_told_without_being_asked():
    lines = []
    for i in range(10):
        ours = ASK if i % 2 else ("us", "That is a fine window you have.", "")
        lines += [ours, ("them", f"On day {i} we turned people away again.", "business_problem")]
    looked = facts.look(call(*lines, *[MM] * 60))
    share = next(m for m in looked.measures if m.id == "told_unasked_share")
    assert share.value == pytest.approx(0.5)
    assert {f.id for f in looked.findings} == {"learnt", "told_unasked"}


def test_the_label_of_the_problem_agrees_with_people(shared):
    right = []
    for path in sorted((shared / "moves-training" / "conversations").glob("[abcg]*.json")):
        conversation, tagging, labels = labelled(path)
        if "business_problem_found" in labels:
            told = Heard(clock_of(conversation), tagging)
            found = problem.found(told) >= problem.FOUND_FROM
            right.append(found == labels["business_problem_found"])
    assert sum(right) / len(right) > 0.97
