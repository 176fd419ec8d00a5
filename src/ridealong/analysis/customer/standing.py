"""Which gates stand, in the customer's words, and what could be explored where they do not.

A gate that is not heard is no verdict on the customer: it is a question that is still open.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ridealong.analysis.customer.call import Call
from ridealong.analysis.customer.gates import nearest
from ridealong.analysis.heard import SELLS
from ridealong.analysis.labels import GATES, Labels
from ridealong.analysis.model import Candidate, Finding, Looked
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taken
from ridealong.conversation import Role

FEWEST_TURNS = 8
"""A call of fewer turns leaves every gate open."""
NEAR = 0.2
"""So likely the nearest thing to a gate is worth quoting."""
ENDING = 0.6
"""Whose decision it is may come up so late in a call; before, it is not missed."""


class Gate(NamedTuple):
    """How a gate is spoken of."""

    says: str
    capability: str
    explore: str


TOLD: Mapping[str, Gate] = {
    "admits_need": Gate(
        "that they have a need or a problem that they want solved",
        "S4.27",
        "What reason to act might there be, seen from the customer's side?",
    ),
    "open_to_solutions": Gate(
        "that they are open to a way of solving it",
        "S4.28",
        "What would make now the right time for the customer to look for a solution?",
    ),
    "agrees_to_discuss": Gate(
        "that they want to talk about a solution with us",
        "S4.29",
        "What does the customer think of doing this with us?",
    ),
    "can_decide": Gate(
        "that they can make the decision",
        "S4.30",
        "How is a decision like this made at the customer's, and by whom?",
    ),
}
MISSING = "S4.31"


def look(call: Call) -> Looked:
    """What stands, what is open, and whether the order held."""
    standing = {gate for gate in GATES if call.gates[gate] is not None or gate in call.standing}
    turns = tuple(sorted({t for t in call.gates.values() if t is not None}))
    measure = call.taker.take(
        "gates_standing",
        "them",
        lambda: Taken(float(len(standing)), len(GATES), turns, note=_note(call)),
    )
    points = list(_candidates(call, standing))
    return Looked(
        Labels(gates=dict(call.gates)),
        measures=(measure,),
        findings=(
            *_passed(call),
            *(_open(call, gate) for gate in GATES if _worth_asking(call, gate, standing)),
            *_order(call),
            *(c.finding for c in points),
        ),
        candidates=tuple(points),
    )


def _note(call: Call) -> str:
    carried = [gate for gate in call.standing if call.gates[gate] is None]
    return f"{len(carried)} of them from earlier calls" if carried else ""


def _passed(call: Call) -> Iterator[Finding]:
    for gate in GATES:
        turn = call.gates[gate]
        told = TOLD[gate]
        if turn is not None:
            yield Finding(
                id=f"gate_{gate}",
                says=f"The customer says {told.says}: {quoted(call.heard, turn, gate)}",
                evidence=(turn,),
                ask="What does this allow you to do next?",
                capability=told.capability,
                moves=(gate,),
            )
        elif gate in call.standing:
            yield Finding(
                id=f"gate_{gate}",
                says=f"From an earlier call it stands {told.says}: "
                f"{in_quotes(call.earlier.gates[gate])}",
                evidence=call.heard.by(Role.CUSTOMER)[:1],
                ask="What has changed for the customer since?",
                capability=told.capability,
                moves=(gate,),
            )


def _worth_asking(call: Call, gate: str, standing: set[str]) -> bool:
    theirs = call.heard.by(Role.CUSTOMER)
    return gate not in standing and bool(theirs) and len(call.heard.turns) >= FEWEST_TURNS


def _open(call: Call, gate: str) -> Finding:
    """What is not heard, with what came nearest, and the question to explore."""
    near = nearest(call.heard, gate)
    told = TOLD[gate]
    quote = ""
    if near is not None and near.likely >= NEAR:
        quote = f" Nearest to it comes {quoted(call.heard, near.turn, gate)}"
    return Finding(
        id=f"gate_open_{gate}",
        says=f"Not heard from the customer so far: {told.says}.{quote}",
        evidence=(near.turn,) if near else call.heard.by(Role.CUSTOMER)[:1],
        ask=told.explore,
        capability=MISSING,
        moves=(gate,),
    )


def _order(call: Call) -> Iterator[Finding]:
    """A gate that was passed before an earlier one was."""
    last: tuple[str, int] | None = None
    for gate in GATES:
        turn = -1 if gate in call.standing else call.gates[gate]
        if turn is None:
            continue
        if last and turn < last[1] and turn >= 0:
            yield Finding(
                id="gates_order",
                says=f"The customer says {TOLD[gate].says}, {quoted(call.heard, turn, gate)}, "
                f"before they say {TOLD[last[0]].says}: {quoted(call.heard, last[1], last[0])}",
                evidence=(turn, last[1]),
                ask="What did the earlier yes rest on?",
                capability=TOLD[gate].capability,
                moves=(gate, last[0]),
            )
            return
        last = (gate, turn)


def _candidates(call: Call, standing: set[str]) -> Iterator[Candidate]:
    """All four stand; or a next step is proposed and who decides was not heard."""
    heard = call.heard
    if standing == set(GATES) and (decided := call.passed["can_decide"]) is not None:
        yield Candidate(
            "gates",
            good=True,
            size=0.9,
            sure=min(p.likely for p in call.passed.values() if p is not None),
            finding=Finding(
                id="gates_all",
                says="All four agreements of the customer stand; the last is "
                f"{quoted(heard, decided.turn, 'can_decide')}",
                evidence=tuple(sorted(t for t in call.gates.values() if t is not None)),
                ask="What helped the customer to say all of this?",
                capability="S4.30",
                moves=GATES,
            ),
        )
    late = [t for t in heard.by(*SELLS) if t >= ENDING * len(heard.turns)]
    asks_for = max(late, key=lambda t: (_goes_on(call, t), -t), default=None)
    if "can_decide" in standing or asks_for is None or _goes_on(call, asks_for) < 0.5:
        return
    who = max((heard.p(t, "cannot_decide") for t in heard.by(Role.CUSTOMER)), default=0.0)
    if who < NEAR:
        yield Candidate(
            "who_decides",
            good=False,
            size=0.4,
            sure=_goes_on(call, asks_for) * 0.8,
            finding=Finding(
                id="who_decides",
                says=f"A next step is proposed, {quoted(heard, asks_for, 'next_step')}, and who "
                "makes the decision is not heard.",
                evidence=(asks_for,),
                ask="What do you know about how the customer decides?",
                capability="S4.30",
                moves=("next_step", "closing_push"),
            ),
        )


def _goes_on(call: Call, turn: int) -> float:
    return max(call.heard.p(turn, "next_step"), call.heard.p(turn, "closing_push"))
