"""Counts of how somebody goes on: what is counted where, and when nothing is told."""

from datetime import UTC, datetime, timedelta

import pytest

from ridealong.coaching.growing import AWeek, Part, a_week, after, leading

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def ago(days):
    return NOW - timedelta(days=days)


def test_a_share_is_told_from_four_on_with_its_interval():
    assert [Part(0, n).needed for n in (0, 3, 4, 9)] == [4, 1, 0, 0]
    low, high = Part(3, 6).interval
    assert low < 0.5 < high


def test_weeks_are_whole_and_the_running_one_does_not_count():
    week = timedelta(weeks=1)
    days = [MONDAY, MONDAY - timedelta(seconds=1), MONDAY - 8 * week, MONDAY - 9 * week]
    assert a_week(days, MONDAY, MONDAY - 17 * week) == AWeek(2 / 8, 1 / 8)
    assert a_week(days, MONDAY, MONDAY - 12 * week) == AWeek(2 / 8, None), "no record of then"
    assert not a_week([MONDAY + week], MONDAY, MONDAY).any


def test_after_an_end_the_next_act_and_two_weeks_on_each_side():
    ends = [ago(100), ago(70), ago(40), ago(3)]
    acts = [ago(300), ago(102), ago(98), ago(97), ago(65), ago(39.5)]
    found = after(ends, acts, NOW)
    assert found.ends == 3, "the time of the last is not over"
    assert found.days == pytest.approx(2)
    assert (found.acts_before, found.acts_after) == (1, 4)
    assert after(ends[:2], acts, NOW).days is None
    assert after([ago(310), ago(290), *ends], acts, NOW) == found, "before the record began"


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("Head of Operations", 1),
        ("Managing Director", 1),
        ("CFO", 1),
        ("Werkleiter", 1),
        ("Vorstandsmitglied", 1),
        ("Buyer", 0),
        ("Assistant to the office", 0),
        ("Misleading Example", 0),
    ],
)
def test_titles_that_lead(title, leads):
    assert leading([title]) == Part(leads, 1)
