"""whisper.cpp: its JSON, with or without tokens."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import label
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, first_has, time_s


def sniff(source: Source) -> int:
    pieces = Node(source.json)["transcription"]
    return Sure.CERTAIN if first_has(pieces, "offsets", "text") else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.CUE, language=bcp47(top["result"].text("language")))
    for piece in entries(draft, top, "transcription"):
        draft.turn(
            draft.speaker(label(piece["speaker"].value)),
            piece.text("text") or "",
            time_s(draft, piece["offsets"], "from", per_second=1000),
            time_s(draft, piece["offsets"], "to", per_second=1000),
            place=piece.path,
        )
    return finish(source, [draft])


FORMATS = (
    Format(
        id="whisper-cpp",
        title="whisper.cpp (JSON)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker` with stereo diarisation; else none",
        traps="`offsets` are milliseconds; tokens are pieces of words and are not read",
        sniff=sniff,
        read=read,
    ),
)
