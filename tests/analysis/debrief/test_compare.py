"""What a rep says of a call, beside what the call shows."""

from dataclasses import replace

import pytest

from rep_talks import rep_talk
from ridealong.analysis.debrief import awareness, compare
from ridealong.analysis.debrief.shown import BEHAVIOURS
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Analysis, Measure
from ridealong.analysis.phrases import phrases
from spoken import heard

CALL = (
    ("us", "What happens on the line when the labels run out?", "open_question need_question"),
    ("them", "We stop, and the shop fines us two hundred an hour.", "business_problem"),
    ("us", "So the fine hurts more than the labels.", "paraphrase"),
    ("them", "That is it, and I sign for it myself.", "can_decide"),
    ("us", "I can let you have the first roll for nothing.", "concession solution_offer"),
    ("them", "Come on Monday at ten, then.", "commitment"),
)


def call(*lines, share=None, scope="interview", **labels):
    spoken = heard(*(lines or CALL))
    measures: tuple[Measure, ...] = ()
    if share is not None:
        taken = ("listening_share", "us") if scope == "interview" else ("talk_share", "them")
        measures = (Measure(*taken, scope, share, "1", 20, "shares", "a test"),)
    conversation = spoken.clock.conversation
    return Analysis(conversation, (), measures, tagging=spoken.tagging, labels=Labels(**labels))


def said(text, move="went_well"):
    alone = rep_talk(("rep", text, move))
    return Analysis(alone.clock.conversation, (), (), tagging=alone.tagging)


def one(text, seen, move="went_well"):
    (compared,) = compare(said(text, move), seen)
    return compared


@pytest.mark.parametrize(
    ("share", "move", "verdict"),
    [
        (0.71, "went_well", "agreement"),
        (0.31, "went_well", "gap"),
        (0.31, "to_change", "agreement"),
        (0.71, "to_change", "gap"),
    ],
)
def test_a_claim_to_have_listened(share, move, verdict):
    compared = one("I kept quiet and let him talk.", call(share=share), move)
    assert compared.verdict == verdict
    assert compared.says.endswith(
        f"What the call shows: in the interview the customer spoke {100 * share:.0f} % of the talk."
    )
    assert compared.ask.endswith("?")


def test_listening_over_the_whole_call_where_no_interview_is_marked():
    compared = one("I kept quiet all the way.", call(share=0.62, scope="call"))
    assert compared.verdict == "agreement"
    assert "over the whole call the customer spoke 62 %" in compared.says
    assert one("I kept quiet all the way.", call()).verdict == "cannot be told"


@pytest.mark.parametrize(
    ("text", "labels", "move", "verdict", "turns"),
    [
        ("I asked her what the stop costs.", {"business_problem_found": True}, "went_well",
         "agreement", (0,)),
        ("I said it back before I went on.", {}, "went_well", "agreement", (2,)),
        ("I checked with her how it landed.", {}, "went_well", "gap", ()),
        ("No brochure before the need this time.", {"solution_before_need": False}, "went_well",
         "agreement", (4,)),
        ("I came with the brochure far too soon.", {"solution_before_need": True}, "to_change",
         "agreement", (4,)),
        ("I held the price from start to end.", {}, "went_well", "gap", (4,)),
        ("A date for the next step was fixed.", {"next_step_agreed": True}, "went_well",
         "agreement", (5,)),
        ("I never got to who decides.", {}, "to_change", "gap", (3,)),
        ("We got to what happens when it stops.", {"business_problem_found": True}, "went_well",
         "agreement", (1,)),
    ],
)  # fmt: skip
def test_each_behaviour_has_its_evidence(text, labels, move, verdict, turns):
    first, *_ = compare(said(text, move), call(**labels))
    assert (first.verdict, first.turns) == (verdict, turns)


@pytest.mark.parametrize(
    "text",
    [
        "The coffee there was very good indeed.",
        "No brochure before the need this time.",
        "A date for the next step was fixed.",
        "We got to what happens when it stops.",
    ],
)
def test_what_the_call_cannot_tell_counts_for_nothing(text):
    compared = compare(said(text), call())
    assert [c.verdict for c in compared] == ["cannot be told"]
    assert awareness(compared) == (0, 0, 1)


def test_a_price_that_nobody_pressed_on_cannot_be_told():
    quiet = call(*CALL[:4])
    assert one("I held the price from start to end.", quiet).verdict == "cannot be told"
    pressed = call(*CALL[:4], ("them", "Take ten off.", "price_pressure"))
    assert one("I held the price from start to end.", pressed).verdict == "agreement"
    traded = call(*CALL, ("us", "For that, bring in your brother's line.", "trade"))
    assert one("I held the price from start to end.", traded).verdict == "agreement"


def test_a_call_that_nobody_looked_at_tells_nothing_of_words():
    untagged = replace(call(), tagging=replace(call().tagging, tagger=""))
    assert one("I said it back before I went on.", untagged).verdict == "cannot be told"


def test_awareness_is_a_count_of_claims_that_a_call_can_answer():
    debrief = rep_talk(
        ("rep", "I kept quiet and let him talk.", "went_well"),
        ("rep", "I said it back before I went on.", "went_well"),
        ("rep", "I never got to who decides.", "to_change"),
        ("rep", "The coffee there was very good indeed.", "went_well"),
        ("rep", "It rained all the way home again.", ""),
    )
    analysis = Analysis(debrief.clock.conversation, (), (), tagging=debrief.tagging)
    assert awareness(compare(analysis, call(share=0.8))) == (2, 3, 1)


def test_a_debrief_without_claims_compares_to_nothing():
    assert compare(said("It rained all the way home.", "story"), call(share=0.8)) == ()
    assert awareness(()) == (0, 0, 0)


def test_every_behaviour_has_words_and_every_list_a_behaviour():
    lists = phrases("ridealong.analysis.debrief", "en", "behaviours.yaml")
    assert set(lists.patterns) == set(BEHAVIOURS)
    assert phrases("ridealong.analysis.debrief", "de", "behaviours.yaml").patterns == {}
