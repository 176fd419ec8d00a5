"""Microsoft Teams: a transcript copied from the meeting, or saved as text."""

import re

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.format import Format, Sure
from ridealong.readers.headings import Way, add_blocks, all_blocks, headings_of
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source
from ridealong.readers.stamps import date_in, length_s

_EVENT = lazy(r"(.{1,80}?) (started|stopped) (the )?transcription$")
_RECORDING = lazy(r"(-\d{8}_\d{6})?[- ]?(Meeting )?(Recording|Transcript)(\.\w{3,4})?$")
_UNPADDED = lazy(r"^\d+:\d:\d|^\d+:\d\d?:\d\.", re.MULTILINE)


def sniff(source: Source) -> int:
    found = headings_of(source)
    head = found[1].heading if len(found) > 1 else None
    if head is None:
        return Sure.NO
    if head.way is Way.SPOKEN:
        return Sure.CERTAIN
    if head.way is Way.ARROW:
        names = sum(b.heading.name is not None for b in found[1:] if b.heading)
        told = 2 * names > len(found) - 1
        return Sure.CERTAIN + 1 if told and _UNPADDED.search(source.head) else Sure.NO
    wide = head.way is Way.WIDE and head.width >= 3
    if any(_EVENT.match(line) for line in found[0].text):
        return Sure.CERTAIN
    return Sure.LIKELY + 5 if wide else Sure.NO


def read(source: Source) -> list[Conversation]:
    found = all_blocks(source)
    ends = found[1].heading is not None and found[1].heading.end_s is not None
    draft = Draft(Timing.CUE if ends else Timing.START)
    _read_top(draft, found[0].text)
    for block in found[1:]:
        kept = []
        for line in block.text:
            if (event := _EVENT.match(line)) and len(line) < 120:
                draft.note(line, event[1], kind="event")
            else:
                kept.append(line)
        block.text = kept
    add_blocks(draft, found[1:])
    return [draft.finish()]


def _read_top(draft: Draft, lines: list[str]) -> None:
    """Title, date and length, which the saved document has above the talk."""
    for line in lines[:12]:
        if event := _EVENT.match(line[:200]):
            draft.note(line, event[1], kind="event")
        elif draft.started_at is None and (when := date_in(line[:200])):
            draft.started_at = when
        elif draft.duration_s is None and (length := length_s(line[:80])):
            draft.duration_s = length
        elif draft.title is None and len(line) < 200:
            draft.title = _RECORDING.sub("", line.strip("#* ")) or None


FORMATS = (
    Format(
        id="teams-text",
        title="Microsoft Teams transcript, copied or saved as text",
        suffixes=(".txt", ".md"),
        timing=Timing.START,
        speakers="the line above the text, with the time",
        traps="initials and a second, spelled-out line of name and time are no speech; "
        "“started transcription” becomes a note; the older form has an end, too",
        sniff=sniff,
        read=read,
    ),
)
