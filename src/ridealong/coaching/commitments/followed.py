"""What a commitment can be followed by, and which of it lies nearest to somebody's words.

Question: by what would the two notice that it was done? Only an act of the person themselves
answers that: a behaviour or a move in a call, or an activity that is counted. A result is nobody's
act, and what the customer does is the customer's.

Source: activities and the behaviours in them are what is coached (S4.47 in docs/capabilities.md).

Limits: nearness is told by words (`cues.yaml`, English and German); where none of them is said,
the first that are offered for the kind of calls are named, and `close` is False.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.phrases import Phrases, phrases
from ridealong.coaching.behaviours import FOLLOWED
from ridealong.conversation import Kind, Role
from ridealong.language import moves
from ridealong.language.yaml import load_yaml

BEFORE = " before "
NEAREST = 3
_WITH_CUSTOMERS = (Kind.SALES, Kind.SERVICE)
_OURS = frozenset({Role.SELLER, Role.AGENT})


@dataclass(frozen=True, slots=True)
class Followable:
    """Something that can be followed."""

    id: str
    """"behaviour:listening", "move:challenge", "move:trade before move:concession",
    "measure:concessions_without_return", "activity:contacts"."""
    name: str
    kinds: tuple[Kind, ...]
    """Of calls in which it can be seen."""
    example: str = ""
    """As somebody would say it."""
    less: bool = False
    """Fewer is meant."""

    @property
    def by_weeks(self) -> bool:
        """Whether it is counted by weeks, and not seen in calls."""
        return self.id.startswith("activity:")

    @property
    def counted(self) -> bool:
        """Whether the acts of calls are added up; else each call has one share."""
        behaviour = next((b for b in FOLLOWED if f"behaviour:{b.id}" == self.id), None)
        return behaviour.counted if behaviour else True

    @property
    def once(self) -> bool:
        """Whether a call shows it or does not, without a share of its own."""
        return self.id.startswith("move:")


class Nearest(NamedTuple):
    """What lies nearest to some words."""

    found: tuple[Followable, ...]
    close: bool
    """Whether the words speak of it; else it is what is offered first."""


@cache
def offered(kind: Kind = Kind.SALES) -> tuple[Followable, ...]:
    """What is offered to somebody who holds this kind of calls, in a fixed order."""
    return tuple(one for one in _listed() if kind in one.kinds)


@cache
def followable(id_: str) -> Followable | None:
    """What has this id; None where it cannot be followed.

    >>> followable("move:challenge").name
    'Shows another side of the problem'
    >>> followable("move:admits_need") is None    # the customer's doing
    True
    """
    listed = next((one for one in _listed() if one.id == id_), None)
    if listed or id_.startswith(("behaviour:", "activity:")):
        return listed
    if id_.startswith("measure:"):
        return _measure(id_)
    names = [_move(part) for part in id_.split(BEFORE)]
    if not 1 <= len(names) <= 2 or None in names:
        return None
    return Followable(id_, BEFORE.join(name for name in names if name), _WITH_CUSTOMERS)


def nearest(words: str, kind: Kind = Kind.SALES, language: str = "en") -> Nearest:
    """At most three that lie nearest to what somebody says.

    Args:
        words: theirs.
        kind: of the calls that they hold.
        language: of the words (BCP 47).

    >>> [one.id for one in nearest("I will listen more").found]
    ['behaviour:listening']
    """
    lists = cues(language)
    spoken = [(sum(1 for _ in lists.every(one.id, words)), one) for one in offered(kind)]
    by_hits = sorted((pair for pair in spoken if pair[0]), key=lambda pair: -pair[0])
    if by_hits:
        return Nearest(tuple(one for _, one in by_hits[:NEAREST]), close=True)
    return Nearest(offered(kind)[:NEAREST], close=False)


def cues(language: str) -> Phrases:
    """The words of `cues.yaml` in a language; of an unknown one, none."""
    return phrases(__package__, language, "cues.yaml")


@cache
def _listed() -> Sequence[Followable]:
    return [
        Followable(
            row["id"],
            row["name"],
            tuple(Kind(kind) for kind in row["kinds"]),
            row["example"],
            row.get("less", False),
        )
        for row in load_yaml(__package__, "signs.yaml")
    ]


def _measure(id_: str) -> Followable | None:
    definition = DEFINITIONS.get(id_.removeprefix("measure:"))
    ours = definition and definition.of.startswith("our party") and definition.unit == "1"
    return Followable(id_, definition.question, _WITH_CUSTOMERS) if definition and ours else None


def _move(word: str) -> str | None:
    move = moves().get(word.removeprefix("move:")) if word.startswith("move:") else None
    return move.name if move and move.roles & _OURS else None
