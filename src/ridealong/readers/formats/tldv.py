"""tl;dv: the transcript of a meeting, as its API and its webhook deliver it."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
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
    time_s,
)

_WRAPPERS = ("data", "transcript", "body", "response")
_TURN = ("speaker", "text", "startTime")


def sniff(source: Source) -> int:
    top = Node(source.json)
    if first_has(top, *_TURN):
        return Sure.POSSIBLE
    return Sure.CERTAIN if found(top, _is_transcript, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if isinstance(top.value, list) and first_has(top, *_TURN):
        return finish(source, [_draft(top, top)])
    meeting = top["meeting"] if isinstance(top["meeting"].value, dict) else top
    return finish(source, [_draft(t, meeting) for t in find(top, _is_transcript, _WRAPPERS)])


def _is_transcript(node: Node) -> bool:
    return first_has(node["data"], *_TURN) or (
        isinstance(node["data"].value, list) and "meetingId" in node
    )


def _draft(transcript: Node, meeting: Node) -> Draft:
    draft = Draft(
        Timing.CUE,
        id=transcript.text("meetingId", "id"),
        title=meeting.text("name"),
        started_at=meeting.moment("happenedAt"),
    )
    for person in (meeting["organizer"], *extras(draft, meeting, "invitees")):
        draft.speaker(person.text("name"), person.text("name"), email=email(person, "email"))
    listed = () if isinstance(transcript.value, list) else ("data",)
    for line in entries(draft, transcript, *listed):
        name = line.text("speaker")
        draft.turn(
            draft.speaker(name, name),
            line.text("text") or "",
            time_s(draft, line, "startTime"),
            time_s(draft, line, "endTime"),
            place=line.path,
        )
    return draft


FORMATS = (
    Format(
        id="tldv-json",
        title="tl;dv transcript (API)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker`, a name",
        sniff=sniff,
        read=read,
    ),
)
