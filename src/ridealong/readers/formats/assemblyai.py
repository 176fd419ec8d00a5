"""AssemblyAI: utterances where the job told speakers apart, else turns cut from the words."""

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, Seats, heard, objects
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, find, finish, first_has, share, time_s
from ridealong.readers.turns import add_turns, join_words

_MS = 1000
_WRAPPERS = ("transcript", "data", "body", "result")
_OWN = {"audio_url", "acoustic_model", "language_model", "speech_model", "speaker_labels",
        "punctuate", "format_text", "audio_duration"}  # fmt: skip


def sniff(source: Source) -> int:
    job = next(find(Node(source.json), _is_job, _WRAPPERS, most=4), None)
    if job is None:
        return Sure.NO
    own = _OWN & job.value.keys()  # type: ignore[attr-defined]
    return Sure.CERTAIN if len(own) > 1 else Sure.LIKELY


def _is_job(node: Node) -> bool:
    timed = ("text", "start", "end", "confidence")
    if "paragraphs" in node or "segments" in node:
        return False
    if first_has(node["words"], *timed) or first_has(node["utterances"], *timed, "words"):
        return True
    waiting = isinstance(node.value, dict) and len(_OWN & node.value.keys()) > 1
    return waiting and "audio_url" in node and "status" in node


def read(source: Source) -> list[Conversation]:
    return finish(source, [_draft(job) for job in find(Node(source.json), _is_job, _WRAPPERS)])


def _draft(job: Node) -> Draft:
    draft = Draft(Timing.WORD, id=job.text("id"), language=bcp47(job.text("language_code")))
    draft.duration_s = time_s(draft, job, "audio_duration")
    utterances = list(entries(draft, job, "utterances"))
    if utterances:
        seats = Seats(draft, [utterance["channel"].value for utterance in utterances])
        for utterance in utterances:
            _add(draft, utterance, seats)
    else:
        items = objects(draft, job["words"])
        seats = Seats(draft, [item.get("channel") for item in items])
        said_by = [_seat(seats, item.get("channel"), item.get("speaker")) for item in items]
        add_turns(draft, zip(said_by, _heard(draft, items, job["words"].path), strict=True))
    dual = job["dual_channel"].value is True or job["multichannel"].value is True
    draft.separate_channels = seats.separate or (dual and bool(utterances))
    return draft


def _add(draft: Draft, utterance: Node, seats: Seats) -> None:
    words = utterance["words"]
    items = objects(draft, words) if isinstance(words.value, list) else []
    said = _heard(draft, items, words.path)
    draft.turn(
        _seat(seats, utterance["channel"].value, utterance["speaker"].value),
        utterance.text("text") or join_words(said),
        time_s(draft, utterance, "start", per_second=_MS),
        time_s(draft, utterance, "end", per_second=_MS),
        words=said,
        confidence=share(draft, utterance, "confidence"),
        place=utterance.path,
    )


def _seat(seats: Seats, channel: object, speaker: object) -> str | None:
    """Who speaks; with one person a channel, the speaker's label is that of the channel again."""
    return seats.of(channel, None if channel == speaker and seats.several else speaker)


def _heard(draft: Draft, items: list[Json], place: str) -> list[Word]:
    return heard(draft, items, place, text=("text", "word"), per_second=_MS)


FORMATS = (
    Format(
        id="assemblyai",
        title="AssemblyAI transcript (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker` of the utterance or word (A, B …), in its `channel` if several",
        traps="times are milliseconds, but `audio_duration` is seconds; `utterances` may be null",
        sniff=sniff,
        read=read,
    ),
)
