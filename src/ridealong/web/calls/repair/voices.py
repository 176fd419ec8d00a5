"""Who speaks in a call, as somebody sees it who is to say so: names, a few words, what is known."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from ridealong.conversation import Conversation, Kind, Role, Side, Speaker
from ridealong.conversation.told import was_said
from ridealong.report.words import _, role_words, side_words
from ridealong.web.calls.models import Call
from ridealong.web.calls.repair.follow import people_of
from ridealong.web.people.models import Person
from ridealong.web.people.models import Role as Post
from ridealong.web.people.viewer import Viewer

_FEWEST_WORDS = 6
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be said of a speaker with one press."""

    value: str
    """As the form sends it."""
    says: str
    side: Side | None
    role: Role | None = None


_NOBODY = Choice("nobody", _("No person"), None)
_CHOICES: dict[Kind, tuple[Choice, ...]] = {
    Kind.SALES: (
        Choice("us", _("Ours"), Side.US),
        Choice("them", _("The customer’s"), Side.THEM),
        _NOBODY,
    ),
    Kind.PARTNER: (
        Choice("us", _("Ours"), Side.US),
        Choice("them", _("The partner’s"), Side.THEM),
        _NOBODY,
    ),
    Kind.COACHING: (
        Choice("coach", _("Coaches"), Side.US, Role.COACH),
        Choice("rep", _("Is coached"), Side.US, Role.REP),
        _NOBODY,
    ),
    Kind.DEBRIEF: (Choice("rep", _("Ours"), Side.US, Role.REP), _NOBODY),
}
_CHOICES[Kind.SERVICE] = _CHOICES[Kind.SALES]


def choices_of(kind: str) -> tuple[Choice, ...]:
    """What can be said of a speaker in a talk of this kind."""
    return _CHOICES[Kind(kind)]


@dataclass(frozen=True, slots=True)
class Voice:
    """One person or voice of a call, under all their names."""

    id: str
    name: str
    also: tuple[str, ...]
    turns: int
    words: str
    """The first thing that they say at some length, to know them by."""
    now: str
    """What is known: "customer, their side"."""
    because: str
    said: bool
    """Whether a person said so."""
    chosen: str
    """The value of the choice that holds; empty for none."""
    person: Person | None


def voices(call: Call) -> list[Voice]:
    """Everybody who speaks, in order of their first turn."""
    conversation = call.transcript.conversation()
    people = people_of(call)
    turns = Counter(conversation.person(t.speaker) for t in conversation.turns)
    names: dict[str, list[Speaker]] = {}
    for speaker in conversation.speakers:
        names.setdefault(conversation.person(speaker.id) or speaker.id, []).append(speaker)
    return [
        Voice(
            id=first.id,
            name=first.name or _("A voice without a name"),
            also=_other_names(first, others),
            turns=turns[who],
            words=_words(conversation, who),
            now=_known(first),
            because=first.because,
            said=was_said(first),
            chosen=next((c.value for c in choices_of(call.kind) if _holds(c, first)), ""),
            person=people.get(first.id),
        )
        for who, (first, *others) in names.items()
    ]


def _other_names(first: Speaker, others: list[Speaker]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.name for s in others if s.name and s.name != first.name))


def _holds(choice: Choice, speaker: Speaker) -> bool:
    if choice is _NOBODY:
        return speaker.pseudo
    same_role = choice.role is None or choice.role is speaker.role
    return not speaker.pseudo and choice.side is speaker.side and same_role


def _known(speaker: Speaker) -> str:
    if speaker.pseudo:
        return _("no person")
    if speaker.side is None:
        return _("not known yet")
    return ", ".join(filter(None, (role_words(speaker.role), side_words(speaker.side))))


def _words(conversation: Conversation, who: str) -> str:
    said = [t.text for t in conversation.turns if conversation.person(t.speaker) == who and t.text]
    long_ones = (text for text in said if len(text.split()) >= _FEWEST_WORDS)
    text = next(long_ones, said[0] if said else "")
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"


def likely(viewer: Viewer, call: Call) -> list[Person]:
    """Those who most probably speak in it, to be named with one press."""
    known = [call.owner, call.coach, viewer.person]
    found = {p.pk: p for p in known if p is not None and p.role != Post.ADMINISTRATOR}
    return list(found.values())


def colleagues() -> list[Person]:
    """Everybody here who may speak in a call."""
    return list(Person.objects.filter(Q(is_active=True) & ~Q(role=Post.ADMINISTRATOR)))
