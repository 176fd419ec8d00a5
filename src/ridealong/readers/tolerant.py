"""Reading lists of turns so that one broken item costs only itself, and finding them in wrappers.

What is broken is tallied in the draft with its place. A list that is no list at all is a broken
file and raises `Malformed` where it holds the turns; beside the turns it is only left out.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from ridealong.conversation import Conversation, Draft
from ridealong.errors import EmptyFile, Malformed
from ridealong.readers.fields import Node
from ridealong.readers.source import Source

_LONGEST_WAIT = timedelta(hours=12)
"""A stated start that lies further before the first word is that of something else."""
_DEEPEST = 6


def find(
    node: Node,
    wanted: Callable[[Node], bool],
    through: tuple[str, ...] = (),
    most: int | None = None,
    depth: int = _DEEPEST,
) -> Iterator[Node]:
    """The objects that are `wanted`, going down through lists and through the keys `through`.

    Args:
        node: where to begin.
        wanted: says of an object whether it is one; what lies inside it is not looked at.
        through: the wrappers of this vendor: ("data", "body").
        most: how many items of each list are looked at; for recognising, a few are enough.
        depth: how many levels down.
    """
    if isinstance(node.value, dict):
        if wanted(node):
            yield node
        elif depth:
            for key in through:
                if key in node.value:
                    yield from find(node[key], wanted, through, most, depth - 1)
    elif isinstance(node.value, list) and depth:
        for i, value in enumerate(node.value[:most]):
            if isinstance(value, dict | list):
                item = Node(value, f"{node.path}[{i}]")
                yield from find(item, wanted, through, most, depth - 1)


def found(node: Node, wanted: Callable[[Node], bool], through: tuple[str, ...] = ()) -> bool:
    """Whether `find` finds anything at the first glance; for `sniff`."""
    return next(find(node, wanted, through, most=4), None) is not None


def first_has(node: Node, *keys: str) -> bool:
    """Whether this is a list whose first object has all of `keys`."""
    if not isinstance(node.value, list):
        return False
    first = next((v for v in node.value[:8] if isinstance(v, dict)), None)
    return first is not None and all(key in first for key in keys)


def entries(draft: Draft, node: Node, *keys: str) -> Iterator[Node]:
    """The objects of a list of turns; whatever else is in it is left out and told.

    Raises:
        Malformed: it is no list.
    """
    for item in node.each(*keys):
        if isinstance(item.value, dict):
            yield item
        else:
            draft.tally("an entry that is no object; it was left out", item.path)


def extras(draft: Draft, node: Node, *keys: str) -> Iterator[Node]:
    """The objects of a list beside the turns (attendees, moments); none where it is no list."""
    listed = node.first(*keys) if keys else node
    if listed.value is None or isinstance(listed.value, list):
        yield from entries(draft, listed)
    else:
        draft.tally("a list that is none; it was left out", listed.path)


def time_s(draft: Draft, item: Node, *keys: str, per_second: float = 1.0) -> float | None:
    """A time of one item in seconds, as `Node.seconds`; None and told where it is none."""
    try:
        return item.seconds(*keys, per_second=per_second)
    except Malformed:
        draft.tally("a time that is none; it was left out", item[keys[0]].path)
        return None


def figure(draft: Draft, item: Node, *keys: str) -> float | None:
    """A number of one item; None and told where it is none."""
    try:
        return item.number(*keys)
    except Malformed:
        draft.tally("a number that is none; it was left out", item[keys[0]].path)
        return None


def share(draft: Draft, item: Node, *keys: str) -> float | None:
    """A number of one item that must lie between 0 and 1, as confidences do; None otherwise."""
    value = figure(draft, item, *keys)
    return value if value is not None and 0 <= value <= 1 else None


def email(item: Node, *keys: str) -> str | None:
    """The first member among `keys` that is an e-mail address ("None" and "" are not)."""
    texts = (item.text(key) for key in keys)
    return next((text.strip() for text in texts if text and "@" in text), None)


def zero(stated: datetime | None, moments: Iterable[datetime | None]) -> datetime | None:
    """The moment from which times count: the stated start, else the first word.

    A start after the first word, or half a day before it, is not this recording's.
    """
    first = min((m for m in moments if m is not None), default=None)
    if first is None or stated is None:
        return stated or first
    return stated if timedelta(0) <= first - stated <= _LONGEST_WAIT else first


def since(start: datetime | None, moment: datetime | None) -> float | None:
    """Seconds from `start` to `moment`; None where either is unknown."""
    return None if start is None or moment is None else (moment - start).total_seconds()


def finish(source: Source, drafts: Iterable[Draft]) -> list[Conversation]:
    """All conversations in which somebody speaks.

    Raises:
        EmptyFile: nobody does in any.
    """
    read = [draft.finish() for draft in drafts]
    spoken = [conversation for conversation in read if conversation.turns]
    if not spoken:
        raise EmptyFile(
            "holds no speech", remedy="Export it again; the call may not be transcribed yet"
        )
    if without := len(read) - len(spoken):
        source.warnings.append(
            f"{without} of {len(read)} calls in the file have no transcript; they were left out."
        )
    return spoken
