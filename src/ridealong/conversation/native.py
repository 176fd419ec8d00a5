"""A conversation as native JSON and back, without loss.

Always there: `ridealong` (1), `kind`, `title`, `started_at`, `timing`, `speakers` (`id`, `name`,
`side`, `role`) and `turns` (`speaker`, `start_s`, `end_s`, `text`). Written only where they hold
something:

- of the conversation: `id`, `format`, `language`, `duration_s`, `separate_channels`, `attendees`
  (as `speakers`), `notes`, `stated`, `warnings`;
- of a speaker: `because`, `email`, `phone`, `channel`, `provider_id`, `same_as`, `pseudo`;
- of a turn: `words` (each `[text, start_s, end_s, confidence]`, cut after the last that is
  known), `confidence`, `language`, `ref`.

Keys that this version does not know stay in `Conversation.extra` and are written back: those of
the top level under their own names, those of speakers under "speakers" by id, those of turns
under "turns" by index.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ridealong.conversation.builder import honest_timing
from ridealong.conversation.model import (
    Conversation,
    Kind,
    Note,
    Role,
    Side,
    Speaker,
    Stated,
    Turn,
    Word,
)
from ridealong.conversation.people import is_pseudo
from ridealong.conversation.text import clean
from ridealong.conversation.timing import Timing
from ridealong.conversation.values import Item, wrong

VERSION = 1
_STATED = "stated in the transcript"
"""The reason for a side that a file states without saying why."""

_CONVERSATION_KEYS = frozenset({
    "ridealong", "kind", "title", "started_at", "timing", "speakers", "turns", "id", "format",
    "language", "duration_s", "separate_channels", "attendees", "notes", "stated", "warnings",
})  # fmt: skip
_SPEAKER_KEYS = frozenset({
    "id", "name", "side", "role", "because", "email", "phone", "channel", "provider_id",
    "same_as", "pseudo",
})  # fmt: skip
TURN_KEYS = frozenset({
    "speaker", "start_s", "end_s", "text", "words", "confidence", "language", "ref",
})  # fmt: skip


def to_dict(conversation: Conversation) -> dict[str, Any]:
    """The conversation in plain values that `json.dumps` takes."""
    extra = conversation.extra
    more_of_speakers, more_of_turns = _members(extra, "speakers"), _members(extra, "turns")

    def speakers(listed: Iterable[Speaker]) -> list[dict[str, Any]]:
        return [{**_speaker_dict(s), **_members(more_of_speakers, s.id)} for s in listed]

    turns = [_turn_dict(turn) for turn in conversation.turns]
    for index in more_of_turns:
        if index.isdecimal() and int(index) < len(turns):
            turns[int(index)].update(_members(more_of_turns, index))
    return {
        "ridealong": VERSION,
        "kind": _value(conversation.kind),
        "title": conversation.title,
        "started_at": _moment_text(conversation.started_at),
        "timing": _value(conversation.timing),
        **_known(
            id=conversation.id,
            format=conversation.format if conversation.format != "native" else None,
            language=conversation.language,
            duration_s=conversation.duration_s,
            separate_channels=conversation.separate_channels or None,
        ),
        "speakers": speakers(conversation.speakers),
        **_known(
            attendees=speakers(conversation.attendees) or None,
            notes=[_note_dict(note) for note in conversation.notes] or None,
            stated=[_stated_dict(figure) for figure in conversation.stated] or None,
            warnings=list(conversation.warnings) or None,
        ),
        **{k: v for k, v in extra.items() if k not in _CONVERSATION_KEYS},
        "turns": turns,
    }


def _speaker_dict(speaker: Speaker) -> dict[str, Any]:
    name = speaker.name
    usual = _STATED if speaker.side or speaker.role else "unknown"
    return {
        "id": speaker.id,
        "name": name,
        "side": _value(speaker.side),
        "role": _value(speaker.role),
        **_known(
            because=speaker.because if speaker.because != usual else None,
            email=speaker.email,
            phone=speaker.phone,
            channel=speaker.channel,
            provider_id=speaker.provider_id,
            same_as=speaker.same_as,
            pseudo=speaker.pseudo if speaker.pseudo or is_pseudo(name) else None,
        ),
    }


def _turn_dict(turn: Turn) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "speaker": turn.speaker,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "text": turn.text,
    }
    if turn.words:
        plain["words"] = [_word_list(word) for word in turn.words]
    if turn.confidence is not None:
        plain["confidence"] = turn.confidence
    if turn.language is not None:
        plain["language"] = turn.language
    if turn.ref is not None:
        plain["ref"] = turn.ref
    return plain


def _word_list(word: Word) -> list[Any]:
    known = list(word)
    while known[-1] is None:
        known.pop()
    return known


def _note_dict(note: Note) -> dict[str, Any]:
    return {"text": note.text, "author": note.author, "at_s": note.at_s, "kind": note.kind}


def _stated_dict(figure: Stated) -> dict[str, Any]:
    return {
        "name": figure.name,
        "of": figure.of,
        "value": figure.value if math.isfinite(figure.value) else None,
        "unit": figure.unit,
    }


def _known(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _value(member: Kind | Side | Role | Timing | None) -> str | None:
    return None if member is None else member.value


def _members(mapping: Mapping[str, object], key: str) -> Mapping[str, Any]:
    value = mapping.get(key)
    return value if isinstance(value, Mapping) else {}


def _moment_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.isoformat().removesuffix("+00:00") + ("Z" if not aware.utcoffset() else "")


def from_dict(data: object) -> Conversation:
    """The conversation that `to_dict` wrote, or that a person or a program wrote like it.

    Ids, the order of turns and turns without text stay as they are, so that indices do. Times
    are checked, not repaired. A turn by a speaker who is not listed adds that speaker, under the
    id as name, with a warning: a transcript is worth more than a complete list of its speakers.

    Raises:
        Malformed: a value cannot be; the place is its path ("turns[3].start_s").
    """
    item = Item(data, "")
    _check_version(item)
    speakers = [_speaker(s) for s in item.items("speakers")]
    attendees = [_speaker(s) for s in item.items("attendees")]
    turns = tuple(_turn(t) for t in item.items("turns"))
    warnings = [w.need_text() for w in item.values("warnings")]
    _check_ids(item, [*speakers, *attendees])
    speakers += _unlisted(turns, speakers, attendees, warnings if speakers else [])
    return Conversation(
        speakers=tuple(speakers),
        turns=turns,
        timing=_timing(item, turns, warnings),
        kind=item.one_of(Kind, "kind"),
        title=item.clean_text("title") or None,
        started_at=_moment(item),
        duration_s=item.time_s("duration_s"),
        language=item.text("language"),
        separate_channels=item.flag("separate_channels") or False,
        attendees=tuple(attendees),
        notes=tuple(_note(n) for n in item.items("notes")),
        stated=tuple(_figure(f) for f in item.items("stated")),
        warnings=tuple(dict.fromkeys(warnings)),
        format=item.text("format") or "native",
        id=item.text("id"),
        extra=_extra(item),
    )


def _check_version(item: Item) -> None:
    if "turns" not in item.value:
        raise wrong(None, "turns", "a list of turns")
    version = item.value.get("ridealong", VERSION)
    if version != VERSION or isinstance(version, bool):
        raise wrong(version, "ridealong", f"the version {VERSION} of native JSON")


def _speaker(item: Item) -> Speaker:
    name = item.clean_text("name") or None
    side, role = item.one_of(Side, "side"), item.one_of(Role, "role")
    pseudo = item.flag("pseudo")
    return Speaker(
        id=item.need_text("id"),
        name=name,
        side=side,
        role=role,
        because=item.text("because") or (_STATED if side or role else "unknown"),
        email=item.text("email"),
        phone=item.text("phone"),
        channel=item.text("channel"),
        provider_id=item.text("provider_id"),
        same_as=item.text("same_as"),
        pseudo=is_pseudo(name) if pseudo is None else pseudo,
    )


def _turn(item: Item) -> Turn:
    start_s, end_s = item.time_s("start_s"), item.time_s("end_s")
    if start_s is not None and end_s is not None and end_s < start_s:
        raise wrong(end_s, f"{item.place}.end_s", "a time that is not before start_s")
    return Turn(
        speaker=item.text("speaker") or None,
        text=item.clean_text("text") or "",
        start_s=start_s,
        end_s=end_s,
        words=item.words("words"),
        confidence=item.share("confidence"),
        language=item.text("language"),
        ref=item.text("ref"),
    )


def _note(item: Item) -> Note:
    return Note(
        text=item.clean_text("text") or "",
        author=item.clean_text("author"),
        at_s=item.time_s("at_s"),
        kind=item.text("kind") or "chat",
    )


def _figure(item: Item) -> Stated:
    value = item.number("value")
    if value is None:
        raise wrong(None, f"{item.place}.value", "a number")
    return Stated(item.need_text("name"), item.need_text("of"), value, item.text("unit") or "")


def _moment(item: Item) -> datetime | None:
    text = item.text("started_at")
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise wrong(text, "started_at", "a moment (2026-11-02T09:00:00Z)") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _timing(item: Item, turns: tuple[Turn, ...], warnings: list[str]) -> Timing:
    """As stated, but never finer than the turns' times bear out."""
    stated = item.one_of(Timing, "timing")
    if not turns:
        return stated or Timing.NONE
    timing = honest_timing(stated or Timing.WORD, turns)
    if stated and timing != stated:
        warnings.append(f"The timing is stated as “{stated}”; the times allow only “{timing}”.")
    return timing


