"""What stops a framework from being published, and what changed between two."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.process.framework.check import missing, stops
from ridealong.process.framework.default import default
from ridealong.process.framework.difference import How, differences
from ridealong.process.framework.model import Framework, Journey, Question, Stage

SALES = default(Journey.SALES)


def with_first(**changes: object) -> Framework:
    """The sales process with something else in its first stage."""
    first = replace(SALES.stages[0], **changes)  # type: ignore[arg-type]
    return replace(SALES, stages=(first, *SALES.stages[1:]))


def test_one_stage_is_no_journey() -> None:
    alone = replace(SALES, stages=SALES.stages[-1:])
    assert "two stages" in stops(alone)[0].says


def test_a_gate_has_to_stand_between_two_stages() -> None:
    (told,) = stops(with_first(gate=None))
    assert (told.stage, told.remedy.split()[0]) == ("first-meeting", "Say")


def test_a_gate_needs_our_side_too() -> None:
    """S4.84: for each gate on the customer's side there is an equivalent on ours."""
    gate = SALES.gates[0]
    (told,) = stops(with_first(gate=replace(gate, seller=())))
    assert "nothing that we do" in told.says


def test_a_stage_without_a_question_is_of_no_use_to_a_coach() -> None:
    (told,) = stops(with_first(questions=()))
    assert "nothing to ask" in told.says


def test_a_closed_question_is_told_and_stops_nothing() -> None:
    closed = Question("closed", "Did you ask for the problem?")
    told = missing(with_first(questions=(closed,)))
    assert [(one.stops, "yes or no" in one.says) for one in told] == [(False, True)]


def test_the_same_differs_in_nothing() -> None:
    assert differences(SALES, SALES) == []


def test_each_change_says_where() -> None:
    first = SALES.stages[0]
    asked = (replace(first.questions[0], says="What is it that they need?"), *first.questions[2:])
    new = with_first(label="Meeting", questions=(*asked, Question("new", "What else?")))
    found = {(change.how, change.where, change.after) for change in differences(SALES, new)}
    stage = "Stage “Meeting”"
    assert (How.CHANGED, (stage, "Name"), "Meeting") in found
    assert (How.ADDED, (stage, "Question"), "What else?") in found
    where = (stage, "Question “What is it that they need?”", "Words")
    assert (How.CHANGED, where, "What is it that they need?") in found
    assert [c.before for c in differences(SALES, new) if c.how is How.REMOVED] == [
        first.questions[1].says
    ]


def test_a_new_order_is_a_move() -> None:
    stages = (SALES.stages[1], SALES.stages[0], *SALES.stages[2:])
    (change,) = differences(SALES, replace(SALES, stages=stages))
    assert change.how is How.MOVED
    assert change.after.startswith("Needs review, First meeting")


def test_a_gate_that_is_taken_away_is_told() -> None:
    (change,) = differences(SALES, with_first(gate=None))
    assert (change.how, change.where[-1], change.before) == (
        How.REMOVED,
        "Gate",
        "A need is admitted",
    )


stages = st.permutations(SALES.stages).flatmap(
    lambda order: st.integers(1, len(order)).map(lambda n: tuple(order[:n]))
)


@settings(deadline=None)
@given(stages, stages)
def test_there_is_a_difference_exactly_where_two_are_not_the_same(
    one: tuple[Stage, ...], other: tuple[Stage, ...]
) -> None:
    a, b = replace(SALES, stages=one), replace(SALES, stages=other)
    assert bool(differences(a, b)) == (a != b)
