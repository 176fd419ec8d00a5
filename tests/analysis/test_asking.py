"""What happens after our own question: each row worked out by hand."""

from dataclasses import replace

import pytest

from clocked import clocked
from ridealong.analysis.asking import pause, self_answered
from ridealong.analysis.heard import Heard
from ridealong.language import Tagging
from ridealong.language.words import words_for
from spoken import heard

ASKED = ("us", 0.0, 4.0, "What does a late van cost you?")
ANSWER = ("them", 5.5, 9.0, "A day.")
TOLD = ("us", 0.0, 4.0, "What does it cost? We reckon a day.")


def untagged(*lines):
    return Heard(clocked(*lines), Tagging(""))


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
    talk = untagged(*lines)
    assert pause(talk, "us").value == (pause_s if pause_s is None else pytest.approx(pause_s))
    assert self_answered(talk, "us").value == share


def test_without_question_marks_nothing_is_told():
    assert "no question marks" in self_answered(untagged(("us", 0.0, 4.0, 9), ANSWER), "us").why
    asked = untagged(("us", 0.0, 4.0, 9), ("them", 5.0, 6.0, "How?"))
    assert "no question of theirs" in pause(asked, "us").why


ANSWERED = ("them", "A day.", "")


def test_a_question_without_a_mark_is_asked_by_its_move():
    asked = heard(("us", "what does a late van cost you", "open_question"), ANSWERED)
    assert pause(asked, "us").value == pytest.approx(0.43)
    assert self_answered(asked, "us").value == 0.0
    told = heard(("us", "that is what a late van costs you", "value_claim"), ANSWERED)
    assert "ask nothing" in self_answered(told, "us").why


@pytest.mark.parametrize(("possible", "turns"), [("closed_question:0.1", (0,)), ("", ())])
def test_a_mark_asks_where_the_moves_think_it_possible(possible, turns):
    assert pause(heard(("us", "And the vans?", possible), ANSWERED), "us").turns == turns


def test_we_go_on_after_the_sentence_that_asks():
    two = heard(("us", "what does it cost we reckon a day", "open_question"), ANSWERED)
    cut = tuple(replace(s, end=17) for s in two.tagging.said)
    assert self_answered(two, "us").value == 0.0
    cut_there = Heard(two.clock, replace(two.tagging, said=cut))
    assert self_answered(cut_there, "us").value == 1.0


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
