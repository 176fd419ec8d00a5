"""vCon 0.4.0 (draft-ietf-vcon-vcon-core-04), the IETF's container for conversations.

The speakers are its parties. What was said stands in it twice: as a text dialog that a person or
any program can read, and as analysis of type "transcript" whose body is native JSON, from which
`readers.formats.vcon` restores the conversation without loss. No recording is claimed, since
there is none in it. The PyPI library `vcon` is no dependency: it brings a network client and
unrelated packages.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ridealong.conversation import Conversation, Speaker
from ridealong.conversation.native import to_dict
from ridealong.writers.native import line

VERSION = "0.4.0"


def write(conversations: Iterable[Conversation]) -> bytes:
    """One vCon a line; the line of a single conversation is a vCon file of its own."""
    return b"".join(line(to_vcon(conversation)) for conversation in conversations)


def to_vcon(conversation: Conversation, now: datetime | None = None) -> dict[str, Any]:
    """A conversation as vCon.

    Args:
        conversation: any.
        now: when the vCon is made; the current time by default.
    """
    native = to_dict(conversation)
    made = (now or datetime.now(UTC)).isoformat(timespec="milliseconds")
    people = (*conversation.speakers, *conversation.attendees)
    vcon: dict[str, Any] = {
        "vcon": VERSION,
        "uuid": _uuid(conversation, native),
        "created_at": made,
        "parties": [_party(person) for person in people],
        "dialog": [_dialog(conversation, made)],
        "analysis": [
            {
                "type": "transcript",
                "dialog": 0,
                "vendor": "Ridealong",
                "product": "ridealong",
                "schema": "native-1",
                "mediatype": "application/json",
                "encoding": "json",
                "body": native,
            }
        ],
        "attachments": [],
    }
    if conversation.title:
        vcon["subject"] = conversation.title
    if any(person.role for person in people):
        vcon["extensions"] = ["CC"]  # where a party's role comes from
    return vcon


def _party(person: Speaker) -> dict[str, str]:
    fields = {
        "name": person.name,
        "mailto": person.email,
        "tel": person.phone,
        "role": person.role.value if person.role else None,
    }
    return {key: value for key, value in fields.items() if value}


def _dialog(conversation: Conversation, made: str) -> dict[str, Any]:
    started = conversation.started_at
    dialog: dict[str, Any] = {
        "type": "text",
        "start": started.isoformat(timespec="milliseconds") if started else made,
        "parties": list(range(len(conversation.speakers))),
        "mediatype": "text/plain",
        "encoding": "none",
        "body": _readable(conversation),
    }
    if conversation.duration_s is not None:
        dialog["duration"] = conversation.duration_s
    return dialog


def _readable(conversation: Conversation) -> str:
    """One turn a line, as "Name: what they said"."""
    names = {s.id: s.name or s.id for s in conversation.speakers}
    return "\n".join(
        f"{names.get(turn.speaker, turn.speaker)}: {turn.text}" if turn.speaker else turn.text
        for turn in conversation.turns
    )


def _uuid(conversation: Conversation, native: dict[str, Any]) -> str:
    """The source's own id where it is a UUID, else one made of the content: same in, same out."""
    try:
        return str(UUID(conversation.id or ""))
    except ValueError:
        digest = bytearray(hashlib.sha256(line(native)).digest()[:16])
    digest[6] = 0x80 | digest[6] & 0x0F  # version 8: made by a rule of one's own
    digest[8] = 0x80 | digest[8] & 0x3F
    return str(UUID(bytes=bytes(digest)))
