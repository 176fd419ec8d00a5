"""A framework out of a tree: what must be there, and what points at what."""

from ridealong.process.framework import known
from ridealong.process.framework.asking import read_questions
from ridealong.process.framework.model import Framework, Journey, Skill
from ridealong.process.framework.reader import LABEL, Reader
from ridealong.process.framework.seen import Seen
from ridealong.process.framework.stage_reading import read_stages
from ridealong.process.framework.tree import Node

NAME = 120
MOST_SKILLS, MOST_BEHAVIOURS, MOST_METHODS, MOST_STEPS, MOST_IN_LIBRARY = 40, 20, 10, 60, 100
_KEYS = ("name", "journey", "skills", "stages", "questions", "mapped")
_SKILL = ("key", "label", "behaviours")
type Mapped = tuple[str, tuple[tuple[str, str], ...]]


def read(reader: Reader, tree: Node) -> Framework:
    """The framework that a tree describes; of use only where the reader met no fault."""
    of, seen = reader.table(tree, "", _KEYS), Seen.of(tree)
    journey = reader.of(Journey, of.get("journey"), "journey", tree)
    stages, asked = read_stages(reader, of.get("stages"), seen), of.get("questions")
    if of and not stages and not any(f.key.startswith("stages") for f in reader.faults):
        reader.fault(of.get("stages", tree), "stages", "has no stage", "Give it two or more")
    return Framework(
        name=reader.text(of.get("name"), "name", tree, NAME),
        journey=journey or Journey.SALES,
        stages=stages,
        skills=_skills(reader, of.get("skills")),
        questions=read_questions(reader, asked, "questions", MOST_IN_LIBRARY, seen),
        mapped=_mapped(reader, of.get("mapped"), seen),
    )


def _skills(reader: Reader, node: Node | None) -> tuple[Skill, ...]:
    def one(item: Node, at: str) -> Skill:
        of = reader.table(item, at, _SKILL)
        return Skill(
            reader.key(of.get("key"), f"{at}.key", item),
            reader.text(of.get("label"), f"{at}.label", item, LABEL),
            _behaviours(reader, of.get("behaviours"), f"{at}.behaviours"),
        )

    return reader.once(node, "skills", MOST_SKILLS, one, set())


def _behaviours(reader: Reader, node: Node | None, at: str) -> tuple[str, ...]:
    found = []
    for place, word in reader.items(node, at, MOST_BEHAVIOURS):
        text = reader.text(word, place, word)
        if text and (why := known.no_behaviour(text)):
            reader.fault(word, place, *why)
        found.append(text)
    return tuple(dict.fromkeys(filter(None, found)))


def _mapped(reader: Reader, node: Node | None, seen: Seen) -> tuple[Mapped, ...]:
    return tuple(
        (
            reader.text(of.get("method"), f"{at}.method", item, LABEL),
            tuple(_steps(reader, of.get("steps"), f"{at}.steps", seen)),
        )
        for at, item in reader.items(node, "mapped", MOST_METHODS)
        if (of := reader.table(item, at, ("method", "steps")))
    )


def _steps(reader: Reader, node: Node | None, at: str, seen: Seen) -> list[tuple[str, str]]:
    found, ours = [], seen.stages | seen.gates
    for place, item in reader.items(node, at, MOST_STEPS):
        of = reader.table(item, place, ("step", "ours"))
        step = reader.text(of.get("step"), f"{place}.step", item, LABEL)
        key = reader.text(of.get("ours"), f"{place}.ours", item)
        if key and key not in ours:
            remedy = f"Take the key of a stage or a gate: {', '.join(sorted(ours))}"
            reader.fault(of["ours"], f"{place}.ours", f"“{key}” is no stage or gate", remedy)
        found.append((step, key))
    return found
