"""Where a commitment stands by the calls since, and how rarely chance alone says that it holds."""

from datetime import date, timedelta

import pytest

from many_calls import NOW, alike, counted, day, dice
from ridealong.coaching.commitments import (
    Commitment,
    Reach,
    State,
    Week,
    by_weeks,
    followable,
    reach,
    standing,
)
from ridealong.coaching.levels import Single

TODAY = NOW.date()
ASKS_FIRST = "move:need_question before move:concession"
ROUNDS = 400


def taken_on(follows=ASKS_FIRST, target=0.75, *, baseline=None, by=None):
    return Commitment(
        says="I’ll ask who else weighs it in before I say a number.",
        follows=follows,
        target=target,
        made=date(2026, 10, 20),
        by=by or date(2026, 12, 4),
        baseline=baseline,
    )


def shown(pattern):
    """Calls since, one a day: "1" shows it, "0" does not, "-" could not."""
    rows = enumerate(pattern)
    return [Single(day(len(pattern) - i), float(c == "1"), int(c != "-")) for i, c in rows]


BEFORE = [Single(day(100 + i), float(i < 5), 1) for i in range(17)]


@pytest.mark.parametrize(
    ("since", "by", "state", "figures"),
    [
        ("", None, State.NO_OCCASION, (0, 0, 0, 6)),
        ("---", None, State.NO_OCCASION, (0, 0, 3, 6)),
        ("00-0", None, State.NOT_SHOWN, (0, 3, 4, 3)),
        ("10110", None, State.SHOWN, (3, 5, 5, 1)),
        ("111111", None, State.HOLDS, (6, 6, 6, 0)),
        ("1111110011", None, State.SHOWN, (8, 10, 10, 0)),
        ("11010", TODAY, State.NOT_YET, (3, 5, 5, 1)),
        ("", TODAY, State.NO_OCCASION, (0, 0, 0, 6)),
        ("1111111", TODAY, State.HOLDS, (7, 7, 7, 0)),
    ],
)
def test_where_it_stands(since, by, state, figures):
    found = standing(taken_on(by=by), shown(since), BEFORE, TODAY)
    assert found.state is state
    assert (found.shown, found.could, found.calls, found.needed) == figures
    assert found.due is (by is not None)


def test_with_no_past_the_interval_has_to_lie_above_the_baseline():
    six = shown("111111")
    assert standing(taken_on(baseline=0.3), six, [], TODAY).state is State.HOLDS
    assert standing(taken_on(baseline=0.7), six, [], TODAY).state is State.SHOWN


def test_a_share_is_shown_by_a_call_that_reaches_the_target():
    listening = taken_on("behaviour:open_questions", 0.6)
    found = standing(
        listening, alike(3, 7, 10, first_day=9) + alike(3, 5, 10, first_day=6), [], TODAY
    )
    assert (found.shown, found.could, found.state) == (3, 6, State.SHOWN)
    assert found.level is not None
    assert found.level.share == pytest.approx(0.6)


def test_fewer_can_be_meant():
    """No concession without a return: 0 of 2 in each call since, 2 of 2 in each before."""
    fewer = taken_on("measure:concessions_without_return", 0.2)
    found = standing(fewer, alike(8, 0, 2, first_day=8), alike(10, 2, 2, first_day=100), TODAY)
    assert found.state is State.HOLDS
    assert found.level is not None
    assert found.change is not None
    assert found.level.share == 0
    assert found.level.low <= found.level.share <= found.level.high
    assert found.change.difference == pytest.approx(-1)
    assert found.change.high < 0


def test_an_activity_is_no_matter_of_calls():
    with pytest.raises(ValueError, match="not seen in calls"):
        standing(taken_on("activity:contacts", 10), [], [], TODAY)


def test_who_has_not_changed_is_hardly_ever_said_to_hold():
    """Level .4 before and since, calls that hang together; the target is .5."""
    rng, held = dice(11), 0
    for _ in range(ROUNDS):
        since = counted(rng, 10, 0.4, hang_together=0.1, first_day=12)
        past = counted(rng, 30, 0.4, hang_together=0.1)
        found = standing(taken_on("behaviour:open_questions", 0.5), since, past, TODAY)
        held += found.state is State.HOLDS
    assert held / ROUNDS <= 0.05


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ([], State.NO_OCCASION),
        ([9, 3], State.SHOWN),
        ([2, 3], State.NOT_SHOWN),
        ([8, 9, 8, 10], State.HOLDS),
        ([20, 20, 2, 3], State.SHOWN),
        ([7, 9, 8, 10], State.HOLDS),
    ],
)
def test_activities_are_looked_at_by_weeks(counts, state):
    first = TODAY - timedelta(days=TODAY.weekday() + 7 * len(counts))
    weeks = [Week(first + timedelta(weeks=i), n) for i, n in enumerate(counts)]
    made = Commitment(
        says="I call", follows="activity:contacts", target=8, made=first - timedelta(days=1), by=DAY
    )
    found = by_weeks(made, weeks, TODAY)
    assert (found.state, found.could) == (state, len(counts))


DAY = date(2027, 1, 29)


def test_a_week_away_shows_nothing_and_the_running_one_does_not_count():
    monday = TODAY - timedelta(days=TODAY.weekday())
    weeks = [Week(monday - timedelta(weeks=1), 0, away=True), Week(monday, 0)]
    made = Commitment(
        says="I call", follows="activity:contacts", target=8, made=date(2026, 11, 2), by=DAY
    )
    found = by_weeks(made, weeks, TODAY)
    assert (found.state, found.calls, found.could) == (State.NO_OCCASION, 1, 0)


@pytest.mark.parametrize(
    ("target", "how_far"), [(0.5, Reach.USUAL), (0.7, Reach.WITHIN), (0.95, Reach.STRETCH)]
)
def test_a_stretch_lies_beyond_what_one_in_ten_calls_reaches(target, how_far):
    calls = [Single(day(i), i / 10, 10) for i in range(10)]
    followed = followable("behaviour:open_questions")
    assert followed is not None
    assert reach(followed, target, calls) is how_far


def test_of_few_calls_no_stretch_is_told():
    followed = followable("behaviour:listening")
    assert followed is not None
    assert reach(followed, 0.9, alike(5, 5, 10, first_day=9)) is None
