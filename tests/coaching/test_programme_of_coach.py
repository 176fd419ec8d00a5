"""Steps of a coach: by what was done, by their own word; and what a leader may be told of them."""

import pytest

from ridealong.coaching.audit_of_coach import Counted
from ridealong.coaching.programme_of_coach import met, standing, steps, where_they_stand

FIRST, SECOND = steps()[0].id, steps()[1].id


def test_the_steps_are_whole():
    assert len({s.id for s in steps()}) == len(steps())
    assert all(len(s.id) <= 24 and s.name and s.do and s.where for s in steps())
    assert all(0 < s.criterion.share <= 1 for s in steps() if s.criterion)
    assert [s.id for s in steps() if s.criterion is None] == ["passing-on"]


@pytest.mark.parametrize(
    ("counted", "is_met"),
    [(Counted(3, 3), False), (Counted(2, 4), False), (Counted(3, 4), True), (None, False)],
)
def test_a_step_is_reached_from_its_fewest_and_its_share_on(counted, is_met):
    assert ("asking" in met({"asking": counted} if counted else {})) is is_met


def test_what_was_reached_stays_and_the_first_that_is_not_is_next():
    found = standing({"readiness": Counted(0, 1), "hours": Counted(1, 1)}, {FIRST})
    assert [(s.reached, s.next) for s in found[:3]] == [(True, False), (True, False), (False, True)]
    assert found[0].counted == Counted(0, 1)


def test_of_few_or_of_all_at_one_step_nothing_is_told():
    assert where_they_stand([{FIRST}, set(), set(), set()]) is None
    assert where_they_stand([set()] * 9) is None
    everything = {s.id for s in steps()}
    told = where_they_stand([{FIRST}, set(), set(), set(), everything])
    assert told == [(steps()[0], 3), (steps()[1], 1), (None, 1)]
