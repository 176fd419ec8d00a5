import json
from dataclasses import replace

import pytest

from ridealong.conversation import Role
from ridealong.errors import UsageError
from ridealong.language import Said, Tagging
from ridealong.language.corrections import (
    Correction,
    corrected,
    corrections_of,
    overridden,
    training_lines,
)
from ridealong.readers import read_bytes
from ridealong.writers import write
from talks import TALK

GUESS = Tagging(
    "test",
    (Said(0, "closed_question", 0.7, Role.SELLER, 0, 26),),
    {(0, "closed_question"): 0.7, (0, "open_question"): 0.2},
)
NO = Correction(0, "closed_question", holds=False, by="Rita")
YES = Correction(0, "open_question", holds=True, by="Rita")


def test_a_correction_overrides_the_tagger():
    (said,) = overridden(corrected(TALK, NO, YES), GUESS).said
    assert (said.move, said.p, said.by) == ("open_question", 1.0, "person")


def test_the_likelihood_follows():
    after = overridden(corrected(TALK, NO, YES), GUESS).likelihood
    assert after == {(0, "closed_question"): 0.0, (0, "open_question"): 1.0}


def test_without_corrections_nothing_changes():
    assert overridden(TALK, GUESS) is GUESS


def test_the_last_word_counts():
    again = corrected(corrected(TALK, NO), replace(NO, holds=True))
    assert [c.holds for c in corrections_of(again)] == [True]


@pytest.mark.parametrize("form", ["native", "vcon", "parquet"])
def test_corrections_are_kept_with_the_conversation(form):
    kept = corrected(TALK, NO, YES)
    (again,) = read_bytes(write([kept], form), f"talk.{form}").conversations
    assert corrections_of(again) == corrections_of(kept)


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (Correction(9, "tell", holds=True), "turns are 0 to 2"),
        (Correction(0, "teleport", holds=True), "no move 'teleport'"),
        (Correction(0, "tell", holds=True), "spoken as seller"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(correction, told):
    with pytest.raises(UsageError, match=told):
        corrected(TALK, correction)


def test_stored_rows_that_are_no_corrections_are_left_out():
    rows = [{"turn": "x"}, 5, {"turn": 0, "move": "no such move"}, {"turn": 99, "move": "tell"}]
    assert corrections_of(replace(TALK, extra={"corrections": rows})) == ()


def test_corrected_turns_come_out_as_training_data():
    (line,) = training_lines(corrected(TALK, NO, YES), GUESS)
    row = json.loads(line)
    assert row["moves"] == ["open_question"]
    assert row["text"] == "What does a late van cost?"
    assert row["role"] == "seller"
