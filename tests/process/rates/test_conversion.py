"""What share goes on from a stage, although some deals are still open."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from pipelines import GOES_ON, STAGES, TODAY, deal, invented, pipeline
from ridealong.process.model import Outcome
from ridealong.process.rates.conversion import conversions, effective
from ridealong.process.rates.incidence import curve, curve_by_statsmodels
from ridealong.process.rates.spells import End, Spell, Until, spells
from ridealong.process.rates.window import Window

YEAR = Window.until(TODAY)
ENDS = st.sampled_from(End)


def day(before: int) -> date:
    return TODAY - timedelta(days=before)


def stays(*told: tuple[int, ...]) -> list[Spell]:
    """Days, how it ended, and the day up to which nobody looked."""
    return [Spell(deal(), "proposal", day(400), t, End(end), *late) for t, end, *late in told]


STAYS = st.lists(st.tuples(st.integers(0, 90), ENDS), min_size=1, max_size=60)
LATE = st.lists(
    st.tuples(st.integers(0, 90), ENDS).flatmap(
        lambda one: st.tuples(st.just(one[0]), st.just(one[1]), st.integers(-1, one[0] - 1))
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(STAYS)
def test_a_curve_is_that_of_aalen_and_johansen_by_statsmodels(told: list[tuple[int, End]]):
    found = curve(stays(*told))
    days, ends = np.array([t for t, _ in told], float), np.array([e for _, e in told])
    if not len(found.days):
        return
    with np.errstate(divide="ignore", invalid="ignore"):  # of its standard errors
        known = CumIncidenceRight(days, ends)
    places = np.searchsorted(known.times, found.days)
    assert found.on == pytest.approx(known.cinc[0][places])
    if ends.max() > 1:
        assert found.lost == pytest.approx(known.cinc[1][places])
    assert found.there == pytest.approx(1 - found.on - found.lost, abs=1e-9)


@settings(deadline=None)
@given(LATE)
def test_deals_seen_late_are_counted_as_statsmodels_counts_them(told: list[tuple[int, ...]]):
    mine, theirs = curve(stays(*told)), curve_by_statsmodels(stays(*told))
    for name in ("days", "there", "on", "lost"):
        assert getattr(mine, name) == pytest.approx(getattr(theirs, name), abs=1e-9)
    if len(mine.days):
        days, ends, late = (np.array(column, float) for column in zip(*told, strict=True))
        known = SurvfuncRight(days, (ends > 0).astype(float), entry=late)
        assert mine.there == pytest.approx(known.surv_prob[: len(mine.there)], abs=1e-9)


@settings(deadline=None)
@given(STAYS)
def test_of_a_whole_team_the_share_is_the_curves_own(told: list[tuple[int, End]]):
    some = stays(*told)
    of = curve(some)
    k, n = effective({"r": some}, {}, {("", "proposal"): of}, "proposal")["r"]
    whole = len(of.days) == len({t for t, end in told if end is not End.OPEN})
    if 0.02 < of.goes_on < 0.98 and whole:
        assert k / n == pytest.approx(of.goes_on, abs=0.01)
    assert 0 <= k <= n + 1e-9
    assert n <= len(told)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from([End.ON, End.LOST])), min_size=1))
def test_without_open_deals_it_is_a_plain_share(told: list[tuple[int, End]]):
    some = stays(*told)
    of = {("", "proposal"): curve(some)}
    k, n = effective({"r": some}, {}, of, "proposal")["r"]
    assert (k, n) == pytest.approx((sum(e is End.ON for _, e in told), len(told)))


@settings(max_examples=25, deadline=None)
@given(STAYS, st.randoms(use_true_random=False))
def test_the_order_of_deals_changes_nothing(told: list[tuple[int, End]], random):
    some = stays(*told)
    shuffled = [*some]
    random.shuffle(shuffled)
    assert curve(some).on == pytest.approx(curve(shuffled).on)


def test_an_open_deal_counts_by_what_its_age_tells():
    """Of those that go on half went within 10 days, all within 20; nobody who is lost is told
    before day 30."""
    known = stays(*[(10, 1)] * 20, *[(20, 1)] * 20, *[(30, 2)] * 40)
    of = {("", "proposal"): curve(known)}

    def told(age: int) -> tuple[float, float]:
        return effective({"r": stays(*[(age, 0)] * 10)}, {}, of, "proposal")["r"]

    shares = [k / n if n else None for k, n in map(told, (0, 25))]
    assert shares[0] is None
    assert shares[1] == pytest.approx(0, abs=0.01)
    assert told(0)[1] < told(15)[1] < told(25)[1]


def test_counting_only_decided_deals_would_be_wrong():
    """Lost deals are known sooner: among the decided they are too many, and this is put right."""
    truth = dict.fromkeys(STAGES, 0.6)
    firm = invented(
        {f"r{i}": truth for i in range(20)},
        deals_each=100,
        days=90,
        slow_on_days=40,
        slow_lost_days=5,
    )
    found = conversions(firm, YEAR)
    first = [c for (_, stage), c in found.sellers.items() if stage == STAGES[0]]
    naive = sum(c.went_on for c in first) / sum(c.went_on + c.lost for c in first)
    shares = [c.rate.raw or 0 for c in first]
    assert naive < 0.5
    assert float(np.mean(shares)) == pytest.approx(0.6, abs=0.04)


def test_intervals_hold_the_truth_although_deals_are_open():
    random, held = np.random.default_rng(2), []
    for seed in range(12):
        truth = {
            f"r{i}": {s: float(random.beta(m * 60, (1 - m) * 60)) for s, m in GOES_ON.items()}
            for i in range(8)
        }
        found = conversions(invented(truth, seed=seed, deals_each=50), YEAR)
        held += [c.rate.low <= truth[w][s] <= c.rate.high for (w, s), c in found.sellers.items()]
    assert 0.85 <= float(np.mean(held)) <= 0.98


def test_both_ways_to_the_curves_lead_to_the_same_rates():
    firm = invented({f"r{i}": GOES_ON for i in range(6)}, deals_each=30)
    here, there = conversions(firm, YEAR), conversions(firm, YEAR, by=curve)
    assert [c.rate.value for c in here.sellers.values()] == pytest.approx(
        [c.rate.value for c in there.sellers.values()]
    )


def test_too_few_are_not_enough_to_tell():
    few = pipeline(
        deal(1, "rita", ("proposal", day(50)), ("decision", day(40))),
        deal(2, "rita", ("proposal", day(50)), closed=day(30), outcome=Outcome.LOST),
        deal(3, "rita", ("proposal", day(20))),
    )
    proposal = next(c for c in conversions(few, YEAR).of("rita") if c.stage == "proposal")
    assert not proposal.enough
    assert (proposal.entered, proposal.went_on, proposal.lost, proposal.open) == (3, 1, 1, 1)
    assert proposal.rate.without_benchmark


def test_every_seller_has_every_stage_in_its_order():
    firm = pipeline(teams={"rita": "north", "pat": "north"})
    found = conversions(firm, YEAR)
    assert [c.stage for c in found.of("rita")] == list(STAGES)
    assert {c.entered for c in found.sellers.values()} == {0}


def one(
    *entries: tuple[str, date], until: Until = Until.NEXT, **more: Any
) -> list[tuple[str, int, str, int]]:
    found = spells(pipeline(deal(1, "rita", *entries, **more)), None, until)
    return [(s.stage, s.days, s.end.name, s.seen_after) for s in found]


def test_a_deal_stays_until_it_is_further():
    course = ("first-meeting", day(90)), ("needs-review", day(80)), ("proposal", day(50))
    assert one(*course) == [
        ("first-meeting", 10, "ON", -1),
        ("needs-review", 30, "ON", -1),
        ("proposal", 50, "OPEN", -1),
    ]
    assert [end for *_, end, _ in one(*course, until=Until.CLOSE)] == ["OPEN"] * 3


def test_going_back_keeps_the_stay_running():
    back = ("needs-review", day(80)), ("first-meeting", day(70)), ("proposal", day(50))
    assert one(*back) == [("needs-review", 30, "ON", -1), ("proposal", 50, "OPEN", -1)]


@pytest.mark.parametrize(
    ("outcome", "end"),
    [(Outcome.WON, "ON"), (Outcome.LOST, "LOST"), (Outcome.NO_DECISION, "LOST")],
)
def test_a_closed_deal_ends_its_last_stay(outcome: Outcome, end: str):
    assert one(("proposal", day(50)), closed=day(30), outcome=outcome) == [
        ("proposal", 20, end, -1)
    ]


def test_what_lies_after_the_day_has_not_happened():
    later = TODAY + timedelta(days=3)
    found = one(("proposal", day(50)), ("decision", later), closed=later, outcome=Outcome.WON)
    assert found == [("proposal", 50, "OPEN", -1)]


def test_a_deal_older_than_the_keeping_of_changes_counts_from_then_on():
    assert one(("proposal", day(50)), seen_from=day(40)) == [("proposal", 50, "OPEN", 9)]
    early = one(("proposal", day(50)), ("decision", day(45)), seen_from=day(40))
    assert early == [("decision", 45, "OPEN", 4)]


def test_stages_of_another_process_are_passed_over():
    assert one(("legal", day(50)), ("proposal", day(40))) == [("proposal", 40, "OPEN", -1)]
    assert one() == []


def test_left_truncation_is_put_right():
    """Changes were kept from a day on: deals that had ended before are missing, and the old ones
    that are left are no fair sample."""
    random, seen = np.random.default_rng(3), []
    for _ in range(4000):
        age, on = int(random.integers(0, 60)), random.random() < 0.5
        days = int(random.gamma(2, 15 if on else 4))
        if days > age:
            seen.append((days, End.ON if on else End.LOST, age))
    plain = [(t, e) for t, e, _ in seen]
    assert curve(stays(*plain)).goes_on > 0.6
    of = curve(stays(*seen))
    assert of.goes_on == pytest.approx(0.5, abs=0.06)
    k, n = effective({"r": stays(*seen)}, {}, {("", "proposal"): of}, "proposal")["r"]
    assert k / n == pytest.approx(0.5, abs=0.08)
    assert n < len(seen)
