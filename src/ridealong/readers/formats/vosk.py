"""Vosk: one result a stretch of speech, its words with times and confidence."""

from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, objects
from ridealong.readers.source import Source
from ridealong.readers.tolerant import find, finish, first_has
from ridealong.readers.turns import join_words, span


def sniff(source: Source) -> int:
    return Sure.CERTAIN if next(_results(source), None) else Sure.NO


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.WORD)
    for result in _results(source):
        items = objects(draft, result["result"])
        words = heard(draft, items, f"{result.path}.result", text=("word",), confidence="conf")
        draft.turn(
            None, result.text("text") or join_words(words), *span(words), words=words,
            place=result.path or "the top level",
        )  # fmt: skip
    return finish(source, [draft])


def _results(source: Source) -> Iterator[Node]:
    return find(Node(source.json), lambda node: first_has(node["result"], "word", "conf"))


FORMATS = (
    Format(
        id="vosk",
        title="Vosk (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="none",
        sniff=sniff,
        read=read,
    ),
)
