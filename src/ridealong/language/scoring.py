"""Scores of a model for the lines of a script, and which of them are likely enough to be said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ridealong.conversation import Role
from ridealong.conversation.text import count_words
from ridealong.language.casting import Line, Script
from ridealong.language.model import Said
from ridealong.language.moves import moves, moves_of
from ridealong.language.sentences import sentences
from ridealong.language.words import words_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

ASKED = 0.15
"""A sentence with a question mark that is no tag is a question from this likelihood on."""
QUESTIONS = ("open_question", "closed_question")
"""One of them is made by every question of a seller or an agent."""
WORTH_A_THOUGHT = 0.02
"""Moves less likely than this are not kept at all."""


class Scores(Protocol):
    """What a model thinks of a script."""

    @property
    def logits(self) -> "Floats":
        """Of each line (rows) and each move of the vocabulary (columns)."""
        ...

    def by_sentence(self, line: int, spans: Sequence[tuple[int, int]], move: int) -> "Floats":
        """How much each sentence of a line speaks for a move; higher speaks more."""
        ...


class Scorer(Protocol):
    """A model that scores scripts."""

    def score(self, scripts: Sequence[Script]) -> list[Scores]:
        """The scores of each script, in their order."""
        ...


class Calibration(NamedTuple):
    """From scores to probabilities, and from which probability a move is said."""

    slope: Mapping[str, float]
    """By move: p = sigmoid(slope × score + offset)."""
    offset: Mapping[str, float]
    threshold: Mapping[str, float]


def said_in(
    script: Script, scores: Scores, calibration: Calibration
) -> Iterator[tuple[Said, bool]]:
    """Every move worth a thought in the lines that count, and whether it is likely enough.

    A sign of listening makes no move: that is a rule, not a guess.
    """
    import numpy as np  # noqa: PLC0415  # only where something is tagged

    places = {move: k for k, move in enumerate(moves())}
    columns: dict[Role, list[str]] = {role: list(moves_of(role)) for role in Role}
    slopes = np.array([calibration.slope[m] for m in moves()], np.float32)
    offsets = np.array([calibration.offset[m] for m in moves()], np.float32)
    p = 1 / (1 + np.exp(-(scores.logits * slopes + offsets)))
    words = words_for(None)
    for i, line in enumerate(script):
        if not line.counts or words.is_backchannel(line.text, count_words(line.text)):
            continue
        chances = {m: float(p[i, places[m]]) for m in columns[line.role]}
        likely = {m: chance for m, chance in chances.items() if chance >= WORTH_A_THOUGHT}
        if not likely:
            continue
        spans = sentences(line.text) or [(0, len(line.text))]
        enough = {m for m, chance in likely.items() if chance >= calibration.threshold[m]}
        enough |= _asked_by_mark(line, spans, likely, enough)
        for move, chance in likely.items():
            start, end = spans[0]
            if move in enough and len(spans) > 1:
                start, end = spans[int(scores.by_sentence(i, spans, places[move]).argmax())]
            yield Said(line.turn, move, chance, line.role, start, end), move in enough


def _asked_by_mark(
    line: Line, spans: Sequence[tuple[int, int]], likely: Mapping[str, float], enough: set[str]
) -> set[str]:
    """The kind of question that a question mark makes certain enough; empty where none does."""
    kinds = [m for m in QUESTIONS if likely.get(m, 0.0) >= ASKED]
    if not kinds or not enough.isdisjoint(QUESTIONS):
        return set()
    words = words_for(None)
    asks = any(words.is_question(line.text[a:b]) for a, b in spans)
    return {max(kinds, key=lambda m: likely[m])} if asks else set()
