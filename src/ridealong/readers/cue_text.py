"""What is said in one caption: tags, entities, voices, dashes and words with times taken apart."""

import html
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ridealong.conversation import Word
from ridealong.conversation.text import clean, count_words
from ridealong.readers.cues import Cue
from ridealong.readers.fields import clock_s

VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>")
TIME_TAG = re.compile(r"<((?:[0-9]{1,6}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,][0-9]{1,9})?)>")
_END_OF_VOICE = re.compile(r"</v\s*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>|<[0-9][0-9:.,]*>|\{\\[^{}]*\}")
_NEW_SPEAKER = re.compile(r"\s*(?:[-‐–—]\s+|>>+\s*)(?=\S)")
_FEWEST_ROLLING = 4
_LOOKED_AT = 40


class Said(NamedTuple):
    """One voice's part of a caption."""

    voice: str | None
    """The name in its voice tag; None without one."""
    text: str
    changes: bool = False
    """A tag, a dash or ">>" says that a voice begins here."""


def plain(text: str) -> str:
    """The text without tags, entities decoded once.

    >>> plain("<i>Q&amp;A</i>, &lt;b&gt; and a < b"), plain("&amp;amp;")
    ('Q&A, <b> and a < b', '&amp;')
    """
    if ("<" in text and ">" in text) or "{\\" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text) if "<b" in text or "<B" in text else text)
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text


def voices(lines: Sequence[str]) -> list[Said]:
    """The parts of a caption with voice tags, neighbours of one voice joined.

    A voice lasts until its closing tag, the next voice or the end of the caption.
    """
    text = "\n".join(lines)
    parts = VOICE.split(text)
    said = _spoken(None, parts[0])
    for i in range(1, len(parts), 2):
        name = clean(plain(parts[i] or "")) or None
        inside, *after = _END_OF_VOICE.split(parts[i + 1], maxsplit=1)
        said += _spoken(name, inside)
        said += _spoken(None, after[0]) if after else []
    return [
        Said(voice, " ".join(part.text for part in group), changes=bool(voice))
        for voice, neighbours in groupby(said, key=lambda part: part.voice)
        if (group := list(neighbours))
    ]


def _spoken(voice: str | None, raw: str) -> list[Said]:
    text = plain(raw)
    return [Said(voice, text)] if text.strip() else []


def lines_said(lines: Sequence[str]) -> list[Said]:
    """The lines of a caption without voice tags, each as one part; empty ones left out."""
    if len(lines) == 1:  # nearly every caption
        text = plain(lines[0])
        return [_changed(text)] if text and not text.isspace() else []
    shown = [plain(line) for line in "\n".join(lines).split("\n")]
    return [_changed(text) for text in shown if text.strip(" \t-")]


def _changed(text: str) -> Said:
    if text[0] in "-‐–—> \t" and (match := _NEW_SPEAKER.match(text[:256])):
        return Said(None, text[match.end() :], changes=True)
    return Said(None, text)


def shared_times(cue: Cue, parts: Sequence[str]) -> list[tuple[float, float]]:
    """The caption's time divided among its parts by their words."""
    if len(parts) == 1:
        return [(cue.start_s, cue.end_s)]
    counts = [count_words(part) or 1 for part in parts]
    per_word = max(cue.end_s - cue.start_s, 0.0) / sum(counts)
    edges = [cue.start_s + per_word * sum(counts[:i]) for i in range(len(parts))]
    edges = [round(edge, 3) for edge in edges]
    return list(zip(edges, [*edges[1:], cue.end_s], strict=True))


def timed_words(cue: Cue) -> list[Word]:
    """The words of a caption in which "<00:01.500>" stands before what is said from then on.

    Where several words follow one mark, only the first has a start and only the last an end.
    """
    marked = TIME_TAG.split("\n".join(cue.lines))
    starts = [cue.start_s, *(clock_s(mark) for mark in marked[1::2])]
    ends = [*starts[1:], cue.end_s]
    words: list[Word] = []
    for raw, start, end in zip(marked[::2], starts, ends, strict=True):
        pieces = [p for p in plain(raw).split() if p.strip(">")]
        last = len(pieces) - 1
        for i, piece in enumerate(pieces):
            words.append(Word(piece, start if i == 0 else None, end if i == last else None))
    return words


def without_repeats(cues: list[Cue]) -> list[Cue]:
    """Captions that roll (each shows the last line again) with every line once; others as given."""
    if not _rolls(_shown(cues[:_LOOKED_AT])):
        return cues
    kept = []
    before: list[str] = []
    for cue, lines in zip(cues, _shown(cues), strict=True):
        most = min(len(before), len(lines))
        again = next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0)
        before = lines or before
        if again < len(lines):
            kept.append(cue._replace(lines=cue.lines[again:]))
    return kept


def _shown(cues: list[Cue]) -> list[list[str]]:
    return [[" ".join(plain(line).split()) for line in cue.lines] for cue in cues]


def _rolls(shown: list[list[str]]) -> bool:
    """Whether nearly each caption begins with the last line before it and many go on from there.

    The same short answer twice in a row does not roll.
    """
    again = [len(b) for a, b in pairwise(shown) if a and b and a[-1] == b[0]]
    goes_on = sum(lines > 1 for lines in again)
    return len(again) * 2 >= len(shown) - 1 and goes_on * 4 >= len(shown) >= _FEWEST_ROLLING
