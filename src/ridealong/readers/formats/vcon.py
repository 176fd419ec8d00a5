"""vCon, the IETF's container for conversations: 0.0.1 to 0.4.0 and the drafts before.

The PyPI library `vcon` is no dependency: it brings a network client and unrelated packages.
"""

from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ridealong.conversation import Conversation, Draft, Note, Speaker, Timing
from ridealong.conversation.native import from_dict
from ridealong.conversation.text import clean
from ridealong.errors import Malformed, NotATranscript, ReadError
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.json_lines import first_object, read_lines
from ridealong.readers.source import Source, parse_json
from ridealong.readers.vcon_body import decoded, transcript
from ridealong.readers.vcon_check import check, moment_of
from ridealong.readers.vcon_join import joined
from ridealong.readers.vcon_messages import message
from ridealong.readers.vcon_parties import Part, indices, named, parties_of


def sniff(source: Source) -> int:
    return _sure(source.json) if isinstance(source.json, dict) else Sure.NO


def sniff_lines(source: Source) -> int:
    first = first_object(source)
    return _sure(first) if first else Sure.NO


def _sure(value: Mapping[str, Any]) -> int:
    parts = value.keys() & {"parties", "dialog", "analysis", "attachments"}
    if "vcon" in value:
        return Sure.CERTAIN if parts or "uuid" in value else Sure.LIKELY
    if {"parties", "dialog"} <= parts and value.keys() & {"uuid", "created_at"}:
        return Sure.CERTAIN
    if isinstance(value.get("payload"), str) and "signatures" in value:
        return Sure.LIKELY
    return Sure.LIKELY if {"ciphertext", "recipients"} <= value.keys() else Sure.NO


def read(source: Source) -> list[Conversation]:
    return [_read(source.json, source.warnings)]


def read_all_lines(source: Source) -> list[Conversation]:
    return read_lines(source, lambda value: _read(value, source.warnings))


def _read(value: object, warnings: list[str]) -> Conversation:
    vcon = Node(_unsigned(Node(value), warnings))
    check(vcon)
    return _native(vcon) or _foreign(vcon, warnings)


def _unsigned(form: Node, warnings: list[str]) -> object:
    """The vCon itself, out of its signed form."""
    if "ciphertext" in form:
        raise NotATranscript("is an encrypted vCon", remedy="Decrypt it and give what is inside")
    if "payload" not in form:
        return form.value
    payload = form["payload"]
    try:
        raw = (payload.text() or str(payload.value)).encode("ascii")
        text = urlsafe_b64decode(raw + b"=" * (-len(raw) % 4)).decode()
        vcon = parse_json(text, [])
    except (ValueError, Malformed):
        raise payload.wrong("a vCon in base64url") from None
    warnings.append("The vCon is signed; the signature was not checked.")
    return vcon


def _native(vcon: Node) -> Conversation | None:
    """The conversation that `writers.vcon` put in, as it was."""
    for entry in _transcripts(vcon):
        body = entry["body"]
        if isinstance(body.value, dict) and "ridealong" in body.value:
            try:
                return from_dict(body.value)
            except ReadError as error:
                error.place = f"{body.path}.{error.place}"
                raise
    return None


def _transcripts(vcon: Node) -> Iterator[Node]:
    """The entries that hold transcripts; older writers attached them."""
    for key in ("analysis", "attachments"):
        for entry in vcon.objects(key):
            if "transcri" in (entry.text("type", "purpose") or "").lower():
                yield entry


def _foreign(vcon: Node, warnings: list[str]) -> Conversation:
    parties = parties_of(vcon)
    dialogs = list(vcon.objects("dialog"))
    parts = _parts(vcon, dialogs, len(parties), warnings)
    starts = [m for d in dialogs if (m := moment_of(d))]
    first = min(starts, default=None)
    if parts:
        conversation = joined([(named(p, parties), p.dialog) for p in parts], first)
        written = _messages(dialogs, parties, first)
        conversation = replace(conversation, notes=(*conversation.notes, *_as_notes(written)))
    else:
        conversation = _messages(dialogs, parties, first)
    if not conversation.turns:
        raise _nothing_said(vcon, dialogs)
    return _completed(conversation, vcon, parties, first)


