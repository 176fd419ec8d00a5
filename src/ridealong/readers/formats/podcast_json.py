"""The Podcasting 2.0 transcript: segments with a body."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, first_has, time_s


def sniff(source: Source) -> int:
    top = Node(source.json)
    return Sure.CERTAIN if first_has(top["segments"], "body", "startTime") else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.CUE, language=bcp47(top.text("language")))
    for segment in entries(draft, top, "segments"):
        name = segment.text("speaker")
        draft.turn(
            draft.speaker(name, name),
            segment.text("body") or "",
            time_s(draft, segment, "startTime"),
            time_s(draft, segment, "endTime"),
            place=segment.path,
        )
    return finish(source, [draft])


FORMATS = (
    Format(
        id="podcast-json",
        title="Podcasting 2.0 transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker`, where there is one",
        traps="a segment may be a single word; each stays a turn",
        sniff=sniff,
        read=read,
    ),
)
