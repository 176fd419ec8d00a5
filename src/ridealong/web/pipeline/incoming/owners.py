"""Who of us a CRM's owner is: by what somebody said, by address, by name; and in which team.

A name that two people have is not believed. Whoever has left is still whose deals they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ridealong.conversation.people import name_key
from ridealong.web.people.models import Alias, Membership, Person, Role
from ridealong.web.people.policy import deals_brought_for
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming import remembered

_LONGEST = 200
type _Times = list[tuple[date, date | None, int]]


@dataclass(frozen=True)
class Owners:
    """Everybody whose deals there can be, made once for a sheet."""

    by_key: Mapping[tuple[str, str], int]
    names: Mapping[str, str]
    """What the CRM calls an owner whom it knows by an id."""
    allowed: frozenset[int] | None = None
    """For whom alone deals may come in; None: for anybody, and for nobody here."""

    @classmethod
    def now(cls, viewer: Viewer | None = None) -> "Owners":
        """As it stands; for a viewer, with whose deals they may bring."""
        people = Person.objects.exclude(role=Role.ADMINISTRATOR)
        may = deals_brought_for(viewer) if viewer else None
        allowed = None
        if may is not None:
            allowed = frozenset(people.filter(may).values_list("pk", flat=True))
        names = remembered.known(remembered.PEOPLE)
        return cls(_keys(people.values_list("pk", "name", "email")), names, allowed)

    def person(self, label: str, email: str = "", name: str = "") -> int | None:
        """Whose it is; None for nobody here."""
        told = (label, email, name)
        if told not in self._met:
            self._met[told] = self._find(*told)
        return self._met[told]

    def name(self, label: str) -> str:
        """What an owner is called."""
        return self.names.get(label, label)

    def team(self, person: int | None, on: date | None, today: date) -> int | None:
        """The team in which somebody is, or was on a day; else the one of today."""
        if person is None:
            return None
        times = self._teams.get(person, [])
        return _at(times, on or today) or _at(times, today)

    def brings(self, person: int | None) -> bool:
        """Whether deals of somebody may come in."""
        return self.allowed is None or person in self.allowed

    @cached_property
    def _met(self) -> dict[tuple[str, str, str], int | None]:
        return {}

    @cached_property
    def _teams(self) -> Mapping[int, _Times]:
        found: defaultdict[int, _Times] = defaultdict(list)
        rows = Membership.objects.filter(leads=False).order_by("-since")
        for person, since, until, team in rows.values_list("person", "since", "until", "team"):
            found[person].append((since, until, team))
        return found

    def _find(self, label: str, email: str, name: str) -> int | None:
        keys = [(Alias.Kind.PROVIDER.value, alias_of(label))] if label else []
        keys += [("email", said.casefold()) for said in (email, label) if "@" in said]
        keys += [("name", name_key(said)) for said in (name, label, self.name(label)) if said]
        return next((self.by_key[key] for key in keys if key in self.by_key), None)


def alias_of(label: str) -> str:
    """A CRM's owner as an alias of a person has it."""
    return f"crm:{label}".casefold()[:_LONGEST]


def _keys(people: Iterable[tuple[int, str, str]]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    named: defaultdict[str, list[int]] = defaultdict(list)
    for pk, name, email in people:
        found["email", email.casefold()] = pk
        named[name_key(name)].append(pk)
    for key, who in named.items():
        if len(who) == 1:
            found["name", key] = who[0]
    ids = set(found.values())
    for kind, value, person in Alias.objects.values_list("kind", "value", "person"):
        if person in ids:
            found[kind, value] = person
    return found


def _at(times: _Times, on: date) -> int | None:
    inside = (team for since, until, team in times if since <= on and (not until or on < until))
    return next(inside, None)
