"""Mark an answer at once: what it does, and why that counts here or not.

The customer's words and the answer are tagged as a small talk (`language.Tagger`; the fast one
answers in a few hundredths of a second). A task is *done* where the answer does what is asked and
nothing that spoils it; *not sure* where what is asked lies below the tagger's threshold and above
.25, or both are there: then the person decides. Fewer than three words are no answer.

| task | does one of | and none of |
|---|---|---|
| ask | a question about the need, an open question | offers, claims, closes, gives away |
| say back | says back | offers, describes |
| challenge | shows another side | closes, gives away |
| hold back | asks openly or about the need, says back, checks | offers, claims, gives away |

Limits: the tagger errs on single sentences (training/MODEL_CARD.md has how often); the person may
always correct the mark, and that is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ridealong.coaching.practice.moments import Drill, Task
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.conversation.text import count_words
from ridealong.language import Tagger, Tagging

FEWEST_WORDS = 3
_UNSURE = 0.25
_OFFERS = ("solution_offer", "product_talk", "value_claim", "closing_push", "concession")
_WANTED: Mapping[Task, tuple[str, ...]] = {
    Task.ASK: ("need_question", "open_question", "root_cause"),
    Task.SAY_BACK: ("paraphrase",),
    Task.CHALLENGE: ("challenge",),
    Task.HOLD_BACK: ("open_question", "need_question", "paraphrase", "feedback_check"),
}
_SPOILS: Mapping[Task, tuple[str, ...]] = {
    Task.ASK: ("solution_offer", "value_claim", "closing_push", "concession"),
    Task.SAY_BACK: ("solution_offer", "product_talk"),
    Task.CHALLENGE: ("closing_push", "concession"),
    Task.HOLD_BACK: _OFFERS,
}


class Reason(StrEnum):
    """Why it counts, or not."""

    DOES = "does"
    """It does what is asked."""
    SPOILED = "spoiled"
    """It does what is to be left out here, and not what is asked."""
    BOTH = "both"
    """It does what is asked, and what is to be left out."""
    MISSES = "misses"
    """It does something else."""
    UNSURE = "unsure"
    """It may do what is asked; the person decides."""
    SHORT = "short"
    """Too few words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A move that the answer makes, with the sentence that carries it."""

    move: str
    p: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """How an answer was marked."""

    done: bool | None
    """None: not sure, or no answer."""
    reason: Reason
    wanted: tuple[Shown, ...] = ()
    spoils: tuple[Shown, ...] = ()
    corrected: bool = False
    """By the person."""


def mark(drill: Drill, answer: str, tagger: Tagger) -> Marked:
    """Mark an answer.

    Args:
        drill: what it answers.
        answer: typed, or written down from speech.
        tagger: any; its verdict is the same each time.
    """
    if count_words(answer) < FEWEST_WORDS:
        return Marked(None, Reason.SHORT)
    place, tagging = _tagged(drill, answer, tagger)
    wanted = _shown(tagging, place, _WANTED[drill.task])
    spoils = _shown(tagging, place, _SPOILS[drill.task])
    if wanted:
        done = None if spoils else True
        return Marked(done, Reason.BOTH if spoils else Reason.DOES, wanted, spoils)
    likely = max(tagging.likelihood.get((place, m), 0.0) for m in _WANTED[drill.task])
    if spoils:
        return Marked(done=False, reason=Reason.SPOILED, spoils=spoils)
    return _without(likely)


def _without(likely: float) -> Marked:
    if likely >= _UNSURE:
        return Marked(None, Reason.UNSURE)
    return Marked(done=False, reason=Reason.MISSES)


def _tagged(drill: Drill, answer: str, tagger: Tagger) -> tuple[int, Tagging]:
    """Which turn the answer is, and what the tagger says."""
    kind = Kind.SERVICE if drill.service else Kind.SALES
    draft = Draft(Timing.NONE, kind=kind, language=drill.language)
    role = Role.AGENT if drill.service else Role.SELLER
    them = draft.speaker("them", "them", side=Side.THEM, role=Role.CUSTOMER, because="practice")
    us = draft.speaker("us", "us", side=Side.US, role=role, because="practice")
    draft.turn(them, drill.says)
    draft.turn(us, answer)
    talk = draft.finish()
    (tagging,) = tagger.tag([talk])
    return len(talk.turns) - 1, tagging


def _shown(tagging: Tagging, place: int, moves: tuple[str, ...]) -> tuple[Shown, ...]:
    said = (s for s in tagging.said if s.turn == place and s.move in moves)
    return tuple(Shown(s.move, s.p, s.start, s.end) for s in said)
