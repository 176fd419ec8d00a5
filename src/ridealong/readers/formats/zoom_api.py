"""Zoom's lists of recordings and its timeline of speakers: not the transcript, but near it."""

from typing import NoReturn

from ridealong.conversation import Timing
from ridealong.errors import NotATranscript
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import find, first_has, found

_WRAPPERS = ("meetings", "payload", "object", "data", "body", "response")


def sniff(source: Source) -> int:
    top = Node(source.json)
    known = first_has(top["timeline"], "ts", "users") or found(top, _is_recording, _WRAPPERS)
    return Sure.CERTAIN if known else Sure.NO


def read(source: Source) -> NoReturn:
    top = Node(source.json)
    if first_has(top["timeline"], "ts", "users"):
        raise NotATranscript(
            "is Zoom's timeline of who was speaking, without what they said",
            remedy="Download the recording's TRANSCRIPT file (vtt) and give that",
        )
    recordings = find(top, _is_recording, _WRAPPERS)
    kinds = {
        file.text("file_type") for recording in recordings for file in _files(recording).each()
    }
    listed = "TRANSCRIPT" in kinds or "CC" in kinds
    raise NotATranscript(
        "is Zoom's list of recordings, not a transcript",
        remedy="Download the file that it lists as TRANSCRIPT (vtt) and give that"
        if listed
        else "It lists no TRANSCRIPT file; switch on audio transcripts in Zoom's settings",
    )


def _files(node: Node) -> Node:
    return node.first("recording_files", "files")


def _is_recording(node: Node) -> bool:
    listed = isinstance(_files(node).value, list)
    return listed and "uuid" in node and ("host_id" in node or "topic" in node)


FORMATS = (
    Format(
        id="zoom-api",
        title="Zoom list of recordings, Zoom timeline",
        suffixes=(".json",),
        timing=Timing.NONE,
        speakers="none",
        traps="holds links to the transcript and not its text; it is refused with the way there",
        sniff=sniff,
        read=read,
        refused=True,
    ),
)
