"""When a manager is asked whether they believe that somebody can move."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from many_calls import NOW, alike
from ridealong.coaching.behaviours import OPEN_QUESTIONS
from ridealong.coaching.commitments import Commitment
from ridealong.coaching.limited import Challenge, Sign, ask
from ridealong.coaching.trend import trend

TODAY = NOW.date()
FLAT = trend(OPEN_QUESTIONS, alike(60, 10, 20, first_day=90), NOW)
ROSE = trend(
    OPEN_QUESTIONS,
    alike(20, 3, 10, first_day=90) + alike(6, 8, 10, first_day=6),
    NOW,
)
FEW = trend(OPEN_QUESTIONS, alike(9, 5, 10, first_day=20), NOW)
VAGUE = trend(OPEN_QUESTIONS, alike(14, 2, 4, first_day=60), NOW)
GOAL = Commitment(
    says="I ask", follows="behaviour:open_questions", target=0.5, made=date(2026, 9, 1), by=TODAY
)
STRETCH = replace(GOAL, stretch=True)
PAT = Challenge(person=2, since=date(2026, 1, 1), trends=(FLAT,), commitments=((GOAL, None),))


@pytest.mark.parametrize(
    ("what", "change", "asked"),
    [
        ("on a plateau and nothing that stretches", {}, True),
        ("a stretch is open", {"commitments": ((STRETCH, None),)}, False),
        ("one was closed last week", {"commitments": ((STRETCH, TODAY - timedelta(7)),)}, False),
        ("one was closed long ago", {"commitments": ((STRETCH, date(2026, 9, 9)),)}, True),
        ("something rose", {"trends": (FLAT, ROSE)}, False),
        ("too few calls to tell", {"trends": (FEW,)}, False),
        ("not contradicted is not seen", {"trends": (VAGUE,)}, False),
        ("new here", {"since": TODAY - timedelta(weeks=7)}, False),
    ],
)
def test_when_it_is_asked(what, change, asked):
    assert (ask(replace(PAT, **change), TODAY) is not None) is asked, what


def test_further_signs_stand_beside_it():
    more = replace(
        PAT, minutes=20, minutes_before=90, commitments=((GOAL, None), (GOAL, date(2026, 9, 20)))
    )
    found = ask(more, TODAY)
    assert found is not None
    assert found.signs == (Sign.NO_STRETCH, Sign.MINUTES_FELL, Sign.SAME_GOAL)
    assert found.flat == (FLAT,)
    assert found.last_stretch is None
