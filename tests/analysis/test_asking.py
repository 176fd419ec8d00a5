"""What happens after our own question: each row worked out by hand."""

import pytest

from clocked import clocked
from ridealong.analysis.asking import pause, self_answered
from ridealong.analysis.words import words_for

ASKED = ("us", 0.0, 4.0, "What does a late van cost you?")
ANSWER = ("them", 5.5, 9.0, "A day.")
TOLD = ("us", 0.0, 4.0, "What does it cost? We reckon a day.")


@pytest.mark.parametrize(
    ("lines", "pause_s", "share"),
    [
        pytest.param([ASKED, ANSWER], 1.5, 0.0, id="they answer after 1.5 s"),
        pytest.param([ASKED, ("us", 4.8, 9.0, "I mean…")], 0.8, 1.0, id="we go on"),
        pytest.param([ASKED, ("them", 3.7, 9.0, "A day.")], 0.0, 0.0, id="before we have ended"),
        pytest.param([ASKED, (None, 4.6, 5.0, "Mm.")], 0.6, 0.0, id="somebody says something"),
        pytest.param([TOLD, ANSWER], None, 1.0, id="we go on in the same turn"),
        pytest.param([TOLD, ANSWER, ("us", 10.0, 12.0, "How often?"), ("them", 12.4, 15.0, 3)],
                     0.4, 0.5, id="once in two"),
        pytest.param([("us", 0.0, 4.0, "A day, right?"), ANSWER], None, None, id="a tag"),
        pytest.param([("them", 0.0, 4.0, "What does it cost?"), ("us", 5.0, 6.0, 3)],
                     None, None, id="their question"),
        pytest.param([ANSWER, ("us", 10.0, 12.0, "How often?")], None, None, id="the last word"),
    ],
)  # fmt: skip
def test_after_our_question(lines, pause_s, share):
    clock = clocked(*lines)
    assert pause(clock, "us").value == (pause_s if pause_s is None else pytest.approx(pause_s))
    assert self_answered(clock, "us").value == share


def test_without_question_marks_nothing_is_told():
    assert "no question marks" in self_answered(clocked(("us", 0.0, 4.0, 9), ANSWER), "us").why
    asked = clocked(("us", 0.0, 4.0, 9), ("them", 5.0, 6.0, "How?"))
    assert "no question of theirs" in pause(asked, "us").why


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Mm-hmm.", True),
        ("uh-huh", True),
        ("Yeah, I see.", True),
        ("Of course!", True),
        ("Mhm, mhm, mhm.", True),
        ("OK", True),
        ("I", False),
        ("Yeah, no.", False),
        ("Yeah, yeah, yeah, yeah.", False),
        ("Got it, thanks.", False),
        ("See", False),
        ("…", False),
        ("", False),
    ],
)
def test_signs_of_listening(text, is_one):
    assert words_for("en-GB").is_backchannel(text, len(text.split())) == is_one


def test_only_what_counts_everywhere_counts_in_a_language_without_list():
    german = words_for("de")
    assert (german.known, words_for(None).known) == (False, True)
    assert german.is_backchannel("Mhm.", 1)
    assert not german.is_backchannel("Yeah.", 1)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why?", True),
        ("And how do you do that today?", True),
        ("How does it work? Right.", True),
        ("何ですか？", True),
        ("So three vans, right?", False),
        ("That was on Friday, wasn't it, you know?", False),
        ("Okay?", False),
        ("Why.", False),
    ],
)
def test_questions_by_their_mark(text, asks):
    assert words_for("en").is_question(text) == asks
