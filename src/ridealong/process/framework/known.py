"""What evidence and behaviours may point at: labels, moves, measures, activities, content.

What counts for the customer must be the customer's doing. A mail that we sent, or a question that
we asked, is never evidence of theirs, however good it was.
"""

from functools import cache

from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.labels import GATES
from ridealong.conversation import Role
from ridealong.language.moves import Move, moves
from ridealong.process.framework.model import Side

_OURS = frozenset({Role.SELLER, Role.AGENT})
_THEIRS = frozenset({Role.CUSTOMER})
_BOTH_DID = ("activity:meeting", "activity:call")
_THEY_DID = ("activity:email.in", "activity:call.in")
_WE_DID = ("activity:email.out", "activity:call.out", "activity:task", "activity:note")
_REACTIONS = ("content:opened", "content:asked", "content:corrected", "content:used")


@cache
def finds(side: Side) -> tuple[str, ...]:
    """Where evidence of a side may be found.

    >>> "label:can_decide" in finds(Side.CUSTOMER), "move:paraphrase" in finds(Side.CUSTOMER)
    (True, False)
    """
    roles = _THEIRS if side is Side.CUSTOMER else _OURS
    made = tuple(f"move:{move.id}" for move in moves().values() if move.roles & roles)
    if side is Side.CUSTOMER:
        labels = tuple(f"label:{gate}" for gate in GATES)
        return (*labels, *made, *_THEY_DID, *_BOTH_DID, *_REACTIONS)
    return (*made, *_WE_DID, *_BOTH_DID, "content:shared")


@cache
def behaviours() -> tuple[str, ...]:
    """Moves and measures in which a skill may show."""
    return (*(f"move:{id_}" for id_ in moves()), *(f"measure:{id_}" for id_ in DEFINITIONS))


def no_find(word: str, side: Side) -> tuple[str, str] | None:
    """Why evidence of a side cannot be found there, and what to do; None where it can."""
    if word in finds(side):
        return None
    other = Side.SELLER if side is Side.CUSTOMER else Side.CUSTOMER
    if word in finds(other):
        doing = "ours" if side is Side.CUSTOMER else "the customer’s"
        whose = "the customer’s" if side is Side.CUSTOMER else "our"
        return f"“{word}” is {doing}, and counts on the other side", f"Name {whose} own doing"
    return f"“{word}” is not known", f"Take {_kinds(finds(side), word)}"


def no_behaviour(word: str) -> tuple[str, str] | None:
    """Why a skill cannot show in it, and what to do; None where it can."""
    if word in behaviours():
        return None
    return f"“{word}” is not known", f"Take {_kinds(behaviours(), word)}"


def move_of(word: str) -> Move | None:
    """The move at which a word points, if it points at one."""
    return moves().get(word.removeprefix("move:")) if word.startswith("move:") else None


def _kinds(known: tuple[str, ...], word: str) -> str:
    """What could have been meant: words that are close, or else the kinds that there are."""
    import difflib  # noqa: PLC0415  # only a mistake needs it

    if close := difflib.get_close_matches(word, known, 3):
        return f"one that is known, such as {', '.join(close)}"
    first = {kind.partition(":")[0]: kind for kind in reversed(known)}
    return f"one that docs/process.md lists, such as {', '.join(reversed(first.values()))}"
