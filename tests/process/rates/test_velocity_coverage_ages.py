"""How fast, how well covered, and how long already."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import GOES_ON, STAGES, TODAY, deal, invented, pipeline
from ridealong.process.model import Deal, Outcome
from ridealong.process.rates.ages import FEWEST_WENT_ON, ages
from ridealong.process.rates.coverage import coverage
from ridealong.process.rates.velocity import velocity
from ridealong.process.rates.window import Window

YEAR = Window.until(TODAY)


def day(before: int) -> date:
    return TODAY - timedelta(days=before)


def won(number: int, value: float = 1000.0, took: int = 30, **more) -> Deal:
    told: dict[str, Any] = {
        "owner": "rita",
        "currency": "EUR",
        "outcome": Outcome.WON,
        "closed": day(10),
    } | more
    return deal(number, value=value, created=told["closed"] - timedelta(days=took), **told)


class TestVelocity:
    def test_the_formula_stands_beside_the_direct_count(self):
        deals = [won(i) for i in range(6)] + [won(9, outcome=Outcome.LOST) for _ in range(6)]
        found = velocity(pipeline(*deals), YEAR)
        assert found.direct == pytest.approx(6000 / 365)
        assert found.open_deals == pytest.approx(12 * 30 / 365)
        assert found.by_formula == pytest.approx(found.open_deals * 0.5 * 1000 / 30)
        assert found.by_formula == pytest.approx(found.direct)

    def test_large_deals_that_win_less_part_the_two(self):
        deals = [won(i, 100) for i in range(9)] + [won(20, 10_000, took=200)]
        found = velocity(pipeline(*deals), YEAR)
        assert found.by_formula is not None
        assert found.by_formula > 1.2 * found.direct

    def test_few_deals_have_a_wide_interval(self):
        few, many = (velocity(pipeline(*(won(i) for i in range(n))), YEAR) for n in (3, 90))
        for found in (few, many):
            assert found.low < found.direct < found.high
        assert few.high / few.direct > many.high / many.direct

    def test_of_nothing_nothing_is_told(self):
        found = velocity(pipeline(), YEAR)
        assert (found.by_formula, found.mean_value, found.direct, found.high) == (None, None, 0, 0)

    def test_only_the_named_sellers_count(self):
        firm = pipeline(won(1), won(2, owner="pat"))
        assert velocity(firm, YEAR, ["pat"]).won == 1


class TestCoverage:
    PERIOD = Window(TODAY, TODAY + timedelta(days=90))

    def open_deal(self, number: int, value: float | None = 1000.0, **more) -> Deal:
        told: dict[str, Any] = {"currency": "EUR", "expected": TODAY + timedelta(days=30)} | more
        return deal(number, "rita", ("proposal", day(20)), value=value, **told)

    def test_open_value_is_held_against_what_remains(self):
        past = [
            deal(
                100 + i,
                "rita",
                ("proposal", day(60)),
                value=1000.0,
                currency="EUR",
                closed=day(30),
                outcome=Outcome.WON if i % 4 == 0 else Outcome.LOST,
            )
            for i in range(400)
        ]
        firm = pipeline(
            *past,
            self.open_deal(1),
            self.open_deal(2, 3000),
            self.open_deal(3, None),
            self.open_deal(4, expected=day(1)),
            self.open_deal(5, expected=None),
            self.open_deal(6, currency="USD"),
            self.open_deal(7, expected=TODAY + timedelta(days=200)),
        )
        found = coverage(firm, "rita", self.PERIOD, 2000, YEAR)
        assert (found.open_value, found.ratio, found.deals) == (4000, 2, 2)
        assert (found.overdue, found.undated, found.unvalued) == (1, 1, 2)
        assert found.needed == pytest.approx(4, rel=0.03)
        assert found.low is not None
        assert found.high is not None
        assert found.low < 4 < found.high

    def test_later_stages_need_less(self):
        firm = invented({f"r{i}": GOES_ON for i in range(6)}, deals_each=80)
        needed = [
            coverage(
                pipeline(
                    *firm.deals,
                    self.open_deal(9000, 1000),
                    deal(
                        9001,
                        "rita",
                        (stage, day(20)),
                        value=1e9,
                        currency="EUR",
                        expected=TODAY + timedelta(days=30),
                    ),
                    teams=dict.fromkeys(("rita", *(f"r{i}" for i in range(6))), "north"),
                ),
                "rita",
                self.PERIOD,
                2000,
                YEAR,
            ).needed
            for stage in STAGES
        ]
        assert needed == sorted(needed, key=lambda n: -(n or 0))

    def test_with_nothing_open_or_nothing_to_win_nothing_is_told(self):
        assert (
            coverage(pipeline(teams={"rita": ""}), "rita", self.PERIOD, 2000, YEAR).needed is None
        )
        assert coverage(pipeline(self.open_deal(1)), "rita", self.PERIOD, 0, YEAR).ratio is None


class TestAges:
    def past(self, count: int, days: int, owner: str = "rita", **more) -> list[Deal]:
        return [
            deal(
                1000 + i,
                owner,
                ("proposal", day(200)),
                ("decision", day(200 - days + i % 3)),
                closed=day(90),
                outcome=Outcome.WON,
                **more,
            )
            for i in range(count)
        ]

    def age_of(self, *deals: Deal, teams=None):
        return {a.deal: a for a in ages(pipeline(*deals, teams=teams))}

    def test_a_deal_is_stuck_where_nearly_all_that_went_on_had_gone(self):
        young, old = (deal(i, "rita", ("proposal", day(i))) for i in (5, 60))
        found = self.age_of(*self.past(30, 20), young, old)
        assert (found["5"].still_there, found["5"].stuck) == (1.0, False)
        assert (found["60"].still_there, found["60"].stuck) == (0.0, True)
        assert found["60"].usual_days == pytest.approx(19, abs=1)
        assert found["60"].comparable == 30

    def test_too_few_comparable_deals_say_nothing(self):
        found = self.age_of(
            *self.past(FEWEST_WENT_ON - 1, 20), deal(1, "rita", ("proposal", day(99)))
        )
        assert (found["1"].still_there, found["1"].stuck, found["1"].comparable) == (None, False, 0)
        assert found["1"].days == 99

    def test_the_same_segment_comes_first_then_the_team_then_everybody(self):
        old = self.past(25, 100, owner="tess") + self.past(25, 20, segment="shops")
        shop = deal(1, "rita", ("proposal", day(50)), segment="shops")
        plain = deal(2, "tess", ("proposal", day(50)))
        found = self.age_of(*old, shop, plain, teams={"rita": "north", "tess": "south"})
        assert found["1"].stuck
        assert not found["2"].stuck

    def test_a_deal_without_history_has_no_age(self):
        bare = Deal(id="1", owner="rita", stage="proposal")
        assert self.age_of(bare)["1"].days is None

    @settings(max_examples=20, deadline=None)
    @given(st.integers(0, 100), st.integers(0, 100))
    def test_the_older_the_fewer_were_still_there(self, one: int, other: int):
        firm = invented({"rita": GOES_ON}, deals_each=200)
        young, old = sorted([one, other])
        found = self.age_of(
            *firm.deals,
            deal(-1, "rita", ("first-meeting", day(young))),
            deal(-2, "rita", ("first-meeting", day(old))),
        )
        assert (found["-1"].still_there or 0) >= (found["-2"].still_there or 0)
