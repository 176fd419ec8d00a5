"""Beliefs that limit or enable, played back as a private question, never as a score.

No text shows what somebody believes. A sentence that sounds certain is worth a question to the
one who said it, and to nobody else: beliefs are no measure, no label and no candidate for
feedback, and what carries them belongs to the person who owns the debrief.
"""

from collections.abc import Iterator

from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Finding
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted

PRIVATE = "private_"
"""Findings whose ids begin so are for the eyes of the one who spoke."""
_LIMITS, _ENABLES = "limiting_belief", "empowering_belief"
_SURE = 0.6
"""Less sure than this, a sentence is left in peace."""


def findings(heard: Heard) -> Iterator[Finding]:
    """One question about the belief that limits most surely; one about what enables."""
    limits = _surest(heard, _LIMITS)
    enables = _surest(heard, _ENABLES)
    if limits is not None:
        yield _limits(heard, limits, enables)
    elif enables is not None:
        yield Finding(
            id=f"{PRIVATE}belief_enables",
            says=f"You say of yourself or your market: {quoted(heard, enables, _ENABLES)}",
            evidence=(enables,),
            ask="Where did you see that it is so?",
            capability="S4.12",
            moves=(_ENABLES,),
        )


def _limits(heard: Heard, turn: int, enables: int | None) -> Finding:
    words = quoted(heard, turn, _LIMITS)
    certain = lists_of(heard, __name__).found("certain", heard.quote(turn, _LIMITS))
    beside = ""
    if enables is not None and enables != turn:
        beside = f" You also say: {quoted(heard, enables, _ENABLES)}"
    return Finding(
        id=f"{PRIVATE}belief_limits",
        says=f"{words} is how it looked to you.{beside}",
        evidence=(turn,) if not beside or enables is None else (turn, enables),
        ask=f"What would tell you whether “{certain}” is a fact or a guess?"
        if certain
        else "What have you seen that points the other way?",
        capability="S4.97",
        moves=(_LIMITS, _ENABLES),
    )


def _surest(heard: Heard, move: str) -> int | None:
    told = [t for t in heard.turns_with(move, among=heard.by(*LEARNS)) if heard.p(t, move) >= _SURE]
    return max(told, key=lambda turn: heard.p(turn, move), default=None)
