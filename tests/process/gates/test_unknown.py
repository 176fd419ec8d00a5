"""What is not known becomes a question; missing gates are read as questions, never as a verdict."""

from gated import framework
from ridealong.process.gates import Piece, Reading, Third, attention, readings, stands, unknowns
from ridealong.process.model import Outcome

EVERYTHING = (
    "business_problem",
    "states_value",
    "stakeholder",
    "success_measure",
    "can_decide",
    "commitment",
)


def keys(*told: str, step_agreed: bool = False) -> list[str]:
    return [
        u.key for u in unknowns(framework(), "needs-review", set(told), step_agreed=step_agreed)
    ]


def gates_of(*told: tuple[str, str], stage: str = "proposal"):
    return stands(framework(), stage, Outcome.OPEN, [Piece(*t, "accepted") for t in told])


def test_of_a_new_deal_nothing_is_known():
    assert keys() == ["problem", "value", "who", "measure", "decides", "next_step"]


def test_what_the_customer_has_told_is_known():
    assert keys(*EVERYTHING) == []
    assert "decides" not in keys("cannot_decide"), "that somebody else decides is known as well"


def test_a_fault_without_its_effect_tells_a_part_of_the_problem():
    (problem, *_) = unknowns(framework(), "needs-review", {"technical_problem"})
    assert problem.key == "problem"
    assert problem.partly


def test_a_step_that_is_written_down_is_known():
    assert "next_step" not in keys(step_agreed=True)


def test_each_unknown_brings_the_frameworks_question_for_it():
    asked = {u.key: u.question for u in unknowns(framework(), "needs-review", set())}
    assert asked["problem"]
    assert asked["problem"].key == "effect"
    assert asked["value"]
    assert asked["value"].key == "worth"
    assert asked["measure"] is None, "the framework has none"


def test_a_gate_that_is_claimed_without_the_customer_is_read_in_questions():
    assert readings(gates_of(), asked=False) == tuple(Reading)
    assert Reading.NOT_ASKED not in readings(gates_of(), asked=True)


def test_where_no_claimed_gate_is_missing_there_is_nothing_to_read():
    assert readings(gates_of(stage="first-meeting"), asked=False) == ()
    there = gates_of(("admits_need", "customer"), stage="needs-review")
    assert readings(there, asked=False) == ()


def test_time_makes_a_difference_where_there_is_a_reason_and_something_open():
    found = attention(gates_of(("admits_need", "customer")), {"business_problem"})
    assert found.third is Third.OPEN
    assert found.reasons == ("business_problem",)
    assert found.gate
    assert found.gate.gate.key == "open_to_solutions"


def test_all_gates_on_both_sides_leave_the_decision_to_them():
    both = [(g.gate.key, side) for g in gates_of() for side in ("customer", "seller")]
    assert attention(gates_of(*both), ()).third is Third.ON_ITS_WAY


def test_a_deal_that_has_gone_on_with_nothing_from_the_customer():
    assert attention(gates_of(), ()).third is Third.NOTHING_YET
    assert attention(gates_of(stage="first-meeting"), ()).third is Third.EARLY
