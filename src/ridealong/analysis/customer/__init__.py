"""The conversation with a customer: one module per question, joined here.

A module that says something of its own has `look(call) -> Looked` and stands in `_LOOKS`. Those
that need nothing but what was heard, asking and offering and agreeing, are joined in `exchange`.
"""

from dataclasses import replace
from itertools import chain

from ridealong.analysis.customer import (
    exchange,
    facts,
    focus,
    listening,
    next_step,
    problem,
    solution,
    standing,
    value,
)
from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.labels import LABELS, Labels
from ridealong.analysis.model import Earlier, Looked
from ridealong.analysis.taking import Taker
from ridealong.conversation import Role

_LOOKS = (
    listening.look,
    focus.look,
    standing.look,
    solution.look,
    value.look,
    problem.look,
    facts.look,
)
NO_PAIR = "Nothing is said about the selling: who sells and who is the customer is not known."


def look(taker: Taker, heard: Heard, earlier: Earlier) -> Looked:
    """What was explored, offered and agreed in a call with a customer.

    Args:
        taker: of this conversation.
        heard: its moves.
        earlier: the gates that stand already, and what the customer has told.
    """
    if not heard.by(*SELLS) or not heard.by(Role.CUSTOMER):
        return Looked(Labels(), warnings=(NO_PAIR,))
    call = Call(taker, heard, earlier)
    looked = [part(call) for part in _LOOKS]
    points = tuple(exchange.candidates(heard, call.gates, call.standing))
    return Looked(
        labels=_labels(call, looked),
        measures=(
            *chain.from_iterable(part.measures for part in looked),
            *exchange.measures(taker, heard, call.gates),
        ),
        findings=(
            *chain.from_iterable(part.findings for part in looked),
            *(point.finding for point in points),
        ),
        candidates=(*chain.from_iterable(part.candidates for part in looked), *points),
    )


def _labels(call: Call, looked: list[Looked]) -> Labels:
    """Every module's own labels together."""
    labels = Labels(stages=call.stages, next_step_agreed=next_step.agreed(call.heard))
    unset = Labels()
    for part in looked:
        own = {
            name: getattr(part.labels, name)
            for name in LABELS
            if getattr(part.labels, name) != getattr(unset, name)
        }
        labels = replace(labels, **own)
    return labels
