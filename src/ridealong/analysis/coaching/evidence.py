"""What several modules ask of a coaching talk: who coaches, how much there is of an act.

A tagger is unsure of single turns and right about whole talks, so that labels rest on likelihoods
summed over turns, and statements on the acts that are likely enough to be said.
"""

from collections.abc import Iterable
from itertools import groupby

from ridealong.analysis.heard import COACH_QUESTIONS, LEARNS, Heard
from ridealong.conversation import Kind, Role

OPENING = (
    "problem_question",
    "activity_question",
    "behaviour_question",
    "mindset_question",
    "reflection_question",
)
"""Questions that let the other find out; asking for results or for a story does not."""
TELLING = ("tell", "takeover", "criticism", "threat")
"""Acts with which the coach says what is so, where a question could stand."""
_PASSAGES = 50


def coach_turns(heard: Heard) -> tuple[int, ...]:
    """The turns of whoever coaches."""
    return heard.by(Role.COACH)


def learner_turns(heard: Heard) -> tuple[int, ...]:
    """The turns of whoever is coached: a rep, or a partner."""
    return heard.by(*LEARNS)


def learner(heard: Heard) -> str:
    """What a sentence calls whoever is coached."""
    return "partner" if heard.clock.conversation.kind is Kind.PARTNER else "rep"


def asked(heard: Heard) -> tuple[int, ...]:
    """The coach's turns that ask a question of a known kind."""
    return heard.turns_with(*COACH_QUESTIONS, among=coach_turns(heard))


def amount(heard: Heard, turns: Iterable[int], *moves: str) -> float:
    """How many of these turns make at least one of the moves, as far as is known."""
    return sum(heard.any_of([turn], *moves) for turn in turns)


def rate(heard: Heard, number: float) -> float:
    """A number per 50 passages: runs of turns of one role, however a transcript cuts them."""
    passages = sum(1 for _ in groupby(heard.role(t) for t in heard.turns))
    return number * _PASSAGES / passages if passages else 0.0


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 question", "3 questions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
