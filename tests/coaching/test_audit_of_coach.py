"""What a coach sees of their own coaching: figures and questions, no mark."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from many_calls import NOW, day
from ridealong.coaching.audit_of_coach import REALITY, Called, Heard, Reason, audit
from ridealong.coaching.cadence import Member, Talk
from ridealong.process.diagnosis.model import Leaning
from ridealong.process.framework.model import UseCase

RITA = Member(person=1, since=date(2026, 1, 1))
NEW = Member(person=2, since=NOW.date() - timedelta(days=10))
WEEKLY = [
    Talk(person=1, use=UseCase.ONE_TO_ONE, held=day(7 * i + 1), minutes=30) for i in range(12)
]
ASKS = Heard(
    at=day(8),
    questions=10,
    results=2,
    results_first=True,
    asks=9,
    tells=1,
    on_a_call=True,
    reviewed=None,
    act_with_date=True,
)
HEARD = [replace(ASKS, at=day(7 * i + 1), results_first=i == 0, reviewed=i > 1) for i in range(5)]


def test_a_steady_coach_by_hand():
    talks = [*WEEKLY, Talk(person=1, use=UseCase.MOUND, held=day(3))]
    found = audit(
        [RITA, NEW], talks, HEARD, [Called(1, day(20), day(15))], NOW, working_minutes=28_800
    )
    assert (found.followed.part, found.followed.whole) == (1, 1)
    assert found.results is not None
    assert found.asking is not None
    assert found.results.share == pytest.approx(0.2)
    assert found.asking.share == pytest.approx(0.9)
    assert (found.results_first.part, found.results_first.whole) == (1, 5)
    assert (found.reviewed.part, found.reviewed.whole) == (3, 5)
    rita, new = found.members
    assert (rita.minutes, rita.talks, rita.weeks.part, rita.weeks.whole) == (360, 13, 12, 12)
    assert (new.talks, new.weeks.part, new.weeks.whole) == (0, 0, 2)
    assert found.time.share == pytest.approx(360 / 28_800)
    assert (found.time.without_minutes, found.time.reality) == (1, REALITY)
    assert dict(found.reasons) == {
        Reason.TIME: Leaning.AGAINST,
        Reason.SKILL: Leaning.AGAINST,
        Reason.WILL: Leaning.OPEN,
    }


def test_talks_called_off_lean_to_time_and_telling_to_skill():
    off = [
        Talk(person=1, use=UseCase.ONE_TO_ONE, planned=day(7 * i), called_off=i > 1)
        for i in range(6)
    ]
    tells = [replace(h, asks=1, tells=9) for h in HEARD]
    reasons = dict(audit([RITA], off, tells, [], NOW).reasons)
    assert (reasons[Reason.TIME], reasons[Reason.SKILL]) == (Leaning.FOR, Leaning.FOR)


def test_a_call_to_action_counts_once_its_week_is_over():
    called = [Called(1, day(2), None), Called(1, day(9), None), Called(1, day(30), day(10))]
    found = audit([RITA], [], [], called, NOW).followed
    assert (found.part, found.whole) == (0, 2)


def test_of_nothing_nothing_is_told():
    found = audit([], [], [], [], NOW)
    assert (found.results, found.asking, found.time.share) == (None, None, None)
    assert found.followed.interval is None
    assert {leaning for _, leaning in found.reasons} == {Leaning.OPEN}


def test_a_huddle_takes_its_time_once_and_what_is_not_known_is_not_counted():
    huddle = Talk(person=1, use=UseCase.HUDDLE, held=day(3), minutes=20)
    unknown = replace(ASKS, on_a_call=None, act_with_date=None)
    found = audit([RITA, NEW], [huddle, replace(huddle, person=2)], [ASKS, unknown], [], NOW)
    assert found.time.minutes == 20
    assert [m.minutes for m in found.members] == [20, 20]
    assert (found.on_a_call.whole, found.act_with_date.whole) == (1, 1)
