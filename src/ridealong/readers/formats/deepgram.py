"""Deepgram: utterances where the job asked for them, else turns cut from the words."""

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, Seats, heard, objects
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, find, finish, share, time_s
from ridealong.readers.turns import Spoken, add_streams, join_words

_WRAPPERS = ("result", "response", "data", "body")
_TEXT = ("punctuated_word", "word")


def sniff(source: Source) -> int:
    response = next(find(Node(source.json), is_response, _WRAPPERS, most=4), None)
    if response is None:
        return Sure.NO
    return Sure.CERTAIN if "request_id" in response["metadata"] else Sure.LIKELY


def is_response(node: Node) -> bool:
    """Whether an object is what Deepgram answers."""
    results = node["results"]
    channels = results["channels"].value
    if isinstance(channels, list) and channels:
        return isinstance(channels[0], dict) and "alternatives" in channels[0]
    return isinstance(results["utterances"].value, list) and "request_id" in node["metadata"]


def read(source: Source) -> list[Conversation]:
    responses = find(Node(source.json), is_response, _WRAPPERS)
    return finish(source, [draft_of(response) for response in responses])


def draft_of(response: Node) -> Draft:
    """What one response holds, as a draft."""
    about, results = response["metadata"], response["results"]
    draft = Draft(Timing.WORD, id=about.text("request_id"))
    draft.duration_s = time_s(draft, about, "duration")
    channels = list(extras(draft, results, "channels"))
    languages = [bcp47(channel.text("detected_language")) for channel in channels]
    draft.language = most_common(languages)
    seats = Seats(draft, range(len(channels)))
    if isinstance(results["utterances"].value, list) and results["utterances"].value:
        for utterance in entries(draft, results, "utterances"):
            _add(draft, utterance, seats)
    else:
        add_streams(draft, [_stream(draft, c, i, seats) for i, c in enumerate(channels)])
    draft.separate_channels = seats.separate
    return draft


def _add(draft: Draft, utterance: Node, seats: Seats) -> None:
    words = utterance["words"]
    items = objects(draft, words) if isinstance(words.value, list) else []
    said = _heard(draft, items, words.path)
    draft.turn(
        seats.of(utterance["channel"].value, utterance["speaker"].value)
        or _whole_channel(draft, utterance),
        utterance.text("transcript") or join_words(said),
        _time(draft, utterance, "start"),
        _time(draft, utterance, "end"),
        words=said,
        confidence=share(draft, utterance, "confidence"),
        ref=utterance.text("id"),
        place=utterance.path,
    )


def _whole_channel(draft: Draft, utterance: Node) -> str | None:
    """The channel itself, where nobody told its voices apart: no person, so no talk of anybody."""
    channel = utterance.text("channel")
    return draft.speaker(f"channel {channel}", channel=channel, pseudo=True) if channel else None


def _time(draft: Draft, utterance: Node, key: str) -> float | None:
    """A time to the millisecond; Deepgram writes 25.439999 for 25.44."""
    exact = time_s(draft, utterance, key)
    return None if exact is None else round(exact, 3)


def _stream(draft: Draft, channel: Node, index: int, seats: Seats) -> list[Spoken]:
    """The words of one channel; a transcript without words is one word without times."""
    best = next(iter(entries(draft, channel, "alternatives")), Node(None))
    items = objects(draft, best["words"])
    if not items and (transcript := best.text("transcript")):
        return [(seats.of(index, None), Word(transcript))]
    said_by = [seats.of(index, item.get("speaker")) for item in items]
    return list(zip(said_by, _heard(draft, items, best["words"].path), strict=True))


def _heard(draft: Draft, items: list[Json], place: str) -> list[Word]:
    return heard(draft, items, place, text=_TEXT)


FORMATS = (
    Format(
        id="deepgram",
        title="Deepgram pre-recorded response (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the utterance or word, in its `channel` where there are several",
        traps=(
            "`created` is when it was transcribed, not when it was said; utterances are the turns "
            "where given, else turns are cut from the words; a number may have no "
            "`punctuated_word`"
        ),
        sniff=sniff,
        read=read,
    ),
)
