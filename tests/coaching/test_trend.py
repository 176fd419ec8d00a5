"""The last six calls against one's own year: what is said, and when nothing is."""

from datetime import timedelta

import pytest

from many_calls import NOW, alike, counted, day, dice, measured
from ridealong.coaching.behaviours import LISTENING, OPEN_QUESTIONS
from ridealong.coaching.levels import Single
from ridealong.coaching.trend import FEWEST_BEFORE, LAST, TooLittle, trend


def test_six_calls_are_held_against_those_before():
    calls = alike(14, 3, 10, first_day=60) + alike(6, 7, 10, first_day=6)
    found = trend(OPEN_QUESTIONS, calls, NOW)
    assert found.change is not None
    assert (found.change.now.share, found.change.before.share) == pytest.approx((0.7, 0.3))
    assert found.change.clear
    assert found.usual == pytest.approx((0.3, 0.3))


def test_the_order_in_which_calls_come_does_not_matter():
    calls = counted(dice(1), 30, 0.4)
    assert trend(OPEN_QUESTIONS, calls[::-1], NOW) == trend(OPEN_QUESTIONS, calls, NOW)


@pytest.mark.parametrize("calls", [0, 1, 6, 13])
def test_too_few_calls_say_how_many_are_needed(calls):
    found = trend(OPEN_QUESTIONS, alike(calls, 5, 10, first_day=30), NOW)
    assert found.change is None
    assert found.too_little == TooLittle(calls, LAST + FEWEST_BEFORE, "calls")


def test_too_few_questions_in_the_last_six_calls_are_not_enough():
    calls = alike(20, 5, 10, first_day=60) + alike(6, 1, 3, first_day=6)
    assert trend(OPEN_QUESTIONS, calls, NOW).too_little == TooLittle(18, 20, "questions")


def test_what_is_older_than_a_year_or_counted_on_nothing_is_left_out():
    old = Single(NOW - timedelta(days=366), 1.0, 10)
    found = trend(OPEN_QUESTIONS, [old, Single(day(3), 0.0, 0), *alike(2, 1, 2, first_day=9)], NOW)
    assert len(found.calls) == 2


def test_a_call_of_few_questions_counts_in_the_sum_and_not_as_a_share_of_its_own():
    calls = [Single(day(1), 1.0, 2), Single(day(2), 0.5, 8)]
    found = trend(OPEN_QUESTIONS, calls, NOW)
    assert [c.n for c in found.shown] == [8]
    assert len(found.calls) == 2


def test_what_held_is_seen_in_the_six_calls_before_as_well():
    calls = (
        alike(10, 3, 10, first_day=90)
        + alike(6, 7, 10, first_day=40)
        + alike(6, 7, 10, first_day=6)
    )
    found = trend(OPEN_QUESTIONS, calls, NOW)
    assert found.held is not None
    assert found.held.low > 0


def test_a_share_of_time_needs_no_acts():
    found = trend(LISTENING, measured(dice(3), 20, 0.5), NOW)
    assert found.change is not None
    assert found.change.now.n == LAST
