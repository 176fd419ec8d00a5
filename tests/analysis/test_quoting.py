"""Somebody's words in a sentence of ours: which of them, and how many."""

from dataclasses import replace

import pytest

from coached import heard
from ridealong.analysis.quoting import MOST_WORDS, listed, quoted


def talk(text: str, sentence: str):
    """A turn of the rep's in which a sentence is a commitment."""
    told = heard(("rep", text, "commitment"))
    (said,) = told.tagging.said
    start = text.index(sentence)
    place = replace(said, start=start, end=start + len(sentence))
    return replace(told, tagging=replace(told.tagging, said=(place,)))


def test_the_sentence_that_makes_the_move_is_quoted():
    told = talk("It rained. I will call her on Monday. So there.", "I will call her on Monday.")
    assert quoted(told, 0, "commitment") == "“I will call her on Monday.”"


def test_of_a_sentence_of_three_words_the_turn_is_quoted():
    told = talk("She waits for it. I will call.", "I will call.")
    assert quoted(told, 0, "commitment") == "“She waits for it. I will call.”"


def test_a_long_sentence_is_quoted_by_its_beginning():
    text = " ".join(["on"] * (MOST_WORDS + 1))
    assert quoted(talk(text, text), 0) == f"“{' '.join(['on'] * MOST_WORDS)} …”"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed(names, said):
    assert listed(names) == said
