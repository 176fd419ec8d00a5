"""What is not known of a deal, and how missing gates can be read: questions, never verdicts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ridealong.process.framework.model import Framework, Question, UseCase
from ridealong.process.gates.standing import Stands

NEXT_STEP = "next_step"
DECIDES = "decides"
KNOWN_BY: dict[str, tuple[str, ...]] = {
    "problem": ("business_problem",),
    "value": ("states_value",),
    "who": ("stakeholder",),
    "measure": ("success_measure",),
    DECIDES: ("can_decide", "cannot_decide"),
    NEXT_STEP: ("commitment",),
}
"""What should be known of a deal, and the customer's moves by which it is, in the order in which
it is worth asking."""
PARTLY_BY: dict[str, tuple[str, ...]] = {"problem": ("technical_problem", "admits_need")}
"""Moves that tell a part: a fault without what it sets in motion."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known."""

    key: str
    partly: bool = False
    """A part of it was told."""
    question: Question | None = None
    """How the framework asks for it; None where it has no question for it."""


class Reading(StrEnum):
    """How missing gates can be read; the first asks about us, the others about the customer.

    Source: Willingham's four steps to which a customer agrees; where they do not, it is probably
    no good prospect, or they do not decide, or have no compelling reason, or are not favourably
    disposed.
    """

    NOT_ASKED = "not_asked"
    NO_PROSPECT = "no_prospect"
    NOT_DECIDING = "not_deciding"
    NO_REASON = "no_reason"
    NOT_DISPOSED = "not_disposed"


def unknowns(
    framework: Framework, stage: str, told: Collection[str], *, step_agreed: bool = False
) -> tuple[Unknown, ...]:
    """What is not known, with a question for each.

    Args:
        framework: whose questions are asked.
        stage: where the deal stands.
        told: the customer's moves that were heard in any of its calls, and gates that a person has
            accepted.
        step_agreed: whether a next step is written down.
    """
    missing = [
        key
        for key, moves in KNOWN_BY.items()
        if not any(move in told for move in moves) and not (key == NEXT_STEP and step_agreed)
    ]
    return tuple(
        Unknown(
            key,
            partly=any(move in told for move in PARTLY_BY.get(key, ())),
            question=question_for(framework, stage, key),
        )
        for key in missing
    )


_SAME = {DECIDES: ("decides", "can_decide"), "who": ("who",)}
_USES = (UseCase.DEAL, UseCase.ANY)


def question_for(framework: Framework, stage: str, unknown: str) -> Question | None:
    """The first question that helps with something unknown: of the stage, else of any."""
    own = framework.stage(stage)
    here: Sequence[Question] = own.questions if own else ()
    elsewhere = [q for s in framework.stages for q in s.questions if s is not own]
    names = _SAME.get(unknown, (unknown,))
    fits = [q for q in (*here, *framework.questions, *elsewhere) if q.unknown in names]
    for_deals = [q for q in fits if any(use in q.use for use in _USES)]
    return next(iter(for_deals or fits), None)


def readings(gates: Iterable[Stands], *, asked: bool) -> tuple[Reading, ...]:
    """How it can be read that gates which the deal claims lack the customer's side.

    Args:
        gates: of the deal.
        asked: whether a question of ours about the need was heard in one of its calls.
    """
    missing = [g for g in gates if g.claimed and not g.customer.accepted]
    if not missing:
        return ()
    found = list(Reading)
    if asked:
        found.remove(Reading.NOT_ASKED)
    return tuple(found)
