"""Who of us speaks in a conversation: by address, by a recorder's own id, by name.

What somebody has put right once is an `Alias`, so that the next call knows it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ridealong.conversation import Conversation, Role, Side, Speaker
from ridealong.conversation.people import name_key
from ridealong.conversation.us import FREE_MAIL, domain_of
from ridealong.web.people.models import Alias, Organisation, Person

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody here by everything they are known under; made once for many conversations."""

    by_key: Mapping[Key, Person]
    domains: tuple[str, ...]

    @classmethod
    def now(cls) -> "Known":
        """Everybody who works here at present."""
        by_key: dict[Key, Person] = {}
        people = {p.pk: p for p in Person.objects.filter(is_active=True)}
        for person in people.values():
            by_key["email", person.email.lower()] = person
        twice = _named_twice(people.values())
        for person in people.values():
            if name_key(person.name) not in twice:
                by_key["name", name_key(person.name)] = person
        for alias in Alias.objects.filter(person__in=people):
            by_key[alias.kind, alias.value] = people[alias.person_id]
        return cls(by_key, tuple(Organisation.get().domains.split()))

    def person(self, speaker: Speaker, source_format: str) -> Person | None:
        """Who of us a speaker is; None for somebody else.

        A name alone is not believed of somebody whom the source puts on their side, or who has an
        address at another company.
        """
        for key in keys_of(speaker, source_format):
            if key in self.by_key and not (key[0] == "name" and self._is_foreign(speaker)):
                return self.by_key[key]
        return None

    def _is_foreign(self, speaker: Speaker) -> bool:
        if speaker.side is Side.THEM or not speaker.email or not self.domains:
            return speaker.side is Side.THEM
        domain = domain_of(speaker.email)
        return domain not in FREE_MAIL and not any(
            domain == d or domain.endswith(f".{d}") for d in self.domains
        )

    def ours(self, conversation: Conversation) -> list[str]:
        """What `assign_sides` takes for our side: domains, and the speakers who work here."""
        speakers = [s.id for s in conversation.speakers if self.person(s, conversation.format)]
        return [*self.domains, *speakers]


def keys_of(speaker: Speaker, source_format: str) -> Iterable[Key]:
    """What a speaker is known under, the surest first."""
    if speaker.email:
        yield "email", speaker.email.lower()[:200]
    if speaker.provider_id:
        yield "provider", f"{source_format}:{speaker.provider_id}"[:200]
    if speaker.phone:
        yield "phone", speaker.phone[:200]
    if speaker.name:
        yield "name", name_key(speaker.name)[:200]


_LABEL = re.compile(
    r"(?:speaker|spk|spkr|voice|participant|person|caller|callee|channel|ch|user|guest|host|agent"
    r"|customer|client|rep|seller|sales|coach|partner|interviewer|interviewee|left|right|me|you"
    r"|unknown|internal|external|unidentified|unk)*[\s_.#-]*(?:\d{0,4}|[a-z])",
    re.IGNORECASE,
)
_FEWEST_SIGNS = 5


def keys_to_remember(speaker: Speaker, source_format: str) -> list[Key]:
    """What a speaker will be known under in other calls as well.

    "Speaker 1" is somebody else in every call, and so are numbers that a recogniser gives.
    """
    keys = []
    for kind, value in keys_of(speaker, source_format):
        plain = value.removeprefix(f"{source_format}:")
        if kind in {"name", "provider"} and _LABEL.fullmatch(plain):
            continue
        if kind == "provider" and len(plain) < _FEWEST_SIGNS:
            continue
        if plain.strip():
            keys.append((kind, value))
    return keys


def owner_of(conversation: Conversation, people: Mapping[str, Person]) -> Person | None:
    """Whose conversation it is: who sells, serves or is coached, and speaks most of those.

    Args:
        conversation: with its roles.
        people: who of us each speaker is, by the speaker's id.
    """
    own = (Role.SELLER, Role.AGENT, Role.REP)
    return _most(conversation, people, own) or _most(conversation, people, (Role.COACH, None))


def coach_of(conversation: Conversation, people: Mapping[str, Person]) -> Person | None:
    """Who coaches in it."""
    return _most(conversation, people, (Role.COACH,))


def _most(
    conversation: Conversation, people: Mapping[str, Person], roles: tuple[Role | None, ...]
) -> Person | None:
    turns: dict[str, int] = {}
    for turn in conversation.turns:
        who = turn.speaker
        if who is not None and who in people and conversation.by_id[who].role in roles:
            turns[who] = turns.get(who, 0) + 1
    return people[max(turns, key=lambda s: turns[s])] if turns else None


def _named_twice(people: Iterable[Person]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for person in people:
        key = name_key(person.name)
        (twice if key in seen else seen).add(key)
    return twice
