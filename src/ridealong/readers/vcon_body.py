"""The transcript in an analysis of a vCon, whatever vendor wrote it.

Vendors' own shapes are read by their own readers. Besides there are two that are told here: the
World Transcription Format (`segments` and `words` beside `metadata.provider`) and plain lists of
what was said, with `party` or `speaker`.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import EmptyFile, Malformed, ReadError, UnknownFormat
from ridealong.readers.fields import Node
from ridealong.readers.format import Sure
from ridealong.readers.heard import heard
from ridealong.readers.source import Source, parse_json
from ridealong.readers.tolerant import entries, share, time_s

_LISTS = ("segments", "utterances", "turns", "messages", "entries", "dialogue", "lines",
          "sentences", "transcript", "transcription", "conversation", "body")  # fmt: skip
_TEXTS = ("text", "transcript", "content", "message", "body", "value", "said")
_PEOPLE = ("speaker", "party", "speaker_name", "name", "participant", "speaker_label", "role",
           "from", "author", "party_id", "speaker_id", "channel")  # fmt: skip

Found = tuple[Conversation, dict[str, str]]
"""A transcript, and its speakers' ids with those of the parties that they are said to be."""


def decoded(entry: Node) -> object:
    """The content of an inline file: a JSON value, a text, or bytes; None where there is none.

    Raises:
        Malformed: it is not encoded as it says.
    """
    body = entry.first("body", "transcript")
    if not isinstance(body.value, str):
        return body.value
    if (entry.text("encoding") or "").lower() == "base64url":
        try:
            raw = body.value.strip().encode("ascii")
            return urlsafe_b64decode(raw + b"=" * (-len(raw) % 4))
        except ValueError:
            raise body.wrong("base64url") from None
    text = body.value.strip("\ufeff \r\n\t")
    if text[:1] not in {"{", "["}:
        return body.value
    try:
        return parse_json(text, [])
    except Malformed as error:
        error.place = f"{body.path}, {error.place}"
        raise


def transcript(entry: Node, parties: int, warnings: list[str]) -> Found | None:
    """The transcript that an analysis holds; None where it is empty.

    Args:
        entry: the analysis.
        parties: how many there are; an index beyond is none.
        warnings: where what its reader tells is added.

    Raises:
        ReadError: it cannot be read, with its place in the vCon.
    """
    body = decoded(entry)
    if not body:
        return None
    place = entry.first("body", "transcript").path
    try:
        found = _listed(Node(body, place), parties) or _by_vendor(body, warnings)
    except EmptyFile:
        return None
    except ReadError as error:
        error.place = error.place if error.place.startswith(place) else _inside(place, error)
        raise
    return found if found and found[0].turns else None


def _inside(place: str, error: ReadError) -> str:
    return f"{place}, {error.place}" if error.place else place


def _listed(body: Node, parties: int) -> Found | None:
    """World Transcription Format, and lists whose items name a party."""
    value = body.value
    if isinstance(value, dict) and isinstance(value.get("segments"), list):
        wtf = "provider" in body["metadata"] or isinstance(value.get("transcript"), dict)
        if wtf and _holds(value["segments"], _TEXTS):
            return _world(body)
    items = _said(body)
    return _plain(items, parties) if items and _holds(items.value, ("party",)) else None


def _by_vendor(body: object, warnings: list[str]) -> Found:
    failed: ReadError | None = None
    for least in (Sure.LIKELY, Sure.FALLBACK):
        for candidate in _readings(body):
            try:
                conversation = _read(candidate, warnings, least)
            except UnknownFormat:
                continue
            except ReadError as error:
                failed = failed or error
                continue
            if conversation:
                return conversation, {}
        items = _said(Node(body))
        if items and (found := _plain(items, 0))[0].turns:
            return found
    raise failed or UnknownFormat(
        "holds a transcript of a shape that no reader knows",
        remedy="docs/formats.md lists the shapes that are read",
    )


