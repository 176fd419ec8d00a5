"""What one call adds to what is followed over calls: for each behaviour its share and its count.

A call too short to measure, or in which it is not known whose side is ours, adds nothing. A call of
two questions adds its two: it carries no share of its own, and counts in the sum.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.questions import questions
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.analysis.service.signs import RECITES, WORKS, our_turns
from ridealong.coaching.behaviours import (
    LISTENING,
    OPEN_QUESTIONS,
    SAYING_BACK,
    WORKING_ON_IT,
    followed,
)
from ridealong.conversation import Kind


class Figure(NamedTuple):
    """One behaviour in one call."""

    share: float
    n: int


def figures(analysis: Analysis) -> Mapping[str, Figure]:
    """By the behaviour's id, those that can be told of the call."""
    kind = analysis.conversation.kind or Kind.SALES
    wanted = {b.id for b in followed(kind)}
    asked = analysis.measure("questions", "us")
    if not wanted or asked is None or asked.value is None:
        return {}
    heard = Heard(clock_of(analysis.conversation), analysis.tagging)
    made = {
        WORKING_ON_IT.id: _working(heard),
        OPEN_QUESTIONS.id: _open(heard),
        LISTENING.id: _listening(analysis),
        SAYING_BACK.id: _saying_back(analysis, asked.n),
    }
    return {name: figure for name, figure in made.items() if figure.n and name in wanted}


def _open(heard: Heard) -> Figure:
    counted = [q for q in questions(heard) if q.open or not q.gate]
    return _of(sum(q.open for q in counted), len(counted))


def _listening(analysis: Analysis) -> Figure:
    measure = analysis.measure("listening_share", "us", "interview")
    if measure is None or measure.value is None:
        return Figure(0.0, 0)
    return Figure(measure.value, measure.n)


def _saying_back(analysis: Analysis, asked: int) -> Figure:
    measure = analysis.measure("paraphrases", "us")
    back = 0 if measure is None else measure.n
    return _of(back, back + asked)


def _working(heard: Heard) -> Figure:
    works = set(heard.turns_with(*WORKS, among=our_turns(heard)))
    recites = set(heard.turns_with(*RECITES, among=our_turns(heard)))
    return _of(len(works), len(works | recites))


def _of(part: int, whole: int) -> Figure:
    return Figure(part / whole if whole else 0.0, whole)
