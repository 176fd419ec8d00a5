"""Invented organisations: what is planted is there, and nothing impossible."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from ridealong.process.model import Deal
from ridealong.simulate.firm import Effect, Firm, Habit, Planted
from ridealong.simulate.organisation import organisation
from ridealong.simulate.two_stages import ENGAGING, PROSPECTING, Doubled, Filled, two_stages

FIRM = Firm(teams=2, people=5, leads_a_week=4)


def of(deals: tuple[Deal, ...], who: str, stage: str) -> int:
    return sum(d.open and d.owner == who and d.stage == stage for d in deals)


def test_the_same_seed_draws_the_same():
    assert organisation(FIRM, 7).pipeline == organisation(FIRM, 7).pipeline
    assert organisation(FIRM, 7).pipeline != organisation(FIRM, 8).pipeline


def test_every_deal_goes_forward_in_time():
    pipeline = organisation(FIRM, 1).pipeline
    for deal in pipeline.deals:
        days = [entry.on for entry in deal.history]
        assert days == sorted(days)
        assert [e.stage for e in deal.history] == list(pipeline.stages[: len(days)])
        assert deal.created == days[0]
        assert deal.open or (deal.closed is not None and days[-1] <= deal.closed <= pipeline.as_of)
        assert deal.stage == deal.history[-1].stage


def test_discounts_are_one_sided():
    deals = organisation(FIRM, 1).pipeline.deals
    given = np.array([1 - (d.value or 0) / (d.list_value or 1) for d in deals])
    assert given.min() >= -1e-6
    assert 0.02 < given.mean() < 0.08


def test_a_planted_stay_fills_the_stage():
    firm = replace(FIRM, leads_a_week=20, planted=(Planted(0, Effect.STAY, 2.0, "proposal"),))
    deals = organisation(firm, 1).pipeline.deals
    others = np.mean([of(deals, f"s{i}", "proposal") for i in range(1, 10)])
    assert 1.4 < of(deals, "s0", "proposal") / others < 2.8


def test_a_planted_discount_is_given_away():
    deals = organisation(
        replace(FIRM, planted=(Planted(0, Effect.DISCOUNT, 0.1),)), 1
    ).pipeline.deals
    mine = [1 - (d.value or 0) / (d.list_value or 1) for d in deals if d.owner == "s0"]
    rest = [1 - (d.value or 0) / (d.list_value or 1) for d in deals if d.owner != "s0"]
    assert np.mean(mine) - np.mean(rest) == pytest.approx(0.1, abs=0.02)


def test_a_habit_leaves_a_stage_out():
    deals = organisation(replace(FIRM, habits=(Habit(0, "needs-review"),)), 1).pipeline.deals
    entered = Counter(e.stage for d in deals if d.owner == "s0" for e in d.history)
    assert entered["needs-review"] == 0
    assert entered["solution-agreed"] > 0


@pytest.mark.parametrize("filled", Filled)
def test_the_field_of_two_stages_has_its_published_counts(filled: Filled):
    deals = two_stages(2, filled).deals
    counts = Counter((d.outcome.value, d.stage if d.open else "") for d in deals)
    assert counts == {
        ("won", ""): 4238,
        ("lost", ""): 2473,
        ("open", ENGAGING): 1589,
        ("open", PROSPECTING): 500,
    }
    assert len({d.owner for d in deals if d.open and d.stage == PROSPECTING}) == 10
    assert len({d.owner for d in deals if d.open and d.stage == ENGAGING}) == 27


def test_what_is_doubled_is_doubled():
    before, after = two_stages(2), two_stages(2, doubled=Doubled(4, ENGAGING))
    assert of(after.deals, "a4", ENGAGING) == 2 * of(before.deals, "a4", ENGAGING)
    assert len({d.id for d in after.deals}) == len(after.deals)
