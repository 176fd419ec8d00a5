"""A small framework with two-sided gates, for tests that need one of their own."""

from ridealong.process.framework.model import (
    EvidenceKind,
    Framework,
    Gate,
    Journey,
    Question,
    Stage,
    UseCase,
)

STAGES = ("first-meeting", "needs-review", "solution-agreed", "proposal", "decision")
GATES = ("admits_need", "open_to_solutions", "agrees_to_discuss", "can_decide")


def framework() -> Framework:
    """Five stages and four gates; every kind of evidence is found somewhere."""
    return Framework(
        "Ours",
        Journey.SALES,
        tuple(_stage(i) for i in range(len(STAGES))),
        questions=(
            Question("worth", "What would it be worth to them?", (UseCase.DEAL,), "value"),
            Question("felt", "Who feels it?", (UseCase.ANY,), "who"),
        ),
    )


def _stage(i: int) -> Stage:
    asked = Question("effect", "What does it set in motion?", (UseCase.DEAL,), "problem")
    return Stage(
        key=STAGES[i],
        label=STAGES[i].replace("-", " ").capitalize(),
        customer_step="They look.",
        seller_step="We ask.",
        until="until the gate",
        gate=_gate(GATES[i]) if i < len(GATES) else None,
        questions=(asked,) if i == 1 else (),
    )


def _gate(key: str) -> Gate:
    return Gate(
        key,
        key.replace("_", " ").capitalize(),
        customer=(
            EvidenceKind("said", "said it in their own words", (f"label:{key}",)),
            EvidenceKind(
                "confirmed", "confirmed in writing", ("activity:email.in", "content:corrected")
            ),
        ),
        seller=(
            EvidenceKind("back", "said it back", ("move:paraphrase",)),
            EvidenceKind("sent", "sent a summary", ("activity:email.out", "content:shared")),
            EvidenceKind("met", "met them", ("activity:meeting",)),
        ),
    )