def _parts(vcon: Node, dialogs: list[Node], parties: int, warnings: list[str]) -> list[Part]:
    """One transcript for each dialog: the first that can be read.

    Raises:
        ReadError: there are transcripts, and none can be read.
    """
    parts: dict[int, Part] = {}
    failed: ReadError | None = None
    for entry in _transcripts(vcon):
        about = _about(entry)
        if about in parts:
            continue
        try:
            found = transcript(entry, parties, warnings)
        except ReadError as error:
            failed = failed or error
            continue
        if found:
            dialog = dialogs[about] if 0 <= about < len(dialogs) else Node(None)
            parts[about] = Part(found[0], dialog, found[1])
    if failed and not parts:
        raise failed
    return [parts[about] for about in sorted(parts)]


def _about(entry: Node) -> int:
    """The index of the dialog that an analysis is about; the first, where it is about several."""
    value = entry["dialog"].value
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _messages(dialogs: list[Node], parties: list[Speaker], first: datetime | None) -> Conversation:
    """A conversation in writing: each text dialog is a turn."""
    draft = Draft(Timing.START)
    for dialog in dialogs:
        if dialog["type"].value != "text":
            continue
        sender = dialog["originator"].value
        who = sender if isinstance(sender, int) else next(iter(indices(dialog)), None)
        party = parties[who] if isinstance(who, int) else None
        speaker = draft.speaker(party.id, party.name, id=party.id) if party else None
        began = moment_of(dialog)
        start_s = (began - first).total_seconds() if began and first else None
        if (text := message(dialog)) is None:
            draft.tally("a message that lies elsewhere; it was left out", dialog.path)
            continue
        draft.turn(speaker, text, start_s, ref=dialog.text("message_id"), place=dialog.path)
    conversation = draft.finish()
    known = {p.id: p for p in parties}
    return replace(conversation, speakers=tuple(known[s.id] for s in conversation.speakers))


def _as_notes(written: Conversation) -> Iterator[Note]:
    """What was written while others spoke."""
    for turn in written.turns:
        author = written.by_id[turn.speaker].name if turn.speaker else None
        yield Note(turn.text, author, turn.start_s)


def _nothing_said(vcon: Node, dialogs: list[Node]) -> ReadError:
    """Why there is nothing to read, as exactly as the vCon tells."""
    kinds = {d["type"].value for d in dialogs if d.value}
    empty = any(not decoded(entry) for entry in _transcripts(vcon))
    if kinds & {"recording", "recording-set"}:
        cause = "is a vCon with recordings only" + (" and empty transcripts" if empty else "")
        remedy = "Have the recording transcribed and give the vCon with its transcript"
    elif "incomplete" in kinds:
        cause, remedy = "is a vCon of a call that was not connected", "There is nothing to read"
    elif "text" in kinds:
        cause, remedy = "is a vCon whose messages are empty or lie elsewhere", "Export them inline"
    else:
        cause, remedy = "is a vCon without dialog and transcript", "Export the conversation again"
    return NotATranscript(cause, remedy=remedy)


def _completed(
    conversation: Conversation, vcon: Node, parties: list[Speaker], first: datetime | None
) -> Conversation:
    """What the vCon says of the whole."""
    spoke = {s.id for s in conversation.speakers}
    silent = tuple(p for p in parties if p.id not in spoke)
    warnings = conversation.warnings
    if parties and not spoke & {p.id for p in parties}:
        warnings = (*warnings, "The transcript does not say which voice is which party.")
    return replace(
        conversation,
        title=clean(vcon.text("subject") or "") or conversation.title,
        started_at=first or conversation.started_at,
        id=vcon.text("uuid") or conversation.id,
        attendees=(*conversation.attendees, *silent),
        warnings=warnings,
    )


FORMATS = (
    Format(
        id="vcon",
        title="vCon (IETF)",
        suffixes=(".vcon", ".json"),
        timing=Timing.WORD,
        speakers="`parties`, where the transcript says which voice is whose",
        sides="a party's `role` (agent, customer)",
        traps="a voice's number is no party's index; transcripts come in every vendor's shape; "
        "several dialogs are joined by their `start`; contradictions are refused with their place",
        sniff=sniff,
        read=read,
    ),
    Format(
        id="vcon-jsonl",
        title="vCon, one a line",
        suffixes=(".jsonl", ".ndjson"),
        timing=Timing.WORD,
        speakers="as vCon",
        sides="as vCon",
        traps="a broken line is left out with a warning; the others are read",
        sniff=sniff_lines,
        read=read_all_lines,
    ),
)
