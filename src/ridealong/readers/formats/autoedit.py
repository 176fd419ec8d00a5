"""autoEdit 2: paragraphs of a speaker, whose `line` is a list of words."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, objects
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, first_has, time_s
from ridealong.readers.turns import add_turns

_UNNAMED = "unnamed speaker"


def sniff(source: Source) -> int:
    return Sure.CERTAIN if first_has(Node(source.json)["text"], "paragraph") else Sure.NO


def read(source: Source) -> list[Conversation]:
    """One paragraph may be a whole recording: turns are cut from its words."""
    top = Node(source.json)
    draft = Draft(Timing.WORD, title=top.text("title"), id=top.text("_id", "id"))
    draft.duration_s = time_s(draft, top["metadata"], "duration")
    for entry in entries(draft, top, "text"):
        name = entry.text("speaker")
        unnamed = name is None or name.strip().casefold() == _UNNAMED
        who = None if unnamed else draft.speaker(name, name)
        for paragraph in entries(draft, entry, "paragraph"):
            line = paragraph["line"]
            items = objects(draft, line)
            words = heard(draft, items, line.path, text=("text",), start="startTime", end="endTime")
            add_turns(draft, ((who, word) for word in words), line.path)
    return finish(source, [draft])


FORMATS = (
    Format(
        id="autoedit2",
        title="autoEdit 2 (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker`, a name; “Unnamed Speaker” is nobody",
        traps="a `line` is a list of words; turns are cut from them",
        sniff=sniff,
        read=read,
    ),
)
