"""Which words of a turn carry a point, and how a long turn is shortened around them."""

import re
from dataclasses import dataclass

LONGEST_MARK = 90
"""Characters: a marker over more than this marks nothing."""
LONGEST_SENTENCE = 160
"""Characters of a sentence that is known to carry the point: it may be marked at more length."""
_SHORTEST_MARK = 14
LONGEST_QUOTE = 240
"""Characters of one speaker in a quote."""
_WHOLE_WORDS = 5
"""Fewer words before a full stop are a greeting or a sign of listening."""
_SENTENCE = re.compile(r"[^.?!…]+[.?!…]*")
_QUOTED = re.compile("“([^”]+)”")
_SHORTEST_QUOTE = 6
"""Characters: less than this stands in many turns."""
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


def quoted(says: str, text: str) -> tuple[int, int] | None:
    """Where a text holds what a sentence quotes from it in “ ”; None where it holds nothing."""
    for quote in _QUOTED.findall(says):
        words = quote.removesuffix("…").strip()
        start = text.find(words) if len(words) >= _SHORTEST_QUOTE else -1
        if start >= 0:
            return start, start + len(words)
    return None


def mark(text: str, carried: tuple[int, int] | None = None) -> Excerpt:
    """The whole turn with its phrase marked: the sentence that is known to carry it, if any is."""
    start, end = _carried(text, carried)
    return Excerpt(text[:start], text[start:end], text[end:])


def shorten(
    text: str, longest: int = LONGEST_QUOTE, carried: tuple[int, int] | None = None
) -> Excerpt:
    """The turn around its phrase, with … where words are left out."""
    start, end = _carried(text, carried)
    room = max(0, longest - (end - start))
    begin = 0 if start <= room // 2 else _next_word(text, start - room // 2)
    stop = min(len(text), begin + longest)
    stop = _cut(text, max(end, begin), stop, len(text))
    before = ("…" if begin else "") + text[begin:start]
    after = text[end:stop] if stop == len(text) else _left_off(text[start:end], text[end:stop])
    return Excerpt(before, text[start:end], after)


def _left_off(phrase: str, after: str) -> str:
    """What follows a phrase, with … at a word, or apart from it after the end of a sentence."""
    kept = after.rstrip(" ,;:…")
    return f"{kept} …" if (phrase + kept).endswith((".", "?", "!")) else f"{kept}…"


def cut(text: str, longest: int) -> str:
    """The beginning of a text, at most so many characters and … where words are left out."""
    end = _cut(text, 0, longest, len(text))
    return text if end == len(text) else text[:end].rstrip(" ,;:") + " …"


def _carried(text: str, carried: tuple[int, int] | None) -> tuple[int, int]:
    if carried is None:
        return phrase(text)
    start, end = _trimmed(text, *carried)
    return start, _cut(text, start, min(end, start + LONGEST_SENTENCE), end)


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
