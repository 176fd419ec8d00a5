"""Where in a call something was said: the sentence, its words marked, and who said it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ridealong.language.sentences import sentences
from ridealong.report.cast import Cast
from ridealong.report.words import _, clock
from ridealong.web.calls.lists.query import Query, Term
from ridealong.web.calls.lists.talk import Spoken, Talk
from ridealong.web.calls.lists.tokens import LONGEST, Token, tokens

MOST = 2
"""Places that are quoted of one call."""
_LONG = 240
"""Characters of a sentence that are quoted, about."""
_BEYOND = re.compile(r"[^\x00-\x7f\xa0\xab\xbb\u2010-\u2027]")
"""Letters that may stand for plain ones, so that comparing characters does not tell."""

type Span = tuple[int, int]
type Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces; True where it was looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """One turn in which something was found."""

    turn: int
    at: str
    """When, or which turn where there are no times."""
    who: str
    tone: str
    """The colour, by side and role."""
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Places:
    """What was found in one call."""

    title: Pieces
    shown: tuple[Place, ...]
    more: int
    """Turns that are not quoted."""


@dataclass(frozen=True, slots=True)
class _Hit:
    turn: int
    spans: tuple[Span, ...]
    terms: frozenset[Term]


def places(talk: Talk, title: str, query: Query) -> Places:
    """Where the words of a query stand in a call."""
    hits = list(_hits(talk, query.wanted))
    shown = sorted(_telling(hits), key=lambda hit: hit.turn)
    cast = talk.cast()
    quoted = tuple(_place(talk.turns[hit.turn], cast, hit) for hit in shown)
    return Places(marked_title(title, query), quoted, len(hits) - len(quoted))


def marked_title(title: str, query: Query) -> Pieces:
    """A call's title, with what was looked for in it."""
    terms = [t for t in query.wanted if t.where in {"", "title"}]
    own = tokens(title)
    return tuple(_pieces(title, [s for term in terms for s in _spans(own, term)], 0, len(title)))


def _hits(talk: Talk, terms: Sequence[Term]) -> Iterator[_Hit]:
    sides = {speaker.id: speaker.side or "other" for speaker in talk.speakers}
    for number, turn in enumerate(talk.turns):
        side = sides.get(turn.speaker or "", "other")
        asked = [t for t in terms if t.where in {"", side}]
        found = dict(_found(turn.text, asked))
        if found:
            every = sorted(span for spans in found.values() for span in spans)
            yield _Hit(number, tuple(every), frozenset(found))


def _found(text: str, terms: Sequence[Term]) -> Iterator[tuple[Term, list[Span]]]:
    """Which terms stand in a text, and where."""
    plain = not terms or _BEYOND.search(text) is None
    spoken = text.lower() if plain else ""
    own = [] if plain else tokens(text)
    for term in terms:
        if spans := list(_plain_spans(spoken, term) if plain else _spans(own, term)):
            yield term, spans


def _plain_spans(spoken: str, term: Term) -> Iterator[Span]:
    """As `_spans`, many times faster, for a text of plain letters."""
    if term.words[0] in spoken:
        yield from (found.span() for found in _pattern(term).finditer(spoken))


@lru_cache(maxsize=200)
def _pattern(term: Term) -> re.Pattern[str]:
    goes_on = r"[^\W_]*"
    each = [w + (goes_on if len(w) == LONGEST else "") for w in map(re.escape, term.words)]
    end = goes_on if term.begins else ""
    return re.compile(rf"(?<![^\W_]){r'[\W_]+'.join(each)}{end}(?![^\W_])")


def _spans(own: Sequence[Token], term: Term) -> Iterator[Span]:
    """Where a term stands among the words of a text."""
    length = len(term.words)
    for first in range(len(own) - length + 1):
        if _here(own, first, term):
            yield own[first].start, own[first + length - 1].end


def _here(own: Sequence[Token], first: int, term: Term) -> bool:
    *whole, last = term.words
    if any(own[first + i].word != word for i, word in enumerate(whole)):
        return False
    end = own[first + len(whole)].word
    return end.startswith(last) if term.begins else end == last


def _telling(hits: list[_Hit]) -> Iterator[_Hit]:
    """The turns that show most of what was looked for, the earliest first."""
    left, seen = list(hits), frozenset[Term]()
    for _round in range(min(MOST, len(hits))):
        best = max(left, key=lambda hit: (len(hit.terms - seen), len(hit.terms), -hit.turn))
        left.remove(best)
        seen |= best.terms
        yield best


def _place(turn: Spoken, cast: Cast, hit: _Hit) -> Place:
    voice = cast.voice(turn.speaker)
    start, end = _sentence(turn.text, hit.spans[0])
    at = _("turn {n}").format(n=hit.turn) if turn.start_s is None else clock(turn.start_s)
    pieces = tuple(_pieces(turn.text, hit.spans, start, end))
    return Place(hit.turn, at, voice.short, voice.tone, pieces)


def _sentence(text: str, span: Span) -> Span:
    """The sentences that hold a place, or the words around it where these are very long."""
    held = [(a, b) for a, b in sentences(text) if b > span[0] and a < span[1]]
    start, end = (held[0][0], held[-1][1]) if held else span
    if end - start <= _LONG:
        return start, end
    left, right = max(start, span[0] - _LONG // 2), min(end, span[1] + _LONG // 2)
    cut = text.find(" ", left, span[0]) + 1 if left > start else 0
    last = text.rfind(" ", span[1], right) if right < end else -1
    return cut or left, last if last > 0 else right


def _pieces(text: str, spans: Iterable[Span], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """A stretch of text in pieces, with a sign where it is cut."""
    at = start
    if start > 0 and text[:start].strip() and not _ends_before(text, start):
        yield "… ", False
    for first, last in _joined(spans):
        if first < at or last > end:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if end > at:
        yield text[at:end], False
    if text[end:].strip() and text[end - 1 : end] not in {".", "!", "?", "…"}:
        yield " …", False


def _ends_before(text: str, start: int) -> bool:
    return text[:start].rstrip()[-1:] in {".", "!", "?", "…"}


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Without those that lie within others."""
    found: list[Span] = []
    for first, last in sorted(set(spans)):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
