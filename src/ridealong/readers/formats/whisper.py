"""Whisper and its kin: openai-whisper, faster-whisper, whisper-timestamped, WhisperX, OpenAI's API.

All deliver segments; they differ in the keys of words, of which WhisperX leaves some without times.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, heard, label, objects, voices
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, find, finish, first_has, share, time_s
from ridealong.readers.turns import Spoken, add_turns, cut_by_speaker, join_words, span

_SEGMENT = ("start", "end", "text")
_RATES = ("probability", "score", "confidence")
"""What openai-whisper and faster-whisper, WhisperX, and whisper-timestamped call confidence."""
_OWN = {"avg_logprob", "no_speech_prob", "compression_ratio", "tokens", "seek", "temperature"}
_WRAPPERS = ("output", "result", "transcription", "transcript", "data")
_TIMES_IN_A_ROW = 5
"""So often nobody says the same; Whisper does, over silence and music."""


def sniff(source: Source) -> int:
    transcript = next(_transcripts(Node(source.json)), None)
    return Sure.NO if transcript is None else _sure(transcript)


def _transcripts(top: Node) -> Iterator[Node]:
    if not isinstance(top.value, list):
        yield from find(top, _is_transcript, _WRAPPERS)
    elif first_has(top, *_SEGMENT) and not first_has(top, "speaker"):
        yield Node({"segments": top.value})


def _sure(transcript: Node) -> int:
    listed = transcript["segments"].value
    first = next((v for v in listed if isinstance(v, dict)), {}) if isinstance(listed, list) else {}
    rated = any(first_has(Node(first)["words"], "start", "end", rate) for rate in _RATES)
    if rated or "word_segments" in transcript or len(_OWN & first.keys()) > 1:
        return Sure.CERTAIN
    return Sure.LIKELY if "text" in transcript or "language" in transcript else Sure.POSSIBLE


def _is_transcript(node: Node) -> bool:
    """Segments; or, as OpenAI's API gives where only words are asked for, words beside a text."""
    if first_has(node["segments"], *_SEGMENT):
        return True
    words_only = "text" in node and "segments" not in node and "paragraphs" not in node
    return words_only and first_has(node["words"], "word", "start", "end")


def read(source: Source) -> list[Conversation]:
    return finish(source, [_draft(found) for found in _transcripts(Node(source.json))])


def _draft(transcript: Node) -> Draft:
    draft = Draft(Timing.WORD)
    draft.language = bcp47(transcript.text("language", "detected_language"))
    draft.duration_s = time_s(draft, transcript, "duration")
    segments = list(entries(draft, transcript, "segments"))
    beside = _beside(draft, transcript, segments)
    if not segments:
        add_turns(draft, ((None, word) for word in beside), "words")
    for segment in segments:
        _add(draft, segment, beside)
    _warn_of_loops(draft, [segment.text("text") or "" for segment in segments])
    return draft


def _beside(draft: Draft, transcript: Node, segments: list[Node]) -> list[Word]:
    """The words that stand in a list of their own, where no segment has any; in order of time."""
    if any(segment["words"].value for segment in segments):
        return []
    items = objects(draft, transcript["words"])
    return _heard(draft, items, transcript["words"].path)


def _add(draft: Draft, segment: Node, beside: Sequence[Word]) -> None:
    """Add a segment, cut where WhisperX says that another speaks; the rest of it is one turn."""
    start_s, end_s = time_s(draft, segment, "start"), time_s(draft, segment, "end")
    whole = label(segment.first("speaker", "speaker_id").value)
    spoken = _spoken(draft, segment, whole) or _between(beside, start_s, end_s)
    parts = list(cut_by_speaker(spoken))
    several = len(parts) > 1
    if not parts or (len(parts) == 1 and parts[0][0] is None):
        parts = [(voices(draft, [whole])[0], [word for _, word in spoken])]
    for i, (who, words) in enumerate(parts):
        first, last = span(words) if several else (start_s, end_s)
        draft.turn(
            who,
            join_words(words) if several else segment.text("text") or join_words(words),
            start_s if first is None and i == 0 else first,
            end_s if last is None and i == len(parts) - 1 else last,
            words=words,
            confidence=share(draft, segment, "confidence"),
            place=segment.path,
        )


def _spoken(draft: Draft, segment: Node, whole: str | None) -> list[Spoken]:
    words = segment["words"]
    items = objects(draft, words) if isinstance(words.value, list) else []
    labels = [item.get("speaker") for item in items]
    said_by = voices(draft, labels) if any(labels) else voices(draft, [whole]) * len(items)
    return list(zip(said_by, _heard(draft, items, words.path), strict=True))


def _between(words: Sequence[Word], start_s: float | None, end_s: float | None) -> list[Spoken]:
    """The words that begin in a segment."""
    if not words or start_s is None or end_s is None:
        return []
    return [(None, w) for w in words if w.start_s is not None and start_s <= w.start_s < end_s]


def _heard(draft: Draft, items: Sequence[Json], place: str) -> list[Word]:
    rate = next((key for key in _RATES for item in items[:8] if key in item), "probability")
    return heard(draft, items, place, text=("word", "text"), confidence=rate)


def _warn_of_loops(draft: Draft, texts: list[str]) -> None:
    runs = [(text.strip(), len(list(same))) for text, same in groupby(texts) if text.strip()]
    text, times = max(runs, key=lambda run: run[1], default=("", 0))
    if times >= _TIMES_IN_A_ROW:
        draft.warn(
            f"{times} segments in a row say “{text[:40]}”; Whisper may have made them up over "
            "silence or music."
        )


FORMATS = (
    Format(
        id="whisper",
        title="Whisper, faster-whisper, whisper-timestamped, WhisperX, OpenAI's API (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the segment or word (WhisperX); else none",
        traps=(
            "a word's confidence is `probability`, `score` or `confidence`; WhisperX gives numbers "
            "no times and may change the speaker inside a segment, which is cut there; the same "
            "sentence many times in a row is probably invented, of which a warning tells"
        ),
        sniff=sniff,
        read=read,
    ),
)
