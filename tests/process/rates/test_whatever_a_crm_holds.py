"""Deals as a CRM may really hold them: rates, ages and forecasts stand whatever they are."""

import math
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import STAGES, TODAY
from ridealong.process.forecast.calibration import as_it_stood
from ridealong.process.forecast.comparable import forecasts
from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller
from ridealong.process.plan.values import values_of
from ridealong.process.rates.ages import ages
from ridealong.process.rates.conversion import conversions
from ridealong.process.rates.coverage import coverage
from ridealong.process.rates.discount import discounts
from ridealong.process.rates.shrinkage import Rate
from ridealong.process.rates.sources import win_rates_by_source
from ridealong.process.rates.spells import Until
from ridealong.process.rates.velocity import velocity
from ridealong.process.rates.win import win_rates
from ridealong.process.rates.window import Window

YEAR = Window.until(TODAY)
DAY = st.integers(-40, 500).map(lambda before: TODAY - timedelta(days=before))
STAGE = st.sampled_from([*STAGES, "", "legal"])
VALUE = st.none() | st.sampled_from([0.0, -5.0, 1.0, 900.0, 1e9])
DEALS = st.lists(
    st.builds(
        Deal,
        id=st.uuids().map(str),
        owner=st.sampled_from(["rita", "pat", "nobody"]),
        stage=STAGE,
        outcome=st.sampled_from(Outcome),
        created=st.none() | DAY,
        closed=st.none() | DAY,
        expected=st.none() | DAY,
        value=VALUE,
        list_value=VALUE,
        currency=st.sampled_from(["", "EUR", "USD"]),
        source=st.sampled_from(["", "fair"]),
        segment=st.sampled_from(["", "shops"]),
        history=st.lists(st.builds(Entry, STAGE, DAY), max_size=6).map(
            lambda some: tuple(sorted(some, key=lambda e: e.on))
        ),
        seen_from=st.none() | DAY,
    ),
    max_size=40,
)
SELLERS = (Seller("rita", "Rita", "north"), Seller("pat", "Pat", "north"), Seller("sam", "Sam"))


def firm(deals: list[Deal]) -> Pipeline:
    return Pipeline(SELLERS, STAGES, tuple(deals), TODAY)


def stands(rate: Rate) -> bool:
    return 0 <= rate.low <= rate.high <= 1 and 0 < rate.value < 1 and 0 <= rate.shrunk_by <= 1


@settings(max_examples=80, deadline=None)
@given(DEALS)
def test_rates_stand(deals: list[Deal]):
    pipeline = firm(deals)
    for until in Until:
        found = conversions(pipeline, YEAR, until).sellers.values()
        assert all(stands(c.rate) for c in found)
        assert all(c.entered == c.went_on + c.lost + c.open for c in found)
    for won in (win_rates(pipeline, YEAR), win_rates_by_source(pipeline, YEAR)):
        for one in won.values():
            assert stands(one.rate)
            assert stands(one.weighted)
            assert stands(one.no_decision)


@settings(max_examples=80, deadline=None)
@given(DEALS)
def test_speed_coverage_discounts_and_values_stand(deals: list[Deal]):
    pipeline = firm(deals)
    fast = velocity(pipeline, YEAR)
    assert 0 <= fast.low <= fast.direct <= fast.high < math.inf
    covered = coverage(pipeline, "rita", Window(TODAY, TODAY + timedelta(90)), 1000.0, YEAR)
    assert covered.needed is None or covered.needed >= 1
    for given_away in discounts(pipeline, YEAR).sellers.values():
        assert given_away.low <= given_away.residual <= given_away.high
        assert 0 <= given_away.above <= 1
    values_of(pipeline, YEAR, "rita").mean(50)


@settings(max_examples=80, deadline=None)
@given(DEALS, DAY)
def test_ages_and_forecasts_stand(deals: list[Deal], day):
    for pipeline in (firm(deals), as_it_stood(firm(deals), day)):
        assert all(a.days is None or a.days >= 0 for a in ages(pipeline))
        for found in forecasts(pipeline).values():
            assert (found.probability is None) == (found.silence is not None)
