"""Which of the four gates the customer passes, and in which words.

A gate is the customer's act. What the tagger hears is weighed with what stands around it: how it
is worded, what our side had asked or offered, how late it comes. Refused are a bare assent, the
echo of our own words, what is told of others or of a case that is not so, and a yes in which
somebody else decides.

Measured on authors that the weights had not seen; see `THRESHOLDS`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, log, prod
from typing import NamedTuple

from ridealong.analysis.customer.tables import tables
from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.labels import GATES
from ridealong.analysis.phrases import lists_of
from ridealong.conversation import Role

THRESHOLDS: Mapping[str, float] = {
    "admits_need": 0.3,
    "open_to_solutions": 0.4,
    "agrees_to_discuss": 0.55,
    "can_decide": 0.4,
}
"""From which likelihood for the whole call a gate counts as passed.

Chosen for a precision of .85 by call at a recall of .60. Precision and recall on 321 calls by
authors whom neither the taggers nor the weights had seen, on the default and on the fast tagger's
moves: admits_need .93 / .92, .94 / .94; open_to_solutions .88 / .78, .82 / .70; agrees_to_discuss
.87 / .66, .86 / .51; can_decide .93 / .79, .92 / .76.
"""
WORTH_A_LOOK = 0.02
"""What the tagger holds for less likely is never made into a gate by what stands around it."""
CERTAIN = 0.99
"""Set by a person."""
_FEW_WORDS = 3
_ECHO = 0.8
_BESIDE_BEST = 0.5
_BACK = 3
_CLEAREST = 0.99
_FAINTEST = 0.01


class Passed(NamedTuple):
    """How the customer passes a gate."""

    turn: int
    likely: float
    """0 to 1, for the whole call."""


class Near(NamedTuple):
    """What comes nearest to a gate that is not passed."""

    turn: int
    likely: float


def passed(heard: Heard) -> Mapping[str, Passed | None]:
    """How the customer passes each gate; None where it is not heard."""
    return {gate: _passed(gate, likelihoods(heard, gate)) for gate in GATES}


def nearest(heard: Heard, gate: str) -> Near | None:
    """What the tagger itself held for likeliest, refused or not."""
    likely = [Near(t, heard.p(t, gate)) for t in heard.by(Role.CUSTOMER)]
    return max(likely, key=lambda n: (n.likely, -n.turn), default=None)


def likelihoods(heard: Heard, gate: str) -> dict[int, float]:
    """For each of the customer's turns: how likely it passes the gate."""
    weights = tables().gates[gate]
    found = {}
    for turn in heard.by(Role.CUSTOMER):
        own = heard.p(turn, gate)
        if own >= CERTAIN:
            found[turn] = own
        elif own >= WORTH_A_LOOK and not refused(heard, turn, gate):
            there = signs(heard, turn, gate)
            score = weights["offset"] + sum(weights[s] * value for s, value in there.items())
            found[turn] = 1 / (1 + exp(-score))
    return found


def refused(heard: Heard, turn: int, gate: str) -> bool:
    """Whether it only looks like passing a gate."""
    text = heard.text(turn)
    if lists_of(heard, __name__).has(gate, text):
        return False
    if gate == "can_decide" and heard.p(turn, "cannot_decide") > heard.p(turn, gate):
        return True
    count = heard.words([turn])
    if heard.clock.words.is_backchannel(text, count):
        return True
    return _echoes(heard, turn)


def signs(heard: Heard, turn: int, gate: str) -> dict[str, float]:
    """What speaks for and against a turn of the customer's passing a gate."""
    known = lists_of(heard, __name__)
    text = heard.text(turn)
    ours = heard.before(turn, *SELLS)
    if ours is not None and ours < turn - _BACK:
        ours = None
    worded = float(known.has(gate, text))
    asked_who = float(ours is not None and known.has("asks_who", heard.text(ours)))
    return {
        "evidence": _odds(heard.p(turn, gate)),
        "worded": worded,
        "told_of_others": float(known.has("hypothetical", text)),
        "short": float(heard.words([turn]) <= _FEW_WORDS),
        "pushback": heard.p(turn, "pushback"),
        "cannot_decide": heard.p(turn, "cannot_decide"),
        "commitment": heard.p(turn, "commitment"),
        "asked": _ours(heard, ours, *QUESTIONS),
        "asked_who": asked_who,
        "asked_who_and_worded": asked_who * worded,
        "proposed": _ours(heard, ours, "next_step"),
        "offered": _ours(heard, ours, "solution_offer", "closing_push", "feedback_check"),
        "need_before": _so_far(heard, "admits_need")[turn],
        "commitment_before": _so_far(heard, "commitment")[turn],
        "place": turn / len(heard.turns),
    }


def _passed(gate: str, likely: Mapping[int, float]) -> Passed | None:
    """The first turn that is at least half as likely as the likeliest, if the call is enough."""
    call = 1 - prod(1 - p for p in likely.values())
    if not likely or call < THRESHOLDS[gate]:
        return None
    best = max(likely.values())
    return Passed(next(t for t, p in likely.items() if p >= _BESIDE_BEST * best), call)


@lru_cache(maxsize=2)
def _so_far(heard: Heard, move: str) -> Sequence[float]:
    """For each turn: how likely the customer's likeliest turn before it makes the move."""
    theirs = frozenset(heard.by(Role.CUSTOMER))
    own = (heard.p(t, move) if t in theirs else 0.0 for t in heard.turns)
    return (0.0, *accumulate(own, max))


def _ours(heard: Heard, turn: int | None, *moves: str) -> float:
    return 0.0 if turn is None else sum(heard.p(turn, move) for move in moves)


def _echoes(heard: Heard, turn: int) -> bool:
    """Whether nearly all that the customer says are words that our side has just said."""
    ours = heard.before(turn, *SELLS)
    known = heard.clock.words
    said = known.content(heard.text(turn))
    if ours is None or not said:
        return False
    return len(said & known.content(heard.text(ours))) >= _ECHO * len(said)


def _odds(p: float) -> float:
    p = min(max(p, _FAINTEST), _CLEAREST)
    return log(p / (1 - p))
