"""Steps and targets, written and read again."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.process.plan.steps import BadSteps, Per, Step, Steps, Target, Unit

RITAS = Steps(
    (
        Step(
            "contact",
            "First contacts",
            "calls restaurants that opened this year",
            Target(8, Per.DAY),
        ),
        Step("first-meeting", "First meeting", "", Target(4)),
        Step(
            "proposal", "Proposal", "only after who decides is known", Target(0.5, unit=Unit.SHARE)
        ),
        Step("decision", "Decision"),
    )
)
TEXT = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
TARGETS = st.builds(Target, st.floats(0, 1), st.sampled_from(Per), st.sampled_from(Unit))
STEPS = st.lists(
    st.builds(Step, TEXT, TEXT, TEXT, st.none() | TARGETS), max_size=8, unique_by=lambda s: s.key
)


def body() -> dict[str, Any]:
    return copy.deepcopy(RITAS.as_dict())


def test_what_was_agreed_is_read_as_it_was_written():
    assert Steps.from_dict(json.loads(json.dumps(RITAS.as_dict()))) == RITAS


@given(STEPS)
def test_any_steps_survive_json(steps: list[Step]):
    told = Steps(tuple(steps))
    assert Steps.from_dict(json.loads(json.dumps(told.as_dict()))) == told


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("version",), 2, "steps"),
        (("steps",), "first meeting", "steps"),
        (("steps",), [{}] * 41, "steps"),
        (("steps", 1), "proposal", "steps[1]"),
        (("steps", 1, "key"), " ", "steps[1].key"),
        (("steps", 1, "key"), "contact", "steps[1].key"),
        (("steps", 1, "label"), 4, "steps[1].label"),
        (("steps", 1, "does"), "x" * 501, "steps[1].does"),
        (("steps", 0, "target"), 8, "steps[0].target"),
        (("steps", 0, "target", "per"), "fortnight", "steps[0].target"),
        (("steps", 0, "target", "unit"), "euros", "steps[0].target"),
        (("steps", 0, "target", "amount"), -1, "steps[0].target.amount"),
        (("steps", 0, "target", "amount"), True, "steps[0].target.amount"),
        (("steps", 0, "target", "amount"), "eight", "steps[0].target.amount"),
        (("steps", 0, "target", "amount"), float("nan"), "steps[0].target.amount"),
        (("steps", 2, "target", "amount"), 1.5, "steps[2].target.amount"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(path: tuple[Any, ...], value: object, place: str):
    broken = body()
    inner: Any = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(BadSteps) as refused:
        Steps.from_dict(broken)
    assert refused.value.place == place


@pytest.mark.parametrize("body", [None, [], "steps", {}])
def test_something_else_is_refused(body: Any):
    with pytest.raises(BadSteps):
        Steps.from_dict(body)


def test_a_step_is_found_by_its_key():
    proposal = RITAS.of("proposal")
    assert proposal is not None
    assert proposal.label == "Proposal"
    assert RITAS.of("lunch") is None
