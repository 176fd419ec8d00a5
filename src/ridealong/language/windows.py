"""Windows of tokens: how a long talk is cut for an encoder that reads a few turns at a time.

Each window holds whole turns up to `LONGEST` tokens and begins with up to `CONTEXT` tokens of the
turns before, which are read again but not scored again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 256
CONTEXT = 64
TURN = 96
"""Of a longer turn only the beginning and the end are read."""


class Window(NamedTuple):
    """A run of turns, as places in the list of lengths."""

    first: int
    """The first turn that is read."""
    scored: int
    """The first turn that is scored."""
    end: int
    """Behind the last turn."""


def windows(lengths: Sequence[int]) -> Iterator[Window]:
    """Cut a talk; every turn is scored exactly once.

    Args:
        lengths: tokens of each turn, at most `TURN`.

    >>> list(windows([90, 90, 90, 40]))
    [Window(first=0, scored=0, end=2), Window(first=2, scored=2, end=4)]
    """
    scored = 0
    while scored < len(lengths):
        first, before = scored, 0
        while first > 0 and before + lengths[first - 1] <= CONTEXT:
            first -= 1
            before += lengths[first]
        end, size = scored, before + 1
        while end < len(lengths) and (end == scored or size + lengths[end] <= LONGEST):
            size += lengths[end]
            end += 1
        yield Window(first, scored, end)
        scored = end


def shortened[T](tokens: Sequence[T]) -> list[T]:
    """The beginning and the end of a turn that is longer than `TURN` tokens."""
    if len(tokens) <= TURN:
        return list(tokens)
    half = TURN // 2
    return [*tokens[:half], *tokens[-(TURN - half) :]]
