"""Whether our side says back what it heard, and whether the customer then confirms or corrects it.

The ratio of reflections to questions comes from the coding of motivational interviews; what is
good there was set by experts for clinics, and nobody has found a norm for sales.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from ridealong.analysis.customer.questions import ENOUGH, Question, questions
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.intervals import ratio
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted, times
from ridealong.analysis.taking import Taken, Taker, number_of
from ridealong.conversation import Role

NEED_MOVES = (
    "business_problem",
    "admits_need",
    "technical_problem",
    "success_measure",
    "states_value",
    "stakeholder",
)
"""What a customer tells that is worth saying back."""
BRINGS_UP = 0.4
"""So likely the answer to a check tells a need, a worth or a doubt."""
FEW = 0.3
"""Reflections to questions below which it is questions alone: a rule of thumb."""
NONE = 0.4
"""Up to so many in expectation, there was none in five of seven calls, and one in the others."""
CONFIRMING = 0.8
"""What being confirmed is worth beside being put right, which tells our side more."""
_RECEIVED = {"confirmed": "confirms it", "corrected": "puts it right"}


class Paraphrase(NamedTuple):
    """What our side said back, and what became of it."""

    turn: int
    answer: int | None
    """The customer's next turn."""
    heard_as: Literal["confirmed", "corrected", "passed"]


def paraphrases(heard: Heard) -> tuple[Paraphrase, ...]:
    """What our side says back, in order."""
    return tuple(_paraphrase(heard, t) for t in heard.turns_with("paraphrase", among=_ours(heard)))


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """Paraphrases, their ratio to questions, how they were received; checks of understanding."""
    back = paraphrases(heard)
    yield taker.take("paraphrases", "us", partial(number_of, [p.turn for p in back]))
    yield taker.take("reflections_to_questions", "us", partial(to_questions, heard))
    answered = [p.turn for p in back if p.heard_as != "passed"]
    yield taker.take("paraphrases_answered", "us", partial(number_of, answered))
    checks = heard.turns_with("feedback_check", among=_ours(heard))
    yield taker.take("checks_of_understanding", "us", partial(number_of, checks))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """What is worth repeating or trying in the way our side shows what it heard."""
    asked = questions(heard)
    for candidate in (_hit(heard), _none(heard, asked), _check(heard)):
        if candidate:
            yield candidate


def to_questions(heard: Heard) -> Taken:
    """How many paraphrases for each question; a turn that is both counts as both."""
    back = [p.turn for p in paraphrases(heard)]
    asked = sum(q.asks for q in questions(heard))
    if not asked or len(back) + asked < ENOUGH:
        return Taken(None, why=f"{len(back)} said back, {asked} asked: too few for a ratio")
    low, high = ratio(len(back), asked)
    return Taken(len(back) / asked, len(back) + asked, tuple(back), low=low, high=high)


def _ours(heard: Heard) -> tuple[int, ...]:
    return heard.by(*SELLS)


def _paraphrase(heard: Heard, turn: int) -> Paraphrase:
    answer = heard.after(turn, Role.CUSTOMER)
    if answer is None:
        return Paraphrase(turn, None, "passed")
    known = lists_of(heard, __name__)
    text = heard.text(answer)
    if known.has("denies", text):
        return Paraphrase(turn, answer, "corrected")
    return Paraphrase(turn, answer, "confirmed" if known.has("assents", text) else "passed")


def _hit(heard: Heard) -> Candidate | None:
    """The paraphrase that the customer took up best."""
    rated = [
        (_worth(heard, p.heard_as, p.answer), p.turn, p.answer, p.heard_as)
        for p in paraphrases(heard)
        if p.answer is not None and p.heard_as != "passed"
    ]
    if not rated:
        return None
    worth, turn, answer, heard_as = max(rated)
    return Candidate(
        "paraphrase",
        good=True,
        size=worth,
        sure=heard.p(turn, "paraphrase"),
        finding=Finding(
            id="paraphrase_answered",
            says=f"Our side says back what it heard, {quoted(heard, turn, 'paraphrase')}, "
            f"and the customer {_RECEIVED[heard_as]}: {in_quotes(heard.text(answer))}",
            evidence=(turn, answer),
            ask="What did saying it back bring you that a question would not have?",
            capability="S4.26",
            moves=("paraphrase",),
        ),
    )


def _worth(heard: Heard, heard_as: str, answer: int) -> float:
    """0 to 1: more where the answer tells something new."""
    tells = max(heard.p(answer, move) for move in NEED_MOVES)
    return (CONFIRMING if heard_as == "confirmed" else 1.0) * (0.5 + tells / 2)


def _none(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """Many questions, and nothing said back."""
    expected = sum(heard.p(t, "paraphrase") for t in _ours(heard))
    told = _told(heard)
    if len(asked) < ENOUGH or expected >= NONE or told is None:
        return None
    return Candidate(
        "paraphrase",
        good=False,
        size=min(1.0, FEW * len(asked) / ENOUGH),
        sure=1 - expected,
        finding=Finding(
            id="nothing_said_back",
            says=f"Our side asks {times(len(asked))}, and no turn was heard in which it says back "
            f"what it learnt. The customer had told: {quoted(heard, told, *NEED_MOVES)}",
            evidence=(told,),
            ask="What did you understand the customer to mean there?",
            capability="S4.26",
            moves=NEED_MOVES,
        ),
    )


def _told(heard: Heard) -> int | None:
    """Where the customer told most of what is worth saying back."""
    theirs = heard.by(Role.CUSTOMER)
    rated = [(sum(heard.p(t, move) for move in NEED_MOVES), t) for t in theirs]
    most, turn = max(rated, default=(0.0, None))
    return turn if most >= 0.5 else None


def _check(heard: Heard) -> Candidate | None:
    """A check of understanding that brought something up."""
    rated = []
    for turn in heard.turns_with("feedback_check", among=_ours(heard)):
        answer = heard.after(turn, Role.CUSTOMER)
        if answer is not None and heard.words([answer]) >= ENOUGH:
            brings = max(heard.p(answer, move) for move in (*NEED_MOVES, "pushback"))
            rated.append((brings, turn, answer))
    if not rated or max(rated)[0] < BRINGS_UP:
        return None
    brings, turn, answer = max(rated)
    return Candidate(
        "feedback_check",
        good=True,
        size=0.4 + brings / 2,
        sure=heard.p(turn, "feedback_check"),
        finding=Finding(
            id="check_answered",
            says=f"{quoted(heard, turn, 'feedback_check')} brings up what the customer makes of "
            f"it: {in_quotes(heard.text(answer))}",
            evidence=(turn, answer),
            ask="What did that answer change in what you did next?",
            capability="S4.26",
            moves=("feedback_check",),
        ),
    )
