"""The two questions of a debrief: what to repeat, and what to do differently.

A rep can ask them of themselves after every call. Whether they are answered is a fact; how good
the answers are is nobody's business, only whether they name a moment.
"""

from collections.abc import Iterator

from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taken, Taker

REPEAT, CHANGE = "went_well", "to_change"
_FEWEST_WORDS = 4
_WHICH_MOMENT = "Which moment of the conversation do you have in mind?"


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many of the two questions are answered, and how concretely."""
    yield taker.take("debrief_answered", "rep", lambda: _answered(heard))
    yield taker.take("debrief_specific", "rep", lambda: _specific(heard))


def findings(heard: Heard) -> Iterator[Finding]:
    """What to repeat, what to do differently, and the step that was named."""
    yield _repeat(heard)
    yield _change(heard)
    if step := _own_step(heard):
        yield step
    elif other := _left_to_others(heard):
        yield other


def candidates(heard: Heard) -> Iterator[Candidate]:
    """What to repeat; a debrief never holds a gap against anybody."""
    told = answers(heard, REPEAT)
    if told:
        yield Candidate(
            behaviour="reflection",
            good=True,
            size=1.0 if _concrete(heard, told[0], REPEAT) else 0.5,
            sure=heard.p(told[0], REPEAT),
            finding=_repeat(heard),
        )


def answers(heard: Heard, move: str) -> tuple[int, ...]:
    """The turns that answer one of the two questions with more than a word or two.

    Those that name a moment come first.
    """
    said = heard.turns_with(move, among=heard.by(*LEARNS))
    long = [t for t in said if heard.words([t]) >= _FEWEST_WORDS]
    return tuple(sorted(long, key=lambda turn: (not is_specific(heard, turn, move), turn)))


def is_specific(heard: Heard, turn: int, move: str) -> bool:
    """Whether an answer names a moment; that it names an own act is what makes it an answer.

    By words, and so only in English; in the sentence or elsewhere in the turn.
    """
    return lists_of(heard, __name__).has("moment", f"{heard.quote(turn, move)} {heard.text(turn)}")


def _answered(heard: Heard) -> Taken:
    told = [answers(heard, move) for move in (REPEAT, CHANGE)]
    turns = tuple(sorted({t for found in told for t in found}))
    return Taken(float(sum(bool(found) for found in told)), len(heard.by(*LEARNS)), turns)


def _specific(heard: Heard) -> Taken:
    told = [(t, move) for move in (REPEAT, CHANGE) for t in answers(heard, move)]
    if not told:
        return Taken(None, why="neither of the two questions is answered")
    if not lists_of(heard, __name__).patterns:
        return Taken(None, why="there are no lists of words for this language")
    concrete = tuple(t for t, move in told if is_specific(heard, t, move))
    return Taken(len(concrete) / len(told), len(told), concrete)


def _repeat(heard: Heard) -> Finding:
    told = answers(heard, REPEAT)
    if not told:
        return Finding(
            id="debrief_repeat_open",
            says="What went well and is worth repeating is not named yet.",
            evidence=(),
            ask="What did you do in this conversation that you want to do again?",
            capability="S1.10",
        )
    return Finding(
        id="debrief_repeat",
        says=f"To repeat: {_listed(heard, told, REPEAT)}",
        evidence=told,
        ask="What made it possible this time, and where could it serve you next?"
        if _concrete(heard, told[0], REPEAT)
        else _WHICH_MOMENT,
        capability="S1.10",
        moves=(REPEAT,),
    )


def _change(heard: Heard) -> Finding:
    told = answers(heard, CHANGE)
    if not told:
        return Finding(
            id="debrief_change_open",
            says="What to do differently next time is not named yet.",
            evidence=(),
            ask="Which moment would you like to have again, and what would you do in it?",
            capability="S1.10",
        )
    return Finding(
        id="debrief_change",
        says=f"To do differently: {_listed(heard, told, CHANGE)}",
        evidence=told,
        ask="What will you say or do instead, in your own words?"
        if _concrete(heard, told[0], CHANGE)
        else _WHICH_MOMENT,
        capability="S1.10",
        moves=(CHANGE,),
    )


def _concrete(heard: Heard, turn: int, move: str) -> bool:
    """Whether nothing is left to ask for; without lists for the language nothing is asked for."""
    return not lists_of(heard, __name__).patterns or is_specific(heard, turn, move)


def _own_step(heard: Heard) -> Finding | None:
    steps = heard.turns_with("commitment", among=heard.by(*LEARNS))
    if not steps:
        return None
    return Finding(
        id="debrief_own_step",
        says=f"Your next step, set by yourself: {quoted(heard, steps[-1], 'commitment')}",
        evidence=steps,
        ask="What will tell you that it worked?",
        capability="S1.15",
        moves=("commitment",),
    )


def _left_to_others(heard: Heard) -> Finding | None:
    among = heard.by(*LEARNS)
    blames = heard.turns_with("blame", among=among)
    if not blames or heard.turns_with("ownership", CHANGE, among=among):
        return None
    return Finding(
        id="debrief_own_part",
        says=f"The reasons that you name lie with others: {quoted(heard, blames[0], 'blame')}",
        evidence=blames,
        ask="Which part of it was in your own hands?",
        capability="S1.15",
        moves=("blame",),
    )


def _listed(heard: Heard, turns: tuple[int, ...], move: str) -> str:
    return "; ".join(quoted(heard, turn, move) for turn in turns[:2])
