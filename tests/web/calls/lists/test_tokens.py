"""Words are found alike in every script, whichever way they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.web.calls.lists.tokens import LONGEST, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Too expensive, really.", ["too", "expensive", "really"]),
        ("don’t 1,200.50 follow-up", ["don", "t", "1", "200", "50", "follow", "up"]),
        ("Größe STRASSE straße", ["grosse", "strasse", "strasse"]),
        ("re\u0301sume\u0301 résumé", ["resume", "resume"]),
        ("ﬁne m² Ⅳ", ["fine", "m2", "iv"]),
        ("太贵了。", ["太", "贵", "了"]),
        ("Дорого", ["дорого"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected
    assert [t.word for t in tokens(text)] == expected


@given(st.text())
def test_words_and_their_places_agree(text):
    found = tokens(text)
    assert [t.word for t in found] == words(text)
    for token in found:
        assert token.word.isalnum()
        assert len(token.word) <= LONGEST
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_same_text_in_capitals_has_the_same_words(text):
    assert words(text.upper()) == words(text)
