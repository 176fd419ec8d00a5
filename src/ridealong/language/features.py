"""The signs of a turn that a linear model reads: its words, their neighbours, what came before.

A feature is a text such as "w:price"; `row` gives it one of `ROWS` rows, so that the model needs
no list of words. The signs do without punctuation where there is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

ROWS = 1 << 16
SHAPE_WEIGHT = 0.6
"""How much form and place count beside words; found on authors held out."""
BEFORE_WEIGHT = 0.4
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!£$€%]")
_LENGTHS = (1, 2, 4, 7, 12, 20, 35, 60)
_LONG_WORD = 6
_CONTENT_WORD = 4
_MOST_SHARED = 4
_PARTS = 5


@lru_cache(maxsize=1 << 15)
def row(feature: str) -> int:
    """The row of a feature.

    >>> 0 <= row("w:price") < ROWS
    True
    """
    return crc32(feature.encode()) & (ROWS - 1)


def tokens(text: str) -> list[str]:
    """Words in lower case, numbers as "0", and the signs that mean something.

    >>> tokens("It's £1,200, isn't it?")
    ["it's", '£', '0', '0', "isn't", 'it', '?']
    """
    found = _TOKEN.findall(text.lower().replace("’", "'"))
    return ["0" if t.isdigit() else t for t in found]


def turn_features(
    own: Sequence[str], before: Sequence[str], role: str, place: float
) -> dict[int, float]:
    """The rows of a turn's signs, each with its weight.

    Args:
        own: tokens of the turn.
        before: tokens of the nearest turn before by somebody in another role; empty for none.
        role: the speaker's role.
        place: how much of the talk lies before it, 0 to 1.
    """
    found = word_features(own)
    found |= {row("p:" + t): BEFORE_WEIGHT for t in before}
    found |= {row("h:" + f): SHAPE_WEIGHT for f in _shape(own, before, role, place)}
    return found


def word_features(own: Sequence[str]) -> dict[int, float]:
    """The rows of the signs that lie in the words of a turn, or of a sentence, alone."""
    return {row(f): 1.0 for f in _words(own)}


def _words(own: Sequence[str]) -> Iterator[str]:
    last = "^"
    for t in own:
        yield "w:" + t
        yield f"b:{last} {t}"
        if len(t) >= _LONG_WORD:
            yield "s:" + t[:4]
            yield "e:" + t[-4:]
        last = t
    yield f"b:{last} $"
    if own:
        yield "f:" + own[0]
        yield "f:" + " ".join(own[:2])
        yield "l:" + " ".join(own[-2:])


def _shape(own: Sequence[str], before: Sequence[str], role: str, place: float) -> Iterator[str]:
    known = frozenset(before)
    shared = sum(len(t) >= _CONTENT_WORD and t in known for t in own)
    yield role
    yield f"length {_bucket(len(own))}"
    yield f"place {int(place * _PARTS)}"
    yield f"length before {_bucket(len(before))}"
    yield f"asks {'?' in own} {own[-1:] == ['?']}"
    yield f"asked before {'?' in before}"
    yield f"shared {min(shared, _MOST_SHARED)}"


def _bucket(n: int) -> int:
    return sum(n > edge for edge in _LENGTHS)
