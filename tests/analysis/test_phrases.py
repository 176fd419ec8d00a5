"""Lists of phrases: what a phrase of a list is found in, and where."""

import re
from pathlib import Path

import pytest

import ridealong.analysis
from coached import heard
from ridealong.analysis.phrases import Phrases, lists_of, phrases
from ridealong.language.yaml import load_yaml

CUSTOMER = "ridealong.analysis.customer"
FILES = [
    (path.parent.name, path.name)
    for path in sorted(Path(ridealong.analysis.__file__).parent.glob("*/*.yaml"))
    if path.name in {"phrases.yaml", "behaviours.yaml"}
]


def customer(language: str | None = "en") -> Phrases:
    return phrases(CUSTOMER, language)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("when", "Let's say Tuesday, at ten.", ["tuesday", "at ten"]),
        ("when", "Monday’s fine.", ["monday's"]),
        ("when", "He was a latecomer at tennis.", []),
        ("price", "That is £1,200.", ["£1"]),
        ("price", "Six thousand pounds' worth.", ["thousand pounds'"]),
        ("price", "A priceless thing.", []),
        ("assents", "Yes, exactly that.", ["yes"]),
        ("assents", "I would say yes.", []),
        ("asks", "There it is. It's gone.", []),
        ("asks", "how long's that been", ["how long's"]),
        ("compelling", "", []),
    ],
)
def test_a_phrase_is_whole_words_whatever_the_punctuation(name, text, found):
    assert list(customer().every(name, text)) == found
    assert customer().found(name, text) == (found[0] if found else None)
    assert customer().has(name, text) == bool(found)


def test_places_are_counted_in_words():
    assert list(customer().places("asks", "So, what is it? And how often?")) == [1, 5]


def test_a_star_stands_for_any_letters():
    debrief = phrases("ridealong.analysis.debrief", "en")
    assert debrief.found("trace.meetings", "I had eleven meetings.") == "eleven meetings"


def test_the_lists_beside_a_module_are_those_of_the_language_of_the_talk():
    module = f"{CUSTOMER}.price"
    assert lists_of(heard(("coach", "Hello.", "")), module) is customer(None)
    german = lists_of(heard(("coach", "Tag.", ""), language="de-AT"), module)
    assert german.patterns == {}
    assert not german.has("price", "£12")


@pytest.mark.parametrize(("room", "name"), FILES)
def test_every_phrase_can_be_found(room, name):
    package = f"ridealong.analysis.{room}"
    for listed, of_list in load_yaml(package, name)["en"].items():
        for phrase in of_list:
            assert phrase == phrase.lower()
            if re.fullmatch(r"[\w' ]+", phrase):
                assert phrases(package, "en", name).has(listed, f"Well, {phrase}!"), phrase
