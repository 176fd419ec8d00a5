"""Working days, and what a deal is worth."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import TODAY, deal, pipeline
from ridealong.process.model import Outcome
from ridealong.process.plan.days import useful_days, working_days
from ridealong.process.plan.values import Values, values_of
from ridealong.process.rates.window import Window

DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(DAYS, st.integers(-5, 400), st.lists(DAYS, max_size=20))
def test_working_days_are_those_of_the_calendar(begins: date, days: int, holidays: list[date]):
    span = [begins + timedelta(days=i) for i in range(days + 1)]
    counted = sum(day.weekday() < 5 and day not in holidays for day in span)
    assert working_days(begins, begins + timedelta(days=days), holidays) == counted


def test_a_contact_too_late_to_become_a_deal_is_of_no_use():
    assert useful_days(date(2026, 1, 1), date(2026, 3, 31), 30) == working_days(
        date(2026, 1, 1), date(2026, 3, 1)
    )
    assert useful_days(date(2026, 1, 1), date(2026, 1, 31), 40) == 0


def test_own_values_weigh_more_than_the_teams():
    low, high = Values((1000.0,) * 30, (5000.0,) * 300), Values((1000.0,) * 3, (5000.0,) * 300)
    few, many = high.mean(), low.mean()
    assert few is not None
    assert many is not None
    assert 1000 < many[0] < 2500 < few[0] < 5000


def test_one_value_of_ones_own_says_little():
    alone = Values((4000.0,), (1000.0, 2000.0, 3000.0)).mean()
    assert alone is not None
    middle, low, high = alone
    assert low < middle < high
    assert Values(()).mean() is None


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=50))
def test_the_mean_lies_among_the_values(values: list[float]):
    mean = Values(tuple(values)).mean(200)
    assert mean is not None
    assert min(values) * 0.999 <= mean[1] <= mean[0] <= mean[2] <= max(values) * 1.001


def test_many_values_are_thinned_without_moving_the_mean():
    values = np.random.default_rng(5).lognormal(8, 1, 5000)
    mean = Values(tuple(values)).mean()
    assert mean is not None
    assert mean[0] == pytest.approx(float(values.mean()), rel=0.03)
    assert mean[2] - mean[1] == pytest.approx(2 * 1.645 * values.std() / 5000**0.5, rel=0.2)


def test_only_won_deals_of_the_team_in_the_window_and_one_currency_are_taken():
    def won(number: int, owner: str, value: float, **more: object):
        told = {"closed": TODAY, "outcome": Outcome.WON, "currency": "EUR"}
        return deal(number, owner, value=value, **(told | more))

    found = values_of(
        pipeline(
            won(1, "rita", 10),
            won(2, "rita", 20, currency="USD"),
            won(3, "rita", 30),
            won(4, "pat", 40),
            won(5, "tess", 50),
            won(6, "rita", 60, outcome=Outcome.LOST),
            won(7, "rita", 70, closed=TODAY - timedelta(days=400)),
            teams={"rita": "north", "pat": "north", "tess": "south"},
        ),
        Window.until(TODAY),
        "rita",
    )
    assert found == Values((10.0, 30.0), (40.0,), "EUR")
