"""The people of `personas.yaml`, and the situations in which one meets them.

A situation is a stage of a deal, or the kind of moment that a call of one's own held: of such a
moment only its kind is taken, and no word of the call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ridealong.coaching.practice import Task
from ridealong.language.yaml import load_yaml

SITUATIONS = ("first", "trouble", "stakes", "pushback", "proposal", "price")
_OF_TASK: Mapping[Task, str] = {
    Task.ASK: "trouble",
    Task.HOLD_BACK: "trouble",
    Task.SAY_BACK: "stakes",
    Task.CHALLENGE: "pushback",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the customer tells when asked well."""

    id: str
    says: str
    marks: tuple[str, ...]
    """Words by which it is recognised, in small letters."""
    opens: str
    """What a question has to be about."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who does not exist."""

    key: str
    who: str
    manner: str
    surface: str
    """What they tell of by themselves."""
    facts: tuple[Fact, ...]
    openings: Mapping[str, str]
    """The first words, by situation."""

    @property
    def name(self) -> str:
        """The name alone."""
        return self.who.partition(",")[0]

    @property
    def part(self) -> str:
        """What they do, and where."""
        return self.who.partition(", ")[2]


@cache
def personas() -> Mapping[str, Persona]:
    """All of them, by key.

    >>> [p.name for p in personas().values()]
    ['Ines Talbot', 'Ruben Achterberg', 'Salma Idris']
    """
    read = load_yaml(__package__, "personas.yaml")
    return {key: _persona(key, row) for key, row in read.items()}


def situation_of(task: Task) -> str:
    """In which situation what a moment asks for is practised."""
    return _OF_TASK[task]


def _persona(key: str, row: Mapping[str, Any]) -> Persona:
    facts = tuple(
        Fact(f["id"], f["says"], tuple(m.casefold() for m in f["marks"]), f["opens"])
        for f in row["facts"]
    )
    return Persona(key, row["who"], row["manner"], row["surface"], facts, row["openings"])
