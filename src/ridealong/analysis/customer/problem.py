"""The customer's business problem: whether it is told, whom it matters to, how success is known.

A problem of a system or a process is not yet one of the business. Where the customer tells the one
and not the other in the same turn or in their next two, there was room for a bridge between them.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ridealong.analysis.customer.call import Call
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Candidate, Finding, Looked, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import number_of
from ridealong.conversation import Role

FOUND_FROM = 0.45
"""How likely one business problem must be. Right in all but one of 268 calls on moves set by
people, in 81 % of 141 to 85 % of 268 on taggers' (0.3: 80 to 84 %, 0.7: 74 to 80 %)."""
CLEAR = 0.5
NEXT_TURNS = 2
EFFECT_FROM = 0.3
"""So likely a business problem near by is enough for the bridge not to be missed."""
_LESS_WHERE_FOUND = 0.6
"""A missed bridge weighs less where another way led to the business problem."""
_LONG_CALL = 20
"""In a shorter call, by turns, there was no time for all of it."""


class Asked(NamedTuple):
    """Something about the problem that is worth knowing."""

    move: str
    says: str
    missing: str
    capability: str


KNOWN = (
    Asked("stakeholder", "whom it matters to", "whom else it matters to", "S0.7"),
    Asked("success_measure", "how they will know that it worked", "how they will know", "S0.8"),
    Asked("timeline", "by when it has to happen", "by when it has to happen", "S1.12"),
)


def look(call: Call) -> Looked:
    """What the customer tells of their problem."""
    heard = call.heard
    likely = found(heard)
    points = [*_told(heard), *_bridges(heard)]
    return Looked(
        Labels(business_problem_found=likely >= FOUND_FROM if heard.by(Role.CUSTOMER) else None),
        measures=tuple(_measures(call)),
        findings=(
            *(c.finding for c in points),
            *_known(heard),
            *_compelling(heard),
            *_not_heard(heard, likely),
        ),
        candidates=tuple(points),
    )


def found(heard: Heard) -> float:
    """How likely the customer tells a business problem anywhere."""
    return heard.any_of(heard.by(Role.CUSTOMER), "business_problem")


def without_effect(heard: Heard) -> tuple[int, ...]:
    """The customer's technical problems whose effect on the business is not told near by."""
    theirs = heard.by(Role.CUSTOMER)
    known = lists_of(heard, __name__)
    found_ = []
    for i, turn in enumerate(theirs):
        near = theirs[i : i + 1 + NEXT_TURNS]
        told = any(
            heard.p(t, "business_problem") >= EFFECT_FROM or known.has("effect", heard.text(t))
            for t in near
        )
        if heard.p(turn, "technical_problem") >= CLEAR and not told:
            found_.append(turn)
    return tuple(found_)


def _measures(call: Call) -> Iterator[Measure]:
    theirs = call.heard.by(Role.CUSTOMER)
    for measure, turns in (
        ("business_problems", call.heard.turns_with("business_problem", among=theirs)),
        ("technical_problems", call.heard.turns_with("technical_problem", among=theirs)),
        ("problems_without_effect", without_effect(call.heard)),
    ):
        yield call.taker.take(measure, "them", partial(number_of, turns))


def _told(heard: Heard) -> Iterator[Candidate]:
    """The business problem in the customer's words, best where our question led to it."""
    likely = {t: heard.p(t, "business_problem") for t in heard.by(Role.CUSTOMER)}
    told = max(likely, key=lambda t: (likely[t], -t), default=None)
    if told is None or likely[told] < CLEAR:
        return
    asked = heard.before(told, *SELLS)
    led = asked is not None and heard.p(asked, "need_question") >= CLEAR
    after = ""
    if led and asked is not None:
        after = f" It answers {quoted(heard, asked, 'need_question')}"
    yield Candidate(
        "business_problem",
        good=True,
        size=0.7 if led else 0.3,
        sure=likely[told] * (1.0 if led else 0.6),
        finding=Finding(
            id="business_problem",
            says="The customer tells what it does to their business: "
            f"{quoted(heard, told, 'business_problem')}{after}",
            evidence=(asked, told) if led and asked is not None else (told,),
            ask="What does this problem change in how you see the deal?",
            capability="S0.5",
            moves=("business_problem", "need_question"),
        ),
    )


