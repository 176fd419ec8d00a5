"""The vocabulary of moves: what a turn can do in a conversation, and who can do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ridealong.conversation import Role
from ridealong.language.yaml import load_yaml

_ALSO = {Role.SELLER: (Role.AGENT,), Role.REP: (Role.PARTNER,)}
"""Who does the same things under another name."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a turn can do."""

    id: str
    name: str
    """What a page calls it."""
    roles: frozenset[Role]
    """Who can do it."""
    means: str
    """When a turn carries it; begins with a verb."""
    but: str
    """What only looks like it."""

    @property
    def asks(self) -> bool:
        """Whether it is a kind of question."""
        return self.id.endswith("_question")


@cache
def moves() -> Mapping[str, Move]:
    """Every move by id, in the order of the vocabulary.

    >>> len(moves())
    61
    >>> moves()["rush"].roles == {Role.AGENT}
    True
    """
    return {row["id"]: _move(row) for row in load_yaml(__package__, "moves.yaml")}


@cache
def moves_of(role: Role) -> tuple[str, ...]:
    """The ids of the moves that somebody in this role can make, in the vocabulary's order.

    >>> "trade" in moves_of(Role.AGENT), "trade" in moves_of(Role.CUSTOMER)
    (True, False)
    """
    return tuple(m.id for m in moves().values() if role in m.roles)


def _move(row: Mapping[str, str | list[str]]) -> Move:
    roles = [Role(r) for r in row["roles"]]
    roles += [also for role in roles for also in _ALSO.get(role, ())]
    return Move(
        id=str(row["id"]),
        name=str(row["name"]),
        roles=frozenset(roles),
        means=str(row["means"]),
        but=str(row["but"]),
    )
