"""Which words of a turn carry a point, and how a long turn is shortened around them."""

import re
from dataclasses import dataclass

LONGEST_MARK = 90
"""Characters: a marker over more than this marks nothing."""
_SHORTEST_MARK = 14
LONGEST_QUOTE = 240
"""Characters of one speaker in a quote."""
_WHOLE_WORDS = 5
"""Fewer words before a full stop are a greeting or a sign of listening."""
_SENTENCE = re.compile(r"[^.?!…]+[.?!…]*")
_READ = 4000
"""Characters of one turn that are looked at for its phrase."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A turn's words in three pieces; the middle one is marked."""

    before: str
    marked: str
    after: str


def phrase(text: str) -> tuple[int, int]:
    """Where the phrase lies that carries the turn: its last question, else first whole sentence.

    Returns start and end as indices into `text`, at most `LONGEST_MARK` characters apart.
    """
    spans = [_trimmed(text, m.start(), m.end()) for m in _SENTENCE.finditer(text[:_READ])]
    spans = [s for s in spans if s[0] < s[1]] or [(0, len(text))]
    asked = [s for s in spans if text[s[0] : s[1]].endswith("?")]
    whole = [s for s in spans if text.count(" ", *s) + 1 >= _WHOLE_WORDS]
    start, end = (asked or whole[:1] or spans[:1])[-1]
    if end - start < _SHORTEST_MARK:
        start, end = _longer(spans, start, end)
    return start, _cut(text, start, min(end, start + LONGEST_MARK), end)


def _longer(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """A phrase of one word is the end of the sentence before; it takes the next one with it."""
    later = [s for s in spans if s[0] >= end]
    earlier = [s for s in spans if s[1] <= start]
    if later:
        return start, later[0][1]
    return (earlier[-1][0], end) if earlier else (start, end)


def mark(text: str) -> Excerpt:
    """The whole turn with its phrase marked."""
    start, end = phrase(text)
    return Excerpt(text[:start], text[start:end], text[end:])


def shorten(text: str, longest: int = LONGEST_QUOTE) -> Excerpt:
    """The turn around its phrase, with … where words are left out."""
    start, end = phrase(text)
    room = max(0, longest - (end - start))
    begin = 0 if start <= room // 2 else _next_word(text, start - room // 2)
    stop = min(len(text), begin + longest)
    stop = _cut(text, max(end, begin), stop, len(text))
    before = ("…" if begin else "") + text[begin:start]
    after = text[end:stop].rstrip(" ,;:…") + "…" if stop < len(text) else text[end:stop]
    return Excerpt(before, text[start:end], after)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int, full: int) -> int:
    """An end that splits no word, unless the word is longer than all the room."""
    if end >= full:
        return full
    space = text.rfind(" ", start, end + 1)
    return space if space > start else end


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if space < 0 else space + 1
