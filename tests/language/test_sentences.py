from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.language import sentences


def split(text):
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("Yes", ["Yes"]),
        ("Fine. And you?", ["Fine.", "And you?"]),
        ("“Really?” he said. No…", ["“Really?”", "he said.", "No…"]),
        ("It is 4.5 per cent", ["It is 4.5 per cent"]),
        ("It's Mr. Brandt. And me.", ["It's Mr. Brandt.", "And me."]),
        ("(Dr. Magdy!) No, e.g. Olga.", ["(Dr. Magdy!)", "No, e.g. Olga."]),
        ("Is it Dr? Or Mr…", ["Is it Dr?", "Or Mr…"]),
        ("That was the last.\nFine", ["That was the last.", "Fine"]),
    ],
)
def test_sentences_end_at_their_signs(text, expected):
    assert split(text) == expected


def test_a_long_stretch_without_punctuation_is_cut_where_a_thought_begins():
    text = (
        "yeah so the thing is we lost two drivers in march and the routes just got longer "
        "every week so what i wanted to ask is how do you handle it when somebody calls in sick"
    )
    parts = split(text)
    assert len(parts) > 1
    assert " ".join(parts) == text
    assert any(p.startswith("so what i wanted to ask") for p in parts)


@given(st.text(alphabet=" abandsowhat.?!\n’", max_size=300))
def test_no_word_is_lost_and_spans_do_not_overlap(text):
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
