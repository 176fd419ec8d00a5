"""Who speaks: names short enough for a margin, one colour a side, in which order of lanes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.analysis.model import Placed
from ridealong.conversation import Conversation, Kind, Role, Side, Speaker
from ridealong.report.words import _, role_words, side_words

_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "mme", "m"))
_PARTIES = {
    "us": _("our side"),
    "them": _("their side"),
    "coach": _("the coach"),
    "rep": _("the rep"),
    "partner": _("the partner"),
    "call": _("the call"),
}
PARTY_WORDS = frozenset(_PARTIES.values())
"""Parties that have no name; a sentence may begin with one."""
_ALL_OURS = (Kind.COACHING, Kind.DEBRIEF)
ABOVE = {"them": 0, "rep": 1, "none": 2, "coach": 3, "us": 4}
"""The order of lanes, by colour: customers on top, our side below."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One person, or one voice that is no person."""

    id: str
    """The id under which the person is counted: `same_as` is resolved."""
    name: str
    short: str
    """The first name where nobody else has it, else the whole name."""
    tone: str
    """"us", "them", "coach", "rep" or "none": the colour, by side and role."""
    pseudo: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the list of people."""

    name: str
    tone: str
    what: str
    """Role and side in words: "customer, their side"."""
    because: str
    turns: int
    also: tuple[str, ...]
    """Other names of the same person in this file."""
    pseudo: bool


class Cast:
    """The speakers of one conversation, looked up by id or by party.

    Args:
        conversation: with sides assigned.
        placed: says which party each turn counts for; without it no party has a name.
    """

    def __init__(self, conversation: Conversation, placed: Sequence[Placed] = ()) -> None:
        self.conversation = conversation
        roles = Counter(s.role for s in self._everyone if not s.pseudo)
        named = {s.id: s.name or _unnamed(s, alone=roles[s.role] == 1) for s in self._everyone}
        firsts = Counter(_first(named[s.id]) for s in self._everyone if not s.same_as)
        self._voices = {
            s.id: Voice(
                s.id,
                named[s.id],
                _short(named[s.id], s.pseudo, firsts),
                tone(s, conversation.kind),
                s.pseudo,
            )
            for s in self._everyone
        }
        self.nobody = Voice("", _("Not stated"), _("not stated"), "none", pseudo=True)
        self._members: dict[str, set[Voice]] = {}
        for p in placed:
            if p.party is not None:
                voice = self.voice(conversation.turns[p.turn].speaker)
                self._members.setdefault(p.party, set()).add(voice)

    @property
    def _everyone(self) -> tuple[Speaker, ...]:
        return (*self.conversation.speakers, *self.conversation.attendees)

    def voice(self, speaker: str | None) -> Voice:
        """The person behind a turn's speaker; `nobody` where the source does not say."""
        person = self.conversation.person(speaker)
        return self.nobody if person is None else self._voices[person]

    def called(self, name: str | None) -> str:
        """The short form of a name that the source writes out; empty for none."""
        short = next((v.short for v in self._voices.values() if v.name == name), None)
        return short or name or ""

    @cached_property
    def lanes(self) -> tuple[Voice, ...]:
        """Everyone who speaks, top lane first: customers, those unknown, then our side."""
        heard = dict.fromkeys(self.voice(t.speaker) for t in self.conversation.turns)
        return tuple(sorted(heard, key=lambda v: ABOVE[v.tone]))

    @cached_property
    def persons(self) -> tuple[Voice, ...]:
        """Those who speak and are persons, in order of first turn."""
        heard = dict.fromkeys(self.voice(t.speaker) for t in self.conversation.turns)
        return tuple(v for v in heard if not v.pseudo)

    def party(self, of: str) -> str:
        """What to call a measure's party: a name where it is one person, else the side."""
        if of in self._voices:
            return self.voice(of).short
        members = self._members.get(of, set())
        if len(members) == 1:
            return next(iter(members)).short
        return _PARTIES.get(of, of)

    def party_tone(self, of: str) -> str:
        """The colour of a measure's party."""
        if of in self._voices:
            return self.voice(of).tone
        tones = {v.tone for v in self._members.get(of, set())}
        return tones.pop() if len(tones) == 1 else "none"

    def title(self) -> str | None:
        """A title for a conversation that has none: its people; None where they have no names."""
        names = [v.short for v in self.persons if v.name != v.id and self._named(v)]
        if not 1 <= len(names) <= 4 or len(names) < len(self.persons):
            return None
        if len(names) == 1:
            return names[0]
        return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])

    def _named(self, voice: Voice) -> bool:
        return any(s.id == voice.id and s.name for s in self._everyone)

    def people(self) -> list[Person]:
        """Those who spoke and are persons or not, in order of name."""
        turns = Counter(self.voice(t.speaker).id for t in self.conversation.turns)
        rows = [
            Person(
                name=(v := self._voices[s.id]).name,
                tone=v.tone,
                what=_what(s),
                because=because(s),
                turns=turns[s.id],
                also=tuple(
                    self._voices[o.id].name for o in self.conversation.speakers if o.same_as == s.id
                ),
                pseudo=s.pseudo,
            )
            for s in self.conversation.speakers
            if not s.same_as
        ]
        return sorted(rows, key=lambda p: p.name.casefold())

    def silent(self) -> list[str]:
        """Those whom the source names and who never speak, in order of name."""
        return sorted((s.name or s.id for s in self.conversation.attendees), key=str.casefold)


def tone(speaker: Speaker, kind: Kind | None) -> str:
    """The colour of a speaker: their side; in a coaching talk, where all are ours, their role."""
    if kind in _ALL_OURS and speaker.side is not Side.THEM and speaker.role:
        return "coach" if speaker.role is Role.COACH else "rep"
    return str(speaker.side) if speaker.side else "none"


def because(speaker: Speaker) -> str:
    """Why the speaker is on this side, as half a sentence."""
    if speaker.because == "unknown":
        return _("nothing in the file says which side")
    return speaker.because


def _unnamed(speaker: Speaker, *, alone: bool) -> str:
    """What to call a voice without a name: "Agent" for the only one, else "Speaker 2"."""
    if alone and (role := role_words(speaker.role)):
        return role[:1].upper() + role[1:]
    number = speaker.id[1:] if speaker.id[:1] == "s" and speaker.id[1:].isdigit() else speaker.id
    return _("Speaker {n}").format(n=number)


def _what(speaker: Speaker) -> str:
    if speaker.pseudo:
        return _("no person")
    parts: Iterable[str] = (role_words(speaker.role), side_words(speaker.side))
    return ", ".join(p for p in parts if p)


def _given_first(name: str) -> str:
    """The name as it is spoken: "Gwen Tkachuk" of the directory's "Tkachuk, Gwen (IT)"."""
    last, comma, rest = name.partition(", ")
    given = rest.partition(" (")[0].strip()
    return f"{given} {last}" if comma and given and " " not in last else name


def _first(name: str) -> str:
    words = _given_first(name).split()
    return words[0].casefold() if words else ""


def _short(name: str, pseudo: bool, firsts: Counter[str]) -> str:  # noqa: FBT001
    """The first name alone, where that is a name and nobody else in the talk has it."""
    words = _given_first(name).split()
    if pseudo or len(words) < 2 or firsts[words[0].casefold()] > 1:
        return name
    first = words[0].rstrip(".")
    is_name = first.isalpha() and len(first) > 1 and first.casefold() not in _TITLES
    return first if is_name and not any(c.isdigit() for c in name) else name
