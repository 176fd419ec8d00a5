"""Amazon Transcribe: words (`items`), with labels of speakers or channels joined to them."""

from collections.abc import Callable, Mapping

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, heard, objects, voices, with_best
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, finish, time_s
from ridealong.readers.turns import Spoken, add_streams, add_turns, join_words, punctuate

_OWN = {"transcripts", "audio_segments", "speaker_labels", "channel_labels"}


def sniff(source: Source) -> int:
    top = source.json
    results = top.get("results") if isinstance(top, dict) else None
    if not isinstance(results, dict):
        return Sure.NO
    if isinstance(results.get("items"), list) or "audio_segments" in results:
        return Sure.CERTAIN if _OWN & results.keys() else Sure.LIKELY
    return Sure.CERTAIN if "channel_labels" in results else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    results = top["results"]
    language = bcp47(results.text("language_code") or top.text("language_code"))
    draft = Draft(Timing.WORD, id=top.text("jobName", "job_name"), language=language)
    channels = [c for c in extras(draft, results["channel_labels"], "channels") if "items" in c]
    draft.separate_channels = len(channels) > 1
    for name in (channel.text("channel_label") for channel in channels):
        draft.speaker(name, channel=name)
    if results["audio_segments"].value:
        _add_segments(draft, results)
    elif channels:
        add_streams(draft, (_channel(draft, channel) for channel in channels))
    else:
        items = objects(draft, results["items"])
        labels = _labels(draft, results["speaker_labels"])
        add_turns(draft, _spoken(draft, items, results["items"].path, _joined(labels)))
    return finish(source, [draft])


def _add_segments(draft: Draft, results: Node) -> None:
    """The pieces of speech of newer jobs; `items` of each are the ids of its words."""
    words = objects(draft, results["items"])
    by_id = {key: w for i, w in enumerate(words) if isinstance(key := w.get("id", i), int | str)}
    for segment in entries(draft, results, "audio_segments"):
        ids = segment["items"].value
        listed = ids if isinstance(ids, list) else []
        items = [by_id[i] for i in listed if isinstance(i, int | str) and i in by_id]
        said = [word for _, word in _spoken(draft, items, segment.path, lambda _: None)]
        draft.turn(
            voices(draft, [segment.first("speaker_label", "channel_label").value])[0],
            segment.text("transcript") or join_words(said),
            time_s(draft, segment, "start_time"),
            time_s(draft, segment, "end_time"),
            words=said,
            ref=segment.text("id"),
            place=segment.path,
        )


def _channel(draft: Draft, channel: Node) -> list[Spoken]:
    """The words of one channel, which is the speaker unless several are told apart in it."""
    name = channel.text("channel_label")
    items = objects(draft, channel["items"])
    return _spoken(draft, items, f"{channel.path}.items", lambda i: i.get("speaker_label") or name)


def _labels(draft: Draft, speaker_labels: Node) -> dict[str, object]:
    """The speaker of each word by its start time as text: all that the two lists share."""
    return {
        str(item.get("start_time")): item.get("speaker_label") or segment.text("speaker_label")
        for segment in extras(draft, speaker_labels, "segments")
        for item in objects(draft, segment["items"])
    }


def _joined(labels: Mapping[str, object]) -> Callable[[Json], object]:
    return lambda item: item.get("speaker_label") or labels.get(str(item.get("start_time")))


def _spoken(
    draft: Draft, items: list[Json], place: str, label_of: Callable[[Json], object]
) -> list[Spoken]:
    """Words with their speakers; punctuation, which has no time, joined to the word before it."""
    said_by = voices(
        draft, [label_of(i) if i.get("type") != "punctuation" else None for i in items]
    )
    words = heard(
        draft, with_best(items), place, text=("content",), start="start_time", end="end_time"
    )
    spoken: list[Spoken] = []
    for item, who, word in zip(items, said_by, words, strict=True):
        if item.get("type") == "punctuation" and spoken:
            punctuate(spoken, word.text)
        else:
            spoken.append((who, word))
    return spoken


FORMATS = (
    Format(
        id="aws-transcribe",
        title="Amazon Transcribe (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker_labels` (`spk_0`), else `channel_labels` (`ch_0`)",
        traps=(
            "times and confidences are texts; punctuation has no time and goes to the word before "
            "it; a word's speaker stands in another list and is found by the start time; "
            "`audio_segments`, where present, are the turns, else turns are cut from the words"
        ),
        sniff=sniff,
        read=read,
    ),
)