def _check_ids(item: Item, listed: list[Speaker]) -> None:
    seen: set[str] = set()
    speakers = len(item.value.get("speakers") or ())
    for i, speaker in enumerate(listed):
        place = f"speakers[{i}]" if i < speakers else f"attendees[{i - speakers}]"
        if speaker.id in seen:
            raise wrong(speaker.id, f"{place}.id", "an id that no other speaker has")
        seen.add(speaker.id)
    for i, speaker in enumerate(listed[:speakers]):
        if speaker.same_as is not None and speaker.same_as not in seen - {speaker.id}:
            raise wrong(speaker.same_as, f"speakers[{i}].same_as", "another speaker's id")


def _unlisted(
    turns: tuple[Turn, ...],
    speakers: list[Speaker],
    attendees: list[Speaker],
    warnings: list[str],
) -> list[Speaker]:
    """Those who speak and are not listed, as speakers of their own."""
    listed = {s.id for s in (*speakers, *attendees)}
    added: dict[str, Speaker] = {}
    for i, turn in enumerate(turns):
        if turn.speaker is None or turn.speaker in listed or turn.speaker in added:
            continue
        name = clean(turn.speaker)
        added[turn.speaker] = Speaker(turn.speaker, name=name or None, pseudo=is_pseudo(name))
        warnings.append(
            f"The speaker “{name}” is not among the speakers and was added (turns[{i}].speaker)."
        )
    return list(added.values())


def _extra(item: Item) -> dict[str, object]:
    """Keys that are not known, at all three levels."""
    extra: dict[str, object] = item.rest(_CONVERSATION_KEYS)
    people = (*item.items("speakers"), *item.items("attendees"))
    of_speakers = {s.need_text("id"): rest for s in people if (rest := s.rest(_SPEAKER_KEYS))}
    of_turns = {
        str(i): rest for i, turn in enumerate(item.items("turns")) if (rest := turn.rest(TURN_KEYS))
    }
    if of_speakers:
        extra["speakers"] = of_speakers
    if of_turns:
        extra["turns"] = of_turns
    return extra
