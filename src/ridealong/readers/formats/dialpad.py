"""Dialpad: the transcript of a call, with Dialpad's own moments between the lines."""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, find, finish, first_has, found, since, zero

_WRAPPERS = ("transcript", "transcripts", "data", "body", "response", "items")
_SPEECH = (None, "transcript")


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_transcript, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    return finish(source, [_draft(t) for t in find(top, _is_transcript, _WRAPPERS)])


def _is_transcript(node: Node) -> bool:
    listed = node["lines"]
    if first_has(listed, "content", "time"):
        return True
    return "call_id" in node and isinstance(listed.value, list) and not listed.value


def _draft(transcript: Node) -> Draft:
    draft = Draft(Timing.START, id=transcript.text("call_id"))
    lines = list(entries(draft, transcript, "lines"))
    speech = [line for line in lines if line.text("type") in _SPEECH]
    stated = transcript.moment("date_started", "date_connected")
    draft.started_at = start = zero(stated, (line.moment("time") for line in speech))
    for line in lines:
        at_s = since(start, line.moment("time"))
        text = line.text("content") or ""
        kind = line.text("type")
        if kind is None or kind in _SPEECH:
            if at_s is None:
                draft.tally("a time that is none; it was left out", f"{line.path}.time")
            draft.turn(_speaker(draft, line), text, at_s, place=line.path)
        else:
            after = at_s if at_s is not None and at_s >= 0 else None
            draft.note(text, line.text("name"), after, kind=kind.replace("_", " "))
    return draft


def _speaker(draft: Draft, line: Node) -> str | None:
    name = line.text("name")
    if user := line.text("user_id"):
        side, because = Side.US, "provider label (user_id)"
    elif user := line.text("contact_id"):
        side, because = Side.THEM, "provider label (contact_id)"
    else:
        return draft.speaker(name, name)
    return draft.speaker(user, name, side=side, because=because)


FORMATS = (
    Format(
        id="dialpad-json",
        title="Dialpad call transcript (API)",
        suffixes=(".json",),
        timing=Timing.START,
        speakers="`name`, one person a `user_id` or `contact_id`",
        sides="who has a `user_id` is ours, who has a `contact_id` is theirs",
        traps="lines of other types than `transcript` are Dialpad's moments and become notes; "
        "times are times of day and count from the first line",
        sniff=sniff,
        read=read,
    ),
)
