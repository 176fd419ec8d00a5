"""Speechmatics, format 2: results that are words, entities and punctuation."""

from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, Seats, heard, objects, with_best
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import finish, first_has, time_s
from ridealong.readers.turns import Spoken, add_streams, punctuate

_SPOKEN = {"word", "entity", "punctuation"}


def sniff(source: Source) -> int:
    top = Node(source.json)
    message = next(iter(_messages(top)), Node(None))
    results = message["results"]
    if first_has(results, "type", "alternatives", "start_time"):
        return Sure.CERTAIN
    empty = results.value == [] and "format" in message and "metadata" in message
    return Sure.CERTAIN if empty or "AddTranscript" in (message.text("message") or "") else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.WORD, id=top["job"].text("id"), title=top["job"].text("data_name"))
    draft.duration_s = time_s(draft, top["job"], "duration")
    items = [item for message in _messages(top) for item in _items(draft, message["results"])]
    stated = bcp47(top["metadata"]["transcription_config"].text("language"))
    heard_in = most_common(bcp47(item.get("language")) for item in items if _has_text(item))
    draft.language = stated or heard_in
    seats = Seats(draft, [item.get("channel") for item in items])
    channels: dict[str, list[Json]] = {}
    for item in items:
        channels.setdefault(str(item.get("channel")), []).append(item)
    add_streams(draft, [_spoken(draft, listed, seats) for listed in channels.values()])
    draft.separate_channels = seats.separate
    return finish(source, [draft])


def _messages(top: Node) -> Iterator[Node]:
    """The finished transcript, or the final messages of a live one."""
    if isinstance(top.value, dict):
        yield top
    elif isinstance(top.value, list):
        for node in (Node(value, f"[{i}]") for i, value in enumerate(top.value)):
            if node["message"].value == "AddTranscript":
                yield node


def _has_text(item: Json) -> bool:
    return isinstance(item.get("language"), str)


def _items(draft: Draft, results: Node) -> Iterator[Json]:
    """Words and marks in their order; an entity is the words of its written form ("20%")."""
    for result, item in zip(plain := objects(draft, results), with_best(plain), strict=True):
        written = result.get("written_form")
        if result.get("type") == "entity" and isinstance(written, list) and written:
            shared = {key: item[key] for key in ("speaker", "channel") if key in item}
            for part in with_best(objects(draft, Node(written, f"{results.path}.written_form"))):
                yield {**shared, **part}
        elif str(result.get("type", "word")) in _SPOKEN:
            yield item


def _spoken(draft: Draft, items: list[Json], seats: Seats) -> list[Spoken]:
    """Words with their speakers, each mark joined to the word that it attaches to."""
    words = heard(draft, items, "results", text=("content",), start="start_time", end="end_time")
    spoken: list[Spoken] = []
    before = ""
    for item, word in zip(items, words, strict=True):
        if item.get("type") != "punctuation":
            who = seats.of(item.get("channel"), item.get("speaker"))
            spoken.append((who, word._replace(text=before + word.text) if before else word))
            before = ""
            continue
        attached = str(item.get("attaches_to", "previous"))
        if attached in {"previous", "both"} and spoken:
            punctuate(spoken, word.text)
        elif attached == "next":
            before += word.text
    return spoken


FORMATS = (
    Format(
        id="speechmatics",
        title="Speechmatics transcript, json-v2",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the first guess (S1, S2; UU is nobody), in its `channel` if several",
        traps=(
            "punctuation attaches to the word before or after it; a number is an entity, read in "
            "its written form; `created_at` is when it was transcribed"
        ),
        sniff=sniff,
        read=read,
    ),
)
