"""What comparable deals say about an open one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import GOES_ON, STAGES, TODAY, deal, gated, invented, pipeline
from ridealong.process.forecast.calibration import as_it_stood, calibration, look_back
from ridealong.process.forecast.comparable import (
    FEWEST_CLOSED,
    Forecast,
    Likeness,
    Silence,
    _narrowed,
    comparables,
    forecasts,
)
from ridealong.process.model import Deal, Outcome


def day(before: int) -> date:
    return TODAY - timedelta(days=before)


def past(
    won: int, lost: int, *, took: int = 30, value: float = 1000.0, first: int = 0, vary: int = 5
) -> list[Deal]:
    """Deals that stood in proposal and ended."""
    return [
        deal(
            first + i,
            "pat",
            ("proposal", day(200)),
            closed=day(200 - took - i % vary),
            outcome=Outcome.WON if i < won else Outcome.LOST,
            value=value,
            currency="EUR",
        )
        for i in range(won + lost)
    ]


def open_deal(age: int = 3, stage: str = "proposal", value: float | None = 1000.0) -> Deal:
    return deal(9999, "rita", (stage, day(age)), value=value, currency="EUR")


def said(asked: Deal, *others: Deal, gates: list[date] | None = None, known=None) -> Forecast:
    firm = pipeline(*others, asked)
    return comparables(firm, known).of(asked, firm, gates)


def test_a_deal_is_as_probable_as_its_like():
    found = said(open_deal(), *past(30, 70))
    assert found.probability == pytest.approx(0.3, abs=0.02)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.3 < found.high
    assert found.comparable == 100
    assert found.alike == (Likeness.STAGE, Likeness.AGE, Likeness.VALUE)


def test_below_twenty_comparable_deals_there_is_not_enough_to_tell():
    found = said(open_deal(), *past(5, FEWEST_CLOSED - 6))
    assert (found.probability, found.low, found.silence) == (None, None, Silence.TOO_FEW)
    assert found.comparable == FEWEST_CLOSED - 1


def test_a_deal_older_than_any_that_ended_has_no_comparable_ones():
    assert said(open_deal(190), *past(30, 70)).silence is Silence.TOO_FEW


@pytest.mark.parametrize(
    ("asked", "silence"),
    [
        (deal(1, "rita", closed=TODAY, outcome=Outcome.WON), Silence.CLOSED),
        (deal(1, "rita", ("legal", day(3))), Silence.NO_STAGE),
        (Deal(id="1", owner="rita", stage="proposal"), Silence.NO_STAGE),
    ],
)
def test_why_nothing_is_said_is_named(asked: Deal, silence: Silence):
    assert said(asked, *past(30, 70)).silence is silence


def test_half_of_the_comparable_deals_closed_between_the_two_days():
    found = said(open_deal(0), *past(40, 40, took=30))
    assert found.close_early == TODAY + timedelta(days=31)
    assert found.close_late == TODAY + timedelta(days=33)
    later = said(open_deal(29), *past(40, 40, took=30))
    assert later.close_late is not None
    assert TODAY <= later.close_late <= TODAY + timedelta(days=5)


def test_large_deals_that_are_lost_more_often_lower_the_chance_of_a_large_one():
    small = past(60, 20, value=1000.0)
    large = past(10, 70, value=50_000.0, first=1000)
    chances = [said(open_deal(value=v), *small, *large).probability for v in (1000.0, 50_000.0)]
    assert chances[0] is not None
    assert chances[1] is not None
    assert chances[0] > 0.6
    assert chances[1] < 0.3


def test_gates_that_stand_on_both_sides_raise_the_chance():
    with_gates, without = past(60, 20), past(10, 70, first=1000)
    known = {d.id: [day(201)] for d in with_gates} | {d.id: [] for d in without}
    chances = [
        said(open_deal(), *with_gates, *without, gates=gates, known=known).probability
        for gates in ([day(2)], None, [])
    ]
    assert chances == sorted(chances, key=lambda p: -(p or 0))
    assert (chances[0] or 0) > 0.6
    assert (chances[2] or 1) < 0.3


def test_gates_that_stood_only_later_do_not_count():
    known = {d.id: [day(100)] for d in past(60, 20)}
    assert said(open_deal(), *past(60, 20), gates=[day(2)], known=known).alike[-1] is Likeness.VALUE


@given(
    st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=1, max_size=3),
    st.floats(1, 1000),
)
def test_what_is_narrowed_down_stays_a_probability(pieces, strength: float):
    nested: list[tuple[float, float]] = []
    k, n = 0.0, 0.0
    for won, lost in pieces:
        k, n = k + won, n + won + lost
        nested.insert(0, (k, n))
    mean, size = _narrowed(nested, (strength, strength))
    assert 0 < mean < 1
    assert 0 < size <= n + 1 + 1e-6


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 40), st.integers(1, 40))
def test_one_more_won_never_lowers_the_chance(won: int, lost: int):
    """As long as it took as long as the others: else other ages are compared."""
    before = said(open_deal(), *past(won + 20, lost, vary=1)).probability
    after = said(open_deal(), *past(won + 21, lost, vary=1)).probability
    assert (after or 0) >= (before or 0) - 1e-9


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_deals_changes_nothing(random):
    deals = past(30, 40) + past(10, 20, value=9000.0, first=500)
    here = said(open_deal(), *deals)
    random.shuffle(deals)
    assert said(open_deal(), *deals).probability == pytest.approx(here.probability)


def test_every_open_deal_has_a_forecast_or_a_reason():
    firm, gates = gated(3, deals=300)
    found = forecasts(firm, gates)
    assert set(found) == {d.id for d in firm.deals if d.open}
    assert all((f.probability is None) == (f.silence is not None) for f in found.values())
    assert any(Likeness.GATES in f.alike for f in found.values())


def test_later_stages_are_likelier():
    firm = invented({f"r{i}": GOES_ON for i in range(5)}, deals_each=300, seed=4)
    found = comparables(firm)
    chances = [found.of(open_deal(2, stage, 8000.0), firm).probability or 0 for stage in STAGES]
    assert chances == sorted(chances)


DAYS = [day(before) for before in (180, 220, 260, 300)]


@pytest.mark.parametrize("seed", [1, 2])
def test_forecasts_keep_their_word_on_deals_that_they_have_not_seen(seed: int):
    firm, gates = gated(seed)
    bare, full = (calibration(look_back(firm, DAYS, known)) for known in (None, gates))
    assert bare is not None
    assert full is not None
    assert full.enough
    assert full.error < 0.09
    assert full.brier < bare.brier < bare.brier_of_share


def test_an_earlier_day_knows_nothing_of_what_came_later():
    told = deal(
        1,
        "rita",
        ("proposal", day(50)),
        ("decision", day(20)),
        created=day(60),
        closed=day(5),
        outcome=Outcome.WON,
    )
    then = as_it_stood(pipeline(told), day(30)).deals[0]
    assert (then.stage, then.outcome, then.closed) == ("proposal", Outcome.OPEN, None)
    assert as_it_stood(pipeline(told), day(70)).deals == ()
    assert as_it_stood(pipeline(told), TODAY).deals == (told,)
