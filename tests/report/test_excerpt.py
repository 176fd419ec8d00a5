"""Which words of a turn are marked, and how a long turn is shortened around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.report.excerpt import LONGEST_MARK, cut, mark, phrase, quoted, shorten

LONG = "We count by weight. " * 30


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("On paper?", "On paper?"),
        ("He walks the racks. What would stop him?", "What would stop him?"),
        ("Nine lines were wrong. He walked.", "Nine lines were wrong."),
        ("no sentence ends here", "no sentence ends here"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_the_last_question_is_marked_else_the_first_sentence(text, marked):
    start, end = phrase(text)
    assert text[start:end] == marked


def test_a_long_sentence_is_marked_up_to_a_word():
    marked = mark("and so " * 60).marked
    assert len(marked) <= LONGEST_MARK
    assert marked.endswith(("and", "so"))


def test_a_long_turn_is_shortened_around_its_question():
    told = shorten(LONG + "Is that right? " + LONG)
    assert told.marked == "Is that right?"
    assert told.before.startswith("…")
    assert told.after.endswith("…")
    assert len(told.before + told.marked + told.after) < 260


def test_words_that_a_sentence_quotes_are_found_in_the_turn():
    text = "He walks the racks. What would stop him?"
    assert quoted("“What would stop him?” gets an answer.", text) == (20, 40)
    assert quoted("“What would stop …” is cut.", text) == (20, 35)
    assert quoted("“Nobody said this.”", text) is None


def test_the_sentence_that_carries_a_point_is_marked_in_place_of_the_guess():
    text = "He walks the racks. What would stop him?"
    assert mark(text, (0, 19)).marked == "He walks the racks."
    assert mark(text, (0, 0)).after == text


def test_a_row_of_a_table_has_the_beginning_of_a_turn():
    assert cut("He walks the racks.", 90) == "He walks the racks."
    assert cut("He walks, the racks.", 10) == "He walks …"


@given(st.text(max_size=600))
def test_nothing_is_lost_or_added_when_a_turn_is_marked(text):
    told = mark(text)
    assert told.before + told.marked + told.after == text
    assert len(shorten(text).marked) <= LONGEST_MARK
