"""Who takes part in a vCon, and which voice of a transcript is which party.

A transcript numbers its voices by itself; its number is no party's index. A voice is a party
where the transcript says so (index, name, address, number, role), where each channel has its
party, or where a recording has one party only. Else it stays a voice without a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ridealong.conversation import Conversation, Role, Side, Speaker
from ridealong.conversation.people import is_pseudo, name_key
from ridealong.conversation.text import clean
from ridealong.readers.fields import Node

_ROLES = {
    "agent": (Side.US, Role.AGENT),
    "seller": (Side.US, Role.SELLER),
    "sales": (Side.US, Role.SELLER),
    "salesperson": (Side.US, Role.SELLER),
    "supervisor": (Side.US, None),
    "sme": (Side.US, None),
    "customer": (Side.THEM, Role.CUSTOMER),
    "client": (Side.THEM, Role.CUSTOMER),
    "prospect": (Side.THEM, Role.CUSTOMER),
    "coach": (None, Role.COACH),
    "rep": (None, Role.REP),
    "partner": (None, Role.PARTNER),
}


def parties_of(vcon: Node) -> list[Speaker]:
    """The parties as speakers, whose ids are "p0", "p1" and so on."""
    return [_party(i, party) for i, party in enumerate(vcon.objects("parties"))]


def _party(index: int, party: Node) -> Speaker:
    label = (party.text("role") or party["meta"].text("role") or "").strip().lower()
    side, role = _ROLES.get(label, (None, None))
    email = (party.text("mailto") or "").removeprefix("mailto:").strip().lower()
    phone = (party.text("tel") or party.text("sip") or "").removeprefix("tel:").strip()
    name = clean(party.text("name") or "")
    return Speaker(
        id=f"p{index}",
        name=name or None,
        side=side,
        role=role,
        because=f"provider label (role: {label})" if side or role else "unknown",
        email=email if "@" in email else None,
        phone=phone or None,
        provider_id=party.text("uuid", "id"),
        pseudo=is_pseudo(name),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """The transcript of one dialog."""

    conversation: Conversation
    dialog: Node
    """A Node of None where the transcript belongs to no dialog."""
    party_of: dict[str, str]
    """Speaker ids to party ids, as far as the transcript itself says."""


def indices(dialog: Node) -> list[object]:
    """The parties of a dialog; one a channel where it has several channels."""
    listed = dialog["parties"].value
    return listed if isinstance(listed, list) else [] if listed is None else [listed]


def named(part: Part, parties: Sequence[Speaker]) -> Conversation:
    """The conversation with its voices under the parties' names, as far as they are known."""
    conversation = part.conversation
    mapping = {s.id: known for s in conversation.speakers if (known := _which(s, part, parties))}
    alone = _only_party(part)
    if alone and len(conversation.speakers) <= 1:
        mapping = {s.id: alone for s in conversation.speakers}
    by_id = {p.id: p for p in parties}
    speakers = {
        mapping.get(s.id, s.id): _merged(s, by_id[mapping[s.id]]) if s.id in mapping else s
        for s in reversed(conversation.speakers)
    }
    nobody = alone if not conversation.speakers else None
    if nobody and conversation.turns:
        speakers = {nobody: by_id[nobody]}

    def new(old: str | None) -> str | None:
        return nobody if old is None else mapping.get(old, old)

    return replace(
        conversation,
        speakers=tuple(reversed(speakers.values())),
        turns=tuple(replace(t, speaker=new(t.speaker)) for t in conversation.turns),
        stated=tuple(replace(f, of=mapping.get(f.of, f.of)) for f in conversation.stated),
    )


def _only_party(part: Part) -> str | None:
    listed = indices(part.dialog)
    return f"p{listed[0]}" if len(listed) == 1 and isinstance(listed[0], int) else None


def _which(speaker: Speaker, part: Part, parties: Sequence[Speaker]) -> str | None:
    """The id of the party who this voice is."""
    if speaker.id in part.party_of:
        return part.party_of[speaker.id]
    channels = indices(part.dialog)
    if part.conversation.separate_channels and speaker.channel and speaker.channel.isdecimal():
        channel = int(speaker.channel)
        if len(channels) > 1 and channel < len(channels) and isinstance(channels[channel], int):
            return f"p{channels[channel]}"
    fits = [p.id for p in parties if _is_same(speaker, p)]
    return fits[0] if len(fits) == 1 else None


def _is_same(speaker: Speaker, party: Speaker) -> bool:
    if speaker.email and party.email:
        return speaker.email == party.email
    label = speaker.name or speaker.provider_id
    if not label:
        return False
    if party.name and name_key(label) == name_key(party.name):
        return True
    return label.lower() in {party.email, party.phone, party.role} - {None}


def _merged(speaker: Speaker, party: Speaker) -> Speaker:
    return replace(
        party,
        name=party.name or speaker.name,
        channel=speaker.channel,
        pseudo=party.pseudo,
        provider_id=party.provider_id or speaker.provider_id,
        side=party.side or speaker.side,
        role=party.role or speaker.role,
        because=party.because if party.side or party.role else speaker.because,
    )
