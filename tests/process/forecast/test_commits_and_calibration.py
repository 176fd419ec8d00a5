"""Words and figures beside what came."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import TODAY, deal
from ridealong.process.forecast.calibration import Told, calibration
from ridealong.process.forecast.commits import (
    Lead,
    Point,
    Said,
    Word,
    beside,
    course,
    kept,
)
from ridealong.process.model import Deal, Outcome


def day(before: int) -> date:
    return TODAY - timedelta(days=before)


def ended(number: int, *, won: bool = True, before: int = 10) -> Deal:
    outcome = Outcome.WON if won else Outcome.LOST
    return deal(number, "rita", closed=day(before), outcome=outcome)


def test_words_are_held_against_what_came_by_how_early_they_were_given():
    deals = [ended(i, won=i < 6) for i in range(10)]
    words = [Word(d.id, day(20), will=True) for d in deals]
    words += [Word(d.id, day(150), will=i % 2 == 0) for i, d in enumerate(deals)]
    found = {(k.lead, k.will): k for k in kept(words, deals)}
    month = found[Lead.MONTH, True]
    assert (month.n, month.won, month.enough) == (10, 6, True)
    assert month.rate.low < 0.6 < month.rate.high
    assert found[Lead.EARLIER, True].n == found[Lead.EARLIER, False].n == 5
    assert not found[Lead.EARLIER, True].enough
    assert (Lead.QUARTER, True) not in found


def test_the_last_word_in_a_lead_counts_and_words_after_the_end_do_not():
    words = [
        Word("1", day(30), will=True),
        Word("1", day(20), will=False),
        Word("1", day(5), will=True),
        Word("open", day(5), will=True),
    ]
    (only,) = kept(words, [ended(1, won=False), deal(2)])
    assert (only.will, only.n, only.won) == (False, 1, 0)


def test_where_word_and_figure_part_it_is_told_who_was_right():
    deals = [ended(1), ended(2, won=False), ended(3)]
    words = [
        Word("1", day(20), will=True),
        Word("2", day(20), will=True),
        Word("3", day(20), will=True),
    ]
    said = [Said("1", day(25), 0.2), Said("1", day(22), 0.7), Said("1", day(15), 0.1)]
    said += [Said("2", day(20), 0.3), Said("3", day(12), 0.9)]
    found = {(b.will, b.likely): (b.n, b.won) for b in beside(words, said, deals)}
    assert found == {(True, True): (1, 1), (True, False): (1, 0)}


def test_the_course_of_a_deal_shows_both_voices_by_day():
    words = [Word("1", day(20), will=True)]
    said = [Said("1", day(20), 0.4), Said("1", day(13), 0.5)]
    assert course(words, said) == (
        Point(day(20), will=True, probability=0.4),
        Point(day(13), will=None, probability=0.5),
    )


TOLD = st.lists(
    st.builds(Told, st.just("1"), st.just(TODAY), st.floats(0, 1), st.booleans()), min_size=1
)


@given(TOLD)
def test_calibration_stays_within_its_bounds(told: list[Told]):
    found = calibration(told)
    assert found is not None
    assert 0 <= found.brier <= 1
    assert 0 <= found.error <= 1
    assert found.n == sum(t.n for t in found.tenths) == len(told)
    assert all(t.low <= t.high for t in found.tenths)


def test_whoever_knows_is_told_apart_from_whoever_guesses():
    knows = calibration([Told("1", TODAY, float(i % 2), i % 2 == 1) for i in range(40)])
    guesses = calibration([Told("1", TODAY, 0.5, i % 2 == 1) for i in range(40)])
    assert knows is not None
    assert guesses is not None
    assert (knows.brier, knows.error) == (0, 0)
    assert (guesses.brier, guesses.error) == (0.25, 0)
    assert guesses.brier == pytest.approx(guesses.brier_of_share)


def test_of_nothing_nothing_is_told():
    assert calibration([]) is None
    assert not kept([], [])
    assert not beside([], [], [])
    assert not course([], [])
