"""Captions to turns: who says each part, by voice tag, by "Name:" or by what came before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ridealong.conversation import Draft
from ridealong.conversation.text import clean
from ridealong.readers.cue_text import Said, lines_said, shared_times, voices
from ridealong.readers.cues import Cue
from ridealong.readers.names import accepted, looks_like_name, split_prefix

_CONFIDENCE = re.compile(r"confidence\s*:\s*(0?\.\d{1,9}|[01](?:\.\d{0,9})?)\b", re.IGNORECASE)
_NAME_LINE = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]$")
_RECOGNISER = re.compile(r"[\[(]((?:speaker|spk|s)[ _-]?\d{1,3})[\])]:?\s+", re.IGNORECASE)
_FIRST_CUES = 3


@dataclass
class Part:
    """What one voice says in one caption."""

    name: str | None
    text: str
    begins: bool
    """The source says that a voice begins here, even if not whose."""


def add_cues(draft: Draft, cues: Sequence[Cue]) -> None:
    """Add every caption as a turn; one of several voices as several turns that share its time.

    A part without a name is nobody's where at least half of the captions name their speaker.
    Where names stand only at a change, it belongs to the last one named.
    """
    parts_of = [list(parts) for parts in attributed(cues)]
    named = sum(any(part.name for part in parts) for parts in parts_of)
    carries = 0 < 2 * named < len(cues)
    last: str | None = None
    ids: dict[str | None, str | None] = {None: None}
    for cue, parts in zip(cues, parts_of, strict=True):
        for part in parts:
            if part.name or part.begins or not carries:
                last = part.name
            if last not in ids:
                ids[last] = draft.speaker(last, last)
            part.name = last
        _add(draft, cue, parts, ids)


def _add(draft: Draft, cue: Cue, parts: list[Part], ids: dict[str | None, str | None]) -> None:
    confidence = _confidence(cue.comment) if cue.comment else None
    ref = clean(cue.id) or None
    place = f"line {cue.at}"
    if len(parts) == 1:
        draft.turn(
            ids[parts[0].name], parts[0].text, cue.start_s, cue.end_s,
            confidence=confidence, ref=ref, place=place,
        )  # fmt: skip
        return
    times = shared_times(cue, [part.text for part in parts]) if parts else []
    for part, (start_s, end_s) in zip(parts, times, strict=True):
        draft.turn(
            ids[part.name], part.text, start_s, end_s,
            confidence=confidence, ref=ref, place=place,
        )  # fmt: skip


def attributed(cues: Sequence[Cue]) -> Iterator[list[Part]]:
    """The parts of each caption, names taken off the text."""
    said = [voices(c.lines) if _has_voice(c.lines) else lines_said(c.lines) for c in cues]
    bracketed = 2 * sum(len(parts) > 1 and _name_line(parts[0]) is not None for parts in said)
    prefix = _prefix_or_line if cues and bracketed >= len(cues) else _prefix
    found = [[None if part.voice else prefix(part.text) for part in parts] for parts in said]
    people = _people(found)
    for parts, prefixes in zip(said, found, strict=True):
        yield _joined(parts, prefixes, people)


def _joined(
    said: list[Said], prefixes: list[tuple[str, str] | None], people: frozenset[str]
) -> list[Part]:
    """Lines to parts: a line without sign of a new voice goes on with the one before."""
    parts: list[Part] = []
    going_on: list[str] = []
    for line, prefix in zip(said, prefixes, strict=True):
        begins = prefix is not None and prefix[0] in people
        if parts and not (begins or line.voice or line.changes or said[0].voice):
            going_on.append(line.text)
            continue
        if going_on:
            parts[-1].text = " ".join([parts[-1].text, *going_on])
            going_on = []
        if prefix is not None and begins:
            parts.append(Part(prefix[0], prefix[1], begins=True))
        else:
            parts.append(Part(line.voice, line.text, line.changes))
    if going_on:
        parts[-1].text = " ".join([parts[-1].text, *going_on])
    return parts


def _people(found: list[list[tuple[str, str] | None]]) -> frozenset[str]:
    """Which of the prefixes are people.

    Where few captions begin with one, a prefix that never comes back counts only if names
    stand from the beginning: one "Remember:" must not be given all that follows.
    """
    names = [prefix[0] for prefixes in found for prefix in prefixes if prefix]
    if not names:
        return frozenset()
    first = sum(bool(prefixes and prefixes[0]) for prefixes in found)
    mostly = 2 * first >= len(found)
    people = accepted(names, mostly=mostly)
    begins = [p[0][0] for p in found[:_FIRST_CUES] if p and p[0]]
    if mostly or any(name in people and looks_like_name(name) for name in begins):
        return people
    return frozenset(name for name in people if names.count(name) > 1)


def _has_voice(lines: list[str]) -> bool:
    return any("<v" in line for line in lines) and any(">" in line for line in lines)


def _prefix(text: str) -> tuple[str, str] | None:
    if text[0] in "[(" and (match := _RECOGNISER.match(text[:40])):
        return match[1], text[match.end() :]
    return split_prefix(text)


def _prefix_or_line(text: str) -> tuple[str, str] | None:
    name = _name_line(Said(None, text))
    return (name, "") if name else _prefix(text)


def _name_line(said: Said) -> str | None:
    match = _NAME_LINE.match(said.text[:90].strip())
    return match[1].strip() if match and looks_like_name(match[1]) else None


def _confidence(comment: str) -> float | None:
    match = _CONFIDENCE.search(comment[:200])
    value = float(match[1]) if match else None
    return value if value is not None and value <= 1 else None
