"""The frameworks that are shipped: two-sided, open, findable, in the articles' spirit."""

import pytest

from ridealong.analysis.labels import GATES
from ridealong.process.framework.asks import opens, refused
from ridealong.process.framework.check import missing
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Framework, Journey, Question, Side, UseCase

SALESFORCE = (
    "prospecting", "qualification", "needs analysis", "value proposition", "id. decision makers",
    "perception analysis", "proposal/price quote", "negotiation/review",
)  # fmt: skip
HUBSPOT = (
    "appointment scheduled", "qualified to buy", "presentation scheduled",
    "decision maker bought-in", "contract sent",
)  # fmt: skip


@pytest.fixture(params=list(Journey), ids=str)
def framework(request: pytest.FixtureRequest) -> Framework:
    """One after the other."""
    return default(request.param)


def questions(framework: Framework) -> list[Question]:
    asked = [question for stage in framework.stages for question in stage.questions]
    return [*asked, *framework.questions]


def test_sales_has_the_five_stages_and_the_gates_of_a_call() -> None:
    sales = default(Journey.SALES)
    assert [stage.key for stage in sales.stages] == [
        "first-meeting", "needs-review", "solution-agreed", "proposal", "decision",
    ]  # fmt: skip
    assert tuple(gate.key for gate in sales.gates) == GATES
    assert sales.stages[-1].gate is None, "after the decision it is won or lost"


def test_nothing_is_missing_for_publishing(framework: Framework) -> None:
    assert missing(framework) == []


def test_each_gate_has_both_sides_and_the_customers_first_of_all(framework: Framework) -> None:
    """S4.84, S4.85: every gate is mirrored, and what we sent alone opens none."""
    for gate in framework.gates:
        assert gate.kinds(Side.CUSTOMER), gate.key
        assert gate.kinds(Side.SELLER), gate.key
        ours = {f for kind in gate.customer for f in kind.finds if f.endswith(".out")}
        assert not ours, f"{gate.key} counts our own doing as the customer's"


def test_each_sales_gate_is_proposed_from_the_customers_own_words() -> None:
    for gate in default(Journey.SALES).gates:
        found = {find for kind in gate.customer for find in kind.finds}
        assert f"label:{gate.key}" in found


def test_a_written_confirmation_or_correction_counts_at_every_sales_gate() -> None:
    """S4.85: the key person has written back, confirming or correcting what we assumed."""
    for gate in default(Journey.SALES).gates:
        found = {find for kind in gate.customer for find in kind.finds}
        assert "activity:email.in" in found


def test_each_stage_has_questions_for_every_kind_of_talk() -> None:
    """S4.83: a question for each stage and use case."""
    for stage in default(Journey.SALES).stages:
        uses = {use for question in stage.questions for use in question.use}
        assert uses == set(UseCase), stage.key
        assert len(stage.questions) >= 6


def test_service_speaks_the_same_language() -> None:
    """S4.49: the same talks along the whole journey, after the sale as before."""
    for stage in default(Journey.SERVICE).stages:
        uses = {use for question in stage.questions for use in question.use}
        assert uses == set(UseCase), stage.key


def test_every_question_is_open(framework: Framework) -> None:
    closed = [question.says for question in questions(framework) if not opens(question.says)]
    assert closed == []


def test_no_question_asks_for_the_date_or_the_size(framework: Framework) -> None:
    assert [q.says for q in questions(framework) if refused(q.says)] == []


def test_each_stage_goes_to_the_second_level(framework: Framework) -> None:
    """S0.13: not only what will be asked, but in which words."""
    for stage in framework.stages:
        assert any("ow will you" in q.says or "ow do you ask" in q.says for q in stage.questions), (
            stage.key
        )


def test_the_library_begins_with_the_key_questions() -> None:
    """S0.12: the start of the library, which each organisation goes on with."""
    keys = [question.key for question in default(Journey.SALES).questions]
    assert keys[:5] == [
        "business-problem",
        "technical-to-business",
        "to-whom",
        "success",
        "how-ask",
    ]


@pytest.mark.parametrize("label", SALESFORCE + HUBSPOT)
def test_the_standard_stages_of_the_crms_lead_to_one_of_ours(label: str) -> None:
    holding = [s.key for s in default(Journey.SALES).stages if label in s.crm]
    assert len(holding) == 1


def test_the_crms_order_is_kept() -> None:
    stages = default(Journey.SALES).stages
    for labels in (SALESFORCE, HUBSPOT):
        places = [next(i for i, s in enumerate(stages) if label in s.crm) for label in labels]
        assert places == sorted(places)


def test_other_methods_are_mapped_by_the_names_of_their_steps() -> None:
    mapped = dict(default(Journey.SALES).mapped)
    assert set(mapped) == {"MEDDICC", "SPIN", "AID-like steps"}
    assert dict(mapped["MEDDICC"])["Economic buyer"] == "can_decide"


def test_every_skill_matters_in_a_stage_and_shows_in_something(framework: Framework) -> None:
    used = {key for stage in framework.stages for key in stage.skills}
    for skill in framework.skills:
        assert skill.key in used
        assert skill.behaviours


def test_keys_fit_into_the_tables_of_the_desk(framework: Framework) -> None:
    assert all(len(stage.key) <= 60 for stage in framework.stages)
    kinds = [kind for gate in framework.gates for kind in (*gate.customer, *gate.seller)]
    assert all(len(kind.key) <= 40 for kind in kinds)
