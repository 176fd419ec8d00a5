"""Which sentence of a turn is shown for a move, against what a person chose.

`carrying.tsv` holds turns of several sentences of which just one carries the move; turns that leave
a choice were left out, and the choice was made before any tagger was asked. The shares are printed
by `python tests/language/test_carrying.py`.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ridealong.conversation import Kind, assign_sides
from ridealong.language import moves, sentences, taggers
from ridealong.language.casting import scripts
from ridealong.language.taggers import ModelTagger
from ridealong.readers import read

CONVERSATIONS = Path(__file__).resolve().parents[2] / "training" / "conversations"
CHOSEN = list(
    csv.DictReader(
        Path(__file__).with_name("carrying.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
FLOORS = {"fast": (0.74, 0.76), "default": (0.78, 0.82)}
"""Of the right sentences: in all conversations, and in debriefs."""


class Shown(NamedTuple):
    """What a tagger shows for a move."""

    kind: Kind
    right: bool


@cache
def shown(tagger: str) -> tuple[Shown, ...]:
    return tuple(_shown(getattr(taggers, tagger)()))


def share(found: Iterable[Shown]) -> float:
    rights = [one.right for one in found]
    return sum(rights) / len(rights)


def in_debriefs(found: Iterable[Shown]) -> list[Shown]:
    return [one for one in found if one.kind is Kind.DEBRIEF]


def _shown(tagger: ModelTagger) -> Iterator[Shown]:
    places = {move: k for k, move in enumerate(moves())}
    for name in sorted({row["conversation"] for row in CHOSEN}):
        conversation = assign_sides(read(CONVERSATIONS / f"{name}.json").conversations[0])
        (script,) = scripts(conversation)
        (scores,) = tagger.scorer.score([script])
        for row in (r for r in CHOSEN if r["conversation"] == name):
            line = next(i for i, each in enumerate(script) if each.turn == int(row["turn"]))
            spans = sentences(script[line].text)
            best = int(scores.by_sentence(line, spans, places[row["move"]]).argmax())
            assert conversation.kind is not None
            yield Shown(conversation.kind, spans[best] == _chosen(script[line].text, row["words"]))


def _chosen(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("row", CHOSEN, ids=lambda row: f"{row['conversation']}:{row['turn']}")
def test_what_was_chosen_is_one_of_several_sentences(row):
    conversation = read(CONVERSATIONS / f"{row['conversation']}.json").conversations[0]
    text = conversation.turns[int(row["turn"])].text
    assert len(sentences(text)) > 1
    assert _chosen(text, row["words"]) in sentences(text)


@pytest.mark.parametrize("tagger", FLOORS)
def test_most_moves_are_shown_by_the_sentence_that_carries_them(tagger):
    everywhere, debriefs = FLOORS[tagger]
    assert share(shown(tagger)) >= everywhere
    assert share(in_debriefs(shown(tagger))) >= debriefs


if __name__ == "__main__":
    for name in FLOORS:
        found = shown(name)
        alone = in_debriefs(found)
        all_, debriefs = (f"{share(f):.3f} of {len(f)}" for f in (found, alone))
        print(f"{name}: {all_}, in debriefs {debriefs}")  # noqa: T201
