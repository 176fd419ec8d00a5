"""What is believed of a language model's answer: moves of who speaks, with a quote of the turn."""

import json
import re
from typing import Any, NamedTuple

from ridealong.language.casting import Line
from ridealong.language.llm.asking import Window, key
from ridealong.language.model import Said
from ridealong.language.moves import moves, moves_of
from ridealong.language.sentences import sentences

LIKELIHOOD = 0.8
"""How likely a move is that a language model says. It gives no probabilities of its own; models
differ, and none was measured, so this is a cautious figure that stands for all."""


class Unusable(Exception):
    """An answer that cannot be taken; says why."""


class Answer(NamedTuple):
    """What an answer holds."""

    said: tuple[Said, ...]
    not_in_turn: int = 0
    unknown: int = 0
    not_for_role: int = 0

    @property
    def mostly_false(self) -> bool:
        """Whether more of it had to be dropped than could be kept."""
        return self.not_in_turn + self.unknown + self.not_for_role > len(self.said)


def answer(content: str, window: Window) -> Answer:
    """Read an answer; what cannot be checked is dropped and counted.

    Raises:
        Unusable: it is no JSON, or not in the form that was asked for.
    """
    try:
        answered = json.loads(content)
    except (ValueError, RecursionError):
        raise Unusable("it is no JSON") from None
    said: dict[tuple[int, str], Said] = {}
    not_in_turn = unknown = not_for_role = 0
    for line in window.asked:
        for move, quote in _pairs(answered, key(line)):
            if move not in moves():
                unknown += 1
            elif move not in moves_of(line.role):
                not_for_role += 1
            elif (place := _sentence(line, quote)) is None:
                not_in_turn += 1
            else:
                found = Said(line.turn, move, LIKELIHOOD, line.role, *place)
                said.setdefault((line.turn, move), found)
    return Answer(tuple(said.values()), not_in_turn, unknown, not_for_role)


def _pairs(answered: Any, turn: str) -> list[tuple[str, str]]:
    listed = answered.get(turn) if isinstance(answered, dict) else None
    if not isinstance(listed, list):
        raise Unusable(f"{turn} has no list of moves")
    pairs: list[tuple[str, str]] = []
    for item in listed:
        move, quote = (item.get("move"), item.get("quote")) if isinstance(item, dict) else (0, 0)
        if not isinstance(move, str) or not isinstance(quote, str):
            raise Unusable(f"a move of {turn} lacks its name or its quote")
        pairs.append((move, quote))
    return pairs


def _sentence(line: Line, quote: str) -> tuple[int, int] | None:
    """From the sentence in which the quote begins to the one in which it ends."""
    words = quote.split()
    if not words:
        return None
    exact = r"\s+".join(re.escape(word) for word in words)
    found = re.search(rf"(?<!\w){exact}(?!\w)", line.text)
    if found is None:
        return None
    spans = [s for s in sentences(line.text) if s[0] < found.end() and s[1] > found.start()]
    return spans[0][0], spans[-1][1]
