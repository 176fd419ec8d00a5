"""What a list can be narrowed to: people, teams, kinds, gates, moves, states, for whoever looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices

from ridealong.analysis.labels import GATES
from ridealong.conversation import Kind, Role
from ridealong.language.moves import moves, moves_of
from ridealong.report.words import _, gate_words, kind_words
from ridealong.web.people.models import Membership, Person, Team
from ridealong.web.people.models import Role as Place
from ridealong.web.people.viewer import Viewer

NO_GATE = "none"

type Options = tuple[tuple[str, str], ...]
"""Values as they stand in an address, each with its words."""


class State(TextChoices):
    """Where a call stands for whoever looks."""

    DEBRIEF = "debrief", _("debrief is open")
    READING = "reading", _("being read")
    LATER = "later", _("still with its owner")
    HELD = "held", _("waits for consent")
    FAILED = "failed", _("could not be read")


@dataclass(frozen=True, slots=True)
class Choices:
    """What one viewer can choose from beside what is the same for all."""

    people: tuple[Person, ...]
    """Whose calls they see, by name; empty where these are their own alone."""
    teams: tuple[Team, ...]
    states: tuple[State, ...]

    @property
    def people_options(self) -> Options:
        """The people, as a field offers them."""
        return tuple((str(p.pk), p.name) for p in self.people)

    @property
    def team_options(self) -> Options:
        """The teams, as a field offers them."""
        return tuple((str(t.pk), t.name) for t in self.teams)

    @property
    def state_options(self) -> Options:
        """The states, as a field offers them."""
        return tuple((state.value, state.label) for state in self.states)

    def person(self, pk: int) -> Person | None:
        """One of them."""
        return next((p for p in self.people if p.pk == pk), None)

    def team(self, pk: int) -> Team | None:
        """One of them."""
        return next((t for t in self.teams if t.pk == pk), None)

    def named(self, typed: str) -> list[Person]:
        """The people whose name has all these beginnings of words in it."""
        wanted = typed.casefold().split()
        return [p for p in self.people if wanted and _begins(p.name, wanted)]


def choices(viewer: Viewer) -> Choices:
    """What the viewer can choose from."""
    people, teams = {viewer.person}, set[Team]()
    if viewer.led and viewer.has(Place.MANAGER):
        members = Membership.objects.now().filter(team__in=viewer.led, leads=False)
        for member in members.select_related("person", "team"):
            people.add(member.person)
            teams.add(member.team)
    if viewer.granted:
        people |= set(Person.objects.filter(pk__in=viewer.granted))
    return Choices(
        people=tuple(sorted(people, key=lambda p: p.name.casefold())) if len(people) > 1 else (),
        teams=tuple(sorted(teams, key=lambda t: t.name.casefold())) if len(teams) > 1 else (),
        states=tuple(_states(viewer)),
    )


def _states(viewer: Viewer) -> Iterator[State]:
    if not viewer.has(Place.MANAGER, Place.LEADER):
        yield State.DEBRIEF
    yield State.READING
    if viewer.has(Place.MANAGER):
        yield State.LATER
    yield from (State.HELD, State.FAILED)


@cache
def kinds() -> Options:
    """Kinds of conversations."""
    return tuple((kind.value, kind_words(kind)) for kind in Kind)


@cache
def gates() -> Options:
    """Gates that the customer passed, and none of them."""
    return (*((gate, gate_words(gate)) for gate in GATES), (NO_GATE, _("no gate passed")))


@cache
def move_groups() -> tuple[tuple[str, Options], ...]:
    """All moves, under who makes them."""
    who = {
        Role.SELLER: _("We, with a customer"),
        Role.AGENT: _("We, in service"),
        Role.CUSTOMER: _("The customer"),
        Role.COACH: _("The coach"),
        Role.REP: _("Who is coached"),
    }
    seen: set[str] = set()
    groups = []
    for role, says in who.items():
        own = [move for move in moves_of(role) if move not in seen]
        seen.update(own)
        groups.append((says, tuple((move, moves()[move].name) for move in own)))
    return tuple(groups)


def _begins(name: str, wanted: list[str]) -> bool:
    own = name.casefold().split()
    return all(any(word.startswith(begin) for word in own) for begin in wanted)
