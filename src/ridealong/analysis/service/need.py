"""Whether the need behind the request was met, and whether anybody asked about it."""

from collections.abc import Iterator

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import quoted
from ridealong.analysis.service.signs import Signs, chance, our_turns
from ridealong.conversation import Role

TOLD = ("business_problem", "admits_need", "timeline")
"""How a customer tells what is behind a request: the effect, the wish, by when."""
TAKES_UP = ("need_question", "paraphrase", "root_cause", "solution_offer", "next_step")
_WEIGHTS = {"cause": 5.5, "works": 6.0, "agrees": 6.0, "resists": -7.0}
_START = -4.8
_NEXT_TURNS = 3
_ENOUGH_WORDS = 6


def chance_met(found: Signs) -> float:
    """How likely it is that the customer got what they needed, not only what was on the list.

    The signs: the cause is looked for, the problem is worked on, the customer commits to
    something in the end and does not push back.
    """
    return chance(found, _WEIGHTS, _START)


def candidates(heard: Heard, found: Signs) -> Iterator[Candidate]:
    """A question that opened the need; a need that was told and passed by."""
    if asked := _best_question(heard):
        sure, turn, answer = asked
        yield Candidate(
            behaviour="need_question",
            good=True,
            size=1.0 if heard.does(answer, *TOLD) else 0.5,
            sure=sure,
            finding=_opened(heard, turn, answer),
        )
    if chance_met(found) <= 0.5 and (told := _passed_by(heard)) is not None:
        yield Candidate(
            behaviour="need_question",
            good=False,
            size=0.8,
            sure=_sure_told(heard, told),
            finding=_not_taken_up(heard, told),
        )


def _best_question(heard: Heard) -> tuple[float, int, int] | None:
    """How sure, question and answer: of those that got more than a few words, the surest."""
    asked = [
        (heard.p(turn, "need_question"), heard.does(answer, *TOLD), turn, answer)
        for turn in heard.turns_with("need_question", among=our_turns(heard))
        if (answer := heard.after(turn, Role.CUSTOMER)) is not None
        and heard.words([answer]) >= _ENOUGH_WORDS
    ]
    if not asked:
        return None
    sure, _, turn, answer = max(asked, key=lambda a: (a[1], a[0]))
    return sure, turn, answer


def _passed_by(heard: Heard) -> int | None:
    """The need that was most surely told without any of our next turns taking it up."""
    open_ = [
        turn
        for turn in heard.turns_with(*TOLD, among=heard.by(Role.CUSTOMER))
        if len(heard.quote(turn, *TOLD).split()) >= _ENOUGH_WORDS
        and (ours := [t for t in our_turns(heard) if t > turn][:_NEXT_TURNS])
        and not any(heard.does(t, *TAKES_UP) for t in ours)
    ]
    return max(open_, key=lambda turn: _sure_told(heard, turn), default=None)


def _sure_told(heard: Heard, turn: int) -> float:
    return max(heard.p(turn, move) for move in TOLD)


def _opened(heard: Heard, asked: int, answer: int) -> Finding:
    return Finding(
        id="service_need_asked",
        says=f"The question {quoted(heard, asked, 'need_question')} looks behind the request. "
        f"The customer answered: {quoted(heard, answer, *TOLD)}",
        evidence=(asked, answer),
        ask="What did you learn there that the request alone did not say?",
        capability="S4.75",
        moves=("need_question", *TOLD),
    )


def _not_taken_up(heard: Heard, told: int) -> Finding:
    after = heard.after(told, *SELLS)
    came = f" and heard: {quoted(heard, after)}" if after is not None else ""
    return Finding(
        id="service_need_passed_by",
        says=f"The customer told what is behind the request, {quoted(heard, told, *TOLD)},{came}",
        evidence=(told,) if after is None else (told, after),
        ask="What would you have liked to know about that?",
        capability="S4.75",
        moves=TOLD,
    )
