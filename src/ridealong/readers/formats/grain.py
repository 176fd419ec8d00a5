"""Grain's transcript JSON: a list of entries in milliseconds, alone or in a recording."""

from ridealong.conversation import Conversation, Draft, Side, Timing
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
    since,
    time_s,
)

_WRAPPERS = ("recording", "recordings", "data", "body", "response")
_LISTS = ("transcript", "transcript_json")
_SIDES = {"internal": Side.US, "external": Side.THEM}


def sniff(source: Source) -> int:
    top = Node(source.json)
    if _is_transcript(top) or found(top, _is_recording, _WRAPPERS):
        return Sure.CERTAIN
    return Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if _is_transcript(top):
        draft = Draft(Timing.CUE)
        _add_turns(draft, top)
        return finish(source, [draft])
    return finish(source, [_draft(r) for r in find(top, _is_recording, _WRAPPERS)])


def _is_transcript(node: Node) -> bool:
    return first_has(node, "participant_id", "speaker", "text")


def _is_recording(node: Node) -> bool:
    return any(_is_transcript(node[key]) for key in _LISTS)


def _draft(recording: Node) -> Draft:
    started = recording.moment("start_datetime")
    draft = Draft(
        Timing.CUE,
        id=recording.text("id"),
        title=recording.text("title"),
        started_at=started,
        duration_s=since(started, recording.moment("end_datetime")),
    )
    for person in extras(draft, recording, "participants"):
        scope = person.text("scope") or ""
        side = _SIDES.get(scope.lower())
        draft.speaker(
            person.text("id"),
            person.text("name"),
            email=email(person, "email"),
            side=side,
            because=f"provider label (scope: {scope})" if side else None,
        )
    _add_turns(draft, next(recording[key] for key in _LISTS if _is_transcript(recording[key])))
    return draft


def _add_turns(draft: Draft, transcript: Node) -> None:
    for entry in entries(draft, transcript):
        name = entry.text("speaker")
        draft.turn(
            draft.speaker(entry.text("participant_id") or name, name),
            entry.text("text") or "",
            time_s(draft, entry, "start", per_second=1000),
            time_s(draft, entry, "end", per_second=1000),
            place=entry.path,
        )


FORMATS = (
    Format(
        id="grain-json",
        title="Grain transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker`, one person a `participant_id`",
        sides="`scope` of the participant, where the whole recording was saved",
        traps="times are milliseconds",
        sniff=sniff,
        read=read,
    ),
)
