"""What comparable deals say is written down for open deals, and again only when it tells more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gated import framework
from held_deals import a_deal, evidence, in_use
from ridealong.web.pipeline.deals.forecasting import gate_days, write_down
from ridealong.web.pipeline.models import Deal, Forecast


@pytest.fixture
def past(cast) -> None:
    """Forty deals that have ended, three of four won."""
    in_use(framework())
    today = timezone.localdate()
    for n in range(40):
        began = today - timedelta(days=200 + n)
        outcome = "lost" if n % 4 == 0 else "won"
        a_deal(
            cast.rita if n % 2 else cast.tess,
            customer=f"Past {n}",
            stage="decision",
            began=began,
            outcome=outcome,
            closed_on=began + timedelta(days=50),
        )


def test_an_open_deal_gets_a_probability_with_its_interval(cast, past):
    deal = a_deal(cast.rita, stage="decision", began=timezone.localdate() - timedelta(days=45))
    assert write_down() == 1
    (row,) = deal.forecasts.all()
    assert row.probability
    assert row.low
    assert row.high
    assert 0.55 < row.probability < 0.9
    assert row.low < row.probability < row.high
    assert row.comparable >= 20
    assert row.stage == "decision"


def test_too_few_comparable_deals_leave_it_untold(cast):
    in_use(framework())
    deal = a_deal(cast.rita)
    assert write_down() == 1
    (row,) = deal.forecasts.all()
    assert row.probability is None
    assert row.comparable == 0


def test_a_day_on_which_nothing_changed_leaves_no_row_but_one_a_week(cast, past):
    a_deal(cast.rita, stage="decision", began=timezone.localdate() - timedelta(days=45))
    today = timezone.localdate()
    assert write_down(today) == 1
    assert write_down(today) == 0
    Forecast.objects.update(on=today - timedelta(days=7))
    assert write_down(today) == 1
    assert Forecast.objects.count() == 2


def test_gates_count_from_the_day_on_which_both_sides_were_there(cast):
    deal: Deal = a_deal(cast.rita)
    today = timezone.localdate()
    evidence(deal, "admits_need", "customer", on=today - timedelta(days=9))
    evidence(deal, "admits_need", "seller", on=today - timedelta(days=4))
    evidence(deal, "can_decide", "seller")
    untouched = a_deal(cast.rita, customer="Fennick Seafood")
    evidence(untouched, "admits_need", "customer", "proposed")
    assert gate_days() == {str(deal.pk): [today - timedelta(days=4)]}
