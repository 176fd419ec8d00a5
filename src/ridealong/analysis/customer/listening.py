"""How much our side listens in the interview, and how much of its own talk there asks.

The 80 % belong to this stage alone. Where no interview is found, that is what there is to say.
"""

from collections.abc import Iterator
from functools import partial

from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import QUESTIONS, SELLS
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Candidate, Finding, Looked
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taken
from ridealong.analysis.talk import listening

GOAL = 0.80
"""The article's (S4.24)."""
NEUTRAL = 0.65
"""From here to the goal nothing is called a gap."""
ASKS = (*QUESTIONS, "paraphrase")
ENOUGH_WORDS = 30
"""Fewer words of ours in the interview carry no share."""
FEWEST_TURNS = 8
"""A call of fewer turns has no stages to speak of."""
_SURE = 0.7
"""Where an interview begins and ends is found in good part, not exactly."""


def look(call: Call) -> Looked:
    """Listening and asking in the interview."""
    asking = call.taker.take("interview_asking_share", "us", partial(_asking, call), "interview")
    if not call.interview:
        return Looked(Labels(), measures=(asking,), findings=tuple(_no_interview(call)))
    points = list(_listens(call))
    return Looked(
        Labels(),
        measures=(asking,),
        findings=tuple(c.finding for c in points),
        candidates=tuple(points),
    )


def _asking(call: Call) -> Taken:
    """The share of our words there that stand in turns which ask or say back."""
    heard = call.heard
    ours = [t for t in call.interview if heard.role(t) in SELLS]
    words = heard.words(ours)
    if not call.interview:
        return Taken(None, why="no interview was found in this call")
    if words < ENOUGH_WORDS:
        return Taken(None, why=f"{words} words of ours in the interview, {ENOUGH_WORDS} needed")
    asking = sum(heard.words([t]) * _asks(call, t) for t in ours)
    return Taken(asking / words, len(ours), tuple(t for t in ours if heard.does(t, *ASKS)))


def _asks(call: Call, turn: int) -> float:
    return call.heard.any_of([turn], *ASKS)


def _listens(call: Call) -> Iterator[Candidate]:
    parts = [(s.start_turn, s.end_turn) for s in call.stages if s.name == "interview"]
    measure = call.taker.take(
        "listening_share", "us", partial(listening, call.taker.clock, parts), "interview"
    )
    if measure.value is None:
        return
    heard = call.heard
    ours = [t for t in call.interview if heard.role(t) in SELLS]
    longest = max(ours, key=lambda t: (heard.words([t]), -t), default=None)
    asked = max(ours, key=lambda t: (_asks(call, t), heard.words([t]), -t), default=None)
    if longest is None or asked is None:
        return
    good = measure.value >= GOAL
    neutral = NEUTRAL <= measure.value < GOAL
    turn = asked if good else longest
    yield Candidate(
        "listening",
        good=good or neutral,
        size=0.0 if neutral else measure.value if good else (GOAL - measure.value) / GOAL,
        sure=_SURE,
        finding=Finding(
            id="listening",
            says=f"In the interview the customer has {100 * measure.value:.0f} % of the talk; the "
            f"goal for this stage alone is {100 * GOAL:.0f} %. "
            f"{'Our side asks' if good else 'Our longest turn there begins'} "
            f"{quoted(heard, turn, *(QUESTIONS if good else ()))}",
            evidence=tuple(sorted({call.interview[0], turn})),
            ask="What helped you to leave the customer room?"
            if good
            else "What did you want to find out at this point?",
            capability="S4.24",
            moves=ASKS,
        ),
    )


def _no_interview(call: Call) -> Iterator[Finding]:
    """No part of the call explores; said where the call is long enough to have stages."""
    ours = call.heard.by(*SELLS)
    if len(call.heard.turns) < FEWEST_TURNS or not ours or call.taker.little:
        return
    longest = max(ours, key=lambda t: (call.heard.words([t]), -t))
    yield Finding(
        id="no_interview",
        says="No part of this call was found in which the customer's situation is explored, so "
        "there is nothing to hold against the goal for listening. Our longest turn begins "
        f"{quoted(call.heard, longest)}",
        evidence=(longest,),
        ask="What did you want to learn from the customer in this call?",
        capability="S4.24",
    )
