"""Microsoft Teams and Stream: the transcript as JSON, as the web player loads it."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, finish, share, time_s


def sniff(source: Source) -> int:
    if not isinstance(source.json, dict):
        return Sure.NO
    top = _lower(Node(source.json))
    listed = top["entries"].value
    if not isinstance(listed, list):
        return Sure.NO
    if "stream.office.com" in (top.text("$schema") or ""):
        return Sure.CERTAIN
    first = next((v for v in listed[:8] if isinstance(v, dict)), {})
    keys = {key.lower() for key in first}
    return Sure.CERTAIN if {"text", "startoffset", "speakerid"} <= keys else Sure.NO


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.CUE)
    top = _lower(Node(source.json))
    said = [_lower(entry) for entry in entries(draft, top, "entries")]
    languages = [bcp47(entry.text("spokenlanguagetag")) for entry in said]
    draft.language = most_common(languages)
    for entry, language in zip(said, languages, strict=True):
        name = entry.text("speakerdisplayname")
        draft.turn(
            draft.speaker(entry.text("speakerid") or name, name),
            entry.text("text") or "",
            time_s(draft, entry, "startoffset"),
            time_s(draft, entry, "endoffset"),
            confidence=share(draft, entry, "confidence"),
            language=None if language == draft.language else language,
            ref=entry.text("id"),
            place=entry.path,
        )
    for event in map(_lower, extras(draft, top, "events")):
        draft.note(
            event.text("eventtype") or "",
            event.text("userdisplayname"),
            time_s(draft, event, "startoffset"),
            kind="event",
        )
    return finish(source, [draft])


def _lower(node: Node) -> Node:
    """The same object with its keys in small letters: their case differs by version."""
    if not isinstance(node.value, dict):
        return node
    return Node({key.lower(): value for key, value in node.value.items()}, node.path)


FORMATS = (
    Format(
        id="teams-json",
        title="Microsoft Teams or Stream transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speakerDisplayName`, one person a `speakerId`; none where identity is hidden",
        traps="seven digits after the point; the case of the keys differs (`startOffset`, "
        "`startoffset`); events of the call are notes, not speech",
        sniff=sniff,
        read=read,
    ),
)
