"""Which side each speaker is on, in which role, and why we think so.

What a person says (`--us`) wins; then what the source states (channel, provider's label); then
the e-mail domain; a guess is never made. Unknown stays unknown. A person under two names is
decided once.

Who sits across the table depends on the conversation:

- sales, service: we sell or serve (seller, agent), they buy or call (customer);
- partner: the side that manages the partner is ours (coach), the partner is theirs (rep);
- coaching: coach and rep are both ours. Nobody becomes theirs for not being named by `--us`;
  where the source states no role, those whom `--us` names are the coach and the others the rep;
- debrief: one talks about one's own work (rep, ours).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ridealong.conversation.model import Conversation, Kind, Role, Side, Speaker
from ridealong.conversation.us import Us, domain_of

ROLES = {
    Kind.SALES: {Side.US: Role.SELLER, Side.THEM: Role.CUSTOMER},
    Kind.SERVICE: {Side.US: Role.AGENT, Side.THEM: Role.CUSTOMER},
    Kind.PARTNER: {Side.US: Role.COACH, Side.THEM: Role.REP},
    Kind.DEBRIEF: {Side.US: Role.REP},
}
"""Who somebody of a side is in a talk of a kind."""
_SIDE_OF = {
    Role.SELLER: Side.US,
    Role.AGENT: Side.US,
    Role.COACH: Side.US,
    Role.REP: Side.US,
    Role.CUSTOMER: Side.THEM,
    Role.PARTNER: Side.THEM,
}
_CALLED_HERE = {
    Kind.SALES: {Role.AGENT: Role.SELLER},
    Kind.SERVICE: {Role.SELLER: Role.AGENT},
    Kind.PARTNER: {Role.PARTNER: Role.REP},
}
"""One part under two names: providers say "agent" of whoever is on our side of a sales call."""
AMONG_US = {Kind.COACHING: "a coaching talk is among ourselves", Kind.DEBRIEF: "one's own debrief"}
"""Why somebody is ours in a talk of which nothing else is known."""


def assign_sides(
    conversation: Conversation, us: Sequence[str] = (), kind: Kind | None = None
) -> Conversation:
    """Give every speaker a side and a role where something says which, with the reason.

    Args:
        conversation: as read; what its source states of sides and roles is kept unless `us`
            says otherwise, which is told in a warning.
        us: names (full, first or last), addresses, e-mail domains, companies in brackets behind
            names, phone numbers or ids of our side. Where one of them is in the conversation,
            people of whom nothing else is known count as theirs.
        kind: what the conversation is; None takes the source's word, else what the roles tell,
            else a sales call, with a warning that says so.
    """
    warnings = list(conversation.warnings)
    decided = kind or conversation.kind or _kind_by_roles(conversation)
    if decided is None:
        decided = Kind.SALES
        warnings.append("What kind of conversation this is was not stated; read as a sales call.")
    ours = Us.of(us, conversation.speakers)
    warnings += ours.warnings if conversation.turns else ()
    people = _people(conversation.speakers)
    placed: dict[str, Speaker] = {}
    for aliases in people.values():
        for speaker in _placed(aliases, ours, decided, warnings):
            placed[speaker.id] = speaker
    speakers = tuple(placed[s.id] for s in conversation.speakers)
    if decided is Kind.COACHING:
        speakers = _coach_and_reps(speakers, ours)
    return replace(
        conversation, kind=decided, speakers=speakers, warnings=tuple(dict.fromkeys(warnings))
    )


def _people(speakers: Iterable[Speaker]) -> dict[str, list[Speaker]]:
    """The names of each person, by the id under which the person is counted."""
    people: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        people.setdefault(_person(speaker), []).append(speaker)
    return people


def _placed(aliases: list[Speaker], ours: Us, kind: Kind, warnings: list[str]) -> Iterable[Speaker]:
    """All names of one person with one side and one role."""
    side, role, because, decisive = _decide(aliases, ours, kind)
    stated = next((s for s in aliases if s.side), None)
    if stated and side is not stated.side:
        warnings.append(
            f"{_called(stated)}: the transcript says {stated.side} ({stated.because}),"
            f" {because} says {side}; taken as {side}."
        )
    role = _CALLED_HERE.get(kind, {}).get(role, role) if role else None
    if role is None and side and not decisive.pseudo:
        role = ROLES.get(kind, {}).get(side)
    for speaker in aliases:
        told = because if speaker is decisive else f"same person as {_called(decisive)}: {because}"
        yield replace(speaker, side=side, role=role, because=told if side else speaker.because)


type _Decision = tuple[Side | None, Role | None, str, Speaker]
"""Side, stated role and reason of one person, and the name that decided it."""


def _decide(aliases: list[Speaker], ours: Us, kind: Kind) -> _Decision:
    return (
        _named(aliases, ours, kind) or _labelled(aliases, kind) or _by_others(aliases, ours, kind)
    )


def _named(aliases: list[Speaker], ours: Us, kind: Kind) -> _Decision | None:
    """What `--us` says; a stated role stays where it is one of our side."""
    for speaker in sorted(aliases, key=ours.names, reverse=True):
        if reason := ours.why(speaker):
            role = next((s.role for s in aliases if s.role), None)
            fits = role is not None and _side_of(role, kind) is Side.US
            return Side.US, role if fits else None, reason, speaker
    return None


def _labelled(aliases: list[Speaker], kind: Kind) -> _Decision | None:
    """What the source states."""
    role = next((s.role for s in aliases if s.role), None)
    for speaker in aliases:
        side = speaker.side or (_side_of(speaker.role, kind) if speaker.role else None)
        if side:
            return side, role, speaker.because, speaker
    return None


def _by_others(aliases: list[Speaker], ours: Us, kind: Kind) -> _Decision:
    """What the kind of talk, the address or being nobody of ours tells."""
    first = aliases[0]
    if first.pseudo:
        return None, None, first.because, first
    if kind in AMONG_US:
        return Side.US, None, AMONG_US[kind], first
    for speaker in aliases:
        if speaker.email and ours.domains:
            return Side.THEM, None, f"e-mail domain ({domain_of(speaker.email)})", speaker
    if ours.found:
        return Side.THEM, None, "not among --us", first
    return None, None, first.because, first


def _side_of(role: Role, kind: Kind) -> Side:
    return Side.THEM if kind is Kind.PARTNER and role is Role.REP else _SIDE_OF[role]


def _coach_and_reps(speakers: tuple[Speaker, ...], ours: Us) -> tuple[Speaker, ...]:
    """Roles in a coaching talk where the source states none: `--us` names the coach."""
    persons = {_person(s) for s in speakers if not s.pseudo and s.side is Side.US}
    named = {_person(s) for s in speakers if ours.names(s)}
    if any(s.role for s in speakers) or not named or named == persons:
        return speakers
    return tuple(_with_role(s, named) if _person(s) in persons else s for s in speakers)


def _with_role(speaker: Speaker, coaches: set[str]) -> Speaker:
    if _person(speaker) in coaches:
        return replace(speaker, role=Role.COACH)
    return replace(speaker, role=Role.REP, because="not the coach named by --us")


def _person(speaker: Speaker) -> str:
    return speaker.same_as or speaker.id


def _kind_by_roles(conversation: Conversation) -> Kind | None:
    roles = {s.role for s in conversation.speakers}
    if Role.AGENT in roles:
        return Kind.SERVICE
    if Role.PARTNER in roles:
        return Kind.PARTNER
    if roles & {Role.COACH, Role.REP} and not roles & {Role.SELLER, Role.CUSTOMER}:
        return Kind.COACHING
    return Kind.SALES if roles & {Role.SELLER, Role.CUSTOMER} else None


def _called(speaker: Speaker) -> str:
    return speaker.name or speaker.provider_id or speaker.id
