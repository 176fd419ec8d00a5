"""Azure AI Speech: batch transcription, fast transcription, and items of conversation analysis."""

from ridealong.conversation import Conversation, Draft, Role, Side, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import Json, Seats, heard, label, objects, seconds
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, find, finish, first_has, found, share, time_s
from ridealong.readers.turns import span

_TICKS = 10_000_000
"""One tick is 100 nanoseconds."""
_MS = 1000
_UNITS = (("InTicks", _TICKS), ("Milliseconds", _MS), ("InMs", _MS), ("", 1))
_WRAPPERS = ("analysisInput", "conversations", "result", "results")
_ROLES = {"agent": (Side.US, Role.AGENT), "customer": (Side.THEM, Role.CUSTOMER)}


def sniff(source: Source) -> int:
    top = Node(source.json)
    if "recognizedPhrases" in top and "$schema" not in top:
        return Sure.CERTAIN
    if isinstance(top["phrases"].value, list) and "combinedPhrases" in top:
        return Sure.CERTAIN
    return Sure.CERTAIN if found(top, _has_items, _WRAPPERS) else Sure.NO


def _has_items(node: Node) -> bool:
    items = node["conversationItems"]
    return first_has(items, "participantId") or first_has(items, "text", "audioTimings")


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if "recognizedPhrases" in top:
        return finish(source, [_batch(top)])
    if "phrases" in top:
        return finish(source, [_fast(top)])
    return finish(source, [_items(call) for call in find(top, _has_items, _WRAPPERS)])


def _batch(top: Node) -> Draft:
    draft = Draft(Timing.WORD)
    draft.duration_s = _time(draft, top, "duration")
    phrases = list(entries(draft, top, "recognizedPhrases"))
    ids = _speakers(draft, phrases)
    draft.language = most_common(bcp47(phrase.text("locale")) for phrase in phrases)
    for phrase, who in zip(phrases, ids, strict=True):
        best = next(iter(entries(draft, phrase, "nBest")), Node(None, phrase.path))
        shown = first_has(best["displayWords"], "displayText")
        words = _words(draft, best["displayWords"] if shown else best["words"])
        text = best.text("display", "maskedITN", "itn", "lexical")
        sure = share(draft, best, "confidence")
        _add(draft, phrase, who, text=text, words=words, confidence=sure)
    return draft


def _fast(top: Node) -> Draft:
    draft = Draft(Timing.WORD)
    draft.duration_s = _time(draft, top, "duration", bare=_MS)
    phrases = list(entries(draft, top, "phrases"))
    ids = _speakers(draft, phrases)
    draft.language = most_common(bcp47(phrase.text("locale")) for phrase in phrases)
    for phrase, who in zip(phrases, ids, strict=True):
        words = _words(draft, phrase["words"], bare=_MS)
        sure = share(draft, phrase, "confidence")
        text = phrase.text("text")
        _add(draft, phrase, who, text=text, words=words, confidence=sure, bare=_MS)
    return draft


def _items(call: Node) -> Draft:
    """A call as conversation analysis takes it; of each item only its words have times."""
    draft = Draft(Timing.WORD, id=call.text("id"), language=bcp47(call.text("language")))
    for item in entries(draft, call, "conversationItems"):
        key = label(item.first("participantId", "role").value)
        side, role = _ROLES.get((item.text("role") or "").lower(), (None, None))
        because = f"provider label (role: {item.text('role')})" if role else None
        who = draft.speaker(key, side=side, role=role, because=because)
        text = item.text("text", "itn", "lexical") or ""
        if "text" in {item.text("modality"), call.text("modality")}:
            draft.note(text, author=key)
            continue
        words = _words(draft, item["audioTimings"], bare=_TICKS)
        start_s, end_s = span(words)
        timing = item["conversationItemLevelTiming"]
        if start_s is None and timing.value is not None:
            start_s, end_s = _times(draft, timing, bare=_TICKS)
        draft.turn(who, text, start_s, end_s, words=words, ref=item.text("id"), place=item.path)
    return draft


def _speakers(draft: Draft, phrases: list[Node]) -> list[str | None]:
    seats = Seats(draft, [phrase["channel"].value for phrase in phrases])
    ids = [seats.of(phrase["channel"].value, phrase["speaker"].value) for phrase in phrases]
    draft.separate_channels = seats.separate
    return ids


def _add(
    draft: Draft,
    phrase: Node,
    who: str | None,
    *,
    text: str | None,
    words: list[Word],
    confidence: float | None,
    bare: float = 1,
) -> None:
    start_s, end_s = _times(draft, phrase, bare)
    language = bcp47(phrase.text("locale"))
    draft.turn(
        who,
        text or "",
        start_s,
        end_s,
        words=words,
        confidence=confidence,
        language=language if language != draft.language else None,
        place=phrase.path,
    )


def _words(draft: Draft, listed: Node, bare: float = 1) -> list[Word]:
    items = objects(draft, listed) if isinstance(listed.value, list) else []
    timed = [{**item, **_timed(item, bare)} for item in items]
    return heard(draft, timed, listed.path, text=("displayText", "word", "text"))


def _timed(item: Json, bare: float) -> dict[str, float]:
    """Start and end in seconds, from whichever unit the offset and the duration are in."""
    for suffix, per_second in _UNITS:
        if (offset := item.get(f"offset{suffix}")) is None:
            continue
        unit = per_second if suffix else bare
        try:
            start_s = seconds(offset, unit)
            lasts_s = seconds(item.get(f"duration{suffix}"), unit)
        except (TypeError, ValueError, OverflowError):
            return {}
        if start_s is not None:
            return {"start": start_s, "end": round(start_s + (lasts_s or 0), 6)}
    return {}


def _times(draft: Draft, item: Node, bare: float = 1) -> tuple[float | None, float | None]:
    start_s = _time(draft, item, "offset", bare)
    lasts_s = _time(draft, item, "duration", bare)
    return start_s, None if start_s is None or lasts_s is None else round(start_s + lasts_s, 6)


def _time(draft: Draft, item: Node, name: str, bare: float = 1) -> float | None:
    """A time in seconds: `offsetInTicks`, `offsetMilliseconds`, `offset` ("PT1.5S" or a number)."""
    for suffix, per_second in _UNITS:
        if (key := f"{name}{suffix}") in item:
            return time_s(draft, item, key, per_second=per_second if suffix else bare)
    return None


FORMATS = (
    Format(
        id="azure-stt",
        title="Azure AI Speech: batch and fast transcription, conversation items (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker`, and `channel` where there are several; `participantId`",
        sides="`role` of conversation items: Agent is us, Customer is them",
        traps=(
            "times are ticks of 100 ns, milliseconds, or ISO durations (PT1.5S); the text is the "
            "`display` of the first guess, words are spelled out"
        ),
        sniff=sniff,
        read=read,
    ),
)
