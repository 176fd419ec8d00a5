"""Cutting a stream of words into turns, for recognisers that deliver nothing larger.

A turn ends where the speaker changes, where nobody says a word for `PAUSE_S`, and, so that a
monologue can be read, at the end of a sentence once it has `LONG_WORDS` words.
"""

from collections.abc import Iterable, Iterator

from ridealong.conversation import Draft, Word

PAUSE_S = 2.0
"""The gap that ends a turn (docs/measures.md, units)."""
LONG_WORDS = 60
_SENTENCE_ENDS = (".", "?", "!", "…")
_CLOSES = frozenset(".,?!;:%…)]}”’")


def cut_turns(
    words: Iterable[tuple[str | None, Word]],
) -> Iterator[tuple[str | None, list[Word]]]:
    """Group (speaker id, word) pairs in order of time into turns of one speaker.

    A word that is punctuation alone stays with the words before it, whoever it was given to.
    """
    current: list[Word] = []
    speaking: str | None = None
    last_end: float | None = None
    for speaker, word in words:
        closes = bool(current) and not any(c.isalnum() for c in word.text)
        if current and not closes and (speaker != speaking or _pause(last_end, word, current)):
            yield speaking, current
            current = []
        if not current:
            speaking = speaker
        current.append(word)
        last_end = word.end_s if word.end_s is not None else last_end
    if current:
        yield speaking, current


def _pause(last_end: float | None, word: Word, current: list[Word]) -> bool:
    if last_end is not None and word.start_s is not None and word.start_s - last_end >= PAUSE_S:
        return True
    return len(current) >= LONG_WORDS and current[-1].text.endswith(_SENTENCE_ENDS)


def join_words(words: Iterable[Word]) -> str:
    """The text of words, closing punctuation put to the word before it.

    >>> join_words([Word("Well"), Word(","), Word("yes"), Word(".")])
    'Well, yes.'
    """
    parts: list[str] = []
    for word in words:
        text = word.text.strip()
        if parts and text and text[0] in _CLOSES and not any(c.isalnum() for c in text):
            parts[-1] += text
        elif text:
            parts.append(text)
    return " ".join(parts)


def add_turns(draft: Draft, words: Iterable[tuple[str | None, Word]], place: str = "") -> None:
    """Cut `words` into turns and add them to `draft`, each with start, end and its words."""
    for speaker, said in cut_turns(words):
        starts = [w.start_s for w in said if w.start_s is not None]
        ends = [w.end_s for w in said if w.end_s is not None]
        draft.turn(
            speaker,
            join_words(said),
            min(starts, default=None),
            max(ends, default=None),
            words=said,
            place=place,
        )
