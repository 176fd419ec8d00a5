"""What a rep says about a conversation, beside what the conversation shows.

Seeing one's own conversations as they were is a skill that grows (S1.16): of the claims that a
call can answer, how many agree with it. A call that differs is no fault, and in both directions:
people are as often too hard on themselves.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ridealong.analysis.clock import clock_of
from ridealong.analysis.debrief.answers import CHANGE, REPEAT, answers
from ridealong.analysis.debrief.shown import BEHAVIOURS, Call, Shown, call_of, shown
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.analysis.phrases import phrases
from ridealong.analysis.quoting import in_quotes

Verdict = Literal["agreement", "gap", "cannot be told"]


class Claim(NamedTuple):
    """Something that the rep says of themselves in a debrief."""

    turn: int
    """Of the debrief."""
    words: str
    behaviour: str | None
    """A name in `behaviours.yaml`; None where no list speaks of it."""
    went_well: bool
    """Named as something to repeat; else as something to do differently."""


class Compared(NamedTuple):
    """A claim beside what the call shows."""

    claim: Claim
    verdict: Verdict
    says: str
    ask: str
    turns: tuple[int, ...]
    """Turns of the call."""


class Awareness(NamedTuple):
    """How many of the claims agree with the call, of those that it can answer."""

    agree: int
    told: int
    untold: int
    """Claims that the call cannot answer; they count for nothing."""


def compare(debrief: Analysis, call: Analysis) -> tuple[Compared, ...]:
    """Set each claim of a debrief beside what the call shows.

    Args:
        debrief: of a rep alone, with its moves.
        call: the conversation that the debrief speaks of.

    Returns:
        One for each claim and behaviour, in the order of the debrief.
    """
    return set_beside(claims(debrief), call)


def set_beside(told: Sequence[Claim], call: Analysis) -> tuple[Compared, ...]:
    """Set claims beside what the call shows, wherever they were made."""
    seen = call_of(call)
    return tuple(_compared(claim, seen) for claim in told)


def written_claims(repeat: str, differently: str, language: str | None) -> tuple[Claim, ...]:
    """What the rep names in a debrief that was written, not spoken: the same by its two answers."""
    lists = phrases(__package__ or "", language, "behaviours.yaml")
    told: list[Claim] = []
    for turn, (words, went_well) in enumerate(((repeat, True), (differently, False))):
        found = [b for b in BEHAVIOURS if lists.has(b, words)] if words else []
        told += [Claim(turn, words, b, went_well) for b in found]
    return tuple(told)


def claims(debrief: Analysis) -> tuple[Claim, ...]:
    """What the rep names to repeat or to change, by behaviour."""
    heard = Heard(clock_of(debrief.conversation), debrief.tagging)
    lists = phrases(__package__ or "", debrief.conversation.language, "behaviours.yaml")
    told: list[Claim] = []
    for turn in heard.turns:
        for move in (REPEAT, CHANGE):
            if turn in answers(heard, move):
                words = heard.text(turn)
                found = [b for b in BEHAVIOURS if lists.has(b, words)]
                about: list[str | None] = [*found] or [None]
                told += [Claim(turn, words, b, move == REPEAT) for b in about]
    return tuple(told)


def awareness(compared: Sequence[Compared]) -> Awareness:
    """The count to follow over weeks; one debrief says little by itself."""
    agree = sum(c.verdict == "agreement" for c in compared)
    told = agree + sum(c.verdict == "gap" for c in compared)
    return Awareness(agree, told, len(compared) - told)


def _compared(claim: Claim, call: Call) -> Compared:
    if claim.behaviour is None:
        seen = Shown(None, "nothing that is measured speaks of it")
    else:
        seen = shown(call, claim.behaviour)
    verb = "to repeat" if claim.went_well else "to change"
    says = f"You name {verb}: {in_quotes(claim.words)} What the call shows: {seen.fact}."
    if seen.done is None:
        says = f"You name {verb}: {in_quotes(claim.words)} The call cannot tell: {seen.fact}."
        return Compared(claim, "cannot be told", says, "What would have shown it?", ())
    agrees = seen.done == claim.went_well
    return Compared(
        claim, "agreement" if agrees else "gap", says, _ASK[claim.went_well, agrees], seen.turns
    )


_ASK = {
    (True, True): "What did you do that made room for it?",
    (True, False): "What did you notice in the call that the figures do not show?",
    (False, True): "What will you try in its place?",
    (False, False): "What had you expected of yourself there?",
}
"""By whether it was named as something to repeat, and whether the call agrees."""
