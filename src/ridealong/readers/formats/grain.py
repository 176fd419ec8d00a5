"""Grain's transcript JSON: a list of entries with times in milliseconds."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source


def sniff(source: Source) -> int:
    entries = source.json
    if not isinstance(entries, list) or not entries or not isinstance(entries[0], dict):
        return Sure.NO
    return Sure.CERTAIN if {"participant_id", "speaker", "text"} <= entries[0].keys() else Sure.NO


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.CUE)
    for entry in Node(source.json).objects():
        name = entry.text("speaker")
        draft.turn(
            draft.speaker(entry.text("participant_id") or name, name),
            entry.text("text") or "",
            entry.seconds("start", per_second=1000),
            entry.seconds("end", per_second=1000),
            place=entry.path,
        )
    return [draft.finish()]


FORMATS = (
    Format(
        id="grain-json",
        title="Grain transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker`, one person a `participant_id`",
        traps="times are milliseconds",
        sniff=sniff,
        read=read,
    ),
)
