"""Whether the customer tells what is at stake for them, or only terms; and what they heard in us.

From acts and words alone: what they tell of their business, their people and its worth, against
prices, dates and budgets. What anybody feels is not looked at.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted, times
from ridealong.analysis.taking import Taken, Taker, number_of, share_of
from ridealong.conversation import Role

STAKES = ("business_problem", "admits_need", "stakeholder", "success_measure", "states_value")
TERMS = ("price_pressure", "budget", "timeline")
ENOUGH = 8
"""Fewer turns that tell either carry no share."""
MANY_TERMS = 3
_STRONG = 0.9
_ASKED = 0.5
_HEARD_SURE = 0.7


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How often the customer tells what is at stake, and its share beside terms."""
    stakes, terms = _told(heard, STAKES), _told(heard, TERMS)
    yield taker.take("stakes_told", "them", partial(number_of, stakes))
    yield taker.take("stakes_share", "them", partial(_share, stakes, terms))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """Where the customer was led to tell what matters, or spoke of terms alone."""
    stakes, terms = _told(heard, STAKES), _told(heard, TERMS)
    expected = sum(_likely(heard, t) for t in heard.by(Role.CUSTOMER))
    best = max(stakes, key=lambda t: (_likely(heard, t), heard.words([t])), default=None)
    if best is not None:
        yield from _told_when_asked(heard, best)
    elif len(terms) >= MANY_TERMS and expected < 1:
        yield _terms_alone(heard, terms)
    yield from _heard_as(heard)


def _told(heard: Heard, moves: Sequence[str]) -> tuple[int, ...]:
    return heard.turns_with(*moves, among=heard.by(Role.CUSTOMER))


def _likely(heard: Heard, turn: int) -> float:
    return sum(heard.p(turn, move) for move in STAKES)


def _share(stakes: Sequence[int], terms: Sequence[int]) -> Taken:
    both = {*stakes, *terms}
    if len(both) < ENOUGH:
        return Taken(None, why=f"{len(stakes)} of {len(both)} turns, {ENOUGH} needed for a share")
    return share_of(stakes, len(both))


def _told_when_asked(heard: Heard, told: int) -> Iterator[Candidate]:
    """Our turn right before asked for it."""
    ours = heard.before(told, *SELLS)
    if ours is None or _likely(heard, told) < _STRONG:
        return
    led = max(heard.p(ours, move) for move in ("need_question", "paraphrase", "challenge"))
    if led < _ASKED:
        return
    yield Candidate(
        "stakes",
        good=True,
        size=min(1.0, _likely(heard, told) / 2),
        sure=led,
        finding=Finding(
            id="stakes_told",
            says=f"The customer tells what is at stake for them, {quoted(heard, told, *STAKES)}, "
            f"after {quoted(heard, ours, *QUESTIONS, 'paraphrase', 'challenge')}",
            evidence=(ours, told),
            ask="What would you like to understand better about what is at stake for them?",
            capability="S4.7",
            moves=STAKES,
        ),
    )


def _terms_alone(heard: Heard, terms: Sequence[int]) -> Candidate:
    plain = max(terms, key=lambda t: max(heard.p(t, move) for move in TERMS))
    return Candidate(
        "stakes",
        good=False,
        size=min(1.0, len(terms) / 6),
        sure=0.6,
        finding=Finding(
            id="terms_alone",
            says=f"The customer speaks of money and dates {times(len(terms))}, as in "
            f"{quoted(heard, plain, *TERMS)}, and what it is for does not come up.",
            evidence=tuple(terms),
            ask="What might this be about for the customer, beyond the terms?",
            capability="S4.7",
            moves=TERMS,
        ),
    )


def _heard_as(heard: Heard) -> Iterator[Candidate]:
    """What the customer says that they heard: a sale, or an interest in them."""
    known = lists_of(heard, __name__)
    for kind, good in (("as_transaction", False), ("as_need", True)):
        told = [t for t in heard.by(Role.CUSTOMER) if t and known.has(kind, heard.text(t))]
        if not told:
            continue
        ours = heard.before(told[-1], *SELLS)
        words = in_quotes(heard.text(told[-1]))
        after = f" That follows {in_quotes(heard.text(ours))}" if ours is not None else ""
        yield Candidate(
            "intention",
            good=good,
            size=0.8,
            sure=_HEARD_SURE,
            finding=Finding(
                id=f"heard_{kind}",
                says=f"The customer says how it came across: {words}{after}",
                evidence=tuple(told) if ours is None else tuple(sorted({*told, ours})),
                ask="What did the customer take your aim to be at that point?",
                capability="S4.38",
            ),
        )
