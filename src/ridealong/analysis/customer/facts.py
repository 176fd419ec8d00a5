"""What was learnt from the customer, word for word, to be kept for later talks.

How openly the customer tells is read from what they tell without having been asked.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Finding, Looked, Measure
from ridealong.analysis.quoting import in_quotes, times
from ridealong.analysis.taking import Taken, number_of, share_of
from ridealong.conversation import Role
from ridealong.conversation.text import count_words

KINDS = (
    "business_problem",
    "technical_problem",
    "admits_need",
    "states_value",
    "success_measure",
    "stakeholder",
    "timeline",
    "budget",
    "can_decide",
    "cannot_decide",
)
FEWEST_WORDS = 4
"""A shorter sentence is no fact to keep."""
ENOUGH = 8
"""Fewer facts carry no share."""
SHOWN = 2
_ASKED = 0.5


class Fact(NamedTuple):
    """One thing that the customer told."""

    turn: int
    kind: str
    """The move that tells it."""
    words: str
    """The sentence, word for word."""
    asked: bool
    """Our turn before asked."""


def look(call: Call) -> Looked:
    """What was learnt, and how openly it was told."""
    found = facts(call.heard)
    return Looked(
        Labels(),
        measures=tuple(_measures(call, found)),
        findings=(*_learnt(found), *_openly(found)),
    )


def facts(heard: Heard) -> tuple[Fact, ...]:
    """What the customer told, in order; a sentence once, under the likeliest of its kinds."""
    found = []
    seen: set[str] = set()
    for turn in heard.turns_with(*KINDS, among=heard.by(Role.CUSTOMER)):
        kind = max(heard.moves(turn) & set(KINDS), key=lambda k: (heard.p(turn, k), k))
        words = heard.quote(turn, kind)
        if count_words(words) >= FEWEST_WORDS and words not in seen:
            seen.add(words)
            found.append(Fact(turn, kind, words, asked=_asked(heard, turn)))
    return tuple(found)


def _asked(heard: Heard, turn: int) -> bool:
    ours = heard.before(turn, *SELLS)
    return ours is not None and max(heard.p(ours, move) for move in QUESTIONS) >= _ASKED


def _measures(call: Call, found: Sequence[Fact]) -> Iterator[Measure]:
    turns = tuple(f.turn for f in found)
    yield call.taker.take("facts_told", "them", partial(number_of, turns))
    yield call.taker.take("told_unasked_share", "them", partial(_unasked, found))


def _unasked(found: Sequence[Fact]) -> Taken:
    turns = tuple(f.turn for f in found if not f.asked)
    if len(found) < ENOUGH:
        return Taken(None, why=f"{len(found)} facts told, {ENOUGH} needed for a share")
    return share_of(turns, len(found))


def _learnt(found: Sequence[Fact]) -> Iterator[Finding]:
    if not found:
        return
    shown = sorted(found, key=lambda f: (KINDS.index(f.kind), f.turn))[:SHOWN]
    yield Finding(
        id="learnt",
        says=f"The customer told {_count(len(found))} to keep for later talks, among them "
        f"{' and '.join(in_quotes(f.words) for f in shown)}"
        if len(found) > 1
        else f"The customer told one thing to keep for later talks: {in_quotes(shown[0].words)}",
        evidence=tuple(f.turn for f in found),
        ask="What do you know now about this customer that you did not know before?",
        capability="S3.14",
        moves=tuple(dict.fromkeys(f.kind for f in found)),
    )


def _openly(found: Sequence[Fact]) -> Iterator[Finding]:
    told = [f for f in found if not f.asked]
    if not told:
        return
    longest = max(told, key=lambda f: (count_words(f.words), -f.turn))
    yield Finding(
        id="told_unasked",
        says=f"The customer tells something without being asked {times(len(told))}, as in "
        f"{in_quotes(longest.words)}",
        evidence=tuple(f.turn for f in told),
        ask="What made it easy for the customer to tell this?",
        capability="S3.13",
        moves=(longest.kind,),
    )


def _count(count: int) -> str:
    return f"{count} things"