def _readings(body: object) -> Iterator[Source]:
    """The body as a file of its own: as it is, in the wrappers of its vendor, its text alone."""
    if isinstance(body, bytes):
        yield Source(body)
    elif isinstance(body, str):
        yield Source(body.encode("utf-8", "replace"))
    else:
        yield _as_file(body)
    if not isinstance(body, dict):
        return
    if isinstance(body.get("words"), list):  # one alternative of one channel
        channel = {"alternatives": [body], "detected_language": body.get("detected_language")}
        yield _as_file({"metadata": {}, "results": {"channels": [channel]}})
    elif isinstance(body.get("channels"), list):
        yield _as_file({"metadata": {}, "results": body})
    for key in ("transcript", "transcription", "text"):
        if isinstance(text := body.get(key), str) and text.strip():
            yield Source(text.encode("utf-8", "replace"))


def _as_file(value: object) -> Source:
    source = Source(json.dumps(value).encode())
    source.__dict__["json"] = value  # parsed already: what `Source.json` would cache
    return source


def _read(source: Source, warnings: list[str], least: int) -> Conversation | None:
    """What the surest reader makes of it; None where nobody is as sure as `least`."""
    from ridealong.readers.registry import recognise  # noqa: PLC0415  # it imports all formats

    chosen = recognise(source)
    if chosen.id.startswith("vcon") or chosen.sniff(source) < least:
        return None
    conversations = chosen.read(source)
    warnings += source.warnings
    return next((c for c in conversations if c.turns), None)


def _said(body: Node) -> Node | None:
    """The list of what was said."""
    if _holds(body.value, _TEXTS) and _holds(body.value, _PEOPLE):
        return body
    if not isinstance(body.value, dict):
        return None
    for key in _LISTS:
        if _holds(body[key].value, _TEXTS) and _holds(body[key].value, _PEOPLE):
            return body[key]
    return None


def _holds(items: object, keys: tuple[str, ...]) -> bool:
    """Whether this is a list whose first object has one of `keys`."""
    if not isinstance(items, list):
        return False
    first = next((item for item in items[:8] if isinstance(item, dict)), None)
    return first is not None and any(key in first for key in keys)


def _plain(items: Node, parties: int) -> Found:
    draft = Draft(Timing.CUE)
    party_of: dict[str, str] = {}
    for item in entries(draft, items):
        start_s = time_s(draft, item, "start", "start_s", "start_time", "startTime", "timestamp")
        end_s = time_s(draft, item, "end", "end_s", "end_time", "endTime")
        duration_s = time_s(draft, item, "duration")
        if end_s is None and start_s is not None and duration_s is not None:
            end_s = start_s + duration_s
        label = next((t for key in _PEOPLE if (t := _label(item[key]))), None)
        index = item["party"].value
        speaker = draft.speaker(label, None if label and label.isdecimal() else label)
        if speaker and type(index) is int and 0 <= index < parties:
            party_of[speaker] = f"p{index}"
        confidence = share(draft, item, "confidence")
        draft.turn(
            speaker, item.text(*_TEXTS) or "", start_s, end_s,
            confidence=confidence, place=item.path,
        )  # fmt: skip
    return draft.finish(), party_of


def _label(node: Node) -> str | None:
    """A speaker given as a text or a number, or as an object with a name."""
    if isinstance(node.value, dict):
        return node.text("name", "label", "id")
    value = node.value
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _world(body: Node) -> Found:
    """World Transcription Format: segments that point to words by index."""
    draft = Draft(Timing.WORD, language=body["transcript"].text("language"))
    spoken = body["words"]
    listed = spoken.value if isinstance(spoken.value, list) else []
    items = [item if isinstance(item, dict) else {} for item in listed]  # indices must not move
    words = heard(draft, items, spoken.path, text=("text",))
    for segment in entries(draft, body["segments"]):
        key = _label(segment["speaker"])
        label = body["speakers"][key].text("label") if key is not None else None
        indices = segment["words"].value
        own = [words[i] for i in _inside_range(indices, len(words))]
        draft.turn(
            draft.speaker(key, label or (key if key and not key.isdecimal() else None)),
            segment.text("text") or "",
            time_s(draft, segment, "start"),
            time_s(draft, segment, "end"),
            words=own,
            confidence=share(draft, segment, "confidence"),
            place=segment.path,
        )
    return draft.finish(), {}


def _inside_range(indices: Any, n: int) -> list[int]:
    if not isinstance(indices, list):
        return []
    return [i for i in indices if type(i) is int and 0 <= i < n]
