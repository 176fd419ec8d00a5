"""A text in YAML, or what a form sends, as a tree in which every value knows its line.

Every value is text: `yes`, `12` and `2026-12-01` stay what was written. References from one place
to another are refused, so that a short text cannot grow into a huge one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ridealong.process.framework.faults import BadFramework

MOST_CHARACTERS = 400_000
"""The process that comes with Ridealong has about 30,000."""
_MOST_DEPTH = 12
_UNSHOWN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Node:
    """A value: a text, nodes in a row, nodes by key, or nothing."""

    value: "str | tuple[Node, ...] | dict[str, Node] | None"
    line: int = 0
    twice: tuple[tuple[str, int], ...] = ()
    """Keys that stand in it once more, each with its line."""


def unshown(text: str) -> re.Match[str] | None:
    """The first character that no page can show and no file can keep."""
    return _UNSHOWN.search(text)


def of_text(text: str, path: str) -> Node:
    """The tree of a YAML text.

    Raises:
        BadFramework: it is no YAML, or more than a process can be.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        cause = f"has {len(text):,} characters, and a process has at most {MOST_CHARACTERS:,}"
        raise BadFramework(cause, remedy="Give a file that holds a process alone", path=path)
    if bad := unshown(text):
        raise BadFramework(
            f"holds a character that cannot be shown (U+{ord(bad[0]):04X})",
            remedy="Delete it; an editor that shows hidden characters finds it",
            line=text.count("\n", 0, bad.start()) + 1,
            path=path,
        )
    return _composed(text, path)


def of_plain(value: Any) -> Node:
    """The tree of lists, dicts and texts, as `write.plain` makes them."""
    if isinstance(value, Mapping):
        return Node({str(key): of_plain(of) for key, of in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Node(tuple(map(of_plain, value)))
    return Node(None if value is None else str(value))


def _composed(text: str, path: str) -> Node:
    import yaml  # noqa: PLC0415  # 15 ms that only a change of the process needs

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _look(yaml, text, loader, path)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadFramework(
            f"is no YAML ({_problem(error)})",
            remedy="Compare the lines around it with docs/process.md: the same distance from the "
            "left for what belongs together, a space after each colon",
            line=mark.line + 1 if mark else 0,
            path=path,
        ) from None
    if node is None:
        cause = "has nothing in it"
        remedy = "Take the process in use as a file, and change that"
        raise BadFramework(cause, remedy=remedy, path=path)
    return _node(yaml, node)


def _look(yaml: Any, text: str, loader: Any, path: str) -> None:
    """Refuse what would take long or grow, before a tree is made."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        begins = isinstance(event, yaml.events.CollectionStartEvent)
        depth += begins - isinstance(event, yaml.events.CollectionEndEvent)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.events.AliasEvent):
            cause, remedy = "points to another place with *", "Write it out"
            raise BadFramework(cause, remedy=remedy, line=line, path=path)
        if depth > _MOST_DEPTH:
            cause = "is nested deeper than a process is"
            remedy = "Compare it with docs/process.md"
            raise BadFramework(cause, remedy=remedy, line=line, path=path)


def _node(yaml: Any, node: Any) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Node(None if node.tag == _NULL else str(node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Node(tuple(_node(yaml, item) for item in node.value), line)
    found: dict[str, Node] = {}
    twice = []
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name in found:
            twice.append((name, key.start_mark.line + 1))
        found.setdefault(name, _node(yaml, value))
    return Node(found, line, tuple(twice))


def _problem(error: Any) -> str:
    told = (getattr(error, part, None) for part in ("problem", "context"))
    return ", ".join(str(part) for part in told if part) or "it cannot be read"
