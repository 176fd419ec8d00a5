"""Quo, formerly OpenPhone: the transcripts of a call, as API and webhook deliver them."""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, figure, find, finish, first_has, found, time_s

_WRAPPERS = ("data", "object", "callTranscript", "body", "response")
_USER = ("actorId", "userId")


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_transcript, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    drafts = [_draft(t) for t in find(top, _is_transcript, _WRAPPERS)]
    if len(drafts) > 1:
        source.warnings.append(
            "The call has several recordings; each was read as a conversation of its own."
        )
    return finish(source, drafts)


def _is_transcript(node: Node) -> bool:
    listed = node["dialogue"]
    if first_has(listed, "content"):
        return True
    return "dialogue" in node and not listed.value and "status" in node


def _draft(transcript: Node) -> Draft:
    draft = Draft(
        Timing.CUE,
        id=transcript.text("recordingId", "callId", "id"),
        started_at=transcript.moment("startTime"),
    )
    draft.duration_s = figure(draft, transcript, "duration")
    for line in entries(draft, transcript, "dialogue"):
        draft.turn(
            _speaker(draft, line),
            line.text("content") or "",
            time_s(draft, line, "start"),
            time_s(draft, line, "end"),
            place=line.path,
        )
    return draft


def _speaker(draft: Draft, line: Node) -> str | None:
    """One of ours where the line names a user, theirs where it says that there is none."""
    number = line.text("identifier")
    user = line.text(*_USER)
    key = next((k for k in _USER if k in line), None)
    side = None if key is None else Side.US if user else Side.THEM
    because = f"provider label ({key}{'' if user else ': none'})"
    phone = number if number and number[:1] in "+0123456789" else None
    return draft.speaker(
        user or number,
        None if phone else number,
        side=side,
        because=because if side else None,
        phone=phone,
    )


FORMATS = (
    Format(
        id="quo-json",
        title="Quo (OpenPhone) call transcript",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`actorId` or `userId`, else the phone number in `identifier`",
        sides="a line with a user is ours, a line whose user is null is theirs",
        traps="a call may have several recordings; each is a conversation of its own",
        sniff=sniff,
        read=read,
    ),
)
