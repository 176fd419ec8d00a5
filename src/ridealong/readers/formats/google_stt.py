"""Google Cloud Speech-to-Text v1, v1p1beta1 and v2: results, each a piece of speech with words."""

from collections.abc import Iterator
from typing import NamedTuple

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import (
    Json,
    Seats,
    heard,
    label,
    objects,
    seconds,
    share,
    text_of,
    with_best,
)
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import finish
from ridealong.readers.turns import Spoken, cut_by_speaker, cut_turns, join_words, span

_STARTS = ("startTime", "startOffset", "start_time", "start_offset")
_ENDS = ("endTime", "endOffset", "end_time", "end_offset")
_RESULT_ENDS = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
_LABELS = ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag")
_CHANNELS = ("channelTag", "channel_tag")
_LANGUAGES = ("languageCode", "language_code")
_RESULT = {
    "alternatives",
    "isFinal",
    "is_final",
    "stability",
    *_RESULT_ENDS,
    *_CHANNELS,
    *_LANGUAGES,
}
_WRAPPERS = {"response", "transcript", "inlineResult", "inline_result", "results"}


class Piece(NamedTuple):
    """One turn to be: who, the words, and what was said where no words are listed."""

    speaker: str | None
    words: list[Spoken]
    result: Json
    text: str = ""


def sniff(source: Source) -> int:
    results = next(_lists(Node(source.json)), None)
    if results is None:
        return Sure.NO
    first = next(v for v in results.value if _is_result(v))  # type: ignore[attr-defined]
    words = with_best([first])[0].get("words")
    word = words[0] if isinstance(words, list) and words and isinstance(words[0], dict) else {}
    own = set(_STARTS) & word.keys() or (_RESULT - {"alternatives"}) & first.keys()
    return Sure.CERTAIN if own else Sure.LIKELY


def read(source: Source) -> list[Conversation]:
    return finish(source, [_draft(results) for results in _lists(Node(source.json))])


def _lists(node: Node, depth: int = 8) -> Iterator[Node]:
    """The lists of results: of a response, of an operation, of each file of a batch."""
    if isinstance(node.value, list):
        if any(_is_result(item) for item in node.value[:8]):
            yield node
    elif isinstance(node.value, dict) and depth:
        for key in node.value:
            if key in _WRAPPERS or key.startswith("gs://"):
                yield from _lists(node[key], depth - 1)


def _is_result(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= _RESULT:
        return False
    best = with_best([value])[0]
    if "timestamps" in best or "word_confidence" in best:
        return False
    return isinstance(best.get("transcript"), str) or isinstance(best.get("words"), list)


def _draft(results: Node) -> Draft:
    draft = Draft(Timing.WORD)
    listed = [r for r in objects(draft, results) if r.get("isFinal", True) is not False]
    draft.language = most_common(_language(result) for result in listed)
    channels: dict[str | None, list[Json]] = {}
    for result in listed:
        channels.setdefault(_channel(result), []).append(result)
    seats = Seats(draft, channels)
    pieces = [
        piece
        for channel, of_channel in channels.items()
        for piece in _pieces(draft, seats, of_channel, channel, results.path)
    ]
    draft.separate_channels = seats.separate
    if len(channels) > 1:
        pieces.sort(key=lambda p: span(w for _, w in p.words)[0] or 0.0)
    for piece in pieces:
        _add(draft, piece, results.path)
    return draft


def _pieces(
    draft: Draft, seats: Seats, results: list[Json], channel: str | None, place: str
) -> list[Piece]:
    """The turns of one channel: its results; or, where the last says it all again, that one cut."""
    said = [_spoken(draft, seats, result, channel, place) for result in results]
    if said and _says_it_again(said):
        return [_cut(piece, {}) for piece in cut_turns(said[-1])]
    pieces = []
    for result, words in zip(results, said, strict=True):
        parts = list(cut_by_speaker(words))
        if len(parts) > 1:
            pieces += [_cut(part, result) for part in parts]
        else:
            text = text_of(with_best([result])[0], ("transcript",))
            who = parts[0][0] if parts else seats.of(channel, None)
            pieces.append(Piece(who, words, result, text))
    return pieces


def _cut(part: tuple[str | None, list[Word]], result: Json) -> Piece:
    who, words = part
    return Piece(who, [(who, word) for word in words], result)


def _says_it_again(said: list[list[Spoken]]) -> bool:
    """Whether the last result repeats the words of those before it, now with speakers.

    With speakers told apart, v1 appends such a result; reading it with the others doubles the call.
    """
    *before, last = said
    if not any(before):
        return False
    if not any(who for who, _ in last) and len(last) < sum(map(len, before)):
        return False
    begin, _ = span(word for _, word in last)
    end = max((e for words in before if (e := span(w for _, w in words)[1])), default=None)
    if begin is not None and end is not None:
        return begin < end
    return len(last) >= sum(map(len, before))


def _spoken(
    draft: Draft, seats: Seats, result: Json, channel: str | None, place: str
) -> list[Spoken]:
    listed = with_best([result])[0].get("words")
    items = objects(draft, Node(listed if isinstance(listed, list) else None, f"{place}.words"))
    first = items[0] if items else {}
    words = heard(
        draft,
        items,
        f"{place}.words",
        start=next((key for key in _STARTS if key in first), _STARTS[0]),
        end=next((key for key in _ENDS if key in first), _ENDS[0]),
    )
    key = next((key for key in _LABELS if any(key in item for item in items)), _LABELS[0])
    said_by = [seats.of(channel, item.get(key) or None) for item in items]
    return list(zip(said_by, words, strict=True))


def _add(draft: Draft, piece: Piece, place: str) -> None:
    words = [word for _, word in piece.words]
    start_s, end_s = span(words)
    language = _language(piece.result)
    draft.turn(
        piece.speaker,
        piece.text or join_words(words),
        start_s,
        end_s if end_s is not None else _result_end(draft, piece.result, place),
        words=words,
        confidence=share(with_best([piece.result])[0].get("confidence")) or None,
        language=language if language != draft.language else None,
        place=place,
    )


def _result_end(draft: Draft, result: Json, place: str) -> float | None:
    try:
        return seconds(next((result[key] for key in _RESULT_ENDS if key in result), None))
    except (TypeError, ValueError, OverflowError):
        draft.tally("a time that is none; it was left out", place)
        return None


def _channel(result: Json) -> str | None:
    """The channel of a result; 0 is none, as the service counts from 1, speakers too."""
    found = next((known for key in _CHANNELS if (known := label(result.get(key)))), None)
    return None if found == "0" else found


def _language(result: Json) -> str | None:
    return bcp47(text_of(result, _LANGUAGES))


FORMATS = (
    Format(
        id="google-stt",
        title="Google Cloud Speech-to-Text v1, v2 (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speakerTag` or `speakerLabel` of the words, else `channelTag`",
        traps=(
            "with speakers, v1 repeats every word in the last result: only that one is read then; "
            'times are "12.900s" or {seconds, nanos}; results without word times have no start'
        ),
        sniff=sniff,
        read=read,
    ),
)
