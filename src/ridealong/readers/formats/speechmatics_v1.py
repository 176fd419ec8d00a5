"""Speechmatics, format 1: words, and apart from them who speaks from when to when."""

from bisect import bisect_right

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, heard, label, objects, voices
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import extras, finish, first_has, time_s
from ridealong.readers.turns import Spoken, add_turns, punctuate


def sniff(source: Source) -> int:
    words = Node(source.json)["words"]
    return Sure.CERTAIN if first_has(words, "name", "time", "duration") else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    job = top["job"]
    draft = Draft(Timing.WORD, id=job.text("id"), title=job.text("name"))
    draft.language = bcp47(job.text("lang"))
    draft.duration_s = time_s(draft, job, "duration")
    items = [_with_end(item) for item in objects(draft, top["words"])]
    words = heard(draft, items, "words", text=("name",), start="time", end="end")
    starts, names = _spans(draft, top)
    said_by = voices(draft, [_at(word.start_s, starts, names) for word in words])
    spoken: list[Spoken] = []
    for who, word in zip(said_by, words, strict=True):
        if spoken and not any(c.isalnum() for c in word.text):
            punctuate(spoken, word.text)
        else:
            spoken.append((who, word))
    add_turns(draft, spoken, "words")
    return finish(source, [draft])


def _with_end(item: Json) -> Json:
    try:
        return {**item, "end": round(float(item["time"]) + float(item["duration"]), 6)}
    except (KeyError, TypeError, ValueError, OverflowError):
        return item


def _spans(draft: Draft, top: Node) -> tuple[list[float], list[str | None]]:
    """From when on who speaks, in order of time."""
    spans = [
        (start_s, label(entry["name"].value))
        for entry in extras(draft, top, "speakers")
        if (start_s := time_s(draft, entry, "time")) is not None
    ]
    spans.sort(key=lambda each: each[0])
    return [start_s for start_s, _ in spans], [name for _, name in spans]


def _at(start_s: float | None, starts: list[float], names: list[str | None]) -> str | None:
    """Who speaks at a moment: whoever began last; before the first, the first."""
    if start_s is None or not starts:
        return None
    return names[max(bisect_right(starts, start_s + 0.005) - 1, 0)]


FORMATS = (
    Format(
        id="speechmatics-v1",
        title="Speechmatics transcript, json v1",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speakers`, found by time (F1, M2; UU is nobody)",
        traps="times are texts; full stops are words of their own",
        sniff=sniff,
        read=read,
    ),
)
