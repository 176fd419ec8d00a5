"""A level over several calls, its interval, and what is left of a difference next time."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from many_calls import alike, counted, day, dice, measured
from ridealong.coaching.levels import PRIOR_VARIANCE, Single, change, level, usual, wilson

ROUNDS = 600


def test_counts_are_added_up_over_the_calls():
    calls = [Single(day(2), 3 / 10, 10), Single(day(1), 9 / 10, 10), Single(day(0), 1.0, 4)]
    found = level(calls, counted=True)
    assert (found.share, found.n, found.calls) == (16 / 24, 24, 3)


def test_wilson_by_hand():
    """For 8 of 10 and z = 1.96: (0.8 + 0.192) ÷ 1.384 ± √(0.384 × (0.16 + 0.096)) ÷ 1.384."""
    assert wilson(8, 10, 1.96) == pytest.approx((0.4902, 0.9433), abs=0.0005)


def test_calls_that_scatter_more_than_single_acts_make_a_longer_interval():
    steady = level([Single(day(i), 0.5, 10) for i in range(6)], counted=True)
    torn = level([Single(day(i), 0.1 + 0.8 * (i % 2), 10) for i in range(6)], counted=True)
    assert steady.share == pytest.approx(torn.share)
    assert torn.high - torn.low > 1.8 * (steady.high - steady.low)


def test_a_measured_level_is_the_mean_on_the_log_odds():
    calls = [Single(day(i), s, 20) for i, s in enumerate((0.5, 0.8))]
    assert level(calls, counted=False).share == pytest.approx(2 / 3)  # odds 1 and 4: 2


def test_what_is_left_of_a_difference_by_hand():
    """30 of 60 after 30 of 100, in even calls: gap on the log-odds 0.836, its variance 0.0798."""
    now, before = alike(6, 5, 10, first_day=6), alike(10, 3, 10, first_day=40)
    found = change(now, before, counted=True)
    gap = math.log(30.5 / 30.5) - math.log(30.5 / 70.5)
    spread_sq = 2 / 30.5 + 1 / 30.5 + 1 / 70.5
    left = gap * PRIOR_VARIANCE / (PRIOR_VARIANCE + spread_sq)
    expected = 1 / (1 + math.exp(-(math.log(30.5 / 70.5) + left)))
    assert found.difference == pytest.approx(0.2)
    assert found.lasting == pytest.approx(expected - 30.5 / 101)
    assert 0.05 < found.chance < 0.07


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2, max_size=12),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2, max_size=12),
    st.booleans(),
)
def test_whatever_the_calls_the_figures_keep_their_order(now, before, is_counted):
    def calls(pairs):
        return [Single(day(i), min(k, n) / n, n) for i, (k, n) in enumerate(pairs)]

    found = change(calls(now), calls(before), counted=is_counted)
    for one in (found.now, found.before):
        assert 0 <= one.low <= one.share + 1e-9
        assert one.share - 1e-9 <= one.high <= 1
    assert found.low - 1e-9 <= found.difference <= found.high + 1e-9
    assert 0 <= found.p <= 1
    assert abs(found.lasting) <= abs(found.difference) + 1e-12
    assert found.lasting * found.difference >= 0
    back = change(calls(before), calls(now), counted=is_counted)
    assert back.difference == pytest.approx(-found.difference)
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))
    assert back.p == pytest.approx(found.p)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.75])
def test_intervals_of_counts_cover_as_often_as_they_say(share):
    """Acts of one call hang together, as they do; 95 % is meant, 93 to 97 % is let pass."""
    rng = dice(4)
    covered = before = none = 0
    for _ in range(ROUNDS):
        found = change(
            counted(rng, 6, share, hang_together=0.1),
            counted(rng, 20, share, hang_together=0.1),
            counted=True,
        )
        covered += found.now.low <= share <= found.now.high
        before += found.before.low <= share <= found.before.high
        none += found.low <= 0 <= found.high
    for hits in (covered, before, none):
        assert 0.93 <= hits / ROUNDS <= 0.97


def test_where_acts_do_not_hang_together_intervals_are_too_long_rather_than_too_short():
    rng = dice(2)
    hits = 0
    for _ in range(ROUNDS):
        found = change(counted(rng, 6, 0.5), counted(rng, 20, 0.5), counted=True)
        hits += found.now.low <= 0.5 <= found.now.high
    assert 0.95 <= hits / ROUNDS <= 0.99


def test_intervals_of_measured_shares_cover_as_often_as_they_say():
    rng = dice(1)
    covered = none = 0
    truth = 1 / (1 + math.exp(-0.7))
    for _ in range(ROUNDS):
        found = change(measured(rng, 6, 0.7), measured(rng, 20, 0.7), counted=False)
        covered += found.now.low <= truth <= found.now.high
        none += found.low <= 0 <= found.high
    assert 0.93 <= covered / ROUNDS <= 0.97
    assert 0.93 <= none / ROUNDS <= 0.97


def test_what_is_left_is_nearer_to_the_next_six_calls_than_what_was_seen():
    """Over people whose level changes a little, the shrunken difference foretells better."""
    rng = dice(5)
    seen = shrunken = 0.0
    for _ in range(ROUNDS):
        shift = rng.gauss(0, 0.3)
        now = 1 / (1 + math.exp(-shift))
        before = counted(rng, 20, 0.5, hang_together=0.1)
        found = change(counted(rng, 6, now, hang_together=0.1), before, counted=True)
        next_time = level(counted(rng, 6, now, hang_together=0.1), counted=True).share
        seen += (next_time - found.now.share) ** 2
        shrunken += (next_time - found.before.share - found.lasting) ** 2
    assert shrunken < 0.95 * seen


def test_usual_leaves_out_one_in_ten_on_either_side():
    calls = [Single(day(i), i / 10, 10) for i in range(11)]
    assert usual(calls) == pytest.approx((0.1, 0.9))
