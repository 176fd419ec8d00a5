"""The next step: agreed, firm, vague or missing."""

import json

import pytest

from labelled import labelled
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.next_step import candidates, next_step
from ridealong.analysis.heard import Heard
from spoken import heard

TALK = [
    ("us", "So that is the plan. " * 6, ""),
    ("them", "I see what you mean. " * 6, ""),
] * 8
"""Long enough that something can be missing."""
OFFER = ("us", "I'll bring the drawing on Thursday at nine.", "next_step")
AGREE = ("them", "Thursday is good, I'll have the keys.", "commitment")


def said(*lines):
    return {c.finding.id: c.finding for c in candidates(heard(*lines))}


def test_a_firm_step_is_an_action_with_an_owner_and_a_date():
    step = next_step(heard(*TALK, OFFER, AGREE))
    assert (step.agreed, step.firm, step.owner) == (True, True, True)
    assert "thursday" in (step.date or "")
    assert said(*TALK, OFFER, AGREE)["next_step_firm"].says == (
        "Our side proposes “I'll bring the drawing on Thursday at nine.”, and the customer "
        "commits: “Thursday is good, I'll have the keys.”"
    )


def test_agreement_without_owner_and_date_is_open():
    found = said(*TALK, ("them", "Fine, let us do it like that.", "commitment"))
    assert "neither a day nor who does what" in found["next_step_open"].says


def test_several_unsure_commitments_make_one():
    unsure = ("them", "Thursday then.", "commitment:0.35")
    assert not next_step(heard(*TALK, unsure)).agreed
    assert next_step(heard(*TALK, unsure, OFFER, unsure)).agreed


def test_a_commitment_early_in_the_call_is_about_something_else():
    assert not next_step(heard(AGREE, *TALK)).agreed


@pytest.mark.parametrize(
    "ending",
    [
        "Just send me something and I'll have a think about it.",
        "Okay, I'll touch base at some point.",
        "We'll see, keep in touch.",
    ],
)
def test_vague_endings_are_named(ending):
    found = said(*TALK, ("them", ending, ""))
    assert f"“{ending}”" in found["next_step_vague"].says


def test_a_proposal_that_nobody_takes_up():
    found = said(*TALK, OFFER, ("them", "No chance.", "pushback"))
    assert "commits to nothing" in found["next_step_none"].says


def test_who_stops_honestly_needs_no_next_step():
    stop = ("us", "Then I won't ask you to.", "disqualify")
    assert said(*TALK, stop, ("them", "Good.", "")) == {}


def test_of_a_few_words_nothing_is_missed():
    assert said(*TALK[:6]) == {}


def test_a_service_call_may_end_without_one():
    agent = [("agent" if who == "us" else who, text, moves) for who, text, moves in TALK]
    assert said(*agent) == {}


def test_the_label_is_right_on_labelled_calls(shared):
    right = []
    for path in sorted((shared / "moves-training" / "conversations").glob("[abcg]*.json")):
        if "next_step_agreed" not in json.loads(path.read_text(encoding="utf-8"))["labels"]:
            continue
        conversation, tagging, labels = labelled(path)
        step = next_step(Heard(clock_of(conversation), tagging))
        right.append(step.agreed == labels["next_step_agreed"])
    assert sum(right) / len(right) >= 0.98
