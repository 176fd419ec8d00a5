"""When the price comes up, who speaks of it first, and what the talk goes back to.

A price that our side brings up before the customer has said what they need makes the talk one
about price.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ridealong.analysis.customer.giving import concessions
from ridealong.analysis.heard import QUESTIONS, Heard
from ridealong.analysis.labels import GATES
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Role

SOON = 3
"""A concession so many turns after the customer asks for it is the answer to it."""
_NOT_A_PRICE = ("need_question", "paraphrase", "business_problem", "states_value", "challenge")
"""Sums of money in these are what a problem costs, not what an offer costs."""
_BACK_TO_NEED = ("need_question", "paraphrase", "challenge")


class FirstPrice(NamedTuple):
    """Where the price first comes up."""

    turn: int
    ours: bool
    gates: tuple[str, ...]
    """The gates that the customer had passed by then."""


def first_price(heard: Heard, gates: Mapping[str, int | None]) -> FirstPrice | None:
    """Who speaks of the price first, and the gates that were passed then; None for nobody."""
    known = lists_of(heard, __name__)
    for turn in heard.by(Role.SELLER, Role.CUSTOMER):
        named = known.has("price", heard.text(turn)) and not heard.does(turn, *_NOT_A_PRICE)
        if not named and not heard.does(turn, "price_pressure", "budget"):
            continue
        passed = tuple(g for g in GATES if (at := gates.get(g)) is not None and at <= turn)
        return FirstPrice(turn, heard.role(turn) is Role.SELLER, passed)
    return None


def measures(taker: Taker, heard: Heard, gates: Mapping[str, int | None]) -> Iterator[Measure]:
    """How many gates stood when the price came up."""
    yield taker.take("gates_before_price", "call", partial(_gates, heard, gates))


def candidates(
    heard: Heard, gates: Mapping[str, int | None], standing: Sequence[str] = ()
) -> Iterator[Candidate]:
    """What is worth repeating or trying when the talk is about price.

    Args:
        heard: the conversation.
        gates: the first turn in which the customer passes each gate.
        standing: the gates that stand from earlier calls of the same deal.
    """
    for candidate in (_early(heard, gates, standing), _held(heard)):
        if candidate:
            yield candidate


def _gates(heard: Heard, gates: Mapping[str, int | None]) -> Taken:
    price = first_price(heard, gates)
    if price is None:
        return Taken(None, why="nobody speaks of a price")
    who = "our side" if price.ours else "the customer"
    return Taken(float(len(price.gates)), 1, (price.turn,), f"{who} speaks of it first")


def _early(
    heard: Heard, gates: Mapping[str, int | None], standing: Sequence[str]
) -> Candidate | None:
    """Our side names the price before there is a need."""
    price = first_price(heard, gates)
    if price is None or not price.ours or price.gates or standing:
        return None
    need = gates.get("admits_need")
    later = (
        f" The need comes later: {quoted(heard, need, 'admits_need')}" if need is not None else ""
    )
    return Candidate(
        "price_after_need",
        good=False,
        size=1 - price.turn / max(1, len(heard.turns)),
        sure=0.5,
        finding=Finding(
            id="price_before_need",
            says=f"Our side speaks of the price first, {in_quotes(heard.text(price.turn))}, before "
            f"the customer has said what they need.{later}",
            evidence=(price.turn,) if need is None else (price.turn, need),
            ask="What did the customer have to weigh the price against at that moment?",
            capability="S4.11",
        ),
    )


def _held(heard: Heard) -> Candidate | None:
    """Asked for less money, our side goes back to the need."""
    gave = {c.turn for c in concessions(heard)}
    held = []
    for turn in heard.turns_with("price_pressure", among=heard.by(Role.CUSTOMER)):
        answer = heard.after(turn, Role.SELLER)
        if answer is None or gave & set(range(turn, turn + SOON + 1)):
            continue
        if heard.does(answer, *_BACK_TO_NEED):
            held.append((heard.p(turn, "price_pressure"), turn, answer))
    if not held:
        return None
    sure, turn, answer = max(held)
    return Candidate(
        "back_to_value",
        good=True,
        size=0.6,
        sure=sure,
        finding=Finding(
            id="price_back_to_need",
            says=f"The customer asks about the money, {quoted(heard, turn, 'price_pressure')}, "
            "and our side goes back to what it is for: "
            f"{quoted(heard, answer, *QUESTIONS, *_BACK_TO_NEED)}",
            evidence=(turn, answer),
            ask="What did you learn about what it is worth to the customer?",
            capability="S4.11",
            moves=("price_pressure", *_BACK_TO_NEED),
        ),
    )
