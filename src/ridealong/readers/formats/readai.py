"""Read AI: the meeting report of its webhook and its API."""

from datetime import datetime

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node, moment
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import (
    email,
    entries,
    extras,
    find,
    finish,
    first_has,
    found,
    since,
    time_s,
    zero,
)

_WRAPPERS = ("data", "body", "payload", "meeting", "response")
_NOTES = {"action_items": "action item", "key_questions": "question", "topics": "topic"}
_START = ("start_time", "start_time_ms", "startTime")
_END = ("end_time", "end_time_ms", "endTime")


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_meeting, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    return finish(source, [_draft(m) for m in find(Node(source.json), _is_meeting, _WRAPPERS)])


def _is_meeting(node: Node) -> bool:
    transcript = _transcript(node)
    blocks = transcript["speaker_blocks"]
    if first_has(blocks, "speaker") or first_has(transcript["turns"], "start_time_ms"):
        return True
    return "session_id" in node and "trigger" in node and not blocks.value


def _transcript(meeting: Node) -> Node:
    inner = meeting["transcript"]
    return inner if isinstance(inner.value, dict) else meeting


def _draft(meeting: Node) -> Draft:
    draft = Draft(Timing.CUE, id=meeting.text("session_id", "id"), title=meeting.text("title"))
    stated = meeting.moment(*_START)
    blocks = list(entries(draft, _transcript(meeting), "speaker_blocks", "turns"))
    draft.started_at = start = zero(stated, (block.moment(*_START) for block in blocks))
    draft.duration_s = since(start, meeting.moment(*_END))
    people = [meeting["owner"], *extras(draft, meeting, "participants")]
    for block in blocks:
        name = block["speaker"].text("name") or block.text("speaker")
        draft.turn(
            draft.speaker(name, name),
            _words(block),
            _offset(draft, block, start, _START),
            _offset(draft, block, start, _END),
            place=block.path,
        )
    for person in people:
        name = person.text("name")
        draft.speaker(name or email(person, "email"), name, email=email(person, "email"))
    for key, kind in _NOTES.items():
        for item in extras(draft, meeting, key):
            draft.note(item.text("text") or "", kind=kind)
    return draft


def _words(block: Node) -> str:
    words = block.first("words", "text").value
    if isinstance(words, list):
        return " ".join(str(w.get("word", "")) if isinstance(w, dict) else str(w) for w in words)
    return block.text("words", "text") or ""


def _offset(
    draft: Draft, block: Node, start: datetime | None, keys: tuple[str, ...]
) -> float | None:
    """Seconds from the start; blocks have epoch seconds or milliseconds, rarely seconds."""
    value = block.first(*keys)
    if (at := moment(value.value)) is not None:
        return since(start, at)
    return time_s(draft, block, *keys)


FORMATS = (
    Format(
        id="readai-json",
        title="Read AI meeting report (webhook, API)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker.name`, with the address of the participant of that name",
        traps="times are points in time, in seconds or milliseconds since 1970, as number or "
        "text; they count from the start of the meeting",
        sniff=sniff,
        read=read,
    ),
)
