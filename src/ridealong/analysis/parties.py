"""Whose talk a turn counts as: a side, a role, or a person where the sides are unknown.

In talks with customers the parties are the two sides; in coaching and partner talks and in
debriefs they are the roles. Where more than `MOST_UNKNOWN` of the words come from people whose
party is not known, nothing is said about the parties, and each person is one of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ridealong.conversation import Conversation, Kind, Role, Side, Speaker

MOST_UNKNOWN = 0.2
"""Share of words; more than this from nobody known and a share between parties would mislead."""

_CUSTOMER_TALKS = {None, Kind.SALES, Kind.SERVICE}
_TALK_PARTIES = {
    Role.COACH: "coach",
    Role.REP: "rep",
    Role.SELLER: "rep",
    Role.AGENT: "rep",
    Role.PARTNER: "partner",
}
_ROLES_OF_PARTNER_TALKS = {Role.COACH, Role.REP, Role.PARTNER}


@dataclass(frozen=True, slots=True)
class Parties:
    """Who counts as whom in one conversation."""

    ours: str
    """The party whose behaviour is looked at: "us"; "coach" in coaching and partner talks."""
    theirs: str
    """"them", "rep" or "partner"."""
    party: Mapping[str, str | None]
    """By speaker id; None for nobody: a pseudo speaker, or somebody whose party is not known."""
    person: Mapping[str, str | None]
    """By speaker id: the person, one id for two names of the same; None for a pseudo speaker."""
    unknown: str | None
    """Why nothing can be said about the two parties; None where it can."""
    names: Mapping[str, str]
    """What a person is called, by id."""
    warnings: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[str, str]:
        """Ours, then theirs."""
        return self.ours, self.theirs

    @property
    def people(self) -> tuple[str, ...]:
        """Every person who speaks, in order of first turn."""
        return tuple(dict.fromkeys(p for p in self.person.values() if p is not None))


def parties_of(conversation: Conversation, words: Sequence[int]) -> Parties:
    """Who counts as whom.

    Args:
        conversation: with sides assigned.
        words: how many words each turn has.
    """
    talk = conversation.kind not in _CUSTOMER_TALKS
    speakers = conversation.speakers
    person = {s.id: None if s.pseudo else conversation.person(s.id) for s in speakers}
    party = {s.id: None if s.pseudo else _party(s, conversation.kind) for s in speakers}
    names = {p: conversation.by_id[p].name or p for p in person.values() if p is not None}
    said = _words_by_speaker(conversation, words)
    astray = {i: n for i, n in said.items() if i is None or party[i] is None}
    unknown = _why_unknown(speakers, astray, max(1, sum(words)), talk=talk)
    ours, theirs = _both(conversation.kind, set(party.values()))
    return Parties(
        ours,
        theirs,
        dict(person) if unknown else party,
        person,
        unknown,
        names,
        _warnings(conversation, person, party, unknown),
    )


def _party(speaker: Speaker, kind: Kind | None) -> str | None:
    if kind in _CUSTOMER_TALKS:
        return speaker.side and str(speaker.side)
    if kind is Kind.PARTNER and speaker.role not in _ROLES_OF_PARTNER_TALKS:
        return {Side.US: "coach", Side.THEM: "partner", None: None}[speaker.side]
    return _TALK_PARTIES.get(speaker.role) if speaker.role else None


def _both(kind: Kind | None, found: set[str | None]) -> tuple[str, str]:
    if kind in _CUSTOMER_TALKS:
        return "us", "them"
    partner = "rep" not in found and ("partner" in found or kind is Kind.PARTNER)
    return "coach", "partner" if partner else "rep"


def _words_by_speaker(conversation: Conversation, words: Sequence[int]) -> dict[str | None, int]:
    said: dict[str | None, int] = {}
    wordless = not any(words)
    for turn, n in zip(conversation.turns, words, strict=True):
        said[turn.speaker] = said.get(turn.speaker, 0) + (1 if wordless else n)
    return said


def _why_unknown(
    speakers: Sequence[Speaker], astray: Mapping[str | None, int], words: int, *, talk: bool
) -> str | None:
    people = [s for s in speakers if s.id in astray and not s.pseudo]
    nobody = sum(astray.values()) - sum(astray[s.id] for s in people)
    if nobody / words > MOST_UNKNOWN:
        return f"who speaks {_percent(nobody, words)} of the words is not known"
    if sum(astray[s.id] for s in people) / words <= MOST_UNKNOWN:
        return None
    names = _listed([s.name or s.id for s in people])
    if talk:
        return f"who of {names} is coach and who rep is not known; give the speakers their roles"
    be = "is" if len(people) == 1 else "are"
    return f"whose side {names} {be} on is not known; use --us to name your side"


def _warnings(
    conversation: Conversation,
    person: Mapping[str, str | None],
    party: Mapping[str, str | None],
    unknown: str | None,
) -> tuple[str, ...]:
    turns = [t.speaker for t in conversation.turns]
    nobody = sum(1 for s in turns if s is None or person[s] is None)
    told = []
    if nobody:
        told.append(f"{_turns(nobody)} left out of the measures: they are no known person's.")
    left = [s for s in turns if s is not None and person[s] is not None and party[s] is None]
    if left and not unknown:
        names = _listed([conversation.by_id[i].name or i for i in dict.fromkeys(left)])
        told.append(
            f"{_turns(len(left))} left out between the sides: that of {names} is not known."
        )
    return tuple(told)


def _turns(n: int) -> str:
    return "1 turn is" if n == 1 else f"{n} turns are"


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
