"""Cutting a stream of words into turns, for recognisers that deliver nothing larger.

A turn ends where the speaker changes, where nobody says a word for `PAUSE_S`, and, so that a
monologue can be read, once it has `LONG_WORDS` words, at the end of a sentence or at a pause to
draw breath (`BREATH_S`; some recognisers write no full stops).
"""

import re
from collections.abc import Iterable, Iterator

from ridealong.conversation import Draft, Word

PAUSE_S = 2.0
"""The gap that ends a turn (docs/measures.md, units)."""
LONG_WORDS = 60
BREATH_S = 0.5
_SENTENCE_ENDS = tuple(".?!…。？！｡।؟۔։")
_CLOSES = frozenset(".,?!;:%…)]}”’»。、，．！？：；）」』】》،؛؟।")
_OPENS = frozenset("¿¡([{“‘«（「『【《")
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x312F), (0x31A0, 0x9FFF),
    (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_LOOSE = re.compile(r"(?:^|\s)[^\w\s]|\s\s|^\s|\s$")
"""White space too much, or a sign at the beginning of a word, that may belong to the one before."""

type Spoken = tuple[str | None, Word]
"""The id of a speaker, and a word of theirs."""


def cut_turns(words: Iterable[Spoken]) -> Iterator[tuple[str | None, list[Word]]]:
    """Group (speaker id, word) pairs in order of time into turns of one speaker.

    A word that is punctuation alone stays with the words before it, whoever it was given to.
    """
    current: list[Word] = []
    speaking: str | None = None
    last_end: float | None = None
    for speaker, word in words:
        text, start_s, end_s, _ = word
        gap = 0.0 if last_end is None or start_s is None else start_s - last_end
        over = speaker != speaking or gap >= PAUSE_S
        if current and (over or _long_enough(current, gap)) and not _is_mark(text):
            yield speaking, current
            current = []
        if not current:
            speaking = speaker
        current.append(word)
        if end_s is not None:
            last_end = end_s
    if current:
        yield speaking, current


def cut_by_speaker(words: Iterable[Spoken]) -> Iterator[tuple[str | None, list[Word]]]:
    """Group the words of one segment where the speaker changes in it, and only there.

    A word of which the speaker is not known stays with the words before it.
    """
    current: list[Word] = []
    speaking: str | None = None
    for speaker, word in words:
        if current and speaker is not None and speaker != speaking and not _is_mark(word.text):
            if speaking is not None:
                yield speaking, current
                current = []
            speaking = speaker
        elif not current:
            speaking = speaker
        current.append(word)
    if current:
        yield speaking, current


def join_words(words: Iterable[Word]) -> str:
    """The text of words, marks put to the word that they belong to, no spaces where none belong.

    >>> join_words([Word("Well"), Word(","), Word("yes"), Word(".")])
    'Well, yes.'
    >>> join_words([Word("¿"), Word("Qué"), Word("?"), Word("はい"), Word("そう")])
    '¿Qué? はいそう'
    """
    texts = [word[0] for word in words]
    plain = " ".join(texts)
    if plain.isascii() and not _LOOSE.search(plain):
        return plain
    pieces: list[str] = []
    before = ""
    for text in filter(None, map(str.strip, texts)):
        if before and _spaced(before, text):
            pieces.append(" ")
        pieces.append(text)
        before = text
    return "".join(pieces)


def punctuate(words: list[Spoken], mark: str) -> None:
    """Put a punctuation mark, which has no time of its own, to the last of `words`."""
    if words:
        speaker, word = words[-1]
        words[-1] = (speaker, word._replace(text=word.text + mark))


def span(words: Iterable[Word]) -> tuple[float | None, float | None]:
    """When the first of `words` begins and the last one ends."""
    listed = list(words)
    starts = [word[1] for word in listed if word[1] is not None]
    ends = [word[2] for word in listed if word[2] is not None]
    return min(starts, default=None), max(ends, default=None)


def add_turns(draft: Draft, words: Iterable[Spoken], place: str = "") -> None:
    """Cut `words` into turns and add them to `draft`, each with start, end and its words."""
    for speaker, said in cut_turns(words):
        draft.turn(speaker, join_words(said), *span(said), words=said, place=place)


def add_streams(draft: Draft, streams: Iterable[Iterable[Spoken]], place: str = "") -> None:
    """Cut several streams, one a channel, each by itself, and add their turns in order of time."""
    turns = [(*span(said), *turn) for s in streams for turn in cut_turns(s) if (said := turn[1])]
    turns.sort(key=lambda turn: turn[0] or 0.0)
    for start_s, end_s, speaker, said in turns:
        draft.turn(speaker, join_words(said), start_s, end_s, words=said, place=place)


def _is_mark(text: str) -> bool:
    return not text[:1].isalnum() and not any(c.isalnum() for c in text)


def _long_enough(current: list[Word], gap: float) -> bool:
    if len(current) < LONG_WORDS:
        return False
    return gap >= BREATH_S or current[-1].text.endswith(_SENTENCE_ENDS)


def _spaced(before: str, text: str) -> bool:
    """Whether a space belongs between two pieces of text."""
    if text[0] in _CLOSES and _is_mark(text):
        return False
    if before[-1] in _OPENS and _is_mark(before):
        return False
    return text[0].isascii() or not (_is_unspaced(before[-1]) and _is_unspaced(text[0]))


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return any(low <= code <= high for low, high in _UNSPACED)
