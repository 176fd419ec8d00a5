"""Which moments of a call are worth practising: what the customer said, and what could follow.

The rule, by what the customer's turn does and what our next turns (two at most) do:

| the customer | we | practise |
|---|---|---|
| tells a technical problem | do not ask about the need | ask what it does to the business |
| tells a problem | describe, offer or claim | hold the solution back |
| tells a business problem, or what it is worth | do not say it back | say it back |
| pushes back on the thinking | do not show another side | challenge with respect |
| presses on the price | give something away | ask before giving |

One drill for a turn, the first that fits; the customer's words hold 6 to 60 words, so that there is
something to answer. What was said really is kept beside it, for after the answer.

Source: S4.39, S4.62 in docs/capabilities.md. Limits: moves are told by a model and can be
corrected; a moment alone lacks what came before it: the two turns before are shown with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Analysis
from ridealong.conversation import Role
from ridealong.conversation.text import count_words

FEWEST_WORDS, MOST_WORDS = 6, 60
_NEXT = 2
_CONTEXT = 2
_OFFERS = ("product_talk", "solution_offer", "value_claim", "closing_push")
_ASKS = ("need_question", "open_question")


class Task(StrEnum):
    """What to do with it."""

    ASK = "ask"
    SAY_BACK = "say back"
    CHALLENGE = "challenge"
    HOLD_BACK = "hold back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One moment to practise."""

    call: int
    turn: int
    """The customer's turn."""
    task: Task
    who: str
    says: str
    """The customer's words."""
    before: tuple[tuple[str, str], ...] = ()
    """The turns before it: who, and the words."""
    said_then: str = ""
    """What was answered in the call."""
    language: str | None = None
    service: bool = False

    @property
    def key(self) -> str:
        """The same for the same moment."""
        return f"{self.call}:{self.turn}:{self.task}"


@dataclass(frozen=True, slots=True)
class _Rule:
    theirs: tuple[str, ...]
    task: Task
    missing: tuple[str, ...] = ()
    """It fits where our next turns do none of these."""
    there: tuple[str, ...] = ()
    """It fits where they do one of these."""

    def fits(self, did: Collection[str]) -> bool:
        absent = not self.missing or not set(self.missing) & set(did)
        return absent and (not self.there or bool(set(self.there) & set(did)))


_RULES = (
    _Rule(("business_problem", "technical_problem"), Task.HOLD_BACK, there=_OFFERS),
    _Rule(("price_pressure",), Task.ASK, missing=_ASKS, there=("concession",)),
    _Rule(("technical_problem",), Task.ASK, missing=_ASKS),
    _Rule(("business_problem", "states_value", "stakeholder"), Task.SAY_BACK, ("paraphrase",)),
    _Rule(("pushback",), Task.CHALLENGE, ("challenge", "paraphrase", *_ASKS)),
)


def drills(analysis: Analysis, call: int) -> tuple[Drill, ...]:
    """The moments of a call that are worth practising, in order.

    Args:
        analysis: of a call with a customer.
        call: its id.
    """
    heard = Heard(clock_of(analysis.conversation), analysis.tagging)
    return tuple(_found(heard, call))


def _found(heard: Heard, call: int) -> Iterator[Drill]:
    for turn in heard.turns:
        if FEWEST_WORDS <= count_words(heard.text(turn)) <= MOST_WORDS:
            answers = _answers(heard, turn)
            did = {move for answer in answers for move in heard.moves(answer)}
            rules = (r for r in _RULES if heard.does(turn, *r.theirs) and r.fits(did))
            rule = next(rules, None)
            if rule and answers:
                yield _drill(heard, call, turn, rule.task, answers[0])


def _answers(heard: Heard, turn: int) -> list[int]:
    """Our next turns, before the customer has spoken at length again."""
    ours = set(heard.by(*SELLS))
    after = [t for t in range(turn + 1, min(turn + 2 + _NEXT, len(heard.turns))) if t in ours]
    return after[:_NEXT]


def _drill(heard: Heard, call: int, turn: int, task: Task, answer: int) -> Drill:
    talk = heard.clock.conversation
    before = range(max(0, turn - _CONTEXT), turn)
    return Drill(
        call=call,
        turn=turn,
        task=task,
        who=_who(heard, turn),
        says=heard.text(turn),
        before=tuple((_who(heard, t), heard.text(t)) for t in before),
        said_then=heard.text(answer),
        language=talk.language,
        service=bool(heard.by(Role.AGENT)),
    )


def _who(heard: Heard, turn: int) -> str:
    talk = heard.clock.conversation
    speaker = talk.turns[turn].speaker
    return talk.by_id[speaker].name or "" if speaker is not None else ""