def _bridges(heard: Heard) -> Iterator[Candidate]:
    """The technical problem that was most clearly told and left without its effect."""
    open_ = without_effect(heard)
    clearest = max(open_, key=lambda t: (heard.p(t, "technical_problem"), -t), default=None)
    if clearest is None:
        return
    reply = heard.after(clearest, *SELLS)
    went_on = f" Our side goes on with {quoted(heard, reply)}" if reply is not None else ""
    yield Candidate(
        "bridge_to_business",
        good=False,
        size=min(1.0, 0.4 + 0.2 * len(open_)) * (1 - _LESS_WHERE_FOUND * found(heard)),
        sure=heard.p(clearest, "technical_problem"),
        finding=Finding(
            id="technical_problem_alone",
            says="The customer tells of a trouble, "
            f"{quoted(heard, clearest, 'technical_problem')}, and what it does to their business "
            f"is not heard near by.{went_on}",
            evidence=(clearest,) if reply is None else (clearest, reply),
            ask="What could you have asked to learn how this holds back their business?",
            capability="S0.6",
            moves=("technical_problem",),
        ),
    )


def _known(heard: Heard) -> Iterator[Finding]:
    """Whom it matters to, how success is known, by when: in the customer's words."""
    for item in KNOWN:
        turns = _clear(heard, item.move)
        if turns:
            best = max(turns, key=lambda t: (heard.p(t, item.move), -t))
            yield Finding(
                id=f"told_{item.move}",
                says=f"The customer tells {item.says}: {quoted(heard, best, item.move)}",
                evidence=tuple(turns),
                ask="What does this change in what you do next?",
                capability=item.capability,
                moves=(item.move,),
            )


def _compelling(heard: Heard) -> Iterator[Finding]:
    """What drives the customer to act: a reason beside a problem, a need or a date."""
    known = lists_of(heard, __name__)
    beside = ("business_problem", "admits_need", "timeline")
    told = next(
        (
            t
            for t in heard.by(Role.CUSTOMER)
            if max(heard.p(t, move) for move in beside) >= CLEAR
            and known.has("compelling", heard.text(t))
        ),
        None,
    )
    if told is not None:
        yield Finding(
            id="compelling_reason",
            says=f"The customer gives a reason to act: {quoted(heard, told, *beside)}",
            evidence=(told,),
            ask="What happens on the customer's side if nothing changes?",
            capability="S1.12",
            moves=beside,
        )


def _not_heard(heard: Heard, likely: float) -> Iterator[Finding]:
    """What about a problem that was told is still open."""
    told = heard.turns_with("business_problem", among=heard.by(Role.CUSTOMER))
    missing = [item for item in KNOWN if _chance(heard, item.move) < EFFECT_FROM]
    if likely < FOUND_FROM or not told or not missing or len(heard.turns) < _LONG_CALL:
        return
    yield Finding(
        id="problem_open",
        says=f"Of the problem {quoted(heard, told[0], 'business_problem')}, what is not heard yet: "
        f"{', '.join(item.missing for item in missing)}.",
        evidence=told[:1],
        ask="What would you like to know about this problem that you do not know yet?",
        capability=missing[0].capability,
        moves=("business_problem",),
    )


def _clear(heard: Heard, move: str) -> Sequence[int]:
    return [t for t in heard.by(Role.CUSTOMER) if heard.p(t, move) >= CLEAR]


def _chance(heard: Heard, move: str) -> float:
    return heard.any_of(heard.by(Role.CUSTOMER), move)
