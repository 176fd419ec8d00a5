"""Whether a solution comes before the customer has admitted a need, by how much, and who asked.

The label says in which order things came. Where the customer had asked for it, or a need stands
from an earlier call, the order is no gap.
"""

from collections.abc import Iterator
from functools import partial
from math import inf, prod
from typing import NamedTuple

from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import SELLS
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Candidate, Finding, Looked, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taken
from ridealong.conversation import Role

PITCH = ("product_talk", "solution_offer")
BEFORE_FROM = 0.6
"""How likely a pitch before the need must be. Right in 95 % of 268 calls on moves set by people, in
81 % of 141 on taggers' (0.5: 80 %, 0.8: 81 %)."""
CLEAR = 0.5
A_PITCH_WORDS = 20
"""Fewer words on what we have, before a need is heard, are no gap."""
_MUCH_WORDS = 150.0


class Order(NamedTuple):
    """How the offer and the need stand to one another."""

    likely: float
    """0 to 1: that something is pitched before a need is known."""
    pitch: int | None
    """The first of our turns that clearly pitches."""
    need: float
    """The turn from which a need is known: -1 from an earlier call, infinite for never."""
    before: tuple[int, ...]
    """Our turns that clearly pitch before the need is known."""
    asked: int | None
    """The customer's turn that asked for the first of them."""


def look(call: Call) -> Looked:
    """The order of solution and need."""
    found = order(call)
    both = call.heard.by(*SELLS) and call.heard.by(Role.CUSTOMER)
    points = list(_candidates(call, found))
    return Looked(
        Labels(solution_before_need=found.likely >= BEFORE_FROM if both else None),
        measures=tuple(_measures(call, found)),
        findings=(*_asked_for(call, found), *(c.finding for c in points)),
        candidates=tuple(points),
    )


def order(call: Call) -> Order:
    """How the offer and the need stand to one another."""
    heard, need = call.heard, call.need_turn
    ours = heard.by(*SELLS)
    chances = {t: max(heard.p(t, move) for move in PITCH) for t in ours}
    clear = [t for t in ours if chances[t] >= CLEAR]
    before = tuple(t for t in clear if t < need)
    return Order(
        likely=1 - prod(1 - p for t, p in chances.items() if t < need),
        pitch=clear[0] if clear else None,
        need=need,
        before=before,
        asked=_asked(call, before[0]) if before else None,
    )


def _measures(call: Call, found: Order) -> Iterator[Measure]:
    words = call.heard.words(found.before)
    yield call.taker.take(
        "pitch_words_before_need",
        "us",
        lambda: Taken(float(words), len(found.before), found.before),
    )
    yield call.taker.take("solution_lead", "call", partial(_lead, call, found))


def _lead(call: Call, found: Order) -> Taken:
    """Seconds from the first pitch to the need."""
    if not found.before:
        return Taken(None, why="nothing is offered before a need is heard")
    if found.need == inf:
        return Taken(None, why="no need is heard in this call")
    starts = {p.turn: p.start_s for p in call.taker.clock.placed}
    first, need = found.before[0], int(found.need)
    return Taken(max(0.0, starts[need] - starts[first]), len(found.before), (first, need))


def _asked(call: Call, pitch: int) -> int | None:
    """The customer's words right before that asked for it."""
    theirs = call.heard.before(pitch, Role.CUSTOMER)
    known = lists_of(call.heard, __name__)
    if theirs is None or not known.has("customer_asks", call.heard.text(theirs)):
        return None
    return theirs


def _asked_for(call: Call, found: Order) -> Iterator[Finding]:
    if found.asked is None or found.likely < BEFORE_FROM:
        return
    yield Finding(
        id="solution_asked_for",
        says=f"What we have comes up before a need is heard, because the customer asked: "
        f"{quoted(call.heard, found.asked)}",
        evidence=(found.asked, found.before[0]),
        ask="What was behind the customer's question?",
        capability="S4.22",
        moves=PITCH,
    )


def _candidates(call: Call, found: Order) -> Iterator[Candidate]:
    words = call.heard.words(found.before)
    if words >= A_PITCH_WORDS and found.asked is None and found.likely >= BEFORE_FROM:
        yield _too_early(call, found)
    elif found.pitch is not None and 0 <= found.need < found.pitch and found.likely < CLEAR:
        yield _need_first(call, found)


def _too_early(call: Call, found: Order) -> Candidate:
    heard = call.heard
    first = found.before[0]
    clearest = max(found.before, key=lambda t: max(heard.p(t, move) for move in PITCH))
    if found.need == inf:
        then = "No need is heard from the customer in this call."
        evidence: tuple[int, ...] = tuple(sorted({first, clearest}))
    else:
        need = int(found.need)
        then = f"The need comes later: {quoted(heard, need, 'admits_need')}"
        evidence = tuple(sorted({first, clearest, need}))
    return Candidate(
        "need_first",
        good=False,
        size=min(1.0, heard.words(found.before) / _MUCH_WORDS),
        sure=found.likely * max(heard.p(clearest, move) for move in PITCH),
        finding=Finding(
            id="solution_before_need",
            says=f"About {heard.words(found.before)} words on what we have come before a need is "
            f"heard, as in {quoted(heard, clearest, *PITCH)} {then}",
            evidence=evidence,
            ask="What would you have liked to hear from the customer before that?",
            capability="S4.22",
            moves=(*PITCH, "admits_need"),
        ),
    )


def _need_first(call: Call, found: Order) -> Candidate:
    heard, need = call.heard, int(found.need)
    assert found.pitch is not None  # noqa: S101  # the caller has looked
    passed = call.passed["admits_need"]
    return Candidate(
        "need_first",
        good=True,
        size=0.6,
        sure=min(1 - found.likely, passed.likely if passed else 0.0),
        finding=Finding(
            id="need_before_solution",
            says=f"The customer says what they need, {quoted(heard, need, 'admits_need')}, before "
            f"anything is offered: {quoted(heard, found.pitch, *PITCH)}",
            evidence=(need, found.pitch),
            ask="What did you do that brought the customer to say this first?",
            capability="S4.22",
            moves=("admits_need", *PITCH),
        ),
    )
