"""Whether the customer was hurried; by what was said, never by the length of the call."""

from collections.abc import Iterator

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import quoted
from ridealong.analysis.service.signs import Signs, chance, likeliest, our_turns
from ridealong.conversation import Role

_WEIGHTS = {"rush": 17.0, "need": -9.0, "back": -23.0, "cause": -9.0}
_START = 2.4
_OFTEN = 0.2
_SOME_WORDS = 3
"""What the customer says before it, so that there was something to stay with."""


def chance_rushed(found: Signs) -> float:
    """How likely it is that the customer was hurried; 0 where no turn could have done it.

    The signs: turns that hurry, and few that ask about the need, say back or look for the cause.
    """
    return chance(found, _WEIGHTS, _START) if found.rush > 0 else 0.0


def candidates(heard: Heard, found: Signs) -> Iterator[Candidate]:
    """The turn that most surely hurried the customer, with what they had just said."""
    after_something = [t for t in our_turns(heard) if _said_before(heard, t) >= _SOME_WORDS]
    turn = likeliest(heard, after_something, "rush")
    before = None if turn is None else heard.before(turn, Role.CUSTOMER)
    if turn is None or before is None or chance_rushed(found) <= 0.5:
        return
    yield Candidate(
        behaviour="pace",
        good=False,
        size=min(1.0, found.rush / _OFTEN),
        sure=heard.p(turn, "rush"),
        finding=Finding(
            id="service_rushed",
            says=f"After {quoted(heard, before)} our side moved on: {quoted(heard, turn, 'rush')}",
            evidence=(before, turn),
            ask="What might the customer still have wanted to tell you there?",
            capability="S4.75",
            moves=("rush",),
        ),
    )


def _said_before(heard: Heard, turn: int) -> int:
    before = heard.before(turn, Role.CUSTOMER)
    return 0 if before is None else heard.words([before])
