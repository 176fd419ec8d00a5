"""Zoom: the chat of a meeting. It is kept as notes; what was typed is not speech."""

import re

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source

_CLOUD = lazy(r"(\d{1,2}:\d\d:\d\d)\t([^\t]{1,200}?):?\t")
_LOCAL = lazy(
    r"(?:\d{4}-\d\d-\d\d )?(\d{1,2}:\d\d:\d\d)\s+From\s+(\S.{0,199}?)\s*"
    r"(?:\s+to\s+([^:]{1,300}?)(\s*\((?:Direct Message|Privately)\))?)?\s*:(?:\s|$)",
    re.IGNORECASE,
)
_REACTION = lazy(r"(Reacted to|Removed an? \S{1,40} reaction from)\s", re.IGNORECASE)
_ONLY_CHAT = "This is the chat of a meeting, not its speech; nothing was measured from it."
_LATEST_S = 6 * 3600
"""A first line later than this is stamped with the time of day, not with the recording's."""


def sniff(source: Source) -> int:
    if source.is_zip or not source.head[:1].isdigit():
        return Sure.NO
    lines = source.head.split("\n")
    if not (_CLOUD.match(lines[0]) or _LOCAL.match(lines[0])):
        return Sure.NO
    return Sure.CERTAIN


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.NONE)
    draft.warn(_ONLY_CHAT)
    offset = _CLOUD.match(source.head) is not None and _first_s(source.head) < _LATEST_S
    author, at_s, text = "", None, [""]
    for line in source.lines_of_talk():
        found = _CLOUD.match(line) or _LOCAL.match(line[:1000])
        if found:
            _note(draft, author, at_s, text)
            author, text = found[2], [line[found.end() :]]
            at_s = clock_s(found[1]) if offset else None
        else:
            text.append(line)
    _note(draft, author, at_s, text)
    return [draft.finish()]


def _first_s(head: str) -> float:
    return clock_s(head.split("\t", 1)[0]) or 0.0


def _note(draft: Draft, author: str, at_s: float | None, text: list[str]) -> None:
    said = "\n".join(text).strip()
    if author:
        draft.speaker(author, author)
        kind = "reaction" if _REACTION.match(said[:100]) else "chat"
        draft.note(said, author, at_s, kind)


FORMATS = (
    Format(
        id="zoom-chat",
        title="Zoom meeting chat (text)",
        suffixes=(".txt",),
        timing=Timing.NONE,
        speakers="the author of each line; all are attendees, nobody speaks",
        traps="a message may have several lines; reactions are notes of their own kind; the saved "
        "chat is stamped with the time of day, the cloud's with the recording's",
        sniff=sniff,
        read=read,
    ),
)
