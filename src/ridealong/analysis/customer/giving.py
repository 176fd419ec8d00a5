"""What our side gives away around the price, and what it asks for in return.

Giving without a return is flagged; giving for something is a trade. To say no is as good an answer
as any (`disqualifying`).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import quoted, times
from ridealong.analysis.taking import Taker, number_of
from ridealong.conversation import Role

NEARBY = 2
"""A return that is asked for so many turns away belongs to what is given."""
LIKELY_TRADE = 0.3
CLEAR = 0.6
"""Below it half of them give nothing away."""
_PRESSED = ("price_pressure", "pushback", "budget", "timeline")


class Concession(NamedTuple):
    """What our side gave."""

    turn: int
    traded: bool
    """Something was asked for in return."""
    asked: bool
    """The customer had asked for it, or resisted, since our side last spoke."""


def concessions(heard: Heard) -> tuple[Concession, ...]:
    """What our side gives away, in order; an agent who puts a fault right gives nothing away."""
    given = heard.turns_with("concession", among=heard.by(Role.SELLER))
    return tuple(Concession(t, _traded(heard, t), _asked(heard, t)) for t in given)


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """What was asked for and given on price."""
    given = concessions(heard)
    pressed = heard.turns_with("price_pressure", among=heard.by(Role.CUSTOMER))
    yield taker.take("price_requests", "them", partial(number_of, pressed))
    yield taker.take("concessions", "us", partial(number_of, [c.turn for c in given]))
    alone = [c.turn for c in given if not c.traded]
    yield taker.take("concessions_without_return", "us", partial(number_of, alone))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """Something given for nothing, or for something."""
    given = [c for c in concessions(heard) if heard.p(c.turn, "concession") >= CLEAR]
    alone = [c for c in given if not c.traded]
    traded = [c for c in given if c.traded]
    if len(alone) > len(traded):
        yield _gave(heard, alone)
    elif traded:
        yield _trade(heard, traded)


def _near(heard: Heard, turn: int) -> list[int]:
    near = range(max(0, turn - NEARBY), min(len(heard.turns), turn + NEARBY + 1))
    return [t for t in near if heard.role(t) is Role.SELLER]


def _traded(heard: Heard, turn: int) -> bool:
    if any(heard.p(t, "trade") >= LIKELY_TRADE for t in _near(heard, turn)):
        return True
    known = lists_of(heard, __name__)
    return known.has("conditional", heard.text(turn))


def _asked(heard: Heard, turn: int) -> bool:
    before = heard.before(turn, Role.CUSTOMER)
    if before is None:
        return False
    known = lists_of(heard, __name__)
    text = heard.text(before)
    return heard.does(before, *_PRESSED) or known.has("price", text) or known.has("asks", text)


def _gave(heard: Heard, alone: Sequence[Concession]) -> Candidate:
    """Something given, and nothing asked for it."""
    unasked = [c for c in alone if not c.asked]
    shown = max(unasked or alone, key=lambda c: heard.p(c.turn, "concession"))
    many = f" That happens {times(len(alone))} in this call." if len(alone) > 1 else ""
    why = ", before the customer asks for it" if unasked else ""
    return Candidate(
        "trade",
        good=False,
        size=min(1.0, 0.4 + 0.2 * len(alone) + 0.2 * bool(unasked)),
        sure=heard.p(shown.turn, "concession"),
        finding=Finding(
            id="concession_without_return",
            says=f"Our side gives {quoted(heard, shown.turn, 'concession')}{why}, and nothing is "
            f"asked for in return.{many}",
            evidence=tuple(c.turn for c in alone),
            ask="What could the customer have given that is worth something to us?",
            capability="S4.59",
            moves=("concession",),
        ),
    )


def _trade(heard: Heard, traded: Sequence[Concession]) -> Candidate:
    """Something given for something."""
    best = max(traded, key=lambda c: heard.p(c.turn, "trade") + heard.p(c.turn, "concession"))
    near = [t for t in _near(heard, best.turn) if t != best.turn and heard.does(t, "trade")]
    whole = heard.does(best.turn, "trade") or not near
    in_return = "" if whole else f", and asks {quoted(heard, near[0], 'trade')}"
    quote = quoted(heard, best.turn, "concession", "trade")
    return Candidate(
        "trade",
        good=True,
        size=0.6,
        sure=heard.p(best.turn, "concession"),
        finding=Finding(
            id="concession_traded",
            says=f"Our side gives something for something: {quote}{in_return}",
            evidence=(best.turn,) if whole else tuple(sorted((best.turn, near[0]))),
            ask="How did you decide what to ask for in return?",
            capability="S4.59",
            moves=("concession", "trade"),
        ),
    )
