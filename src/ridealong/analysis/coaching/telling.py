"""Asking against telling: the stance, taking over, advice dressed as a question, fixing.

The stance weighs questions, those for results left out, against telling, taking over, criticism
and threats, by likelihood over the whole talk. On 211 labelled talks of six authors it was right
in 91 % by the moves that people had labelled (80 % or more for each author), and in 89 % of 132 by
those of a tagger that had not seen the author.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.counts import share
from ridealong.analysis.coaching.evidence import (
    OPENING,
    TELLING,
    amount,
    asked,
    coach_turns,
    counted,
    learner,
)
from ridealong.analysis.coaching.phrases import speaks_of
from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taker

LEAST_ASKING = 0.60
"""Rule of thumb (S4.43): questions make up at least so much of questions and telling."""
ENOUGH = 5
"""Acts of asking or telling below which nothing is said about their share."""
_ASKS = (*OPENING, "vague_question")
_DEMANDS = ("results_question", "criticism", "takeover")
_RAISED = ("client_problem", "blame", "limiting_belief", "to_change", "story")
_SHOWN = 3


def stance(heard: Heard) -> Literal["asking", "telling"] | None:
    """Which of the two the coach mostly does; None where there is no sign of either."""
    coach = coach_turns(heard)
    asks, tells = amount(heard, coach, *_ASKS), amount(heard, coach, *TELLING)
    if not asks and not tells:
        return None
    return "asking" if asks > LEAST_ASKING * (asks + tells) else "telling"


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The share of questions among questions and telling."""
    asks, both = _acts(heard)
    why = "neither a question nor telling is heard"
    yield share(taker, "ask_tell_share", taker.clock.parties.ours, (asks, both), why)


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """Where a question stood, and where an answer was given instead."""
    yield from _ask_or_tell(heard)
    yield from _takeover(heard)
    yield from _advice_as_question(heard)
    yield from _fixing(heard)
    yield from _not_coaching(heard)


def _acts(heard: Heard) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The coach's turns that ask and tell nothing, and all that do either."""
    questions = asked(heard)
    tells = heard.turns_with(*TELLING, among=coach_turns(heard))
    return tuple(sorted(set(questions) - set(tells))), tuple(sorted({*questions, *tells}))


def _ask_or_tell(heard: Heard) -> Iterator[Candidate]:
    asks, both = _acts(heard)
    if len(both) < ENOUGH:
        return
    part = len(asks) / len(both)
    tells = heard.turns_with(*TELLING, among=both)
    good = part >= LEAST_ASKING
    shown = (heard.turns_with(*OPENING, among=asks) or asks) if good else tells
    finding = Finding(
        id="ask_or_tell",
        says=f"{counted(len(asks), 'question')} against {counted(len(tells), 'turn')} of telling, "
        f"for example {quoted(heard, shown[0], *(OPENING if good else TELLING))}",
        evidence=shown[:_SHOWN],
        ask="Which question brought more than you expected?"
        if good
        else f"Which of these could the {learner(heard)} have answered?",
        capability="S4.43",
        moves=TELLING if not good else OPENING,
    )
    away = (part - LEAST_ASKING) / (1 - LEAST_ASKING) if good else 1 - part / LEAST_ASKING
    judged = strength if good else gap
    yield judged("ask_not_tell", abs(away), len(both) / (len(both) + 4), finding)


def _takeover(heard: Heard) -> Iterator[Candidate]:
    turns = heard.turns_with("takeover", among=coach_turns(heard))
    if not turns:
        return
    finding = Finding(
        id="takeover",
        says=f"A step that is the {learner(heard)}'s goes to the coach: "
        f"{quoted(heard, turns[0], 'takeover')}",
        evidence=turns[:_SHOWN],
        ask=f"What would the {learner(heard)} need to take this step alone?",
        capability="S4.44",
        moves=("takeover",),
    )
    certain = heard.any_of(turns, "takeover")
    yield gap("leave_the_step", len(turns) / 2, certain, finding)


def _advice_as_question(heard: Heard) -> Iterator[Finding]:
    tells = heard.turns_with("tell", among=coach_turns(heard))
    dressed = [t for t in tells if speaks_of(heard, t, "advice.as_question")]
    if dressed:
        yield Finding(
            id="advice_as_question",
            says=f"This asks and tells at once: {quoted(heard, dressed[0], 'tell')}",
            evidence=tuple(dressed[:_SHOWN]),
            ask="How would this question sound if you did not know the answer?",
            capability="S4.43",
            moves=("tell",),
        )


def _fixing(heard: Heard) -> Iterator[Finding]:
    """What the rep raises and the coach answers at once."""
    fixed = _fixed(heard)
    if len(fixed) < 2:
        return
    raised, told = fixed[0]
    yield Finding(
        id="fixing",
        says=f"{len(fixed)} times an answer follows at once on what the {learner(heard)} raises: "
        f"{quoted(heard, raised, *_RAISED)} – {quoted(heard, told, 'tell', 'takeover')}",
        evidence=tuple(sorted({turn for pair in fixed[:_SHOWN] for turn in pair})),
        ask=f"What did the {learner(heard)} think of doing before the answer came?",
        capability="S4.63",
        moves=(*_RAISED, "tell", "takeover"),
    )


def _not_coaching(heard: Heard) -> Iterator[Finding]:
    """Numbers demanded, mistakes caught and problems solved, with hardly a question that opens."""
    coach = coach_turns(heard)
    solved = {told for _, told in _fixed(heard)}
    demands = heard.turns_with(*_DEMANDS, among=coach)
    acts = sorted({*demands, *solved})
    opening = heard.turns_with(*OPENING, among=coach)
    if len(acts) < ENOUGH or len(acts) < 2 * len(opening):
        return
    yield Finding(
        id="not_coaching",
        says=f"{counted(len(acts), 'turn')} demand a number, catch a mistake or solve it for the "
        f"{learner(heard)}, {len(opening)} ask what the {learner(heard)} sees. The first: "
        f"{quoted(heard, acts[0], *_DEMANDS, 'tell')}",
        evidence=tuple(acts[:_SHOWN]),
        ask=f"What would the {learner(heard)} have found in the same time?",
        capability="S4.80",
        moves=(*_DEMANDS, "tell"),
    )


def _fixed(heard: Heard) -> Sequence[tuple[int, int]]:
    tells = heard.turns_with("tell", "takeover", among=coach_turns(heard))
    pairs = [(heard.before(t, *LEARNS), t) for t in tells if t not in asked(heard)]
    return [(r, t) for r, t in pairs if r is not None and heard.does(r, *_RAISED)]
