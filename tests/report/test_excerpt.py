"""Which words of a turn are marked, and how a long turn is shortened around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.report.excerpt import LONGEST_MARK, mark, phrase, shorten

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


@given(st.text(max_size=600))
def test_nothing_is_lost_or_added_when_a_turn_is_marked(text):
    told = mark(text)
    assert told.before + told.marked + told.after == text
    assert len(shorten(text).marked) <= LONGEST_MARK
