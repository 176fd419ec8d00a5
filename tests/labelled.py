"""Conversations whose moves a person has labelled, as taggings: what the analyses should see."""

import json
from pathlib import Path
from typing import Any

from ridealong.conversation import Conversation, Role, assign_sides
from ridealong.language import Said, Tagging, moves_of
from ridealong.language.sentences import sentences
from ridealong.readers import read

PERSON = "labelled by a person"


def labelled(path: Path) -> tuple[Conversation, Tagging, dict[str, Any]]:
    """A labelled file: the conversation with its sides, its moves, its labels."""
    conversation = assign_sides(read(path).conversations[0])
    raw = json.loads(path.read_text(encoding="utf-8"))
    given = [(i, t["moves"]) for i, t in enumerate(raw["turns"])]
    return conversation, tagging(conversation, given), raw.get("labels", {})


def tagging(conversation: Conversation, given: list[tuple[int, list[str]]]) -> Tagging:
    """A tagging of these moves, each in the longest sentence of its turn."""
    said = []
    for turn, moves in given:
        role = conversation.by_id[conversation.turns[turn].speaker or ""].role
        assert role is not None
        text = conversation.turns[turn].text
        start, end = max(sentences(text), key=lambda s: s[1] - s[0], default=(0, len(text)))
        said += [
            Said(turn, move, 1.0, Role(role), start, end)
            for move in moves
            if move in moves_of(Role(role))
        ]
    return Tagging(PERSON, tuple(sorted(said)), {(s.turn, s.move): s.p for s in said})
