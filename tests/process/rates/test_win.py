"""Win rates by count, by value and by source."""

from datetime import timedelta
from typing import Any

import pytest

from pipelines import TODAY, deal, pipeline
from ridealong.process.model import Deal, Outcome
from ridealong.process.rates.sources import win_rates_by_source
from ridealong.process.rates.win import win_rates
from ridealong.process.rates.window import Window

YEAR = Window.until(TODAY)


def closed(number: int, outcome: Outcome, value: float | None = None, **more) -> Deal:
    told: dict[str, Any] = {"owner": "rita", "closed": TODAY, "currency": "EUR"} | more
    return deal(number, outcome=outcome, value=value, **told)


def test_undecided_deals_count_as_not_won_and_are_told_apart():
    ends = [Outcome.WON] * 4 + [Outcome.LOST] * 3 + [Outcome.NO_DECISION] * 3
    found = win_rates(pipeline(*(closed(i, end) for i, end in enumerate(ends))), YEAR)["rita"]
    assert (found.rate.raw, found.rate.n) == (0.4, 10)
    assert found.no_decision.raw == 0.3
    assert found.enough


def test_open_deals_and_those_of_other_days_count_nowhere():
    found = win_rates(
        pipeline(
            closed(1, Outcome.WON),
            closed(2, Outcome.OPEN),
            closed(3, Outcome.LOST, closed=TODAY - timedelta(days=365)),
            closed(4, Outcome.LOST, closed=None),
        ),
        YEAR,
    )["rita"]
    assert (found.rate.raw, found.rate.n, found.enough) == (1.0, 1, False)


def test_by_value_a_lost_large_deal_weighs_what_it_was_worth():
    found = win_rates(
        pipeline(
            closed(1, Outcome.WON, 100),
            closed(2, Outcome.LOST, 300),
            closed(3, Outcome.WON, 5000, currency="USD"),
            closed(4, Outcome.WON),
        ),
        YEAR,
    )["rita"]
    assert found.weighted.raw == pytest.approx(0.25)
    assert found.weighted.n == pytest.approx(400**2 / (100**2 + 300**2))
    assert found.rate.raw == 0.75


def test_whoever_closed_nothing_is_there_without_a_share_of_their_own():
    found = win_rates(pipeline(teams={"rita": "north"}), YEAR)["rita"]
    assert (found.rate.raw, found.rate.n, found.enough) == (None, 0, False)
    assert found.rate.without_benchmark


def test_a_small_team_is_held_against_its_own_year_before():
    before = [closed(i, Outcome.WON, closed=TODAY - timedelta(days=500)) for i in range(30)]
    found = win_rates(pipeline(*before, closed(99, Outcome.LOST)), YEAR)["rita"]
    assert found.rate.benchmark == pytest.approx(30.5 / 31)


def test_sources_are_drawn_toward_all_of_them():
    deals = [
        closed(i, Outcome.WON if i % 20 < wins else Outcome.LOST, source=source)
        for i, (source, wins) in enumerate(
            (source, wins)
            for source, wins in (("fair", 2), ("web", 9), ("friend", 10), ("mail", 9), ("", 10))
            for _ in range(20)
        )
    ]
    found = win_rates_by_source(pipeline(*deals), YEAR)
    fair = found["fair"].rate
    assert fair.raw == 0.1
    assert fair.benchmark is not None
    assert 0.1 < fair.value < fair.benchmark
    assert fair.high < found["friend"].rate.value
    assert set(win_rates_by_source(pipeline(*deals), YEAR, "pat")) == set()
