"""What a framework lacks before everybody can work by it, and what is worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass

from ridealong.process.framework.asks import opens
from ridealong.process.framework.model import Framework, Gate, Question, Stage

FEWEST_STAGES = 2


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a framework lacks."""

    stage: str
    """Key of the stage; empty for the whole."""
    says: str
    """What is missing, one sentence."""
    remedy: str
    stops: bool = True
    """Whether it cannot be published as long as this is missing."""


def missing(framework: Framework) -> list[Missing]:
    """Everything that is missing, in the order of the journey; what stops a publishing first."""
    found = [*_of_whole(framework)]
    for stage in framework.stages:
        found += _of_stage(stage, last=stage is framework.stages[-1])
    return sorted(found, key=lambda one: not one.stops)


def stops(framework: Framework) -> list[Missing]:
    """What has to be mended before it can be published."""
    return [one for one in missing(framework) if one.stops]


def _of_whole(framework: Framework) -> Iterator[Missing]:
    if len(framework.stages) < FEWEST_STAGES:
        yield Missing("", "A journey has two stages or more.", "Add a stage.")
    used = {key for stage in framework.stages for key in stage.skills}
    for skill in framework.skills:
        if skill.key not in used:
            says = f"The skill “{skill.label}” matters in no stage."
            yield Missing("", says, "Tick it at a stage, or take it out.", stops=False)
    yield from _closed("", framework.questions)


def _of_stage(stage: Stage, *, last: bool) -> Iterator[Missing]:
    if stage.gate is None and not last:
        says = f"No gate leads out of “{stage.label}”."
        yield Missing(stage.key, says, "Say what the customer and we will have done by then.")
    if stage.gate:
        yield from _of_gate(stage, stage.gate)
    if not stage.questions:
        says = f"A coach has nothing to ask about “{stage.label}”."
        yield Missing(stage.key, says, "Add a question.")
    if not stage.exit:
        says = f"Nobody can tell by what “{stage.label}” is over."
        yield Missing(stage.key, says, "Add a criterion or two.", stops=False)
    yield from _closed(stage.key, stage.questions)


def _of_gate(stage: Stage, gate: Gate) -> Iterator[Missing]:
    if not gate.customer:
        says = f"The gate “{gate.label}” says nothing that the customer does."
        yield Missing(stage.key, says, "Name what they will have said or done.")
    if not gate.seller:
        says = f"The gate “{gate.label}” says nothing that we do."
        yield Missing(stage.key, says, "Name our part: each thing of theirs has one of ours.")
    if not any(kind.finds for kind in gate.customer):
        says = f"Ridealong cannot propose anything of the customer’s for “{gate.label}”."
        yield Missing(
            stage.key, says, "Say where it may be found, in a call or a mail.", stops=False
        )


def _closed(stage: str, questions: tuple[Question, ...]) -> Iterator[Missing]:
    for question in questions:
        if question.says.isascii() and not opens(question.says):
            says = f"“{question.says}” may be answered by yes or no."
            yield Missing(stage, says, "Begin with what, how or who.", stops=False)
