"""How much substance a coaching talk has: the client's problem, behaviours, a plan with a check.

Substance 0 is targets and stories alone, 3 is the client's problem, behaviours, and a plan with
feedback. The label counts the acts of substance per 50 passages, by likelihood, and cuts at three
places; see the figures beside the cuts.
"""

from collections.abc import Iterator, Mapping

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.evidence import amount, counted, rate
from ridealong.analysis.heard import COACH_QUESTIONS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import listed, quoted
from ridealong.analysis.taking import Taken, Taker

PARTS: Mapping[str, tuple[str, ...]] = {
    "the client's problem": ("problem_question", "client_problem"),
    "behaviours": (
        "behaviour_question",
        "practice",
        "reflection_question",
        "praise_specific",
        "to_change",
    ),
    "a plan": ("analyse_cause", "action_plan", "ownership"),
    "how to check it": ("feedback_system",),
}
"""What a talk of substance holds, and the moves that show it."""
CUTS = (4.0, 10.0, 14.0)
"""Acts of substance per 50 passages from which the label is 1, 2, 3.

Chosen on 211 labelled talks of six authors; chosen on the others of them, right in 55 % of an
author's talks and within one in 98 %, by the labelled moves and a tagger's alike.
"""
_ALL = tuple(move for moves in PARTS.values() for move in moves)
_EMPTY = ("results_question", "story")


def level(heard: Heard) -> int:
    """The label, 0 to 3."""
    acts = density(heard)
    return sum(acts >= cut for cut in CUTS)


def density(heard: Heard) -> float:
    """Acts of substance per 50 passages; an act counts once for each of its moves."""
    return rate(heard, sum(amount(heard, heard.turns, move) for move in _ALL))


def parts(heard: Heard) -> dict[str, tuple[int, ...]]:
    """The turns that hold each part."""
    return {name: heard.turns_with(*moves) for name, moves in PARTS.items()}


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The density that the label is cut from."""
    turns = heard.turns_with(*_ALL)
    taken = Taken(density(heard), len(heard.turns), turns)
    yield taker.take("substance_density", "call", lambda: taken)


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """What the talk holds, and what is not heard in it."""
    held = parts(heard)
    there = [name for name, turns in held.items() if turns]
    missing = [name for name, turns in held.items() if not turns]
    if not heard.turns_with(*_ALL, *COACH_QUESTIONS, "story"):
        return
    if not there:
        yield _nothing(heard)
        return
    shown = [(held[name][0], PARTS[name]) for name in there]
    yield Finding(
        id="substance",
        says=f"The talk holds {listed(there)}"
        + (f"; not heard: {listed(missing)}." if missing else ".")
        + f" {quoted(heard, shown[0][0], *shown[0][1])}",
        evidence=tuple(sorted({turn for turn, _ in shown})),
        ask="Which part of this talk will the client notice?",
        capability="S2.1",
        moves=_ALL,
    )
    problem = heard.turns_with("problem_question")
    if problem:
        yield _asks_for_problem(heard, problem)


def _asks_for_problem(heard: Heard, turns: tuple[int, ...]) -> Candidate:
    finding = Finding(
        id="problem_questions",
        says=f"{counted(len(turns), 'question')} for the client's problem, such as "
        f"{quoted(heard, turns[0], 'problem_question')}",
        evidence=turns[:3],
        ask="What do you know now about the client that was not in the forecast?",
        capability="S2.1",
        moves=("problem_question",),
    )
    certain = max(heard.p(turn, "problem_question") for turn in turns)
    return strength("problem_question", len(turns) / 4, certain, finding)


def _nothing(heard: Heard) -> Candidate:
    empty = heard.turns_with(*_EMPTY)[:3]
    shown = f", such as {quoted(heard, empty[0], *_EMPTY)}" if empty else ""
    finding = Finding(
        id="substance",
        says=f"Targets and stories are heard{shown}; the client's problem, behaviours and a plan "
        "are not.",
        evidence=empty,
        ask="What business problem does the client want to have solved?",
        capability="S2.1",
        moves=_EMPTY,
    )
    return gap("problem_question", 1.0, 0.7, finding)
