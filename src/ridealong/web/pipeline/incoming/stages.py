"""What a CRM's stage means here: a stage of the process in use, an end, or its own word.

What somebody said wins; then the labels that the process itself lists; then words for an end that
CRMs share. A label that none of these knows stays as it is, and is asked about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ridealong.process.framework.model import Framework, Journey
from ridealong.process.model import Outcome
from ridealong.process.sheets.words import outcome_of
from ridealong.report.words import _
from ridealong.web.pipeline.frameworks.using import in_use, parsed
from ridealong.web.pipeline.incoming import remembered

AS_IT_IS = "as it is"
_STAGE = "stage:"
_ENDS = (Outcome.WON, Outcome.LOST, Outcome.NO_DECISION)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Meant:
    """What a label means."""

    stage: str = ""
    """Key of a stage, or the CRM's own word; empty: it says nothing of a stage."""
    outcome: str = ""
    """As `Outcome` has it; empty: it does not say that the deal ended."""


@dataclass(frozen=True)
class Stages:
    """Labels of a CRM against the process in use, made once for a sheet."""

    number: int
    """Of the version in use."""
    framework: Framework
    said: Mapping[str, str]
    """By label in lower case: "stage:proposal", an outcome, or `AS_IT_IS`."""
    names: Mapping[str, str]
    """What a stage is called that the CRM names by an id."""

    @classmethod
    def now(cls) -> "Stages":
        """As it stands."""
        row = in_use(Journey.SALES)
        kept = remembered.known(remembered.STAGES)
        return cls(row.pk, parsed(row), kept.get("said", {}), kept.get("names", {}))

    def meant(self, label: str) -> Meant:
        """What a label means."""
        if label not in self._met:
            self._met[label] = self._meant(label)
        return self._met[label]

    def choice(self, label: str) -> str:
        """What was said or is guessed of a label; empty where nobody knows."""
        name = self.name(label)
        said = self.said.get(_key(label)) or self.said.get(_key(name))
        return said or self._guess.get(_key(name)) or _end(name)

    def is_said(self, label: str) -> bool:
        """Whether somebody said it."""
        return _key(label) in self.said or _key(self.name(label)) in self.said

    def name(self, label: str) -> str:
        """What a stage is called, where the CRM has told."""
        return self.names.get(label, label)

    def choices(self) -> list[tuple[str, str]]:
        """Everything that a label can mean, with its words."""
        steps = [(f"{_STAGE}{s.key}", s.label) for s in self.framework.stages]
        ends = [
            (Outcome.WON.value, _("It was won")),
            (Outcome.LOST.value, _("It was lost")),
            (Outcome.NO_DECISION.value, _("The customer decided nothing")),
        ]
        return [*steps, *ends, (AS_IT_IS, _("Keep the CRM’s word"))]

    @cached_property
    def _met(self) -> dict[str, Meant]:
        return {}

    @cached_property
    def _guess(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for stage in self.framework.stages:
            for word in (stage.key, stage.label, *stage.crm):
                found[_key(word)] = f"{_STAGE}{stage.key}"
        return found

    def _meant(self, label: str) -> Meant:
        choice = self.choice(label)
        if choice in _ENDS:
            return Meant(outcome=choice)
        if choice.startswith(_STAGE):
            key = choice.removeprefix(_STAGE)
            if self.framework.stage(key):
                return Meant(stage=key)
        return Meant(stage=self.name(label)[:_LONGEST])


def said_of(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers about labels, as they are remembered."""
    return {_key(label): choice for label, choice in answers.items() if choice}


def unknown(stages: Stages, labels: Iterable[str]) -> list[str]:
    """The labels of which nobody knows what they mean."""
    return [label for label in labels if label and not stages.choice(label)]


def _end(label: str) -> str:
    """The end that a label speaks of; empty where it speaks of none."""
    found = outcome_of(label)
    return found if found in _ENDS else ""


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
