"""Who gives more away than their deals explain."""

from datetime import date, timedelta

import numpy as np
import pytest

from pipelines import TODAY, deal, pipeline
from ridealong.process.model import Deal, Outcome, Pipeline
from ridealong.process.rates.discount import discounts, share
from ridealong.process.rates.window import Window

YEAR = Window.until(TODAY)
PEOPLE = tuple(f"r{i}" for i in range(8))


def sold(number: int, owner: str, given: float, list_value: float = 1000.0, **more) -> Deal:
    told = {"closed": date(2026, 5, 1), "outcome": Outcome.WON} | more
    return deal(number, owner, list_value=list_value, value=list_value * (1 - given), **told)


def firm(seed: int, extra: dict[str, float], each: int = 30) -> Pipeline:
    """Large deals and quarter's ends cost five points more each; some people give more still."""
    random = np.random.default_rng(seed)
    deals: list[Deal] = []
    for who in PEOPLE:
        for _ in range(each):
            size = float(np.exp(random.normal(8 + (who == "r7"), 1)))
            closed = TODAY - timedelta(days=int(random.integers(0, 365)))
            end = 0.05 * ((closed + timedelta(days=14)).month % 3 == 1 and closed.month % 3 == 0)
            given = 0.05 * (np.log(size) - 8) + end + extra.get(who, 0.0) + random.normal(0.1, 0.08)
            deals.append(sold(len(deals), who, float(np.clip(given, 0, 0.6)), size, closed=closed))
    return pipeline(*deals, teams=dict.fromkeys(PEOPLE, "north"))


def test_who_gives_more_away_is_found_and_who_has_larger_deals_is_not():
    found = discounts(firm(1, {"r0": 0.08}), YEAR).sellers
    assert found["r0"].above > 0.99
    assert found["r0"].low < 0.08 * 7 / 8 < found["r0"].high
    assert found["r7"].mean is not None
    assert found["r7"].benchmark is not None
    assert found["r7"].mean > found["r7"].benchmark + 0.02
    assert found["r7"].above < 0.95


def test_the_end_of_a_quarter_is_told_apart():
    assert discounts(firm(2, {}, each=80), YEAR).quarter_end == pytest.approx(0.05, abs=0.03)


def test_without_differences_intervals_hold_zero():
    held = [
        d.low <= 0 <= d.high
        for seed in range(15)
        for d in discounts(firm(100 + seed, {}, each=12), YEAR).sellers.values()
    ]
    assert float(np.mean(held)) >= 0.88


def test_intervals_hold_planted_differences():
    random, held = np.random.default_rng(5), []
    for seed in range(25):
        extra = dict(zip(PEOPLE, random.normal(0.05, 0.04, 8), strict=True))
        mean = float(np.mean(list(extra.values())))
        found = discounts(firm(seed, extra, each=15), YEAR).sellers
        held += [found[who].low <= extra[who] - mean <= found[who].high for who in PEOPLE]
    assert 0.84 <= float(np.mean(held)) <= 0.97


def test_few_deals_are_shrunk_more():
    deals = [sold(i, who, 0.1 + 0.02 * (i % 5)) for who in PEOPLE for i in range(20)]
    deals += [sold(900 + i, "few", 0.5 + i / 100) for i in range(2)]
    found = discounts(pipeline(*deals), YEAR).sellers
    assert found["few"].shrunk_by > found["r0"].shrunk_by
    assert not found["few"].enough
    assert 0 < found["few"].residual < 0.37


def test_deals_without_both_prices_do_not_count():
    bare = sold(1, "rita", 0.1, list_value=0.0)
    lost = sold(2, "rita", 0.1, outcome=Outcome.LOST)
    found = discounts(pipeline(bare, lost), YEAR)
    assert (found.n, found.quarter_end) == (0, None)
    rita = found.sellers["rita"]
    assert (rita.n, rita.mean, rita.benchmark, rita.residual) == (0, None, None, 0)
    assert rita.low < 0 < rita.high
    with pytest.raises(ValueError, match="deal 1"):
        share(bare)


def test_paying_more_than_the_list_is_a_discount_below_zero():
    assert share(sold(1, "rita", -0.2)) == pytest.approx(-0.2)
    assert share(sold(1, "rita", -5)) == -1


def test_of_nobody_there_is_nothing():
    assert discounts(pipeline(), YEAR).sellers == {}
