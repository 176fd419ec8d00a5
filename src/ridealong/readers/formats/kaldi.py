"""BBC Kaldi: words, and apart from them a segmentation that says who speaks when."""

from bisect import bisect_right
from typing import NamedTuple

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, label, objects, voices
from ridealong.readers.source import Source
from ridealong.readers.tolerant import extras, finish, first_has, time_s
from ridealong.readers.turns import add_turns


class Span(NamedTuple):
    """A stretch of one speaker."""

    start_s: float
    end_s: float
    speaker: str | None


def sniff(source: Source) -> int:
    top = _body(source)
    if "segmentation" in top and isinstance(top["words"].value, list):
        return Sure.CERTAIN
    return Sure.CERTAIN if first_has(top["words"], "word", "punct", "start", "end") else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = _body(source)
    draft = Draft(Timing.WORD, id=top.text("wonid"))
    spans = _spans(draft, top["segmentation"])
    items = objects(draft, top["words"])
    words = heard(draft, items, top["words"].path, text=("punct", "word"))
    said_by = voices(draft, [_speaker(word, spans) for word in words])
    add_turns(draft, zip(said_by, words, strict=True), top["words"].path)
    return finish(source, [draft])


def _body(source: Source) -> Node:
    top = Node(source.json)
    return top["retval"] if isinstance(top["retval"].value, dict) else top


def _spans(draft: Draft, segmentation: Node) -> list[Span]:
    spans = []
    for segment in extras(draft, segmentation, "segments"):
        start_s, lasts_s = time_s(draft, segment, "start"), time_s(draft, segment, "duration")
        if start_s is not None and lasts_s is not None:
            speaker = label(segment["speaker"]["@id"].value)
            spans.append(Span(start_s, start_s + lasts_s, speaker))
    return sorted(spans, key=lambda each: each.start_s)


def _speaker(word: Word, spans: list[Span]) -> str | None:
    """Who speaks in the middle of a word; between two segments, whoever is nearer."""
    if word.start_s is None or not spans:
        return None
    middle = (word.start_s + (word.end_s or word.start_s)) / 2
    after = bisect_right(spans, middle, key=lambda each: each.start_s)
    near = spans[max(after - 1, 0) : after + 1]
    return min(near, key=lambda each: max(each.start_s - middle, middle - each.end_s, 0)).speaker


FORMATS = (
    Format(
        id="bbc-kaldi",
        title="BBC Kaldi (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`segmentation`, found by the middle of each word",
        traps="a few words lie between two segments; the nearer one has them",
        sniff=sniff,
        read=read,
    ),
)
