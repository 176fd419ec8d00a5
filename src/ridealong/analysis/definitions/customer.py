"""The measures of the conversation with a customer."""

from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.analysis.definitions.exchange import EXCHANGE
from ridealong.conversation import Need

_MOVES = "Moves are told by a model and can be corrected; look at several calls"
_FOCUS = (
    "words of our turns ÷ words of our turns on needs, product or transaction; a turn counts by "
    "how likely it asks about needs, says back or challenges (needs), describes, offers or claims "
    "value (product), pushes, concedes or trades (transaction)"
)


def _focus(of: str, question: str, capability: str) -> Definition:
    return Definition(
        id=f"{of}_talk_share",
        question=question,
        formula=f"{of}: {_FOCUS}",
        unit="1",
        need=Need.SHARE,
        of="our party, also in the first half",
        source=f"The articles ({capability} in docs/capabilities.md)",
        grade="D",
        limits=f"Needs 60 such words of ours. {_MOVES}",
        counts="turns that are about any of the three",
    )


def _told(measure_id: str, question: str, formula: str, source: str) -> Definition:
    return Definition(
        id=measure_id,
        question=question,
        formula=formula,
        unit="1",
        need=Need.SHARE,
        of="the customer",
        source=source,
        grade="D",
        limits=_MOVES,
    )


NEED = (
    Definition(
        id="interview_asking_share",
        question="Does our side ask and say back in the interview, or tell?",
        formula="words of our turns in the interview that ask or say back, by how likely they do ÷ "
        "words of our turns in the interview",
        unit="1",
        need=Need.SHARE,
        of="our party, in the interview stage",
        source="The articles (S4.25 in docs/capabilities.md)",
        grade="D",
        limits="A turn that asks and tells counts whole; needs 30 words",
        counts="our turns in the interview",
    ),
    _focus("needs", "How much of our talk goes to the customer's needs?", "S4.19, S4.23"),
    _focus("product", "How much of our talk goes to the product?", "S4.17, S4.23"),
    _focus("transaction", "How much of our talk goes to the transaction?", "S4.18"),
    Definition(
        id="gates_standing",
        question="Which agreements of the customer stand?",
        formula="of four (a need, openness to a solution, talking about one, being able to "
        "decide): those that the customer gives in this call or gave in an earlier one",
        unit="1",
        need=Need.SHARE,
        of="the customer",
        source="The articles (S4.27 to S4.30 in docs/capabilities.md)",
        grade="D",
        limits="What is not heard may still be so: it is a question to explore, no verdict",
        counts="gates",
    ),
    Definition(
        id="pitch_words_before_need",
        question="How much is offered before the customer has admitted a need?",
        formula="words of our turns that describe or offer before the customer's need is heard",
        unit="words",
        need=Need.SHARE,
        of="our party",
        source="The articles (S4.22 in docs/capabilities.md)",
        grade="D",
        limits="A customer may have asked for it; a need may stand from an earlier call",
        counts="those turns",
    ),
    Definition(
        id="solution_lead",
        question="By how much does the solution come before the need?",
        formula="start of the turn in which the need is heard − start of our first turn before it "
        "that describes or offers",
        unit="s",
        need=Need.POSITION,
        of="the call",
        source="The articles (S4.22 in docs/capabilities.md)",
        grade="D",
        limits="Withheld where nothing is offered before, and where no need is heard",
        counts="our turns that describe or offer before it",
    ),
    _told(
        "business_problems",
        "Does the customer tell what it does to the business?",
        "turns of the customer that tell a problem in terms of the business",
        "The articles (S0.5 in docs/capabilities.md)",
    ),
    _told(
        "technical_problems",
        "Does the customer tell of a trouble with a system or a process?",
        "turns of the customer that tell a problem of a system, a tool or a process",
        "The articles (S0.6 in docs/capabilities.md)",
    ),
    _told(
        "problems_without_effect",
        "Which troubles were left without what they do to the business?",
        "technical problems without a business effect in the same turn or the customer's next two",
        "The articles (S0.6 in docs/capabilities.md)",
    ),
    _told(
        "facts_told",
        "What was learnt from the customer?",
        "sentences of the customer that tell a problem, a need, a worth, a measure of success, a "
        "person, a date, a budget or who decides",
        "The articles (S3.14 in docs/capabilities.md)",
    ),
    _told(
        "told_unasked_share",
        "How openly does the customer tell?",
        "facts that our turn before did not ask for ÷ facts told",
        f"{OWN}, from the articles (S3.13 in docs/capabilities.md)",
    ),
)
CUSTOMER: tuple[Definition, ...] = (*EXCHANGE, *NEED)
