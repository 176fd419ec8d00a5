"""Captions of WebVTT, SRT and SBV, parsed tolerantly: times, ids, lines of text, comments.

One loop finds the lines of times; what lies between two of them is the text of the first and the
id of the second. Follows the file parsing of WebVTT (https://www.w3.org/TR/webvtt1/#file-parsing)
and forgives what real files do: no signature, no empty lines or too many, commas, hours left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from ridealong.readers.cue_times import sbv_times, times

_CLOCKLIKE = re.compile(r"[0-9]:[0-9]")
_WRITTEN_ID = re.compile(
    r"""
    [0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}(/\d+)?(-\d+)?$   # Teams, Stream
    | \d{1,9}\s+"[^"]*"\s+\([^()]*\)$                          # Webex
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BESIDE = ("NOTE", "STYLE", "REGION")
MOST_CUES = 200_000
"""A week of talk; what lies beyond is not looked at."""


class Cue(NamedTuple):
    """One caption. Times in seconds."""

    id: str
    start_s: float
    end_s: float
    lines: list[str]
    """As written, with tags; empty ones left out."""
    at: int
    """The line of its times, counted from 1."""
    comment: str
    """The NOTE before it, or ""."""


@dataclass
class Captions:
    """A whole file of captions."""

    signed: bool
    """It begins with WEBVTT."""
    top: int = 0
    """The index of the first line that is not empty."""
    cut: bool = False
    """There are more than `MOST_CUES`, or than lines that are looked at."""
    commas: bool = False
    """Times are written with a comma, as in SRT."""
    cues: list[Cue] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    """Lines "Key: value" below the signature, keys in lower case."""
    comments: list[str] = field(default_factory=list)
    """Each NOTE, in order."""
    stray: int = 0
    """The first line of text before any cue, counted from 1; 0 for none."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    """What was left out or guessed, with its place."""


class _Mark(NamedTuple):
    line: int
    times: tuple[float, float] | None
    comma: bool


def parse_captions(lines: Sequence[str]) -> Captions:
    """Captions whose times are divided by an arrow: WebVTT and SRT."""
    top = next((i for i, line in enumerate(lines) if line.strip("\ufeff \t")), 0)
    signed = bool(lines) and _is_signature(lines[top])
    found = (_mark(i, line) for i, line in enumerate(lines) if "-->" in line)
    marks = list(islice((mark for mark in found if mark), MOST_CUES + 1))
    commas = 2 * sum(mark.comma for mark in marks) > len(marks)
    if signed and not commas:
        marks = [m._replace(times=None) if m.comma else m for m in marks]
    return _between(lines, marks, Captions(signed, top, commas=commas))


def parse_sbv(lines: Sequence[str]) -> Captions:
    """Captions whose times are divided by a comma, without ids: SBV."""
    marks = [
        _Mark(i, found, comma=False)
        for i, line in enumerate(lines)
        if line[:1].isdigit() and (found := sbv_times(line))
    ]
    return _between(lines, marks, Captions(signed=False))


def _is_signature(line: str) -> bool:
    line = line.lstrip("\ufeff \t")
    return line.startswith("WEBVTT") and line[6:7] in {"", " ", "\t", "\0"}


def _mark(i: int, line: str) -> _Mark | None:
    """The line as a line of times, good or broken; None for an arrow in text."""
    found = times(line)
    if found is None and not _CLOCKLIKE.search(line):
        return None
    return _Mark(i, found, "," in line.partition("-->")[0])


def _between(lines: Sequence[str], marks: list[_Mark], captions: Captions) -> Captions:
    """Cut what lies between the marks into text, comments and ids."""
    last, last_id = -1, ""
    ids = []
    captions.cut = len(marks) > MOST_CUES
    del marks[MOST_CUES:]
    for mark in marks:
        first, cue_id = _id_above(lines, mark.line, last, last_id)
        if mark.line - 1 == captions.top and captions.signed:
            cue_id = ""
        ids.append((first, cue_id))
        last, last_id = mark.line, cue_id
    comment = _header(lines[: ids[0][0] if ids else len(lines)], captions)
    for k, mark in enumerate(marks):
        end = ids[k + 1][0] if k + 1 < len(marks) else len(lines)
        told = len(captions.faults)
        text, next_comment = _text(lines, mark.line + 1, end, ids[k][1], captions)
        if mark.times is None:
            what = "a caption with a time that cannot be; it was left out"
            captions.faults[told:] = [(what, f"line {mark.line + 1}")]
        else:
            captions.cues.append(Cue(ids[k][1], *mark.times, text, mark.line + 1, comment))
        comment = next_comment
    return captions


def _id_above(lines: Sequence[str], at: int, last: int, last_id: str) -> tuple[int, str]:
    """Where the cue whose times are in line `at` begins, and its id.

    An id stands alone after an empty line. Without the empty line it is one only if it looks like
    one; beyond an empty line only if it counts on from the last.
    """
    above = at - 1
    if above <= last:
        return at, ""
    line = lines[above].strip()
    if not line:
        while above > last and not lines[above].strip():
            above -= 1
        line = lines[above].strip() if above > last else ""
        counts_on = _counts_on(line, last_id)
        return (above, line) if counts_on and (above - 1 > last or last < 0) else (at, "")
    if "-->" in line:
        return above, ""
    if above == 0 or not lines[above - 1].strip():
        return above, line
    if (line.isdecimal() and (last_id.isdecimal() or last < 0)) or _WRITTEN_ID.match(line[:200]):
        return above, line
    return at, ""


def _counts_on(line: str, last_id: str) -> bool:
    if not line.isdecimal() or len(line) > 9:
        return False
    return int(line) == int(last_id) + 1 if last_id.isdecimal() else int(line) <= 1


def _blocks(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with its first line's index."""
    block: list[str] = []
    for i in range(start, end):
        if line := lines[i]:
            block.append(line)
        elif block:
            yield i - len(block), block
            block = []
    if block:
        yield end - len(block), block


