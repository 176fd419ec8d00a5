"""A diagnosis in words: whole sentences, no forbidden question, several hypotheses, chance said."""

import re
from datetime import date

import pytest

from ridealong.process.diagnosis import Fact, Flag, Hypothesis, Leaning, Rule
from ridealong.process.diagnosis.explaining import _OF
from ridealong.process.model import Pipeline, Seller
from ridealong.report import diagnosis_words as words
from ridealong.report.diagnosis import hypothesis_words, number, worded

PIPELINE = Pipeline(
    (Seller("rita", "Rita"),), ("proposal",), (), date(2026, 11, 30), (("proposal", "Proposal"),)
)
USUAL = Fact(key="usual_peers", value=5.1, low=3, high=7, n=5)
OPEN = Fact(key="open", value=11)


def flag(rule: Rule, *facts: Fact, ask: str = "", chance: float = 0.02, may: bool = False) -> Flag:
    return Flag(
        rule=rule,
        seller="rita",
        stage="proposal",
        facts=facts,
        hypotheses=(Hypothesis(key="stay-more"), Hypothesis(key="inflow-more")),
        ask=ask or rule,
        p=chance,
        chance=chance,
        may_be_chance=may,
    )


def test_the_finding_is_one_sentence_with_what_is_usual():
    told = worded(flag(Rule.STAGE_FULL, OPEN, USUAL), PIPELINE)
    assert told.says == "11 deals stand in Proposal where 3 to 7 is usual."
    one = worded(flag(Rule.STAGE_EMPTY, Fact(key="open", value=1), USUAL), PIPELINE)
    assert one.says == "1 deal stands in Proposal where 3 to 7 is usual."


def test_proposals_without_deals_say_both():
    told = worded(
        flag(
            Rule.PROPOSALS_WITHOUT_DEALS,
            OPEN,
            USUAL,
            Fact(key="won_from_proposal", value=0.28, k=6, n=23),
            Fact(key="usual_won_from_proposal", value=0.44),
        ),
        PIPELINE,
    )
    assert told.says == (
        "11 proposals are open where 3 to 7 is usual, and fewer of them are won: 6 of 23, where "
        "44 % is usual."
    )
    assert told.ask == (
        "Which of these 11 would you write again today, and what would you find out first?"
    )


def test_fewer_proposals_name_every_comparison():
    told = worded(
        flag(
            Rule.NOT_ENOUGH_PROPOSALS,
            Fact(key="proposals_written", value=4),
            Fact(key="proposals_usual", value=11.4),
            Fact(key="proposals_agreed", value=13),
        ),
        PIPELINE,
    )
    assert told.says == (
        "4 proposals were written in 13 weeks where the others write 11 and 13 were agreed."
    )
    assert told.ask == "What has taken the place of new customers?"


@pytest.mark.parametrize(
    ("may", "begins"), [(True, "This may be chance."), (False, "Of findings as clear as this")]
)
def test_chance_is_said(may, begins: str):
    told = worded(flag(Rule.STAGE_FULL, OPEN, USUAL, chance=0.07, may=may), PIPELINE)
    assert told.chance.startswith(begins)
    assert "about 1 in 14" in told.chance


def test_a_hypothesis_says_what_is_known_of_it():
    fact = Fact(key="value", value=0.25, k=2, n=8)
    known = hypothesis_words(Hypothesis(key="value", leaning=Leaning.FOR, facts=(fact,)))
    assert known.endswith("In 2 of 8 deals with calls the customer said what it is worth.")
    assert "Nothing is known yet" in hypothesis_words(Hypothesis(key="value"))


def test_every_rule_has_its_words():
    assert set(words.SAYS) >= {rule.value for rule in Rule}
    assert set(words.ASKS) >= {rule.value for rule in Rule}
    assert set(_OF) == set(Rule)


@pytest.mark.parametrize("asked", words.ASKS.values())
def test_a_question_is_open_and_never_when_or_how_big(asked: str):
    assert asked.endswith("?")
    assert asked.split(maxsplit=1)[0] in {"What", "Which", "How"}
    assert not re.search(r"\bwhen (does|will|is)\b|how big|how much|clos(e|ing) date", asked)


@pytest.mark.parametrize(
    "sentence", [*words.SAYS.values(), *words.HYPOTHESES.values(), *words.ASKS.values()]
)
def test_no_word_judges_a_person(sentence: str):
    assert "!" not in sentence
    judging = r"\b(you are|weak|poor|bad|excellent|great|fail\w*|score|AI)\b"
    assert not re.search(judging, sentence)


@pytest.mark.parametrize("said", words.HYPOTHESES.values())
def test_a_hypothesis_only_says_what_may_be(said: str):
    assert " may " in said


def test_figures_are_written_as_one_says_them():
    assert [number(n) for n in (3, 3.26, 44.57, 1200.0)] == ["3", "3.3", "45", "1,200"]
