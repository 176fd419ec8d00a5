"""Problem-solving against script: which of the two a service call is made of."""

from collections.abc import Iterator

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.service.signs import RECITES, WORKS, Signs, chance, our_turns
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Role

FEWEST_ACTS = 4
"""A share of fewer acts says nothing."""
_WEIGHTS = {"script": 17.0, "cause": -8.0, "need": -8.0, "resists": 11.0}
_START = -0.5
_OFTEN = 0.2


def chance_scripted(found: Signs) -> float:
    """How likely it is that a script led the call; 0 where no turn could have been one.

    The signs: stock phrases, a customer who pushes back, and few turns that ask about the need
    or look for the cause.
    """
    return chance(found, _WEIGHTS, _START) if found.script > 0 else 0.0


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """What share of our acts works on the problem."""
    yield taker.take("process_share", "us", lambda: _process_share(heard))


def candidates(heard: Heard, found: Signs) -> Iterator[Candidate]:
    """A stock phrase that met with resistance, beside what the customer had said."""
    if chance_scripted(found) <= 0.5:
        return
    told = [
        (heard.p(turn, "script"), turn, before)
        for turn in heard.turns_with("script", among=our_turns(heard))
        if (before := heard.before(turn, Role.CUSTOMER)) is not None
    ]
    if not told:
        return
    sure, turn, before = max(told, key=lambda t: (heard.does(t[2], "pushback"), t[0], -t[1]))
    yield Candidate(
        behaviour="own_words",
        good=False,
        size=min(1.0, found.script / _OFTEN),
        sure=sure,
        finding=Finding(
            id="service_scripted",
            says=f"To {quoted(heard, before)} the answer was a set phrase: "
            f"{quoted(heard, turn, 'script')}",
            evidence=(before, turn),
            ask="What could an answer to just this customer sound like?",
            capability="S4.72",
            moves=("script",),
        ),
    )


def _process_share(heard: Heard) -> Taken:
    works = heard.turns_with(*WORKS, among=our_turns(heard))
    recites = heard.turns_with(*RECITES, among=our_turns(heard))
    acts = len({*works, *recites})
    if acts < FEWEST_ACTS:
        return Taken(None, why=f"only {acts} turns of ours show either, {FEWEST_ACTS} needed")
    return Taken(len(works) / acts, acts, works)
