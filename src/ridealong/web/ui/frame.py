"""The frame of every page: the places in the bar, for the person who looks."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from ridealong import __version__
from ridealong.language.llm.speaking import is_configured
from ridealong.report.words import _
from ridealong.settings import settings as chosen
from ridealong.web.people.models import Person, Role


class Place(NamedTuple):
    """One place in the bar."""

    address: str
    name: str
    here: bool


_PLACES: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.REP: (
        ("desk", "Desk"),
        ("talks", "Talks"),
        ("pipelines", "Pipeline"),
        ("calls", "Calls"),
        ("moments", "Moments"),
        ("process", "Process"),
    ),
    Role.AGENT: (
        ("desk", "Desk"),
        ("talks", "Talks"),
        ("calls", "Calls"),
        ("moments", "Moments"),
        ("process", "Process"),
    ),
    Role.MANAGER: (
        ("desk", "Desk"),
        ("talks", "Talks"),
        ("team", "Team"),
        ("pipelines", "Pipeline"),
        ("calls", "Calls"),
        ("moments", "Moments"),
        ("process", "Process"),
    ),
    Role.LEADER: (
        ("desk", "Desk"),
        ("maturity", "Coaching"),
        ("talks", "Talks"),
        ("pipelines", "Pipeline"),
        ("moments", "Moments"),
        ("process", "Process"),
    ),
    Role.ADMINISTRATOR: (
        ("desk", "Desk"),
        ("people", "People"),
        ("imports", "Imports"),
        ("process", "Process"),
        ("record", "Record"),
        ("jobs", "Jobs"),
    ),
}
"""Name of the address and of the place, in the order of a day."""
_WITHIN = {
    "people": ("teams", "organisation"),
    "pipelines": ("deals",),
    "maturity": ("programmes",),
    "team": ("maturity", "programmes", "transformations"),
    "talks": (
        "my_commitments",
        "practice",
        "role_plays",
        "goals",
        "checkins",
        "awareness",
        "growing",
        "styles",
    ),
}
"""Addresses that stand within a place and are reached from its page."""


def places(person: Person, path: str) -> list[Place]:
    """The places that somebody goes to, in the order of their day."""
    found = [(name, reverse(name), _(says)) for name, says in _PLACES[Role(person.role)]]
    inside = [a for name, a, _says in found if any(_holds(w, path) for w in _addresses(name))]
    best = max(inside, key=len, default="")
    return [Place(address, says, address == best) for _name, address, says in found]


def _addresses(place: str) -> list[str]:
    return [reverse(name) for name in (place, *_WITHIN.get(place, ()))]


def _holds(address: str, path: str) -> bool:
    """Whether a page is within a place; the desk, at the root of all, is one page."""
    return path == address if address == "/" else path.startswith(address)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the base template needs on every page."""
    person = request.user if isinstance(getattr(request, "user", None), Person) else None
    return {
        "me": person,
        "viewer": getattr(request, "viewer", None),
        "places": places(person, request.path) if isinstance(person, Person) else [],
        "plays_roles": is_configured(chosen().llm),
        "demo": settings.DEMO,
        "mails": settings.MAILS,
        "version": __version__,
    }
