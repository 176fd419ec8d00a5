"""Otter: the text export, plain or wrapped in markdown."""

import re

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.format import Format, Sure
from ridealong.readers.headings import Block, Way, add_blocks, all_blocks, headings_of
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source
from ridealong.readers.stamps import date_in

_FOOTER = lazy(r"transcribed by\b.{0,40}\botter\.ai", re.IGNORECASE)
_LENGTH = lazy(r"[•·]\s*(?:(\d+):)?(\d+):(\d\d)\s*$")


def sniff(source: Source) -> int:
    found = headings_of(source)
    head = found[1].heading if len(found) > 1 else None
    if head is None or head.way not in {Way.WIDE, Way.BOLD, Way.SINGLE}:
        return Sure.NO
    if _FOOTER.search(source.text[-600:]) or "SUMMARY KEYWORDS" in found[0].text:
        return Sure.CERTAIN
    return Sure.NO if head.way is Way.SINGLE else Sure.LIKELY


def read(source: Source) -> list[Conversation]:
    found = all_blocks(source)
    draft = Draft(Timing.START)
    last = found[-1].text
    while last and _FOOTER.search(last[-1][-200:]):
        last.pop()
    add_blocks(draft, found[1:])
    _read_top(draft, found[0])
    return [draft.finish()]


def _read_top(draft: Draft, top: Block) -> None:
    """Title, date, length and the list of speakers that newer exports have above the talk."""
    lines = [line.strip("#* ") for line in top.text[:40]]
    for i, line in enumerate(lines):
        if (when := date_in(line[:200])) and draft.started_at is None:
            draft.started_at = when
            if match := _LENGTH.search(line[:200]):
                hours, minutes, seconds = (int(part or 0) for part in match.groups())
                draft.duration_s = hours * 3600.0 + minutes * 60 + seconds
        elif line == "SPEAKERS" and i + 1 < len(lines):
            for name in lines[i + 1][:4096].split(","):
                draft.speaker(name.strip(), name.strip())
        elif i == 0 and len(line) < 200 and not line.isupper():
            draft.title = line


FORMATS = (
    Format(
        id="otter-txt",
        title="Otter text export",
        suffixes=(".txt", ".md"),
        timing=Timing.START,
        speakers="the line above the text, with the time; `Unknown Speaker` is nobody",
        traps="several paragraphs belong to one speaker; the footer is no speech",
        sniff=sniff,
        read=read,
    ),
)
