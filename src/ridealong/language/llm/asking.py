"""What a language model is asked: a few turns at a time, after the turns before them.

Sent are the words of the turns, their numbers and the roles of who speaks. Names, addresses, times
and titles stay here, except where somebody says them aloud.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ridealong.conversation import Role
from ridealong.language.casting import Line, Script
from ridealong.language.moves import moves, moves_of

TURNS = 12
"""A window asks about up to so many turns."""
WORDS = 400
"""Of several turns a window holds up to so many words; a longer turn has a window of its own."""
CONTEXT = 6
"""Turns before the window that are read with it."""
MOST_MOVES = 6
"""Of one turn; nobody who labels by hand gives more."""
TOKENS = 200
"""An answer may be so long, and so much longer for each turn asked about:"""
TOKENS_A_TURN = 150

type Message = Mapping[str, str]


class Window(NamedTuple):
    """A stretch of a script that is asked about in one request."""

    before: Script
    lines: Script

    @property
    def asked(self) -> Script:
        """The lines whose moves are wanted: those that count in this reading and hold words."""
        return tuple(line for line in self.lines if line.counts and line.text.strip())

    @property
    def longest_answer(self) -> int:
        """Tokens after which an answer is cut off."""
        return TOKENS + TOKENS_A_TURN * len(self.asked)


def windows(script: Script) -> Iterator[Window]:
    """Cut a script; every line that counts is asked about exactly once."""
    start = 0
    while start < len(script):
        end, words = start + 1, _words(script[start])
        while end < min(len(script), start + TURNS) and words + _words(script[end]) <= WORDS:
            words += _words(script[end])
            end += 1
        window = Window(script[max(0, start - CONTEXT) : start], script[start:end])
        if window.asked:
            yield window
        start = end


def messages(window: Window, wrong: str = "") -> list[Message]:
    """The system's message, the same for all windows of these roles, and the window's own.

    Args:
        window: what is asked about.
        wrong: why the answer to the same question was of no use.
    """
    roles = _roles(window.asked)
    asked = f"Label {', '.join(key(line) for line in window.asked)}."
    parts = [
        "Earlier turns:",
        *(_row(line) for line in window.before),
        "",
        "Turns:",
        *(_row(line) for line in window.lines),
        "",
        f"{asked} A first answer was of no use: {wrong}." if wrong else asked,
    ]
    said = "\n".join(parts if window.before else parts[2:])
    return [{"role": "system", "content": _guide(roles)}, {"role": "user", "content": said}]


def schema(window: Window) -> Mapping[str, Any]:
    """JSON schema of the answer: every turn asked about, and only moves of who speaks."""
    keys = [key(line) for line in window.asked]
    return {
        "type": "object",
        "properties": {key(line): {"$ref": f"#/$defs/{line.role}"} for line in window.asked},
        "required": keys,
        "additionalProperties": False,
        "$defs": {str(role): _moves_schema(role) for role in _roles(window.asked)},
    }


def key(line: Line) -> str:
    """Under which a turn is asked for and answered."""
    return f"turn_{line.turn}"


def _roles(lines: Sequence[Line]) -> tuple[Role, ...]:
    return tuple(sorted({line.role for line in lines}))


def _words(line: Line) -> int:
    return len(line.text.split())


def _row(line: Line) -> str:
    return f"{key(line)} {line.role}: {' '.join(line.text.split())}"


@cache
def _guide(roles: tuple[Role, ...]) -> str:
    text = (files(__package__) / "prompt.txt").read_text(encoding="utf-8")
    return text + "".join(_vocabulary(role) for role in roles)


def _vocabulary(role: Role) -> str:
    rows = (f"- {m}: {moves()[m].means}; not: {moves()[m].but}\n" for m in moves_of(role))
    return f"\nMoves of the {role}:\n{''.join(rows)}"


def _moves_schema(role: Role) -> Mapping[str, Any]:
    move = {
        "type": "object",
        "properties": {
            "move": {"type": "string", "enum": list(moves_of(role))},
            "quote": {"type": "string"},
        },
        "required": ["move", "quote"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": move, "maxItems": MOST_MOVES}
