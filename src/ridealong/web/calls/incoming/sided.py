"""Which side everybody is on, by who works here; told in words of the desk, not of a command."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ridealong.conversation import Conversation, Kind, Speaker, assign_sides

_NAMED = "--us ("
_WORDS = (
    (re.compile(r"not the coach named by --us"), "not the one who coaches"),
    (re.compile(r"not among --us"), "nobody of us"),
    (re.compile(r"--us \(.*\)"), "known as one of us"),
)
_WARNINGS = ("Nobody in this conversation matches --us", "--us ")


def sided(
    conversation: Conversation, ours: Sequence[str], kind: Kind | None
) -> tuple[Conversation, list[Speaker]]:
    """The conversation with sides and roles, and those of it who were named in person.

    Args:
        conversation: any.
        ours: as `assign_sides` takes it.
        kind: what it is; None for what it says of itself.
    """
    placed = assign_sides(conversation, ours, kind)
    named = [s for s in placed.speakers if s.because.startswith(_NAMED)]
    speakers = tuple(replace(s, because=_plain(s.because)) for s in placed.speakers)
    warnings = tuple(_plain(w) for w in placed.warnings if not w.startswith(_WARNINGS))
    return replace(placed, speakers=speakers, warnings=warnings), named


def _plain(text: str) -> str:
    for pattern, words in _WORDS:
        text = pattern.sub(words, text)
    return text
