"""What desks follow from call to call: behaviours that a person can change, never a result."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.conversation import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """One behaviour that is followed over calls, more of which is what the articles ask for."""

    id: str
    """Under which it is kept with each call."""
    name: str
    """As the heading over its figures."""
    act: str
    """Within a sentence: "Rita, on open questions"."""
    counts: str
    """What the denominator counts."""
    formula: str
    source: str
    limits: str
    counted: bool
    """A count out of a count; else one share of time or words for each call."""
    kinds: tuple[Kind, ...]
    shown_by: tuple[str, ...]
    """The moves that show it."""
    missed_by: tuple[str, ...]
    """The moves that stand where it could have been."""


_WITH_CUSTOMERS = (Kind.SALES, Kind.SERVICE)

OPEN_QUESTIONS = Behaviour(
    id="open_questions",
    name="Open questions, of all that were asked",
    act="open questions",
    counts="questions",
    formula="open ÷ (open + closed), added up over the calls; closed questions that a gate answers "
    "are left out",
    source="Coding of motivational interviews (MITI 3.1.1, dropped in 4), grade D for sales",
    limits="A closed question at the right time is a good question",
    counted=True,
    kinds=_WITH_CUSTOMERS,
    shown_by=("open_question",),
    missed_by=("closed_question",),
)
LISTENING = Behaviour(
    id="listening",
    name="The customer’s share of the interview",
    act="room for the customer in the interview",
    counts="calls",
    formula="customer’s time ÷ (customer’s + our time) in the interview of each call; the mean of "
    "the calls on the log-odds",
    source="The articles (S4.24 in docs/capabilities.md), grade D",
    limits="Where the interview begins and ends is found in good part, not exactly",
    counted=False,
    kinds=_WITH_CUSTOMERS,
    shown_by=("business_problem", "technical_problem", "states_value"),
    missed_by=("product_talk", "solution_offer", "value_claim"),
)
SAYING_BACK = Behaviour(
    id="saying_back",
    name="Said back, of all that was asked or said back",
    act="saying back what was heard",
    counts="turns that ask or say back",
    formula="paraphrases ÷ (paraphrases + turns that ask), added up over the calls",
    source="Coding of motivational interviews (MITI 4.2.1), grade D for sales",
    limits="No norm for sales is known; people agree on it over whole talks, hardly on a sentence",
    counted=True,
    kinds=_WITH_CUSTOMERS,
    shown_by=("paraphrase",),
    missed_by=("closed_question", "open_question"),
)
WORKING_ON_IT = Behaviour(
    id="working_on_it",
    name="Turns that work on the problem, not through a script",
    act="working on the problem",
    counts="turns that do either",
    formula="turns that look for the cause, ask about the need, say back or check ÷ those and the "
    "turns that recite a set phrase or hurry on, added up over the calls",
    source="The articles (S4.72 in docs/capabilities.md), grade D",
    limits="A set phrase may be asked for by law",
    counted=True,
    kinds=(Kind.SERVICE,),
    shown_by=("root_cause", "need_question", "paraphrase"),
    missed_by=("script",),
)
FOLLOWED = (WORKING_ON_IT, OPEN_QUESTIONS, LISTENING, SAYING_BACK)
"""In the order in which one of several is spoken about: fixed, so that no result decides it."""


def followed(kind: Kind) -> Sequence[Behaviour]:
    """The behaviours that are followed for those who hold this kind of conversation."""
    return [b for b in FOLLOWED if kind in b.kinds]
