"""The signs by which a service call is judged: what share of the turns does what.

Every sign is a share, so that neither the length of a call nor the number of calls can count for
or against anybody. They rest on how likely each move is: a tagger that is unsure of single turns
is right about a whole call.
"""

from collections.abc import Iterable, Mapping
from math import exp
from typing import NamedTuple

from ridealong.analysis.heard import SELLS, Heard
from ridealong.conversation import Role
from ridealong.language.words import has_question_mark

FEWEST_TURNS = 5
"""With fewer turns of our side nothing is said about a call."""
FEWEST_ACTS = 0.25
"""With less of work and routine together, by likelihood, nothing was heard to judge by."""
WORKS = ("root_cause", "need_question", "paraphrase", "feedback_check")
"""Acts that work on the customer's problem."""
RECITES = ("script", "rush")
"""Acts that get through the call instead."""
_LAST = 2 / 3


class Signs(NamedTuple):
    """Shares of turns, 0 to 1."""

    cause: float
    """Of our turns: those that look for the cause or name it."""
    need: float
    """Of our turns: those that ask about the need."""
    back: float
    """Of our turns: those that say back what the customer said."""
    rush: float
    script: float
    works: float
    """Of what works on the problem or recites: what works; one half where little was heard."""
    resists: float
    """Of the customer's turns: those that push back."""
    agrees: float
    """Of the customer's turns in the last third: those that commit to something."""


def signs(heard: Heard) -> Signs | None:
    """The signs of a call; None where too little is said, or heard in it, to judge it."""
    ours, theirs = our_turns(heard), heard.by(Role.CUSTOMER)
    works, recites = _amount(heard, ours, *WORKS), _amount(heard, ours, *RECITES)
    if len(ours) < FEWEST_TURNS or not theirs or works + recites < FEWEST_ACTS:
        return None
    late = tuple(t for t in theirs if t >= _LAST * len(heard.turns))
    return Signs(
        cause=_share(heard, ours, "root_cause"),
        need=_share(heard, ours, "need_question"),
        back=_share(heard, ours, "paraphrase"),
        rush=_share(heard, ours, "rush"),
        script=_share(heard, ours, "script"),
        works=(works + 0.5) / (works + recites + 1),
        resists=_share(heard, theirs, "pushback"),
        agrees=_share(heard, late, "commitment"),
    )


def chance(found: Signs, weights: Mapping[str, float], start: float) -> float:
    """How likely a label is, by a weighted sum of signs; the weights were fitted.

    Args:
        found: the signs of the call.
        weights: by the name of a sign.
        start: what stands in the sum before any sign.
    """
    total = start + sum(weight * getattr(found, name) for name, weight in weights.items())
    return 1 / (1 + exp(-total))


def our_turns(heard: Heard) -> tuple[int, ...]:
    """The turns of whoever serves the customer."""
    return heard.by(*SELLS)


def likeliest(heard: Heard, turns: Iterable[int], move: str) -> int | None:
    """The turn that most surely makes a move; among about equals a question, then a longer one."""
    said = heard.turns_with(move, among=turns)
    return max(said, key=lambda turn: _clear(heard, turn, move), default=None)


def _clear(heard: Heard, turn: int, move: str) -> tuple[float, bool, int]:
    words = heard.quote(turn, move)
    return round(heard.p(turn, move), 1), has_question_mark(words), len(words.split())


def _share(heard: Heard, turns: tuple[int, ...], move: str) -> float:
    return _amount(heard, turns, move) / len(turns) if turns else 0.0


def _amount(heard: Heard, turns: Iterable[int], *moves: str) -> float:
    """How many turns make one of the moves, each as likely as the likeliest of them."""
    return sum(max(heard.p(turn, move) for move in moves) for turn in turns)
