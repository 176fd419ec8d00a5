"""Whether the cause behind the symptom was looked for, and found."""

from collections.abc import Iterator

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import quoted
from ridealong.analysis.service.signs import Signs, chance, likeliest, our_turns
from ridealong.conversation import Role

SYMPTOMS = ("technical_problem", "business_problem")
_WEIGHTS = {"cause": 10.0, "need": 8.0, "works": 4.0}
_START = -4.6
_PLENTY = 0.2
"""From this share of our turns on the cause a search is as thorough as any."""
_NOTHING = 0.7
"""What is missing weighs less than what was done: not every request has a cause to find."""


def chance_found(found: Signs) -> float:
    """How likely it is that the cause was found.

    The signs: turns that look for the cause, questions about the need, and work on the problem
    in place of routine.
    """
    return chance(found, _WEIGHTS, _START)


def candidates(heard: Heard, found: Signs) -> Iterator[Candidate]:
    """A search for the cause to repeat; a symptom that nobody went behind."""
    likely = chance_found(found)
    looked = likeliest(heard, our_turns(heard), "root_cause")
    symptom = _symptom(heard)
    if looked is not None and likely > 0.5:
        yield Candidate(
            behaviour="root_cause",
            good=True,
            size=min(1.0, found.cause / _PLENTY),
            sure=heard.p(looked, "root_cause"),
            finding=_looked(heard, looked),
        )
    elif looked is None and symptom is not None:
        yield Candidate(
            behaviour="root_cause",
            good=False,
            size=_NOTHING,
            sure=1 - likely,
            finding=_not_looked(heard, symptom),
        )


def _symptom(heard: Heard) -> int | None:
    told = heard.turns_with(*SYMPTOMS, among=heard.by(Role.CUSTOMER))
    return next(iter(told), None)


def _looked(heard: Heard, turn: int) -> Finding:
    return Finding(
        id="service_cause_looked_for",
        says=f"Our side went behind the symptom: {quoted(heard, turn, 'root_cause')}",
        evidence=(turn,),
        ask="What made you look there?",
        capability="S4.74",
        moves=("root_cause",),
    )


def _not_looked(heard: Heard, turn: int) -> Finding:
    return Finding(
        id="service_cause_left",
        says=f"The customer told what happens: {quoted(heard, turn, *SYMPTOMS)} "
        "What brings it about was not asked in this call.",
        evidence=(turn,),
        ask="What could lie behind that, and how could you find out?",
        capability="S4.74",
        moves=SYMPTOMS,
    )
