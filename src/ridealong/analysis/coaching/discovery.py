"""Whether the rep finds out: chains of questions, and what stands at their end (S4.64)."""

from collections.abc import Iterator
from typing import NamedTuple

from ridealong.analysis.coaching.candidates import strength
from ridealong.analysis.coaching.counts import count
from ridealong.analysis.coaching.evidence import OPENING, TELLING, coach_turns, counted, learner
from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taker

ASKS_ON = (*OPENING, "analyse_cause", "action_plan", "feedback_system")
"""A plan and a check that are drawn out belong to the chain."""
ENDS = (*TELLING, "results_question", "admin")
FOUND = ("to_change", "ownership", "empowering_belief")
"""What shows that an insight or a step is the rep's own."""
LONG = 3


class Chain(NamedTuple):
    """Questions in a row, with nothing told in between."""

    questions: tuple[int, ...]
    found: int | None
    """The answer to the last of them in which the rep finds something; None for none."""


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The longest chain of questions."""
    best = max(chains(heard), key=lambda c: len(c.questions), default=Chain((), None))
    of, among = taker.clock.parties.ours, coach_turns(heard)
    yield count(taker, "longest_question_chain", of, best.questions, among)


def points(heard: Heard) -> Iterator[Candidate]:
    """The longest chain at whose end the rep finds a step."""
    long = [c for c in chains(heard) if len(c.questions) >= LONG]
    led = [(c.questions, c.found) for c in long if c.found is not None]
    if not led:
        return
    questions, found = max(led, key=lambda chain: len(chain[0]))
    finding = Finding(
        id="rep_discovers",
        says=f"{counted(len(questions), 'question')} in a row and no advice in between; then "
        f"the {learner(heard)} finds it: {quoted(heard, found, *FOUND)}",
        evidence=tuple(sorted((*questions, found))),
        ask="Which of these questions opened it?",
        capability="S4.64",
        moves=(*ASKS_ON, *FOUND),
    )
    certain = heard.any_of([found], *FOUND)
    yield strength("lead_by_questions", len(questions) / 6, certain, finding)


def chains(heard: Heard) -> list[Chain]:
    """All chains of two questions or more, in the order of the talk."""
    found: list[Chain] = []
    current: list[int] = []
    for turn in (*coach_turns(heard), None):
        told = turn is not None and heard.does(turn, *ENDS)
        if turn is not None and not told and heard.does(turn, *ASKS_ON):
            current.append(turn)
        elif turn is None or told:
            if len(current) > 1:
                found.append(Chain(tuple(current), _found(heard, current)))
            current = []
    return found


def _found(heard: Heard, questions: list[int]) -> int | None:
    """The last answer within the chain in which the rep finds something."""
    answers = (heard.after(q, *LEARNS) for q in reversed(questions[1:]))
    return next((a for a in answers if a is not None and heard.does(a, *FOUND)), None)
