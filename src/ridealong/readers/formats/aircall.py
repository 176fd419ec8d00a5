"""Aircall: the transcription of a call, as API and webhook deliver it."""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, find, finish, first_has, found, time_s

_WRAPPERS = ("transcription", "transcriptions", "data", "body", "response")
_SIDES = {"internal": Side.US, "external": Side.THEM}


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_transcription, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    return finish(source, [_draft(t) for t in find(top, _is_transcription, _WRAPPERS)])


def _is_transcription(node: Node) -> bool:
    listed = _content(node)["utterances"]
    if first_has(listed, "participant_type"):
        return True
    return "call_id" in node and isinstance(listed.value, list) and not listed.value


def _content(node: Node) -> Node:
    """The object that holds the utterances: `content`, or the transcription itself."""
    return node["content"] if isinstance(node["content"].value, dict) else node


def _draft(transcription: Node) -> Draft:
    content = _content(transcription)
    draft = Draft(
        Timing.CUE,
        id=transcription.text("call_id", "call_uuid", "id"),
        started_at=transcription.moment("call_created_at"),
        language=bcp47(content.text("language") or transcription.text("language")),
    )
    for utterance in entries(draft, content, "utterances"):
        draft.turn(
            _speaker(draft, utterance),
            utterance.text("text") or "",
            time_s(draft, utterance, "start_time"),
            time_s(draft, utterance, "end_time"),
            place=utterance.path,
        )
    return draft


def _speaker(draft: Draft, utterance: Node) -> str | None:
    label = utterance.text("participant_type") or ""
    side = _SIDES.get(label.lower())
    phone = utterance.text("phone_number")
    return draft.speaker(
        utterance.text("user_id") or phone or label,
        side=side,
        because=f"provider label (participant_type: {label})" if side else None,
        phone=phone,
    )


FORMATS = (
    Format(
        id="aircall-json",
        title="Aircall transcription",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`user_id` of ours, `phone_number` of theirs; no names",
        sides="`participant_type`: internal or external",
        sniff=sniff,
        read=read,
    ),
)
