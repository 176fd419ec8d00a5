"""The form of a stage with its rows, between what a framework says and what a browser sends."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from ridealong.process.framework.evidence import EVIDENCE_KEY, MOST_EVIDENCE
from ridealong.process.framework.keys import key_from
from ridealong.process.framework.model import (
    EvidenceKind,
    Framework,
    Gate,
    Question,
    Side,
    Skill,
    Stage,
)
from ridealong.process.framework.stage_reading import MOST_QUESTIONS
from ridealong.report.words import _
from ridealong.web.pipeline.frameworks.editing import free_key
from ridealong.web.pipeline.frameworks.fields import Do, Rows, rows_of
from ridealong.web.pipeline.frameworks.forms import EvidenceRow, QuestionRow, StageForm


class StageEditor:
    """A stage as fields and rows: the form, the evidence of either side, the questions."""

    def __init__(
        self,
        framework: Framework,
        stage: Stage | None,
        seen: str,
        data: QueryDict | None = None,
    ) -> None:
        self.framework = framework
        self.stage = stage
        self.form = StageForm(framework, data, initial=_initial(stage, seen))
        gate = stage.gate if stage else None
        self.customer = evidence_rows(gate, Side.CUSTOMER, data)
        self.seller = evidence_rows(gate, Side.SELLER, data)
        asked = stage.questions if stage else ()
        self.questions = question_rows(framework, asked, MOST_QUESTIONS, data)

    def is_valid(self) -> bool:
        """Whether every field holds; each says its own fault."""
        rows = (self.customer.is_valid(), self.seller.is_valid(), self.questions.is_valid())
        return self.form.is_valid() and all(rows)

    def told(self, do: Do) -> Stage:
        """The stage, after the button has done its work.

        Raises:
            ValidationError: the gate lacks the customer's side, or its name.
        """
        said = self.form.cleaned_data
        label = said["label"]
        return Stage(
            key=self.stage.key if self.stage else free_key(self.framework, label),
            label=label,
            customer_step=said["customer_step"],
            seller_step=said["seller_step"],
            until=said["until"],
            gate=self._gate(do),
            questions=questions_of(self.questions.told(do), _taken(self.framework, self.stage)),
            skills=_in_order(self.stage.skills if self.stage else (), said["skills"]),
            exit=said["exit"],
            crm=tuple(dict.fromkeys(label.lower() for label in said["crm"])),
        )

    def _gate(self, do: Do) -> Gate | None:
        label = self.form.cleaned_data["gate_label"]
        taken: set[str] = set()
        customer = _kinds(self.customer.told(do), taken)
        seller = _kinds(self.seller.told(do), taken)
        if not (label or customer or seller):
            return None
        if not label:
            raise ValidationError(_("The gate has no name. Give it one, or take its rows away."))
        if not customer:
            raise ValidationError(
                _(
                    "The gate says nothing that the customer has to do. Name what they will have "
                    "said or done; what we do alone opens no gate."
                )
            )
        held = self.stage.gate if self.stage else None
        key = held.key if held else free_key(self.framework, label)
        return Gate(key, label, customer, seller)


def evidence_rows(gate: Gate | None, side: Side, data: QueryDict | None) -> Rows:
    """The rows of a side of a gate."""
    kinds = gate.kinds(side) if gate else ()
    initial = [{"key": k.key, "says": k.says, "finds": k.finds} for k in kinds]
    more: dict[str, Any] = {"prefix": side.value, "form_kwargs": {"side": side}}
    return rows_of(EvidenceRow, MOST_EVIDENCE, initial, data=data, **more)


def question_rows(
    framework: Framework, asked: Sequence[Question], most: int, data: QueryDict | None
) -> Rows:
    """The rows of questions."""
    initial = [
        {"key": q.key, "says": q.says, "use": [u.value for u in q.use], "unknown": q.unknown}
        for q in asked
    ]
    more: dict[str, Any] = {"prefix": "questions", "form_kwargs": {"framework": framework}}
    return rows_of(QuestionRow, most, initial, data=data, **more)


def questions_of(rows: Iterable[dict[str, Any]], taken: set[str]) -> tuple[Question, ...]:
    """Questions out of rows; a new one gets a key that nothing has."""
    found = []
    for said in rows:
        key = _own(said["key"], said["says"], taken)
        found.append(Question(key, said["says"], said["use"], said["unknown"]))
    return tuple(found)


def skills_of(rows: Iterable[dict[str, Any]]) -> tuple[Skill, ...]:
    """Skills out of rows; a new one gets a key of its own."""
    taken: set[str] = set()
    return tuple(
        Skill(_own(said["key"], said["says"], taken), said["says"], said["behaviours"])
        for said in rows
    )


def _kinds(rows: Iterable[dict[str, Any]], taken: set[str]) -> tuple[EvidenceKind, ...]:
    return tuple(
        EvidenceKind(
            _own(said["key"], said["says"], taken, EVIDENCE_KEY), said["says"], said["finds"]
        )
        for said in rows
    )


def _own(key: str, words: str, taken: set[str], most: int = 60) -> str:
    """The key that a thing has, or a new one; each is used once."""
    found = key if key and key not in taken else key_from(words, taken, most)
    taken.add(found)
    return found


def _in_order(held: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """What is chosen: first what was there, in its order, then what is new."""
    return tuple(dict.fromkeys((*(key for key in held if key in chosen), *chosen)))


def _taken(framework: Framework, but: Stage | None) -> set[str]:
    """The keys of the questions of other places."""
    others = [stage.questions for stage in framework.stages if but is None or stage.key != but.key]
    return {question.key for asked in (*others, framework.questions) for question in asked}


def _initial(stage: Stage | None, seen: str) -> dict[str, Any]:
    if stage is None:
        return {"seen": seen}
    fields = ("label", "customer_step", "seller_step", "until", "skills", "exit", "crm")
    gate = stage.gate.label if stage.gate else ""
    return {name: getattr(stage, name) for name in fields} | {"gate_label": gate, "seen": seen}
