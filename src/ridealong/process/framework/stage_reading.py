"""Stages out of a tree."""

from ridealong.process.framework.asking import read_questions
from ridealong.process.framework.evidence import read_gate
from ridealong.process.framework.model import Stage
from ridealong.process.framework.reader import KEY, LABEL, SAYS, Reader
from ridealong.process.framework.seen import Seen
from ridealong.process.framework.tree import Node

MOST_STAGES, MOST_QUESTIONS, MOST_LINES = 20, 60, 30
UNTIL = 120
_KEYS = (
    "key", "label", "customer_step", "seller_step", "until",
    "gate", "skills", "exit", "crm", "questions",
)  # fmt: skip


def read_stages(reader: Reader, node: Node | None, seen: Seen) -> tuple[Stage, ...]:
    """The stages of a list, in the order of the journey."""

    def one(item: Node, at: str) -> Stage | None:
        return _stage(reader, item, at, seen)

    return reader.once(node, "stages", MOST_STAGES, one, set())


def _stage(reader: Reader, item: Node, at: str, seen: Seen) -> Stage:
    of = reader.table(item, at, _KEYS)

    def say(field: str, most: int = SAYS) -> str:
        return reader.text(of.get(field), f"{at}.{field}", item, most)

    asks = of.get("questions")
    return Stage(
        key=reader.key(of.get("key"), f"{at}.key", item),
        label=say("label", LABEL),
        customer_step=say("customer_step"),
        seller_step=say("seller_step"),
        until=say("until", UNTIL),
        gate=read_gate(reader, of.get("gate"), f"{at}.gate", seen),
        questions=read_questions(reader, asks, f"{at}.questions", MOST_QUESTIONS, seen),
        skills=_skills(reader, of.get("skills"), f"{at}.skills", seen),
        exit=reader.texts(of.get("exit"), f"{at}.exit", MOST_LINES),
        crm=_crm(reader, of.get("crm"), at, seen),
    )


def _skills(reader: Reader, node: Node | None, at: str, seen: Seen) -> tuple[str, ...]:
    found = []
    for place, item in reader.items(node, at, MOST_LINES):
        key = reader.text(item, place, item, KEY)
        if key and key not in seen.skills:
            known = ", ".join(sorted(seen.skills)) or "none yet"
            remedy = f"Take one of the skills of the process ({known}), or add it to them"
            reader.fault(item, place, f"“{key}” is no skill of this process", remedy)
        found.append(key)
    return tuple(dict.fromkeys(filter(None, found)))


def _crm(reader: Reader, node: Node | None, at: str, seen: Seen) -> tuple[str, ...]:
    """Labels in lower case; a label leads to one stage alone."""
    found = []
    for place, item in reader.items(node, f"{at}.crm", MOST_LINES):
        label = reader.text(item, place, item, UNTIL).lower()
        stage = seen.crm.setdefault(label, at)
        if label and stage != at:
            cause = f"“{label}” stands at {stage} as well"
            reader.fault(item, place, cause, "Name it at the one stage to which it leads")
        found.append(label)
    return tuple(dict.fromkeys(filter(None, found)))
