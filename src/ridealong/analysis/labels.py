"""The labels of a conversation, as the command line's contract names them.

A label is None where it does not apply to this kind of conversation, or cannot be told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

GATES = ("admits_need", "open_to_solutions", "agrees_to_discuss", "can_decide")
"""The customer's four gates, in the order in which a good conversation passes them."""
STEPS = ("acknowledge_truth", "analyse_cause", "action_plan", "feedback_system")
"""The four steps of the managerial moment of truth."""

StageName = Literal["opening", "interview", "solution", "close"]


class Stage(NamedTuple):
    """One stage of a call, from its first turn to its last; stages do not overlap."""

    name: StageName
    start_turn: int
    end_turn: int


class Goals(NamedTuple):
    """Which goals a coaching talk speaks of."""

    short_term: bool
    long_term: bool


class Service(NamedTuple):
    """What a service call came to."""

    need_met: bool
    root_cause_found: bool
    rushed: bool
    scripted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What can be told of a conversation as a whole."""

    stages: tuple[Stage, ...] | None = None
    focus: Literal["needs", "product", "transaction"] | None = None
    gates: Mapping[str, int | None] = field(default_factory=lambda: dict.fromkeys(GATES))
    """The first turn in which the customer passes each gate."""
    solution_before_need: bool | None = None
    value_first: Literal["customer", "seller", "nobody"] | None = None
    business_problem_found: bool | None = None
    next_step_agreed: bool | None = None
    mmot: Mapping[str, int | None] | None = None
    """The first turn of each step of the managerial moment of truth."""
    coaching_focus: (
        Literal["results", "problem", "activity", "behaviour", "mindset", "admin"] | None
    ) = None
    stance: Literal["asking", "telling"] | None = None
    substance: int | None = None
    """0 (targets and stories) to 3 (the client's problem, behaviours, a plan with feedback)."""
    goals: Goals | None = None
    service: Service | None = None

    def interview(self) -> tuple[tuple[int, int], ...]:
        """First and last turn of each part of the interview."""
        return tuple((s.start_turn, s.end_turn) for s in self.stages or () if s.name == "interview")

    def as_object(self) -> dict[str, Any]:
        """Plain lists, dicts, strings and numbers."""
        return {name: _plain(getattr(self, name)) for name in LABELS}


LABELS = tuple(f.name for f in fields(Labels))


def _plain(value: object) -> Any:
    if isinstance(value, Stage | Goals | Service):
        return value._asdict()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
