"""What one place of a process must know of the others while it is read."""

from dataclasses import dataclass, field
from typing import Self

from ridealong.process.framework.tree import Node

UNKNOWN = ("problem", "value", "who", "measure")
"""What may not be known of a deal, beside the gates."""


@dataclass(slots=True)
class Seen:
    """Keys that may be pointed at, and those that are taken already."""

    skills: frozenset[str]
    gates: frozenset[str]
    stages: frozenset[str]
    questions: set[str] = field(default_factory=set)
    """Keys of the questions so far; each stands once in the whole process."""
    gates_read: set[str] = field(default_factory=set)
    crm: dict[str, str] = field(default_factory=dict)
    """A CRM's label, and the stage that has it."""

    @classmethod
    def of(cls, tree: Node) -> Self:
        """What a tree holds, before its parts are read."""
        stages = _items(tree, "stages")
        gates = [gate for stage in stages if (gate := _of(stage, "gate"))]
        return cls(_keys(_items(tree, "skills")), _keys(gates), _keys(stages))

    @property
    def unknowns(self) -> tuple[str, ...]:
        """What a question may be for, when it is not known."""
        return (*UNKNOWN, *sorted(self.gates))


def _of(node: Node, key: str) -> Node | None:
    return node.value.get(key) if isinstance(node.value, dict) else None


def _items(node: Node, key: str) -> tuple[Node, ...]:
    listed = _of(node, key)
    return listed.value if listed and isinstance(listed.value, tuple) else ()


def _keys(nodes: tuple[Node, ...] | list[Node]) -> frozenset[str]:
    found = (_of(node, "key") for node in nodes)
    return frozenset(key.value for key in found if key and isinstance(key.value, str))
