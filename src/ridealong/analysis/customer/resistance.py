"""Whether the customer pushes back more after pressure than after a question: an association.

Single moves are told poorly and pushing back worst of all, so that likelihoods are added up
instead of counting what is said. One call is far too little for a difference: it gives counts,
which are to be pooled over a person's calls, and says what went together, never what caused what.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Role
from ridealong.language.words import has_question_mark

PUSHES = ("closing_push", "product_talk", "solution_offer", "value_claim")
EXPLORES = (*QUESTIONS, "paraphrase")
ENOUGH_PUSHES = 20
"""So many are needed for a difference; they come from several calls."""
ENOUGH_TO_SHOW = 3
_APART = 0.25
_OF_NOTE = 1.5


class Reply(NamedTuple):
    """A customer's turn, with what our side had done right before."""

    ours: int
    """Our turn that pressed or explored most clearly."""
    theirs: int
    pushed: float
    """0 to 1: how likely our side had pressed, offered or told unasked."""
    explored: float
    """0 to 1: how likely it had asked or said back, and not pressed."""
    resists: float
    """0 to 1: how likely the customer pushes back."""


class After(NamedTuple):
    """What the replies come to, in expected numbers."""

    pushes: float
    resisted: float
    explorations: float
    resisted_exploring: float


@lru_cache(maxsize=1)
def replies(heard: Heard) -> tuple[Reply, ...]:
    """The customer's first turn after each run of ours."""
    found = []
    run: list[int] = []
    for turn in heard.turns:
        if heard.role(turn) in SELLS:
            run.append(turn)
        elif heard.role(turn) is Role.CUSTOMER and run:
            found.append(_reply(heard, run, turn))
            run = []
    return tuple(found)


def after(heard: Heard) -> After:
    """How often each was met with resistance."""
    all_ = replies(heard)
    return After(
        sum(r.pushed for r in all_),
        sum(r.pushed * r.resists for r in all_),
        sum(r.explored for r in all_),
        sum(r.explored * r.resists for r in all_),
    )


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The counts, to be pooled over calls, and the difference where one call has enough."""
    found = after(heard)
    yield taker.take("pushes", "us", partial(_expected, found.pushes))
    yield taker.take("pushes_resisted", "them", partial(_expected, found.resisted))
    yield taker.take("explorations", "us", partial(_expected, found.explorations))
    resisted = found.resisted_exploring
    yield taker.take("explorations_resisted", "them", partial(_expected, resisted))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """Pressure that goes together with pushing back, with its plainest moment."""
    found = after(heard)
    shown = [r for r in replies(heard) if r.pushed >= 0.5]
    if len(shown) < ENOUGH_TO_SHOW or found.resisted < _OF_NOTE:
        return
    apart = found.resisted / found.pushes - (
        found.resisted_exploring / found.explorations if found.explorations >= 1 else 0.0
    )
    if apart < _APART:
        return
    plainest = max(shown, key=lambda r: r.pushed * r.resists)
    yield Candidate(
        "explore_before_pressing",
        good=False,
        size=min(1.0, apart + found.resisted / 10),
        sure=min(1.0, found.pushes / ENOUGH_PUSHES + 0.3),
        finding=Finding(
            id="pushback_after_pressure",
            says=f"{_says(found)} For instance {quoted(heard, plainest.ours, *PUSHES)}, then "
            f"{quoted(heard, plainest.theirs, 'pushback')} The two went together in this call; "
            "that does not say why.",
            evidence=(plainest.ours, plainest.theirs),
            ask="What was the customer protecting when they answered like that?",
            capability="S4.21",
            moves=(*PUSHES, "pushback"),
        ),
    )


def _says(found: After) -> str:
    says = (
        f"The customer pushes back after about {found.resisted:.0f} of {found.pushes:.0f} turns "
        "that press, offer or tell unasked"
    )
    if found.explorations < 1:
        return f"{says}."
    return (
        f"{says}, and after about {found.resisted_exploring:.0f} of {found.explorations:.0f} that "
        "ask or say back."
    )


def _reply(heard: Heard, run: list[int], theirs: int) -> Reply:
    known = lists_of(heard, __name__)
    before = heard.before(run[0], Role.CUSTOMER)
    text = heard.text(before) if before is not None else ""
    wanted = has_question_mark(text) or known.has("asks", text)
    pushing = ("closing_push",) if wanted else PUSHES
    push = heard.any_of(run, *pushing)
    explore = heard.any_of(run, *EXPLORES) * (1 - push)
    told = pushing if push >= explore else EXPLORES
    ours = max(run, key=lambda t: (heard.any_of([t], *told), t))
    return Reply(ours, theirs, push, explore, heard.p(theirs, "pushback"))


def _expected(number: float) -> Taken:
    return Taken(round(number, 1), round(number))
