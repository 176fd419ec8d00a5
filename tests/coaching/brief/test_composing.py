"""What stands on a brief: a table of the rule, and what never does."""

from dataclasses import replace
from datetime import date

import pytest

from many_calls import NOW, alike, day
from ridealong.coaching.behaviours import OPEN_QUESTIONS
from ridealong.coaching.brief import (
    RECIPES,
    Agreed,
    Brought,
    DealNow,
    Finding,
    GateNow,
    Known,
    Missing,
    Moment,
    Quote,
    TruthKind,
    WellKind,
    compose,
    sheet,
)
from ridealong.coaching.commitments import Commitment, State, standing
from ridealong.coaching.questions.wording import may_be_asked
from ridealong.coaching.trend import trend
from ridealong.process.diagnosis.model import Fact
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey, UseCase
from ridealong.process.gates.attention import Third

FELL = trend(OPEN_QUESTIONS, alike(20, 6, 10, first_day=90) + alike(6, 2, 10, first_day=6), NOW)
ASKED = Moment(
    at=day(2),
    behaviour="open_questions",
    good=True,
    quotes=(Quote("Rita", "And for the business?", 7, 12), Quote("Ines", "Two loads.", 7, 13)),
)
CLOSED = replace(ASKED, good=False, quotes=(Quote("Rita", "Is that a problem?", 8, 4),))
BRIGHTWATER = DealNow(
    id="b",
    name="Brightwater Dairy",
    stage="proposal",
    unknown=("who", "value"),
    gates=(
        GateNow("admits_need", "A need is admitted", both=True, half=False),
        GateNow("can_decide", "Can decide", both=False, half=True),
    ),
    third=Third.OPEN,
    next_call=day(-3),
    quotes=(Quote("Ines", "Tomas signs anything above ten thousand.", 7, 40),),
)
ACRE = replace(BRIGHTWATER, id="a", name="Acre", next_call=None)
FULL = Finding(
    id="f", rule="stage-full", facts=(Fact(key="open", value=11, k=11),), skill="deciding"
)
CHANCE = replace(FULL, id="c", rule="discounting", may_be_chance=True)
TAKEN_ON = Commitment(
    says="I’ll ask what happens then.",
    follows="behaviour:open_questions",
    target=0.5,
    made=date(2026, 11, 5),
    by=date(2026, 12, 4),
)
NOT_YET = Agreed(TAKEN_ON, standing(TAKEN_ON, alike(3, 2, 10, first_day=6), [], NOW.date()))
HOLDS = Agreed(
    TAKEN_ON,
    standing(TAKEN_ON, alike(8, 7, 10, first_day=8), alike(20, 3, 10, first_day=90), NOW.date()),
)
RITA = Known(
    use=UseCase.ONE_TO_ONE,
    person=1,
    name="Rita",
    framework=default(Journey.SALES),
    trends=(FELL,),
    fell="open_questions",
    findings=(CHANCE, FULL),
    deals=(ACRE, BRIGHTWATER),
    moments=(ASKED, CLOSED),
    agreed=(NOT_YET,),
    brought=(Brought("Brightwater, from 27:00", call=7),),
    calls=4,
)


def test_the_weekly_brief_has_everything_once():
    brief = compose(RITA)
    assert [f.kind for f in brief.facts] == [
        TruthKind.BEHAVIOUR,
        TruthKind.PIPELINE,
        TruthKind.PIPELINE,
    ]
    assert [f.key for f in brief.facts] == ["fell", "stage-full", "discounting"]
    assert brief.facts[0].quotes == CLOSED.quotes
    assert brief.skill is not None
    assert (brief.skill.key, brief.skill.because) == ("open_questions", "agreed")
    assert brief.skill.moments == (CLOSED, ASKED)
    assert brief.deal == BRIGHTWATER
    assert brief.well is not None
    assert brief.well.kind is WellKind.MOMENT
    assert brief.agreed == (NOT_YET,)
    assert brief.missing == ()
    assert 3 <= len(brief.questions) <= 5


@pytest.mark.parametrize("use", [u for u in UseCase if u is not UseCase.ANY])
def test_no_brief_asks_for_a_result_and_each_keeps_to_its_room(use):
    brief = compose(replace(RITA, use=use))
    recipe = RECIPES[use]
    assert all(may_be_asked(c.question.says) for c in brief.questions)
    assert 3 <= len(brief.questions) <= 6
    assert len(brief.facts) <= recipe.facts
    assert {f.kind for f in brief.facts} <= set(recipe.of)
    assert (brief.skill is None) or recipe.skill
    assert (brief.deal is None) or recipe.deal


def test_before_others_nothing_of_one_person_is_said():
    brief = compose(replace(RITA, use=UseCase.HUDDLE))
    assert (brief.facts, brief.agreed, brief.well, brief.skill) == ((), (), None, None)
    assert brief.deal is None


@pytest.mark.parametrize(
    ("what", "change", "deal"),
    [
        ("the next call decides", {}, "b"),
        ("not the size, and without a call the name", {"deals": (ACRE,)}, "a"),
        ("what the person brings goes first", {"brought": (Brought("x", deal="a"),)}, "a"),
        ("what the talk was made for goes before it", {"subject": "b"}, "b"),
        ("one that is gone is passed over", {"subject": "gone"}, "b"),
        ("none stands out", {"deals": (replace(ACRE, third=Third.EARLY),)}, None),
    ],
)
def test_one_deal(what, change, deal):
    brief = compose(replace(RITA, **change))
    assert (brief.deal.id if brief.deal else None) == deal, what
    assert (Missing.DEAL in brief.missing) == (deal is None)


@pytest.mark.parametrize(
    ("change", "skill"),
    [
        ({}, ("open_questions", "agreed")),
        ({"agreed": (HOLDS,)}, ("open_questions", "fell")),
        ({"agreed": (), "fell": ""}, ("deciding", "finding")),
        ({"agreed": (), "fell": "", "findings": (CHANCE,)}, None),
    ],
)
def test_one_skill(change, skill):
    found = compose(replace(RITA, **change)).skill
    assert ((found.key, found.because) if found else None) == skill


def test_what_was_agreed_and_holds_went_well():
    assert HOLDS.standing.state is State.HOLDS
    well = compose(replace(RITA, agreed=(HOLDS,))).well
    assert well is not None
    assert (well.kind, well.quotes) == (WellKind.HOLDS, ASKED.quotes)


def test_of_somebody_new_the_brief_says_what_is_missing():
    nobody = Known(use=UseCase.ONE_TO_ONE, person=2, name="Pat", framework=RITA.framework)
    brief = compose(nobody)
    assert set(brief.missing) == {
        Missing.CALLS,
        Missing.AGREED,
        Missing.BROUGHT,
        Missing.DEAL,
        Missing.WELL,
    }
    assert len(brief.questions) >= 3


def test_half_gates_of_the_deal_come_with_the_customers_words():
    brief = compose(replace(RITA, use=UseCase.DEAL))
    (fact,) = brief.facts
    assert (fact.key, fact.of, fact.quotes) == ("half-gate", "Can decide", BRIGHTWATER.quotes)
    assert [c.question.unknown for c in brief.questions[:2]] == ["who", "value"]


def test_the_next_brief_asks_other_questions():
    first = compose(RITA)
    then = compose(replace(RITA, asked=(first.asks,)))
    assert not set(first.asks) & set(then.asks)


def test_the_sheet_has_the_same_facts_and_room_for_a_call():
    brief = compose(RITA)
    own = sheet(brief)
    assert (own.facts, own.agreed) == (brief.facts, brief.agreed)
    assert own.prompts[0] == "bring-call"
