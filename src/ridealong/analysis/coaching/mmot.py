"""The managerial moment of truth: its four steps, who made them, and whether it was called for.

The four steps are those of Bodaken and Fritz: acknowledge the truth, analyse how it came about,
make an action plan, set up a feedback system. A step stands at the first of the coach's turns that
makes its move; a weak hit counts where it is about as strong as the best one, and where the step
usually stands. On 132 labelled talks this found the very turn, or that there is none, for 72 % of
the steps, by the moves of a tagger that had not seen the author.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.evidence import coach_turns, learner
from ridealong.analysis.heard import COACH_QUESTIONS, LEARNS, Heard
from ridealong.analysis.labels import STEPS
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import listed, quoted
from ridealong.analysis.taking import Taken, Taker

LEAST = 0.30
"""Less likely hits are never taken."""
AS_GOOD = 0.80
"""The first hit that is at least so likely, relative to the best one, is the step."""
STRONG = 0.60
"""A hit that is at least so likely is believed wherever it stands."""
USUALLY_FROM: Mapping[str, float] = {"action_plan": 0.4, "feedback_system": 0.6}
"""Where in the talk a weak hit begins to count, as a share of its turns."""
CALLS_FOR = ("acknowledge_truth", "to_change", "blame", "criticism")
"""What shows a gap between what was expected and what came, the plainest sign first."""
_THEIRS = ("ownership", "commitment", "to_change", "went_well")
_ASK: Mapping[str, str] = {
    "acknowledge_truth": "What was expected, and what came, in one sentence that both sign?",
    "analyse_cause": "How did it come to be this way, step by step?",
    "action_plan": "What will be done next, and by whom?",
    "feedback_system": "How will you both see whether it works?",
}
_NAMES: Mapping[str, str] = {
    "acknowledge_truth": "the gap is named",
    "analyse_cause": "its cause is looked for",
    "action_plan": "a plan is made",
    "feedback_system": "it is settled how to check",
}
_DEMANDS = dict(zip(STEPS, ("S3.6", "S3.7", "S3.8", "S3.9"), strict=True))


class Step(NamedTuple):
    """One step of the moment of truth."""

    name: str
    turn: int
    by: Literal["coach", "rep"]
    """Who does it: the rep where the coach asks and the rep's answer holds it."""


def steps(heard: Heard) -> tuple[Step, ...]:
    """The steps that are found, in the order of the method."""
    found = ((name, first(heard, name)) for name in STEPS)
    return tuple(Step(name, turn, _by(heard, turn)) for name, turn in found if turn is not None)


def label(heard: Heard) -> Mapping[str, int | None]:
    """The first turn of each step."""
    return {name: first(heard, name) for name in STEPS}


def first(heard: Heard, step: str) -> int | None:
    """The first turn that makes this step's move; None where there is none to trust."""
    least = USUALLY_FROM.get(step, 0.0) * len(heard.turns)
    hits = [(turn, heard.p(turn, step)) for turn in coach_turns(heard)]
    hits = [(turn, p) for turn, p in hits if p >= STRONG or (p >= LEAST and turn >= least)]
    best = max((p for _, p in hits), default=0.0)
    return next((turn for turn, p in hits if p >= AS_GOOD * best), None)


def called_for(heard: Heard) -> tuple[int, ...]:
    """The turns in which a gap between expected and actual shows."""
    return heard.turns_with(*CALLS_FOR)


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many of the four steps are made, where a gap calls for them."""
    turns = [s.turn for s in steps(heard)]
    taken = (
        Taken(float(len(turns)), len(STEPS), tuple(turns))
        if turns or called_for(heard)
        else Taken(None, why="no gap between expected and actual shows in this talk")
    )
    yield taker.take("mmot_steps", taker.clock.parties.ours, lambda: taken)


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """The steps that were made, and the first that a gap called for and that is missing."""
    made = steps(heard)
    for step in made:
        yield _made(heard, step)
    names = [s.name for s in made]
    missing = [name for name in STEPS if name not in names]
    if not missing:
        yield _whole(heard, made)
    elif called_for(heard):
        yield _missing(heard, missing)


def _by(heard: Heard, turn: int) -> Literal["coach", "rep"]:
    asks = heard.does(turn, *COACH_QUESTIONS) or heard.clock.words.is_question(heard.text(turn))
    answer = heard.after(turn, *LEARNS)
    theirs = answer is not None and heard.does(answer, *_THEIRS)
    return "rep" if asks and theirs else "coach"


def _made(heard: Heard, step: Step) -> Finding:
    answer = heard.after(step.turn, *LEARNS) if step.by == "rep" else None
    held = (
        f", and the {learner(heard)} does it: {quoted(heard, answer, *_THEIRS)}" if answer else ""
    )
    name = _NAMES[step.name]
    return Finding(
        id=f"mmot_{step.name}",
        says=f"{name[0].upper()}{name[1:]}: {quoted(heard, step.turn, step.name)}{held}",
        evidence=(step.turn, *(() if answer is None else (answer,))),
        ask=_ASK[step.name],
        capability=_DEMANDS[step.name],
        moves=(step.name, *_THEIRS),
    )


def _missing(heard: Heard, missing: Sequence[str]) -> Candidate:
    """What is missing first, by the method's order, and where the gap shows."""
    step = missing[0]
    gap_turn, sign = next((heard.turns_with(m)[0], m) for m in CALLS_FOR if heard.turns_with(m))
    certain = 1.0 - max((heard.p(t, step) for t in coach_turns(heard)), default=0.0)
    unheard = listed([f"that {_NAMES[m]}" for m in missing])
    finding = Finding(
        id="mmot_missing",
        says=f"A gap shows: {quoted(heard, gap_turn, sign)} It is not heard {unheard}.",
        evidence=(gap_turn,),
        ask=_ASK[step],
        capability="S3.10",
        moves=(sign,),
    )
    return gap(step, len(missing) / len(STEPS), certain, finding)


def _whole(heard: Heard, made: Sequence[Step]) -> Candidate:
    finding = Finding(
        id="mmot_whole",
        says="All four steps are made: from "
        f"{quoted(heard, made[0].turn, made[0].name)} to "
        f"{quoted(heard, made[-1].turn, made[-1].name)}",
        evidence=tuple(sorted({s.turn for s in made})),
        ask=f"Which of the four steps brought the {learner(heard)} furthest?",
        capability="S3.10",
        moves=STEPS,
    )
    certain = min(heard.p(s.turn, s.name) for s in made)
    return strength("moment_of_truth", 0.8, certain, finding)
