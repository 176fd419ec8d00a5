"""What a call brings to a deal: gates, moves in their clearest words, and what was agreed."""

import pytest

from ridealong.analysis import analyse
from ridealong.conversation.sides import assign_sides
from ridealong.language import taggers
from ridealong.process.gates import in_call
from ridealong.process.gates.heard import NOTHING
from ridealong.readers import read
from ridealong.samples import SAMPLES


@pytest.fixture(scope="module")
def first():
    told = SAMPLES[0]
    conversation = assign_sides(read(told.path).conversations[0], told.us, told.kind)
    return analyse(conversation, tagging=taggers.fast().tag([conversation])[0])


def test_every_gate_of_the_labels_comes_with_the_customers_words(first):
    heard = in_call(first)
    told = {gate: turn for gate, turn in first.labels.gates.items() if turn is not None}
    assert told
    assert {gate: w.turn for gate, w in heard.gates.items()} == told
    for words in heard.gates.values():
        assert words.said in " ".join(first.conversation.turns[words.turn].text.split())
        assert words.who


def test_moves_are_told_apart_by_side_and_quoted_word_for_word(first):
    heard = in_call(first)
    assert heard.theirs
    assert heard.ours
    for move, words in (*heard.theirs.items(), *heard.ours.items()):
        assert words.move == move
        assert words.said in " ".join(first.conversation.turns[words.turn].text.split())
    speakers = first.conversation.by_id
    sides = {speakers[first.conversation.turns[w.turn].speaker].side for w in heard.ours.values()}
    assert sides == {"us"}


def test_where_nobody_has_looked_there_is_nothing(first):
    conversation = first.conversation
    assert in_call(analyse(conversation)) == NOTHING
