"""In which roles a conversation is read: the known ones, and every possible one where unknown.

Who speaks decides what a turn can do. Where nobody says who is who, the conversation is read once
for each way of giving the unknown voices the two roles of its kind, and a warning says so.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ridealong.conversation import Conversation, Kind, Role

_ROLES: Mapping[Kind, tuple[Role, ...]] = {
    Kind.SALES: (Role.SELLER, Role.CUSTOMER),
    Kind.SERVICE: (Role.AGENT, Role.CUSTOMER),
    Kind.COACHING: (Role.COACH, Role.REP),
    Kind.PARTNER: (Role.COACH, Role.REP),
    Kind.DEBRIEF: (Role.REP,),
}


class Line(NamedTuple):
    """One turn, in the role in which it is read."""

    turn: int
    role: Role
    text: str
    counts: bool
    """Whether this reading says what the turn does; else it is context alone."""


type Script = tuple[Line, ...]


def scripts(conversation: Conversation) -> list[Script]:
    """The readings of a conversation: one where every role is known.

    Turns of nobody and of voices that are no person (a shared screen) are left out.
    """
    roles = _ROLES[conversation.kind or Kind.SALES]
    unknown = [s.id for s in conversation.speakers if s.role is None and not s.pseudo]
    people = dict.fromkeys(conversation.person(s) or s for s in unknown)
    passes = len(roles) if unknown else 1
    read = []
    for k in range(passes):
        given = {p: roles[(i + k) % len(roles)] for i, p in enumerate(people)}
        read.append(tuple(_lines(conversation, given, first=k == 0)))
    return read


def warnings(conversation: Conversation) -> tuple[str, ...]:
    """What a person has to know where somebody is read in more than one role."""
    roles = _ROLES[conversation.kind or Kind.SALES]
    unknown = [s.name or s.id for s in conversation.speakers if s.role is None and not s.pseudo]
    if not unknown or len(roles) == 1:
        return ()
    who = ", ".join(unknown)
    both = " and as ".join(str(r) for r in roles)
    return (f"{who}: role unknown, so what they say is read as {both}; name yours with --us.",)


def _lines(conversation: Conversation, given: Mapping[str, Role], *, first: bool) -> Iterator[Line]:
    for i, turn in enumerate(conversation.turns):
        if turn.speaker is None or conversation.by_id[turn.speaker].pseudo:
            continue
        known = conversation.by_id[turn.speaker].role
        role = known or given[conversation.person(turn.speaker) or turn.speaker]
        yield Line(i, role, turn.text, counts=first or known is None)
