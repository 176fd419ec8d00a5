"""Where a call opens, explores, offers and closes: its stages, found from the moves.

Each turn is scored for each stage by what it probably does, with rates learnt apart for the first
turn of a stage and for its others: an interview begins with a question about the need, a solution
with a description or an offer. The likeliest course of the whole call is taken (Viterbi), so that
one question in a demonstration does not make an interview, and several may open one again.

Measured on authors that the rates had not seen: turns of the interview in common with a person's,
over turns of either, mean over calls: .81 on moves set by people (261 calls), .76 on the default
tagger's and .75 on the fast one's (168). `BIAS` was chosen on such calls (0: .69 to .72; 0.1: .71
to .74).
"""

from functools import cache
from itertools import groupby
from math import log
from typing import NamedTuple

from ridealong.analysis.customer.tables import FIFTHS, STAGES, Tables, tables
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.labels import Stage, StageName
from ridealong.conversation import Role
from ridealong.language import moves_of

BIAS = 0.1
"""What a turn of the interview gains, because a part that is missed costs more than one added."""
_SUREST = 0.999


class _Course(NamedTuple):
    """The likeliest course up to a turn that ends in one stage."""

    score: float
    stages: tuple[int, ...]


def stages(heard: Heard) -> tuple[Stage, ...]:
    """The stages in order, covering the call; none where nobody has looked at what is said."""
    if not heard.tagged or not heard.turns:
        return ()
    path = _likeliest(heard, tables())
    found = []
    for stage, turns in groupby(heard.turns, key=lambda turn: path[turn]):
        own = list(turns)
        found.append(Stage(STAGES[stage], own[0], own[-1]))
    return tuple(found)


def _likeliest(heard: Heard, known: Tables) -> tuple[int, ...]:
    """The likeliest stage of every turn, as indices of `STAGES`."""
    every = range(len(STAGES))
    scores = _scores(heard, 0, known)
    courses = [_Course(scores[s][0] + log(known.begins[STAGES[s]]), (s,)) for s in every]
    for turn in heard.turns[1:]:
        scores = _scores(heard, turn, known)
        follows = _follows(FIFTHS * turn // len(heard.turns))
        best = []
        for s in every:
            scored = [
                c.score + follows[was][s] + scores[s][s == was] for was, c in enumerate(courses)
            ]
            was = max(every, key=scored.__getitem__)
            best.append(_Course(scored[was], (*courses[was].stages, s)))
        courses = best
    return max(courses).stages


@cache
def _follows(fifth: int) -> list[list[float]]:
    """How well each stage goes on to each in this fifth of a call, as logarithms."""
    follows = tables().follows[fifth]
    return [[log(follows[was][stage]) for stage in STAGES] for was in STAGES]


def _scores(heard: Heard, turn: int, known: Tables) -> list[tuple[float, float]]:
    """For each stage: how well a turn fits as its first turn, and as another of its turns."""
    role = heard.role(turn)
    if role is None or role not in {*SELLS, Role.CUSTOMER}:
        return [(0.0, 0.0)] * len(STAGES)
    heard_of = [(m, min(p, _SUREST)) for m, p in heard.likely(turn).items() if m in known.usual]
    fits = []
    for stage, (first, other) in zip(STAGES, _unheard(role), strict=True):
        for move, p in heard_of:
            as_first, as_other = _odds(stage, move)
            first += log(p * as_first + 1 - p)  # noqa: PLW2901  # a sum in the making
            other += log(p * as_other + 1 - p)  # noqa: PLW2901
        fits.append((first, other))
    return fits


@cache
def _odds(stage: StageName, move: str) -> tuple[float, float]:
    """How much a move speaks for a stage, against its silence: for its first turn, for others."""
    known = tables()
    usual = known.usual[move]
    first, other = (
        (rate / usual) / ((1 - rate) / (1 - usual)) for rate in known.moves[stage][move]
    )
    return first, other


@cache
def _unheard(role: Role) -> list[tuple[float, float]]:
    """The same for a turn of which no move is heard at all."""
    known = tables()
    fits = []
    for stage in STAGES:
        ours = known.ours[stage]
        both = [log(share if role in SELLS else 1 - share) for share in ours]
        for move in moves_of(role):
            if move in known.usual:
                for i, rate in enumerate(known.moves[stage][move]):
                    both[i] += log((1 - rate) / (1 - known.usual[move]))
        bias = BIAS if stage == "interview" else 0.0
        fits.append((both[0] + bias, both[1] + bias))
    return fits
