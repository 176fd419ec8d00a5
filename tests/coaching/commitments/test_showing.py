"""Whether a call shows what was taken on: on talks whose moves are known."""

from dataclasses import replace

import pytest

from ridealong.analysis.model import Measure
from ridealong.coaching.commitments import followable, shown_in
from ridealong.coaching.single import figures
from ridealong.conversation import Kind
from tagged_talk import kestrel, told

QUESTIONS = Measure("questions", "us", "call", 3.0, "questions", 3, "counted", "own")
OFFERED_FIRST = told(
    Kind.SALES,
    ("seller", "We have a pump for that. It is called Flow.", "solution_offer"),
    ("dean", "Right.", ""),
    ("seller", "What does a stop cost you?", "open_question need_question"),
)
ASKED_FIRST = told(
    Kind.SALES,
    ("seller", "What does a stop cost you?", "open_question need_question"),
    ("dean", "A shift.", "business_problem"),
    ("seller", "Then a second pump would carry it.", "solution_offer"),
)


def follow(id_):
    found = followable(id_)
    assert found is not None
    return found


def measured(analysis, *measures):
    return replace(analysis, measures=(QUESTIONS, *measures))


@pytest.mark.parametrize(
    ("call", "id_", "figure"),
    [
        (ASKED_FIRST, "move:need_question before move:solution_offer", (1.0, 1)),
        (OFFERED_FIRST, "move:need_question before move:solution_offer", (0.0, 1)),
        (ASKED_FIRST, "move:need_question before move:concession", (0.0, 0)),
        (ASKED_FIRST, "move:need_question", (1.0, 1)),
        (ASKED_FIRST, "move:challenge", (0.0, 1)),
        (ASKED_FIRST, "move:root_cause", (0.0, 1)),
        (ASKED_FIRST, "activity:contacts", (0.0, 0)),
        (ASKED_FIRST, "behaviour:working_on_it", (0.0, 0)),
    ],
)
def test_what_a_call_shows(call, id_, figure):
    followed = follow(id_)
    expected = (0.0, 0) if followed.kinds == (Kind.SERVICE,) else figure
    assert shown_in(measured(call), followed) == expected


def test_a_measure_is_taken_as_it_is():
    share = Measure("concessions_without_return", "us", "call", 0.5, "1", 2, "a ÷ b", "own")
    followed = follow("measure:concessions_without_return")
    assert shown_in(measured(ASKED_FIRST, share), followed) == (0.5, 2)
    assert shown_in(measured(ASKED_FIRST), followed) == (0.0, 0)


def test_a_call_too_short_to_measure_could_not_show_it():
    assert shown_in(ASKED_FIRST, follow("move:need_question")) == (0.0, 0)


def test_a_behaviour_has_the_figure_that_desks_follow():
    call = measured(kestrel())
    assert shown_in(call, follow("behaviour:open_questions")) == figures(call)["open_questions"]
