"""Changes of a framework, one at a time: a new one comes back, in which everything still fits."""

from collections.abc import Sequence
from dataclasses import replace

from ridealong.process.framework.keys import key_from
from ridealong.process.framework.model import Framework, Question, Skill, Stage
from ridealong.process.framework.seen import UNKNOWN


def with_stage(framework: Framework, stage: Stage) -> Framework:
    """A stage in place of the one with its key, or behind the last."""
    if framework.stage(stage.key) is None:
        return tidy(replace(framework, stages=(*framework.stages, stage)))
    stages = tuple(stage if one.key == stage.key else one for one in framework.stages)
    return tidy(replace(framework, stages=stages))


def without_stage(framework: Framework, key: str) -> Framework:
    """A stage less, and nothing that points at it."""
    return tidy(replace(framework, stages=tuple(s for s in framework.stages if s.key != key)))


def moved_stage(framework: Framework, key: str, by: int) -> Framework:
    """A stage some places earlier or later."""
    place = next((i for i, s in enumerate(framework.stages) if s.key == key), None)
    if place is None:
        return framework
    return replace(framework, stages=moved(framework.stages, place, by))


def with_skills(framework: Framework, skills: tuple[Skill, ...]) -> Framework:
    """Other skills; stages forget those that are gone."""
    return tidy(replace(framework, skills=skills))


def with_library(framework: Framework, questions: tuple[Question, ...]) -> Framework:
    """Other questions for any stage."""
    return tidy(replace(framework, questions=questions))


def moved[T](rows: Sequence[T], place: int, by: int) -> tuple[T, ...]:
    """One row some places further up or down; the ends stop it.

    >>> moved("abc", 0, 1), moved("abc", 0, -1), moved("abc", 9, 1)
    (('b', 'a', 'c'), ('a', 'b', 'c'), ('a', 'b', 'c'))
    """
    if not 0 <= place < len(rows):
        return tuple(rows)
    rest = [row for i, row in enumerate(rows) if i != place]
    rest.insert(min(max(place + by, 0), len(rest)), rows[place])
    return tuple(rest)


def free_key(framework: Framework, words: str) -> str:
    """A key for a new stage or gate that nothing in the journey has."""
    return key_from(words, {s.key for s in framework.stages} | {g.key for g in framework.gates})


def tidy(framework: Framework) -> Framework:
    """Take away whatever points at a stage, gate or skill that is gone."""
    skills = {skill.key for skill in framework.skills}
    ours = {s.key for s in framework.stages} | {g.key for g in framework.gates}
    known = {*UNKNOWN, *(gate.key for gate in framework.gates)}
    return replace(
        framework,
        stages=tuple(_tidy_stage(stage, skills, known) for stage in framework.stages),
        questions=_tidy_questions(framework.questions, known),
        mapped=tuple(
            (method, tuple((step, key) for step, key in steps if key in ours))
            for method, steps in framework.mapped
        ),
    )


def _tidy_stage(stage: Stage, skills: set[str], known: set[str]) -> Stage:
    return replace(
        stage,
        skills=tuple(key for key in stage.skills if key in skills),
        questions=_tidy_questions(stage.questions, known),
    )


def _tidy_questions(questions: tuple[Question, ...], known: set[str]) -> tuple[Question, ...]:
    return tuple(
        question if question.unknown in {"", *known} else replace(question, unknown="")
        for question in questions
    )
