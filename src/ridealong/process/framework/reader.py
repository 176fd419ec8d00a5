"""Take values out of a tree, and write down everything that is wrong on the way."""

import re
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.tree import Node, unshown

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
SAYS = 300
"""Characters of a sentence."""
LABEL = 60
KEY = 60


class Reader:
    """Reads one text; what is wrong is kept in `faults`, and the reading goes on."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[BadFramework] = []

    def fault(self, node: Node, at: str, cause: str, remedy: str, line: int = 0) -> None:
        """Write down that something is wrong."""
        self.faults.append(
            BadFramework(cause, remedy=remedy, key=at, line=line or node.line, path=self.path)
        )

    def table(self, node: Node, at: str, keys: Collection[str]) -> dict[str, Node]:
        """The values of a table by key; those that are not known or stand twice are told."""
        if not isinstance(node.value, dict):
            known = ", ".join(keys)
            self.fault(node, at, "is not a table of keys and values", f"Give it keys: {known}")
            return {}
        for key, line in node.twice:
            remedy = "Keep one of the two, or put both into one list"
            self.fault(node, within(at, key), "stands here twice", remedy, line)
        for key in node.value:
            if key not in keys:
                remedy = f"Keys that are known here: {', '.join(keys)}"
                line = node.value[key].line
                self.fault(
                    node, within(at, key[:KEY]), "is a key that is not known here", remedy, line
                )
        return {key: value for key, value in node.value.items() if key in keys}

    def items(self, node: Node | None, at: str, most: int) -> Iterator[tuple[str, Node]]:
        """Each item of a list with its place; nothing where nothing was given."""
        if node is None or node.value is None:
            return
        if not isinstance(node.value, tuple):
            self.fault(node, at, "is not a list", "Begin each item on a line of its own with “- ”")
            return
        if len(node.value) > most:
            self.fault(
                node,
                at,
                f"has {len(node.value):,} items",
                f"At most {most} can be used; leave some out",
            )
            return
        for i, item in enumerate(node.value, 1):
            yield f"{at}[{_named(item) or i}]", item

    def text(
        self, node: Node | None, at: str, of: Node, most: int = SAYS, *, needed: bool = True
    ) -> str:
        """A text in one line; empty where there is none."""
        if node is None or node.value is None or node.value == "":
            if needed:
                self.fault(node or of, at, "is missing", "Say it in a few words")
            return ""
        if not isinstance(node.value, str):
            self.fault(node, at, "is not a text", "Write one text after the colon")
            return ""
        text = " ".join(node.value.split())
        if bad := unshown(text):
            cause = f"holds a character that cannot be shown (U+{ord(bad[0]):04X})"
            self.fault(node, at, cause, "Delete it")
        elif len(text) > most:
            cause = f"has {len(text):,} characters"
            self.fault(node, at, cause, f"Say it in at most {most}")
        elif needed and not text:
            self.fault(node, at, "is empty", "Say it in a few words")
        else:
            return text
        return ""

    def key(self, node: Node | None, at: str, of: Node, most: int = KEY) -> str:
        """A key, by which other places and deals point at something."""
        key = self.text(node, at, of, most)
        if key and node and not _KEY.fullmatch(key):
            remedy = "Use small letters a to z, digits, - and _, and begin with a letter or digit"
            self.fault(node, at, f"“{key}” is no key", remedy)
            return ""
        return key

    def texts(self, node: Node | None, at: str, most: int, longest: int = SAYS) -> tuple[str, ...]:
        """A list of texts, each once."""
        found = (
            self.text(item, place, item, longest) for place, item in self.items(node, at, most)
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def of[E: StrEnum](self, kind: type[E], node: Node | None, at: str, of: Node) -> E | None:
        """One of a few words."""
        word = self.text(node, at, of)
        if word and node and word not in set(kind):
            self.fault(node, at, f"“{word}” is not known", f"Take one of: {', '.join(kind)}")
            return None
        return kind(word) if word else None

    def once[T](
        self,
        node: Node | None,
        at: str,
        most: int,
        one: Callable[[Node, str], T | None],
        seen: set[str],
    ) -> tuple[T, ...]:
        """Things that have a key, of which each may stand once among all that were seen."""
        found = []
        for place, item in self.items(node, at, most):
            key = _named(item)
            if key in seen:
                remedy = "Give each a key of its own"
                self.fault(item, place, f"the key “{key}” stands here twice", remedy)
                continue
            seen.update(filter(None, [key]))
            thing = one(item, place)
            if thing is not None:
                found.append(thing)
        return tuple(found)


def within(at: str, key: str) -> str:
    """The place of a key."""
    return f"{at}.{key}" if at else key


def _named(item: Node) -> str:
    """The key of a thing, as far as it has one."""
    key = item.value.get("key") if isinstance(item.value, dict) else None
    named = key.value if key else None
    return named if isinstance(named, str) and _KEY.fullmatch(named) and len(named) <= KEY else ""
