"""The steps and targets that a rep and a manager agree on, and how they are written down.

S2.3, S2.4: a metrics-based process, customised for each salesperson, its steps written, clear to
both and agreed. `as_dict` is what an agreement keeps; `from_dict` takes back only what `as_dict`
could have written, so that a signed version means the same a year later.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ridealong.errors import UsageError

VERSION = 1
MOST_STEPS = 40
LONGEST = 500


class Per(StrEnum):
    """In what span of time a target is to be reached."""

    DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    PERIOD = "period"
    """The whole of the agreement."""


class Unit(StrEnum):
    """What a target counts."""

    COUNT = "count"
    """So many times: contacts, first meetings, proposals."""
    SHARE = "share"
    """A share between 0 and 1 of what entered the step, at any time."""


class BadSteps(UsageError):
    """The steps cannot be taken as they are; the message names the place and what to do."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(f"{place}: {cause}. {remedy}.")
        self.place = place


@dataclass(frozen=True, slots=True)
class Target:
    """How much of a step is agreed."""

    amount: float
    per: Per = Per.WEEK
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the rep does, in their own process."""

    key: str
    """Key of a stage of the framework, "contact" for the first contacts, or any other word."""
    label: str
    does: str = ""
    """What both agreed that is done here, in words."""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one rep, in their order."""

    steps: tuple[Step, ...] = ()

    def of(self, key: str) -> Step | None:
        """The step of a key."""
        return next((step for step in self.steps if step.key == key), None)

    def as_dict(self) -> dict[str, Any]:
        """As an agreement keeps them.

        >>> Steps.from_dict(Steps((Step("proposal", "Proposal"),)).as_dict()).steps[0].label
        'Proposal'
        """
        return {"version": VERSION, "steps": [_written(step) for step in self.steps]}

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> "Steps":
        """From what an agreement keeps.

        Raises:
            BadSteps: something is missing, unknown, too long, or no figure that can be.
        """
        if not isinstance(body, Mapping) or body.get("version") != VERSION:
            raise BadSteps("steps", f"they are not of version {VERSION}", "Agree on them anew")
        steps = body.get("steps")
        if not isinstance(steps, Sequence) or isinstance(steps, str) or len(steps) > MOST_STEPS:
            raise BadSteps("steps", "there is no list of them", f"Give at most {MOST_STEPS}")
        read = tuple(_read(step, f"steps[{i}]") for i, step in enumerate(steps))
        for i, step in enumerate(read):
            if any(step.key == other.key for other in read[:i]):
                raise BadSteps(f"steps[{i}].key", f"{step.key!r} is there twice", "Keep one")
        return cls(read)


def _written(step: Step) -> dict[str, Any]:
    target = step.target and {
        "amount": step.target.amount,
        "per": step.target.per.value,
        "unit": step.target.unit.value,
    }
    return {"key": step.key, "label": step.label, "does": step.does, "target": target}


def _read(step: object, place: str) -> Step:
    if not isinstance(step, Mapping):
        raise BadSteps(place, "it is no step", "Give key, label, does and target")
    return Step(
        key=_text(step, "key", place, needed=True),
        label=_text(step, "label", place, needed=True),
        does=_text(step, "does", place),
        target=_target(step.get("target"), f"{place}.target"),
    )


def _text(step: Mapping[str, Any], field: str, place: str, *, needed: bool = False) -> str:
    text = step.get(field, "")
    if not isinstance(text, str) or len(text) > LONGEST:
        raise BadSteps(f"{place}.{field}", "it is no text", f"Write at most {LONGEST} characters")
    if needed and not text.strip():
        raise BadSteps(f"{place}.{field}", "it is empty", "Write what it is called")
    return text.strip()


def _target(target: object, place: str) -> Target | None:
    if target is None:
        return None
    if not isinstance(target, Mapping):
        raise BadSteps(place, "it is no target", "Give amount, per and unit, or leave it out")
    try:
        per, unit = Per(target.get("per", Per.WEEK)), Unit(target.get("unit", Unit.COUNT))
    except ValueError as error:
        allowed = ", ".join([*Per, *Unit])
        raise BadSteps(place, str(error), f"Take one of: {allowed}") from None
    amount = target.get("amount")
    top = 1 if unit is Unit.SHARE else 1_000_000
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not _fits(amount, top):
        raise BadSteps(f"{place}.amount", f"{amount!r} cannot be", f"Give 0 to {top:,}")
    return Target(float(amount), per, unit)


def _fits(amount: float, top: float) -> bool:
    return math.isfinite(amount) and 0 <= amount <= top
