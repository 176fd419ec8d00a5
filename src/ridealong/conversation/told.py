"""A person says who a speaker is, or what kind of talk this is: the whole conversation follows.

What somebody says wins over everything that a source states. It is written down with the speaker
("said by Rita"), so that nothing that follows later takes it back.
"""

from dataclasses import replace

from ridealong.conversation.model import Conversation, Kind, Role, Side, Speaker
from ridealong.conversation.sides import AMONG_US, ROLES

SAID = "said by"
"""How the reason begins where a person said so."""
_ACROSS = (Kind.SALES, Kind.SERVICE, Kind.PARTNER)
"""Talks with somebody on the other side of the table."""
_OTHER = {Side.US: Side.THEM, Side.THEM: Side.US}
_COACHES = {Role.COACH: Role.REP, Role.REP: Role.COACH}


def say(
    conversation: Conversation, speaker: str, side: Side, role: Role | None, by: str
) -> Conversation:
    """The conversation with one speaker, under all their names, on a side.

    Where two people talk, the other one is on the other side; where one is left of whom nothing is
    known and nobody sits across, that one does. What was said of somebody before stays.

    Args:
        conversation: any.
        speaker: the id of the speaker.
        side: theirs; in a coaching talk or a debrief all are ours.
        role: theirs; None for what one of that side is in a talk of this kind.
        by: the name of whoever says so.
    """
    told = role or ROLES.get(conversation.kind or Kind.SALES, {}).get(side)
    who = conversation.person(speaker)
    placed = {
        s.id: replace(s, side=side, role=told, because=f"{SAID} {by}", pseudo=False)
        for s in conversation.speakers
        if conversation.person(s.id) == who
    }
    follows = _who_follows(conversation, placed)
    placed |= {s.id: _across(conversation, s, side, told) for s in follows}
    return _with(conversation, placed)


def no_person(conversation: Conversation, speaker: str, by: str) -> Conversation:
    """The conversation with one speaker who is a machine, a screen, nobody."""
    who = conversation.person(speaker)
    placed = {
        s.id: replace(s, side=None, role=None, because=f"{SAID} {by}", pseudo=True)
        for s in conversation.speakers
        if conversation.person(s.id) == who
    }
    return _with(conversation, placed)


def turn_into(conversation: Conversation, kind: Kind) -> Conversation:
    """The conversation as one of another kind, everybody in the role that they have in it.

    In a coaching talk and a debrief all are ours; of whom only that was known, nothing is known in
    a talk across the table, until `assign_sides` finds something.
    """
    turned = _turned_across if kind in _ACROSS else _turned_among_us
    placed = {s.id: turned(s, kind) for s in conversation.speakers if not s.pseudo}
    return replace(_with(conversation, placed), kind=kind)


def _turned_across(speaker: Speaker, kind: Kind) -> Speaker:
    if speaker.because in AMONG_US.values():
        return replace(speaker, side=None, role=None, because="unknown")
    return replace(speaker, role=ROLES[kind].get(speaker.side) if speaker.side else None)


def _turned_among_us(speaker: Speaker, kind: Kind) -> Speaker:
    role = speaker.role if speaker.role in _COACHES else None
    if kind is Kind.DEBRIEF:
        role = Role.REP
    because = speaker.because if speaker.side is Side.US else AMONG_US[kind]
    return replace(speaker, side=Side.US, role=role, because=because)


def was_said(speaker: Speaker) -> bool:
    """Whether a person said who this is."""
    return speaker.because.startswith(SAID)


def _who_follows(conversation: Conversation, placed: dict[str, Speaker]) -> list[Speaker]:
    """Those whose side follows from what was said: all names of one person, or nobody."""
    others: dict[str, list[Speaker]] = {}
    for speaker in conversation.speakers:
        if speaker.id not in placed and not speaker.pseudo:
            others.setdefault(conversation.person(speaker.id) or "", []).append(speaker)
    said = next(iter(placed.values()))
    if len(others) == 1:
        (names,) = others.values()
        return [] if was_said(names[0]) else names
    if conversation.kind not in _ACROSS or any(
        s.side is _OTHER[said.side] for names in others.values() for s in names if said.side
    ):
        return []
    unknown = [names for names in others.values() if names[0].side is None]
    return unknown[0] if len(unknown) == 1 else []


def _across(conversation: Conversation, speaker: Speaker, side: Side, role: Role | None) -> Speaker:
    """A speaker across from one of `side` and `role`."""
    kind = conversation.kind or Kind.SALES
    if kind in _ACROSS:
        there = _OTHER[side]
        because = "across from the one of whom it was said"
        return replace(speaker, side=there, role=ROLES[kind][there], because=because)
    other = _COACHES.get(role) if role else None
    return replace(speaker, side=Side.US, role=other or speaker.role)


def _with(conversation: Conversation, placed: dict[str, Speaker]) -> Conversation:
    speakers = tuple(placed.get(s.id, s) for s in conversation.speakers)
    return replace(conversation, speakers=speakers)
