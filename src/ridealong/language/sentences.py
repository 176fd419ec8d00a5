"""Sentences of a turn, also where a recogniser gave no punctuation."""

import re
from collections.abc import Iterator

from ridealong.language.words import words_for

LONG_WORDS = 24
"""A stretch without punctuation that is longer is cut where a new thought seems to begin."""
SHORTEST_WORDS = 6
_END = re.compile(r"[.!?…؟？]+[\"”’')\]]*\s+|\n+")
_WORD = re.compile(r"\S+")
_LONGEST_WORD = 12
_LAST_WORD = re.compile(r"[\w.]*\Z")


def sentences(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Start and end of each sentence, in characters; together they hold every word.

    >>> text = "Fine. What does it cost you?"
    >>> [text[a:b] for a, b in sentences(text)]
    ['Fine.', 'What does it cost you?']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*_ends(text, language), len(text)]:
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip())
            found += _thoughts(text, left, right, language)
        start = end
    return found


def _ends(text: str, language: str | None) -> Iterator[int]:
    """Where signs end a sentence; the full stop of "Mr." ends none."""
    for sign in _END.finditer(text):
        last = _LAST_WORD.search(text, max(0, sign.start() - _LONGEST_WORD), sign.start())
        short = last is not None and last[0].lower() in words_for(language).abbreviations
        if not (short and sign[0].startswith(".")):
            yield sign.end()


def _thoughts(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    """A long stretch in pieces, each of which begins with a word that begins a thought."""
    found = _WORD.finditer(text[start:end])
    words = [(m.start() + start, m[0].lower().strip(",;:")) for m in found]
    if len(words) <= LONG_WORDS:
        yield start, end
        return
    first = 0
    for i, (_, word) in enumerate(words):
        enough = i - first >= SHORTEST_WORDS and len(words) - i >= SHORTEST_WORDS
        known = words_for(language)
        late = i - first >= LONG_WORDS // 2
        begins = word in known.connects or (late and word in known.begins)
        if enough and begins:
            yield words[first][0], _end(text, words[i][0])
            first = i
    yield words[first][0], end


def _end(text: str, before: int) -> int:
    return len(text[:before].rstrip())
