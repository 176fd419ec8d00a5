"""Somebody's words as a sentence of ours quotes them."""

from collections.abc import Sequence

from ridealong.analysis.heard import Heard
from ridealong.conversation.text import count_words

MOST_WORDS = 25
"""A longer sentence is quoted by its beginning."""
FEWEST_WORDS = 4
"""A shorter sentence says too little alone: the whole turn is quoted."""


def quoted(heard: Heard, turn: int, *moves: str) -> str:
    """The sentence of a turn that makes one of these moves, in quotation marks."""
    sentence = heard.quote(turn, *moves)
    return in_quotes(sentence if count_words(sentence) >= FEWEST_WORDS else heard.text(turn))


def in_quotes(text: str) -> str:
    """A text in quotation marks, by its beginning where it is long.

    >>> in_quotes("Two ovens, then.")
    '“Two ovens, then.”'
    """
    words = text.split()
    rest = " …" if len(words) > MOST_WORDS else ""
    return f"“{' '.join(words[:MOST_WORDS])}{rest}”"


def times(count: int) -> str:
    """How often: "once", "twice", "7 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def listed(names: Sequence[str]) -> str:
    """Names one after the other.

    >>> listed(["price", "date", "place"])
    'price, date and place'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
