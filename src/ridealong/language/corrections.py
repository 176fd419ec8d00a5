"""A person's correction wins: it is kept with the conversation and overrides every tagger.

Corrections stand in the native transcript under "corrections"; every form that loses nothing
carries them along. What a person has corrected can be given back as training data.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ridealong.conversation import Conversation, Role
from ridealong.errors import UsageError
from ridealong.language.model import Said, Tagger, Tagging
from ridealong.language.moves import moves, moves_of

KEY = "corrections"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says about one move of one turn."""

    turn: int
    move: str
    holds: bool
    """Whether the turn makes the move."""
    by: str | None = None
    """Who says so."""


def corrections_of(conversation: Conversation) -> tuple[Correction, ...]:
    """The corrections that are kept with a conversation; what cannot be one is left out."""
    stored = conversation.extra.get(KEY)
    rows = stored if isinstance(stored, Sequence) and not isinstance(stored, str) else ()
    return tuple(c for row in rows if (c := _correction(row, conversation)))


def corrected(conversation: Conversation, *new: Correction) -> Conversation:
    """The conversation with further corrections; a later one of the same move replaces it.

    Raises:
        UsageError: there is no such turn or move, or its speaker cannot make the move.
    """
    for correction in new:
        _check(correction, conversation)
    kept = {(c.turn, c.move): c for c in (*corrections_of(conversation), *new)}
    rows = [
        {"turn": c.turn, "move": c.move, "holds": c.holds} | ({"by": c.by} if c.by else {})
        for c in sorted(kept.values(), key=lambda c: (c.turn, c.move))
    ]
    return replace(conversation, extra={**conversation.extra, KEY: rows})


def tag(conversations: Sequence[Conversation], tagger: Tagger) -> list[Tagging]:
    """What a tagger says, overridden where a person has said otherwise."""
    pairs = zip(conversations, tagger.tag(conversations), strict=True)
    return [overridden(conversation, tagging) for conversation, tagging in pairs]


def overridden(conversation: Conversation, tagging: Tagging) -> Tagging:
    """A tagging after the corrections of its conversation."""
    decided = {(c.turn, c.move): c.holds for c in corrections_of(conversation)}
    if not decided:
        return tagging
    kept = [s for s in tagging.said if (s.turn, s.move) not in decided]
    added = [
        _by_person(conversation, turn, move) for (turn, move), holds in decided.items() if holds
    ]
    likelihood = {**tagging.likelihood} | {key: float(holds) for key, holds in decided.items()}
    said = tuple(sorted([*kept, *(s for s in added if s)]))
    return replace(tagging, said=said, likelihood=likelihood)


def training_lines(conversation: Conversation, tagging: Tagging) -> Iterator[str]:
    """The corrected turns as training data: one JSON object each, with all moves of the turn."""
    final = overridden(conversation, tagging)
    for turn in sorted({c.turn for c in corrections_of(conversation)}):
        role = _role(conversation, turn)
        row = {
            "conversation": conversation.id or conversation.title,
            "turn": turn,
            "role": role and str(role),
            "text": conversation.turns[turn].text,
            "moves": [s.move for s in final.said if s.turn == turn],
        }
        yield json.dumps(row, ensure_ascii=False)


def _correction(row: object, conversation: Conversation) -> Correction | None:
    if not isinstance(row, Mapping):
        return None
    turn, move, holds, by = (row.get(k) for k in ("turn", "move", "holds", "by"))
    if type(turn) is not int or not 0 <= turn < len(conversation.turns) or move not in moves():
        return None
    return Correction(turn, str(move), bool(holds), by if isinstance(by, str) else None)


def _check(correction: Correction, conversation: Conversation) -> None:
    turn, move = correction.turn, correction.move
    if not 0 <= turn < len(conversation.turns):
        last = len(conversation.turns) - 1
        raise UsageError(f"There is no turn {turn}; the turns are 0 to {last}.")
    if move not in moves():
        raise UsageError(f"There is no move {move!r}; docs/moves.md lists them.")
    role = _role(conversation, turn)
    if correction.holds and role is not None and move not in moves_of(role):
        raise UsageError(
            f"Turn {turn} is spoken as {role}, who cannot make {move!r};"
            f" take one of {', '.join(moves_of(role))}."
        )


def _role(conversation: Conversation, turn: int) -> Role | None:
    speaker = conversation.turns[turn].speaker
    return None if speaker is None else conversation.by_id[speaker].role


def _by_person(conversation: Conversation, turn: int, move: str) -> Said | None:
    role = _role(conversation, turn)
    if role is None:
        return None
    return Said(turn, move, 1.0, role, 0, len(conversation.turns[turn].text), by="person")
