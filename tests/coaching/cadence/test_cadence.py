"""When talks are due, whether they are held, and who goes without."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.coaching.cadence import (
    Member,
    Outcome,
    Programme,
    Rhythm,
    Talk,
    adherence,
    coverage,
    dues,
    left_behind,
    tally,
)
from ridealong.process.framework.model import UseCase

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = Programme(key="weekly", rhythm=Rhythm(weekday=3, at=time(14, 30), first=date(2026, 9, 1)))
RITA = Member(person=1, zone="Europe/Berlin", since=date(2026, 1, 1))
NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)


def held(day, *, use=UseCase.ONE_TO_ONE, person=1):
    month, number = day
    at = datetime(2026, month, number, 14, tzinfo=BERLIN)
    return Talk(person=person, use=use, held=at)


def rhythm_of(talks, member=RITA, start=date(2026, 10, 29), programme=WEEKLY):
    due = dues(programme, member, start, date(2026, 11, 19))
    return adherence(due, talks, programme, NOW)


def test_a_talk_keeps_its_hour_when_the_clocks_change():
    october = dues(WEEKLY, RITA, date(2026, 10, 20), date(2026, 10, 31))
    assert [d.at.strftime("%d %b %H:%M") for d in october] == ["22 Oct 14:30", "29 Oct 14:30"]
    assert [d.at.astimezone(UTC).hour for d in october] == [12, 13]


def test_an_hour_that_is_not_there_is_moved_past():
    night = replace(WEEKLY, rhythm=Rhythm(weekday=6, at=time(2, 30), first=date(2026, 3, 29)))
    (due,) = dues(night, RITA, date(2026, 3, 29), date(2026, 3, 29))
    assert (due.at.hour, due.at.minute) == (3, 30)


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    night = replace(WEEKLY, rhythm=Rhythm(weekday=6, at=time(2, 30), first=date(2026, 10, 25)))
    (due,) = dues(night, RITA, date(2026, 10, 25), date(2026, 10, 25))
    assert due.at.astimezone(UTC).hour == 0


def test_every_two_weeks_counts_from_the_first():
    fortnightly = replace(WEEKLY, rhythm=replace(WEEKLY.rhythm, weeks=2))
    found = dues(fortnightly, RITA, date(2026, 9, 8), date(2026, 10, 2))
    assert [d.on for d in found] == [date(2026, 9, 17), date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("days", "outcomes"),
    [
        ([], "missed|missed|missed|open"),
        ([(10, 29), (11, 5), (11, 12), (11, 19)], "on time|on time|on time|on time"),
        ([(10, 30), (11, 2), (11, 12)], "on time|on time|on time|open"),
        ([(11, 5), (11, 6)], "missed|on time|missed|open"),
    ],
)
def test_what_became_of_each(days, outcomes):
    found = rhythm_of([held(d) for d in days])
    assert [k.outcome.value for k in found.kept] == outcomes.split("|")


def test_later_than_three_days_is_late_and_still_held():
    fortnightly = replace(WEEKLY, rhythm=replace(WEEKLY.rhythm, weeks=2))
    due = dues(fortnightly, RITA, date(2026, 10, 10), date(2026, 10, 20))
    found = adherence(due, [held((10, 20))], fortnightly, NOW)
    assert [k.outcome for k in found.kept] == [Outcome.LATE]
    assert (found.on_time, found.held, found.due, found.value) == (0, 1, 1, 0.0)


def test_a_talk_on_leave_is_excused_and_one_after_leaving_is_not_due():
    away = replace(RITA, away=((date(2026, 11, 2), date(2026, 11, 8)),))
    assert [k.outcome for k in rhythm_of([], away).kept][1] is Outcome.EXCUSED
    gone = replace(RITA, until=date(2026, 11, 6))
    assert len(rhythm_of([], gone).kept) == 2


def test_informal_talks_do_not_stand_in_for_the_weekly_one():
    assert rhythm_of([held((11, 5), use=UseCase.HUDDLE)]).held == 0


def test_late_in_the_evening_it_is_the_persons_day_that_counts():
    """23:30 in New York is the next day in UTC."""
    pat = replace(RITA, zone="America/New_York")
    monday = replace(WEEKLY, rhythm=Rhythm(weekday=0, at=time(9), first=date(2026, 11, 2)))
    due = dues(monday, pat, date(2026, 11, 9), date(2026, 11, 9))
    at = datetime(2026, 11, 12, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    talk = Talk(person=1, use=UseCase.ONE_TO_ONE, held=at.astimezone(UTC))
    assert adherence(due, [talk], monday, NOW).on_time == 1


def test_who_had_a_talk_in_a_fortnight():
    pat, new, gone = (
        Member(person=2, since=date(2026, 1, 1)),
        Member(person=3, since=date(2026, 11, 16)),
        Member(person=4, since=date(2026, 1, 1), until=date(2026, 11, 1)),
    )
    talks = [held((11, 12), use=UseCase.MOUND), held((10, 1), person=2)]
    found = coverage([pat, RITA, new, gone], talks, NOW)
    assert (found.part, found.whole) == (1, 3)
    assert [(g.person, g.days) for g in found.gaps] == [(2, 49), (1, 7), (3, 3)]
    assert found.gaps[2].last is None


def test_who_is_away_for_the_whole_fortnight_is_not_counted():
    away = replace(RITA, away=((date(2026, 10, 1), date(2026, 12, 1)),))
    assert coverage([away], [], NOW).value is None


def test_talks_are_counted_once_by_what_became_of_them():
    past, ahead = NOW - timedelta(days=9), NOW + timedelta(days=2)
    one = Talk(person=1, use=UseCase.ONE_TO_ONE, planned=past)
    talks = [
        replace(one, held=past, moved=True, minutes=30, coaches=(8, 9)),
        one,
        replace(one, called_off=True),
        replace(one, planned=ahead),
        Talk(person=1, use=UseCase.MOUND, held=past, minutes=5),
        Talk(person=1, use=UseCase.JOINT_CALL, held=past),
    ]
    found = tally(talks, NOW)
    assert (found.held, found.missed, found.called_off, found.moved, found.ahead) == (1, 1, 1, 1, 1)
    assert found.informal == {UseCase.MOUND: 1, UseCase.JOINT_CALL: 1}
    assert (found.minutes, found.minutes_of) == (35, 2)


def test_a_talk_planned_with_somebody_who_leaves_is_named():
    talk = Talk(person=1, use=UseCase.ONE_TO_ONE, planned=NOW + timedelta(days=3))
    gone = replace(RITA, until=date(2026, 11, 20))
    assert left_behind([talk], [gone]) == (talk,)
    assert left_behind([talk], [RITA]) == ()
    assert left_behind([replace(talk, called_off=True)], [gone]) == ()
    assert left_behind([talk], []) == (talk,)


@given(
    st.builds(
        Rhythm,
        weeks=st.integers(1, 6),
        weekday=st.integers(0, 6),
        at=st.times(),
        first=st.just(date(2026, 2, 4)),
    ),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.integers(0, 300),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]),
)
def test_due_days_lie_on_the_weekday_and_as_far_apart_as_agreed(rhythm, start, more, zone):
    member = replace(RITA, zone=zone)
    end = start + timedelta(days=more)
    found = dues(replace(WEEKLY, rhythm=rhythm), member, start, end)
    assert all(d.on.weekday() == rhythm.weekday and start <= d.on <= end for d in found)
    assert all((b.on - a.on).days == 7 * rhythm.weeks for a, b in pairwise(found))


def test_no_rhythm_is_refused():
    with pytest.raises(ValueError, match="no rhythm"):
        Rhythm(weeks=0, first=date(2026, 1, 1))