def _text(
    lines: Sequence[str], start: int, end: int, cue_id: str, captions: Captions
) -> tuple[list[str], str]:
    """The text of one cue, and the comment that stands before the next."""
    if end - start == 2 and lines[start] and not lines[start + 1]:  # nearly every cue
        return [lines[start]], ""
    text: list[str] = []
    comment = ""
    for i, block in _blocks(lines, start, end):
        if i > start and _is_beside(block[0]):
            comment = _comment(block, captions) or comment
        elif i > start and len(block) > 1 and _counts_on(block[0].strip(), cue_id):
            captions.faults.append(("a caption without times; it was left out", f"line {i + 1}"))
        elif said := [line for line in block if not line.isspace()]:
            if text:
                what = "text after an empty line; it was kept with the caption before"
                captions.faults.append((what, f"line {i + 1}"))
            text += said
    return text, comment


def _header(lines: Sequence[str], captions: Captions) -> str:
    """Read what stands before the first cue; the comment directly before it is its own."""
    comment = ""
    for i, block in _blocks(lines, 0, len(lines)):
        if _is_beside(block[0]):
            comment = _comment(block, captions)
        elif i <= captions.top < i + len(block):
            for line in block[1:]:
                key, colon, value = line.partition(":")
                if colon:
                    captions.header.setdefault(key.strip().lower(), value.strip())
        else:
            captions.stray = captions.stray or i + 1
    return comment


def _is_beside(line: str) -> bool:
    return line.startswith(_BESIDE) and (
        line.rstrip() in _BESIDE or line[:5] in {"NOTE ", "NOTE\t"}
    )


def _comment(block: list[str], captions: Captions) -> str:
    if not block[0].startswith("NOTE"):
        return ""
    comment = "\n".join([block[0][4:], *block[1:]]).strip()
    captions.comments.append(comment)
    return comment
