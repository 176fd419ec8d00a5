"""What one call brings to a deal: gates, moves, and what the customer told, with where it was said.

Of each move only the clearest place is kept: a page shows one quote, and one is enough to judge it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from ridealong.analysis import Analysis
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.facts import facts
from ridealong.analysis.customer.next_step import next_step
from ridealong.analysis.heard import SELLS, Heard
from ridealong.conversation import Role

_LONG_WORDS = 24
FEWEST_WORDS = 5
"""A shorter sentence is quoted with its whole turn."""


class Words(NamedTuple):
    """Some words of a call."""

    turn: int
    who: str
    """The name of whoever says them; empty where it is not known."""
    said: str
    start_s: float | None
    move: str
    """For which they are quoted: a move, or a gate."""


@dataclass(frozen=True, slots=True)
class InCall:
    """What was heard in one call."""

    gates: Mapping[str, Words]
    """By gate that the customer passes."""
    theirs: Mapping[str, Words]
    """The customer's moves, each in its clearest words."""
    ours: Mapping[str, Words]
    told: tuple[Words, ...]
    """What the customer told, in the order of the talk; the move is its kind."""
    agreed: Words | None = None
    """The step to which the customer commits."""
    by: str = ""
    """The day by which, in the words of the talk."""


NOTHING = InCall({}, {}, {}, ())


def in_call(analysis: Analysis) -> InCall:
    """What a call with a customer brings; nothing where nobody has looked at what is said."""
    heard = Heard(clock_of(analysis.conversation), analysis.tagging)
    if not heard.said:
        return NOTHING
    words = partial(_words, heard)
    step = next_step(heard)
    return InCall(
        gates={
            gate: words(turn, gate)
            for gate, turn in analysis.labels.gates.items()
            if turn is not None
        },
        theirs=_clearest(heard, Role.CUSTOMER),
        ours=_clearest(heard, *SELLS),
        told=tuple(words(fact.turn, fact.kind) for fact in facts(heard)),
        agreed=words(step.commitment, "commitment") if step.commitment is not None else None,
        by=step.date or "",
    )


def _clearest(heard: Heard, *roles: Role) -> dict[str, Words]:
    """Each move of one side where it is likeliest; of equals, where more is said."""
    own = frozenset(heard.by(*roles))
    best: dict[str, tuple[tuple[float, int, int], int]] = {}
    for said in heard.said:
        if said.turn not in own:
            continue
        worth = (
            round(heard.p(said.turn, said.move), 1),
            min(_LONG_WORDS, heard.words([said.turn])),
            -said.turn,
        )
        if said.move not in best or worth > best[said.move][0]:
            best[said.move] = worth, said.turn
    return {move: _words(heard, turn, move) for move, (_worth, turn) in best.items()}


def _words(heard: Heard, turn: int, move: str) -> Words:
    conversation = heard.clock.conversation
    quoted = heard.quote(turn, move)
    said = quoted if len(quoted.split()) >= FEWEST_WORDS else heard.text(turn)
    spoken = conversation.turns[turn]
    speaker = conversation.by_id.get(spoken.speaker or "")
    name = (speaker.name or "") if speaker else ""
    return Words(turn, name, " ".join(said.split()), spoken.start_s, move)
