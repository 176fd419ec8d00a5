"""Which side each speaker is on, in which role, and why we think so.

What a person says (`--us`) wins; then what the source states (channel, provider's label); then
the e-mail domain; a guess is never made. Unknown stays unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ridealong.conversation.model import Conversation, Kind, Role, Side, Speaker
from ridealong.conversation.people import name_key

_ROLES = {
    Kind.SALES: {Side.US: Role.SELLER, Side.THEM: Role.CUSTOMER},
    Kind.SERVICE: {Side.US: Role.AGENT, Side.THEM: Role.CUSTOMER},
    Kind.PARTNER: {Side.US: Role.COACH, Side.THEM: Role.PARTNER},
}
_SIDE_OF = {
    Role.SELLER: Side.US,
    Role.AGENT: Side.US,
    Role.COACH: Side.US,
    Role.REP: Side.US,
    Role.CUSTOMER: Side.THEM,
    Role.PARTNER: Side.THEM,
}


@dataclass(frozen=True, slots=True)
class Us:
    """Whose side is ours, as a person stated it: names and e-mail domains."""

    names: frozenset[str]
    domains: frozenset[str]
    stated: tuple[str, ...]

    @classmethod
    def of(cls, stated: Sequence[str]) -> "Us":
        """Sort "Rita", "rita@acme.com" and "acme.com" into names and domains."""
        names, domains = set(), set()
        for word in (w.strip() for w in stated):
            if "@" in word[1:]:
                names.add(word.lower())
            elif "." in word and " " not in word:
                domains.add(word.lower().removeprefix("@"))
                names.add(name_key(word))
            elif word:
                names.add(name_key(word))
        return cls(frozenset(names), frozenset(domains), tuple(stated))

    def why(self, speaker: Speaker) -> str | None:
        """Why this speaker is one of us; None where nothing says so."""
        if speaker.email:
            domain = speaker.email.rpartition("@")[2]
            if any(domain == d or domain.endswith("." + d) for d in self.domains):
                return f"e-mail domain ({domain})"
            if speaker.email in self.names:
                return f"--us ({speaker.email})"
        if speaker.name and not speaker.pseudo:
            key = name_key(speaker.name)
            if key in self.names or any(n and n == key.split(" ")[0] for n in self.names):
                return f"--us ({speaker.name})"
        if (speaker.id in self.stated) or (speaker.provider_id in self.stated):
            return f"--us ({speaker.provider_id or speaker.id})"
        return None


def assign_sides(
    conversation: Conversation, us: Sequence[str] = (), kind: Kind | None = None
) -> Conversation:
    """Give every speaker a side and a role where something says which, with the reason.

    Args:
        conversation: as read; what its source states of sides and roles is kept.
        us: names, addresses and e-mail domains of our side. Where one of them is in the
            conversation, people of whom nothing else is known count as theirs.
        kind: what the conversation is; None takes the source's word, else what the roles tell,
            else a sales call, with a warning that says so.
    """
    warnings = list(conversation.warnings)
    decided = kind or conversation.kind or _kind_by_roles(conversation)
    if decided is None:
        decided = Kind.SALES
        warnings.append("What kind of conversation this is was not stated; read as a sales call.")
    ours = Us.of(us)
    why = {s.id: ours.why(s) for s in conversation.speakers}
    if us and conversation.turns and not any(why.values()):
        warnings.append(f"Nobody in this conversation matches --us {', '.join(us)}.")
    speakers = tuple(_with_role(_with_side(s, why, ours), decided) for s in conversation.speakers)
    return replace(
        conversation,
        kind=decided,
        speakers=_same_side_for_same_person(speakers),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _with_side(speaker: Speaker, why: dict[str, str | None], ours: Us) -> Speaker:
    if reason := why[speaker.id]:
        return replace(
            speaker,
            side=Side.US,
            because=reason,
            role=speaker.role if speaker.role and _SIDE_OF[speaker.role] is Side.US else None,
        )
    if speaker.side or speaker.pseudo:
        return speaker
    if speaker.role:
        return replace(speaker, side=_SIDE_OF[speaker.role])
    if speaker.email and ours.domains:
        domain = speaker.email.rpartition("@")[2]
        return replace(speaker, side=Side.THEM, because=f"e-mail domain ({domain})")
    if any(why.values()):
        return replace(speaker, side=Side.THEM, because="not among --us")
    return speaker


def _with_role(speaker: Speaker, kind: Kind) -> Speaker:
    if kind is Kind.DEBRIEF and not speaker.pseudo:
        because = "a debrief is one's own" if speaker.because == "unknown" else speaker.because
        return replace(speaker, side=Side.US, role=Role.REP, because=because)
    if speaker.role or speaker.side is None:
        return speaker
    return replace(speaker, role=_ROLES.get(kind, {}).get(speaker.side))


def _same_side_for_same_person(speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Two names of one person are on one side: the known one, where only one is known."""
    known = {s.same_as or s.id: s for s in reversed(speakers) if s.side}
    return tuple(
        replace(s, side=k.side, role=k.role, because=f"same person as {k.name}")
        if s.side is None and (k := known.get(s.same_as or s.id))
        else s
        for s in speakers
    )


def _kind_by_roles(conversation: Conversation) -> Kind | None:
    roles = {s.role for s in conversation.speakers}
    if Role.AGENT in roles:
        return Kind.SERVICE
    if Role.PARTNER in roles:
        return Kind.PARTNER
    if roles & {Role.COACH, Role.REP}:
        return Kind.COACHING
    return Kind.SALES if roles & {Role.SELLER, Role.CUSTOMER} else None
