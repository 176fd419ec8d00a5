"""Whether somebody got better: by hand, by simulation, and never without what would have come."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from many_calls import alike, day, dice, measured
from ridealong.coaching.effect import (
    Deals,
    Threat,
    Verdict,
    draw_order,
    fit,
    nap,
    placebo,
    single_case,
    split,
    spread_of,
    tau_u,
    team_effect,
    win_rate,
)
from ridealong.coaching.effect.single_case import odds
from ridealong.coaching.levels import Single

ROUNDS = 40
BEFORE = [Single(day(60 - i), 0.3 + 0.02 * (i % 3), 20) for i in range(12)]
AFTER = [Single(day(20 - i), 0.6 + 0.02 * (i % 3), 20) for i in range(12)]
COLLEAGUES = spread_of([[-0.8 + 0.2 * i + 0.3 * (-1) ** j for j in range(10)] for i in range(6)])


def test_a_large_step_is_told_with_what_would_have_come_anyway():
    found = single_case(BEFORE, AFTER, counted=True, spread=COLLEAGUES)
    assert found.verdict is Verdict.BETTER
    tested = found.tested
    assert tested is not None
    assert tested.difference == pytest.approx(0.29, abs=0.03)
    assert 0 < tested.expected < 0.1
    assert tested.gained == pytest.approx(tested.difference - tested.expected, abs=0.01)
    assert tested.low80 < tested.gained < tested.high80
    assert tested.nap.value == 1.0
    assert {Threat.WATCHED, Threat.SEASON, Threat.CHOSEN_LOW} <= set(found.threats)


def test_a_fall_is_told_as_well():
    assert single_case(AFTER, BEFORE, counted=True, spread=COLLEAGUES).verdict is Verdict.WORSE


@pytest.mark.parametrize(
    ("before", "after", "needed"), [(7, 9, (1, 0)), (8, 3, (0, 5)), (0, 1, (8, 7))]
)
def test_of_few_calls_only_the_points_are_shown(before, after, needed):
    found = single_case(BEFORE[:before], AFTER[:after], counted=True)
    assert (found.verdict, found.tested, found.needed) == (Verdict.POINTS_ONLY, None, needed)


def test_calls_counted_on_nothing_are_left_out():
    empty = [c._replace(n=0) for c in BEFORE]
    assert single_case(empty, AFTER, counted=True).needed == (8, 0)


def test_what_would_have_come_anyway_by_hand():
    """Mean 0, tau2 = .2, sigma2 = .8, eight calls at −1: rho = .2 ÷ .3, expected 1 ÷ 3."""
    from ridealong.coaching.effect.anyway import Spread, expected  # noqa: PLC0415

    spread = Spread(mean=0.0, between=0.2, within=0.8, people=8)
    found = expected((), [-1.0] * 8, spread, fit([0.0, 1.0] * 8, 8), 8)
    assert found.change == pytest.approx(1 / 3)
    assert found.narrower == pytest.approx(math.sqrt((1 + 2 / 3) / 2))


def test_a_baseline_that_did_not_choose_regresses_less():
    chosen_low = [Single(day(100 - i), 0.05, 20) for i in range(8)]
    usual = alike(8, 8, 20, first_day=60)
    together = single_case(chosen_low, AFTER, counted=True, spread=COLLEAGUES).tested
    apart = single_case(usual, AFTER, counted=True, spread=COLLEAGUES, chosen_on=chosen_low).tested
    assert together is not None
    assert apart is not None
    assert apart.expected < together.expected
    first, then = split(BEFORE)
    assert (len(first), len(then)) == (6, 6)


def test_without_colleagues_the_prior_takes_its_part():
    tested = single_case(BEFORE, AFTER, counted=True).tested
    assert tested is not None
    assert tested.anyway.by == "prior"
    assert tested.expected > 0


def test_nap_and_tau_by_hand():
    assert nap([1, 2, 3, 4], [3, 4, 5, 6]).value == pytest.approx(14 / 16)
    assert nap([1, 1, 1], [1, 1, 1]) == (0.5, 1.0, True)
    rising = tau_u([1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14, 15, 16])
    assert rising.value == pytest.approx((64 - 28) / 64)


def test_the_step_is_what_was_planted():
    rng = np.random.default_rng(3)
    values = [*rng.normal(0, 0.1, 30), *rng.normal(1, 0.1, 30)]
    found = fit(values, 30)
    low, high = found.interval()
    assert low < 1 < high
    assert found.step == pytest.approx(1, abs=0.1)
    assert found.p < 0.001
    assert placebo(values, 30) is not None


def test_a_kind_of_call_is_not_taken_for_a_change():
    """First talks lie a whole unit lower, and there are more of them before."""
    before, after = (
        ["first", "first", "later", "first"] * 3,
        ["later", "later", "first", "later"] * 3,
    )
    values = [0.0 if k == "first" else 1.0 for k in (*before, *after)]
    noisy = [v + 0.05 * (-1) ** i for i, v in enumerate(values)]
    assert fit(noisy, 12).step > 0.4
    assert abs(fit(noisy, 12, (*before, *after)).step) < 0.1


def test_who_was_rising_already_is_not_called_better_for_it():
    rise = [Single(day(60 - i), 1 / (1 + math.exp(1.5 - 0.12 * i)), 40) for i in range(24)]
    found = single_case(rise[:12], rise[12:], counted=False, spread=COLLEAGUES)
    assert Threat.TREND_BEFORE in found.threats
    assert found.verdict is Verdict.NOT_TOLD


def test_who_has_not_changed_is_hardly_ever_said_to_have():
    rng, told = dice(5), 0
    for _ in range(ROUNDS):
        calls = measured(rng, 16, -0.4)
        told += single_case(calls[:8], calls[8:], counted=False, spread=COLLEAGUES).verdict in {
            Verdict.BETTER,
            Verdict.WORSE,
        }
    assert told / ROUNDS <= 0.1


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14),
)
def test_whatever_the_calls_there_is_an_answer(before, after):
    def calls(pairs):
        return [
            Single(day(60 - i), min(k, n) / n if n else 0.0, n) for i, (k, n) in enumerate(pairs)
        ]

    found = single_case(calls(before), calls(after), counted=True)
    if found.tested:
        assert found.tested.low80 <= found.tested.gained <= found.tested.high80
        assert 0 <= found.tested.likely <= 1
    else:
        assert found.verdict is Verdict.POINTS_ONLY


def test_one_person_never_has_the_deals_for_a_win_rate():
    found = win_rate(Deals(20, 61), Deals(30, 61))
    assert (found.change, found.needed) == (None, (339, 339))


def test_a_win_rate_with_deals_enough():
    found = win_rate(Deals(180, 400), Deals(250, 450))
    assert found.change is not None
    assert found.low80 is not None
    assert found.likely is not None
    assert 0 < found.low80 < found.change < math.log(250 / 200) - math.log(180 / 220)
    assert found.likely > 0.95


def weeks_of(people, starts, step, rng):
    return {
        p: [0.1 * p + rng.gauss(0, 0.1) + step * (w >= starts[p]) for w in range(12)]
        for p in range(people)
    }


def test_a_team_that_began_one_after_the_other():
    starts = {p: 3 + i for i, p in enumerate(draw_order(range(5), seed=4))}
    found = team_effect(weeks_of(5, starts, 1.0, dice(1)), starts)
    assert found.effect == pytest.approx(1, abs=0.15)
    assert found.p is not None
    assert found.p <= 0.05
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1 < found.high
    assert found.orders == 120
    assert Threat.PEERS in found.threats


def test_weeks_without_calls_are_left_out():
    starts = {p: 3 + p for p in range(5)}
    weeks = weeks_of(5, starts, 1.0, dice(1))
    weeks[2][6] = float("nan")
    assert team_effect(weeks, starts).effect == pytest.approx(1, abs=0.15)


def test_all_at_once_cannot_be_compared():
    starts = dict.fromkeys(range(5), 3)
    assert team_effect(weeks_of(5, starts, 1.0, dice(1)), starts).effect is None


def test_three_people_are_too_few_orders():
    with pytest.raises(ValueError, match="cannot be compared"):
        team_effect({1: [0.0], 2: [0.0], 3: [0.0]}, {1: 1, 2: 2, 3: 3})


def test_a_drawn_order_is_the_same_for_the_same_seed():
    assert draw_order([5, 3, 9, 1], seed=7) == draw_order([1, 3, 5, 9], seed=7)
    assert odds([Single(day(1), 0.5, 2)], counted=True) == [0.0]
