"""Bedrock Data Automation (AWS): the standard output of a recording, and the one to refuse."""

from typing import NoReturn

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import NotATranscript
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, heard, label, objects
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, finish, time_s
from ridealong.readers.turns import Spoken, punctuate

_MS = 1000
_START, _END = "start_timestamp_millis", "end_timestamp_millis"


def sniff(source: Source) -> int:
    top = source.json
    return Sure.CERTAIN if isinstance(top, dict) and "audio_segments" in top else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    about = top["metadata"]
    draft = Draft(Timing.WORD, language=bcp47(about.text("dominant_asset_language")))
    draft.duration_s = time_s(draft, about, "duration_millis", per_second=_MS)
    items = objects(draft, top["audio_items"]) if isinstance(top["audio_items"].value, list) else []
    said = _by_segment(draft, items)
    channels: dict[str | None, set[str | None]] = {}
    for segment in entries(draft, top, "audio_segments"):
        if segment.text("type") not in {None, "TRANSCRIPT"}:
            continue
        channel = segment["channel"].text("channel_label")
        who = segment["speaker"].text("speaker_label") or channel
        channels.setdefault(channel, set()).add(who)
        draft.turn(
            draft.speaker(label(who), channel=channel),
            segment.text("text") or "",
            time_s(draft, segment, _START, per_second=_MS),
            time_s(draft, segment, _END, per_second=_MS),
            words=[word for _, word in said.get(label(segment["segment_index"].value), ())],
            place=segment.path,
        )
    draft.separate_channels = _one_each(channels)
    return finish(source, [draft])


def _by_segment(draft: Draft, items: list[Json]) -> dict[str | None, list[Spoken]]:
    """The words of each segment; punctuation, which has no time, joined to the word before it."""
    words = heard(
        draft, items, "audio_items", text=("content",), start=_START, end=_END, per_second=_MS
    )
    said: dict[str | None, list[Spoken]] = {}
    for item, word in zip(items, words, strict=True):
        spoken = said.setdefault(label(item.get("audio_segment_index")), [])
        if spoken and _START not in item and not any(c.isalnum() for c in word.text):
            punctuate(spoken, word.text)
        else:
            spoken.append((None, word))
    return said


def _one_each(channels: dict[str | None, set[str | None]]) -> bool:
    """Whether there are several channels and each speaker is alone in one."""
    speakers = [who for group in channels.values() for who in group]
    alone = all(len(group) == 1 for group in channels.values())
    return (
        len(channels) > 1 and None not in channels and alone and len(set(speakers)) == len(speakers)
    )


def sniff_custom(source: Source) -> int:
    top = source.json
    if not isinstance(top, dict) or "inference_result" not in top:
        return Sure.NO
    return Sure.CERTAIN if "matched_blueprint" in top else Sure.LIKELY


def read_custom(source: Source) -> NoReturn:
    raise NotATranscript(
        "holds what a blueprint found out about a call, not the call",
        remedy="Give the standard output of the same job (audio_segments)",
        path=source.path,
    )


FORMATS = (
    Format(
        id="aws-bda",
        title="Bedrock Data Automation, standard output of a recording",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker_label` of the segment, else its channel",
        traps="milliseconds; punctuation is an item without times",
        sniff=sniff,
        read=read,
    ),
    Format(
        id="aws-bda-custom",
        title="Bedrock Data Automation, custom output",
        suffixes=(".json",),
        timing=Timing.NONE,
        speakers="none",
        traps="findings without the call; it is refused",
        sniff=sniff_custom,
        read=read_custom,
        refused=True,
    ),
)
