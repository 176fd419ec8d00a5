"""Whether our side shows the customer a new side of their problem, and what that opens."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taker, number_of
from ridealong.conversation import Role

OPENS = (
    "business_problem",
    "admits_need",
    "states_value",
    "success_measure",
    "stakeholder",
    "open_to_solutions",
    "agrees_to_discuss",
)
"""What a customer says when a new side has been opened."""
LISTENED_TO = 2
"""So many of the customer's turns after it are looked at."""
POSSIBLE = 0.5
"""Challenges are told poorly by themselves; what follows them decides with them."""


class Challenge(NamedTuple):
    """One challenge, and what came of it."""

    turn: int
    p: float
    opened: float
    """0 to 1: how likely the customer then tells a need, a worth, or somebody it touches."""
    answer: int | None
    """The customer's turn that does so most clearly."""


def challenges(heard: Heard) -> tuple[Challenge, ...]:
    """What may be a challenge, in order."""
    likely = ((t, heard.p(t, "challenge")) for t in heard.by(*SELLS))
    return tuple(_challenge(heard, t, p) for t, p in likely if p >= POSSIBLE)


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How often the customer's thinking is challenged, and how often that opens something."""
    said = heard.turns_with("challenge", among=heard.by(*SELLS))
    yield taker.take("challenges", "us", partial(number_of, said))
    opened = [c.turn for c in challenges(heard) if c.turn in said and c.opened >= 0.5]
    yield taker.take("challenges_that_open", "us", partial(number_of, opened))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """The challenge that opened most."""
    best = max(challenges(heard), key=lambda c: c.p * c.opened, default=None)
    if best is None or best.answer is None or best.p * best.opened < POSSIBLE / 2:
        return
    yield Candidate(
        "challenge",
        good=True,
        size=0.4 + 0.6 * best.opened,
        sure=best.p,
        finding=Finding(
            id="challenge_opens",
            says=f"Our side shows another side of it, {quoted(heard, best.turn, 'challenge')}, "
            f"and the customer goes on from there: {quoted(heard, best.answer, *OPENS)}",
            evidence=(best.turn, best.answer),
            ask="What did you know or notice that let you say this?",
            capability="S0.10",
            moves=("challenge", *OPENS),
        ),
    )


def _challenge(heard: Heard, turn: int, p: float) -> Challenge:
    rated = []
    last = turn
    for _ in range(LISTENED_TO):
        answer = heard.after(last, Role.CUSTOMER)
        if answer is None:
            break
        rated.append((max(heard.p(answer, move) for move in OPENS), -answer))
        last = answer
    opened, answer_ = max(rated, default=(0.0, None))
    return Challenge(turn, p, opened, None if answer_ is None else -answer_)
