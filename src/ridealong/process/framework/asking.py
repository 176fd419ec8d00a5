"""Coaching questions out of a tree."""

from ridealong.process.framework.asks import refused
from ridealong.process.framework.keys import key_from
from ridealong.process.framework.model import Question, UseCase
from ridealong.process.framework.reader import KEY, Reader
from ridealong.process.framework.seen import Seen
from ridealong.process.framework.tree import Node

_KEYS = ("key", "says", "use", "unknown")


def read_questions(
    reader: Reader, node: Node | None, at: str, most: int, seen: Seen
) -> tuple[Question, ...]:
    """The questions of a list.

    Args:
        reader: keeps the faults.
        node: the list.
        at: where it stands.
        most: how many there may be.
        seen: the keys so far; the new ones are added.
    """

    def one(item: Node, place: str) -> Question | None:
        return _question(reader, item, place, seen)

    return reader.once(node, at, most, one, seen.questions)


def _question(reader: Reader, item: Node, at: str, seen: Seen) -> Question | None:
    of = reader.table(item, at, _KEYS)
    says = reader.text(of.get("says"), f"{at}.says", item)
    if says and (why := refused(says)):
        reader.fault(of["says"], f"{at}.says", *why)
    made = "key" not in of
    key = key_from(says, seen.questions) if made else reader.key(of["key"], f"{at}.key", item)
    seen.questions.add(key)
    return Question(
        key,
        says,
        _uses(reader, of.get("use"), f"{at}.use"),
        _unknown(reader, of.get("unknown"), f"{at}.unknown", seen),
    )


def _uses(reader: Reader, node: Node | None, at: str) -> tuple[UseCase, ...]:
    """The talks, always in the same order."""
    listed = reader.items(node, at, len(UseCase))
    found = {reader.of(UseCase, word, place, word) for place, word in listed}
    return tuple(use for use in UseCase if use in found) or (UseCase.ANY,)


def _unknown(reader: Reader, node: Node | None, at: str, seen: Seen) -> str:
    if node is None:
        return ""
    word = reader.text(node, at, node, KEY, needed=False)
    if word and word not in seen.unknowns:
        remedy = f"Take one of: {', '.join(seen.unknowns)}"
        reader.fault(node, at, f"“{word}” is nothing that can be unknown", remedy)
    return word
