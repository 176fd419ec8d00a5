"""A framework as plain lists, dicts and texts, in the order in which a person reads it."""

from typing import Any

from ridealong.process.framework.model import (
    EvidenceKind,
    Framework,
    Gate,
    Question,
    Skill,
    Stage,
)


class Row(list[str]):
    """A list of words that stands in one line."""


def plain(framework: Framework) -> dict[str, Any]:
    """Everything about a framework, as JSON and YAML can hold it; what is empty is left out."""
    return _filled(
        name=framework.name,
        journey=framework.journey.value,
        skills=[_skill(skill) for skill in framework.skills],
        stages=[_stage(stage) for stage in framework.stages],
        questions=[_question(question) for question in framework.questions],
        mapped=[
            _filled(method=method, steps=[{"step": step, "ours": ours} for step, ours in steps])
            for method, steps in framework.mapped
        ],
    )


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _skill(skill: Skill) -> dict[str, Any]:
    return _filled(key=skill.key, label=skill.label, behaviours=Row(skill.behaviours))


def _stage(stage: Stage) -> dict[str, Any]:
    return _filled(
        key=stage.key,
        label=stage.label,
        customer_step=stage.customer_step,
        seller_step=stage.seller_step,
        until=stage.until,
        gate=_gate(stage.gate) if stage.gate else None,
        skills=Row(stage.skills),
        exit=list(stage.exit),
        crm=Row(stage.crm),
        questions=[_question(question) for question in stage.questions],
    )


def _gate(gate: Gate) -> dict[str, Any]:
    return _filled(
        key=gate.key,
        label=gate.label,
        customer=[_evidence(kind) for kind in gate.customer],
        seller=[_evidence(kind) for kind in gate.seller],
    )


def _evidence(kind: EvidenceKind) -> dict[str, Any]:
    return _filled(key=kind.key, says=kind.says, finds=Row(kind.finds))


def _question(question: Question) -> dict[str, Any]:
    return _filled(
        key=question.key,
        says=question.says,
        use=Row(use.value for use in question.use),
        unknown=question.unknown,
    )
