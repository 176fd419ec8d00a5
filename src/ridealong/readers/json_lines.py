"""JSON Lines: one value a line. A broken line costs itself, not the file."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ridealong.conversation import Conversation
from ridealong.errors import Malformed, ReadError
from ridealong.readers.source import Source, parse_json

_LONGEST_LOOK = 1_000_000
"""Characters of the first line that are parsed in order to recognise it."""


def first_object(source: Source) -> Mapping[str, Any] | None:
    """The object in the first line, where the source has several lines that begin like one."""
    if source.head[:1] != "{" or source.json is not None:
        return None
    line = next((line for line in source.lines if line.strip("\ufeff \t")), "")
    if len(line) > _LONGEST_LOOK:
        return None
    try:
        value = json.loads(line.strip("\ufeff \t"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def read_lines(source: Source, read: Callable[[object], Conversation]) -> list[Conversation]:
    """A conversation from each line; a line that cannot be read is left out and told.

    Raises:
        ReadError: no line can be read; that of the first.
    """
    conversations: list[Conversation] = []
    first: ReadError | None = None
    for number, line in enumerate(source.lines, 1):
        if not (text := line.strip("\ufeff \t")):
            continue
        try:
            conversations.append(read(parse_json(text, source.warnings)))
        except ReadError as error:
            error.place = _place(number, error)
            source.warnings.append(f"Left out {error.place}: {error.cause}.")
            first = first or error
    if first and not conversations:
        raise first
    return conversations


def _place(number: int, error: ReadError) -> str:
    """Such as "line 7, turns[3].start_s"; each line is JSON of its own, whose line 1 it is."""
    inner = error.place.removeprefix("line 1, ") if isinstance(error, Malformed) else error.place
    return f"line {number}, {inner}" if inner else f"line {number}"
