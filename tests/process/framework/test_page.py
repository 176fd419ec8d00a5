"""docs/process.md: its example is a process, its table has every key, its messages are ours."""

import re
from pathlib import Path

import pytest

from ridealong.process.framework import asking, evidence, known, read, stage_reading
from ridealong.process.framework.check import stops
from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.model import Side, UseCase
from ridealong.process.framework.seen import UNKNOWN
from ridealong.process.framework.yaml import dump, load

PAGE = (Path(__file__).parents[3] / "docs" / "process.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("```yaml\n")[2].partition("```")[0]
KEYS = {
    *read._KEYS,
    *(f"skills[].{key}" for key in read._SKILL),
    *(f"stages[].{key}" for key in stage_reading._KEYS),
    *(f"stages[].gate.{key}" for key in evidence._GATE),
    *(f"stages[].gate.customer[].{key}" for key in evidence._EVIDENCE),
    *(f"questions[].{key}" for key in asking._KEYS),
    "mapped[].method",
    "mapped[].steps",
    "mapped[].steps[].step",
    "mapped[].steps[].ours",
}


def test_the_example_is_a_process_that_can_be_used():
    ours = load(EXAMPLE, "process.md")
    assert stops(ours) == []
    assert [stage.key for stage in ours.stages] == ["visit", "offer"]
    assert ours.stages[0].questions[1].key == "how-will-you-ask-for-it"
    assert load(dump(ours), "again") == ours


def test_every_key_is_described_and_no_other():
    table = PAGE.partition("### Every key")[2].partition("###")[0]
    named = {
        key
        for line in table.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line.split("|")[1])
    }
    assert named == KEYS


def test_every_word_is_named():
    assert [use for use in UseCase if f"`{use}`" not in PAGE] == []
    assert [word for word in UNKNOWN if f"`{word}`" not in PAGE] == []
    finds = {find for side in Side for find in known.finds(side) if not find.startswith("move:")}
    gates = {find.removeprefix("label:") for find in finds}
    assert [find for find in gates if f"`{find}`" not in PAGE] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("finds: [label:admits_need]", "finds: [activity:email.out]"),
        ("What do they want to have solved, in their own words?", "When will it close?"),
    ],
)
def test_the_messages_that_it_shows_are_those_of_the_library(old, new):
    with pytest.raises(BadFramework) as caught:
        load(EXAMPLE.replace(old, new, 1), "ours.yaml")
    assert str(caught.value) in PAGE
