"""How many first contacts a day reach a quota."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.process.plan.values import Values
from ridealong.process.plan.workback import (
    CONTACT,
    Link,
    Obstacle,
    OpenDeal,
    Plan,
    Question,
    work_back,
)
from ridealong.process.rates.shrinkage import Rate, shrink_to

DICE = 1.05
"""Two plans do not throw the same dice."""
KEYS = (CONTACT, "first-meeting", "needs-review", "proposal")


def links(share: float = 0.5, deals: float = 100, keys: tuple[str, ...] = KEYS) -> tuple[Link, ...]:
    return tuple(Link(key, _rate(share, deals)) for key in keys)


def _rate(share: float, deals: float) -> Rate:
    return shrink_to(share * deals, deals, share, 20)


def plan(**changed: object) -> Plan:
    asked: dict[str, object] = {
        "quota": 100_000.0,
        "values": Values((8_000.0, 10_000.0, 12_000.0) * 5),
        "links": links(),
        "useful_days": 100,
    }
    return work_back(Question(**(asked | changed)))  # type: ignore[arg-type]


def test_well_known_rates_lead_to_the_formula():
    found = plan(links=links(deals=1_000_000), quota=10_000_000.0)
    deals, proposals, *_, contacts = found.needs
    assert deals.plain == pytest.approx(1000, rel=0.02)
    assert proposals.plain == pytest.approx(2 * deals.plain, rel=0.01)
    assert contacts.even == pytest.approx(16 * deals.plain, rel=0.05)
    assert found.even_a_day == -(-contacts.even // 100)


def test_eight_chances_in_ten_take_more_than_an_even_chance():
    found = plan()
    assert found.sure_a_day is not None
    assert found.even_a_day is not None
    assert found.sure_a_day > found.even_a_day
    assert all(need.sure >= need.even for need in found.needs)


def test_the_chance_is_what_it_says():
    """So many contacts, lived through by other dice, reach the quota about as often as told."""
    found = plan()
    contacts = found.needs[-1]
    random = np.random.default_rng(99)
    reached = []
    for count in (contacts.even, contacts.sure):
        left = np.full(4000, count)
        for link in links():
            assert link.rate
            left = random.binomial(left, link.rate.draws(random, 4000))
        values = random.choice([8_000.0, 10_000.0, 12_000.0], (4000, int(left.max())))
        won = np.where(np.arange(values.shape[1]) < left[:, None], values, 0).sum(axis=1)
        reached.append(float((won >= 100_000).mean()))
    assert reached == pytest.approx([0.5, 0.8], abs=0.04)


def test_the_same_question_has_the_same_answer():
    assert plan() == plan()


def test_more_contacts_than_fit_into_a_day_are_said_and_not_asked_for():
    found = plan(capacity=1)
    assert found.obstacle is Obstacle.OVER_CAPACITY
    assert found.even_a_day == found.sure_a_day == 1
    assert found.chance_at_capacity is not None
    assert found.chance_at_capacity < 0.5


def test_a_plan_that_fits_only_for_an_even_chance_says_so():
    found = plan(capacity=plan().even_a_day)
    assert found.feasible
    assert found.sure_is_capped
    assert found.sure_a_day == plan().even_a_day


@pytest.mark.parametrize(
    ("changed", "obstacle"),
    [
        ({"quota": 0.0}, Obstacle.NO_QUOTA),
        ({"quota": float("nan")}, Obstacle.NO_QUOTA),
        ({"values": Values(())}, Obstacle.NO_VALUE),
        ({"links": ()}, Obstacle.NO_RATE),
        ({"links": (Link("proposal", None),)}, Obstacle.NO_RATE),
        ({"useful_days": 0}, Obstacle.NO_DAYS),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, object], obstacle: Obstacle):
    found = plan(**changed)
    assert found.obstacle is obstacle
    assert not found.feasible
    assert found.even_a_day is None


def test_the_link_without_a_rate_is_named():
    assert plan(links=(*links(), Link("decision", None))).missing == ("decision",)


def test_open_deals_that_are_as_good_as_won_leave_less_to_do():
    bare, half = plan(), plan(open_deals=(OpenDeal(1.0, 50_000),))
    assert half.needs[-1].even < bare.needs[-1].even
    done = plan(open_deals=(OpenDeal(1.0, 100_000),))
    assert (done.even_a_day, done.chance_from_open) == (0, 1.0)


def test_hopeless_rates_end_in_a_figure_and_not_in_a_fault():
    found = plan(links=links(share=0.001, deals=5000, keys=(*KEYS, "a", "b", "c")), quota=1e9)
    assert found.even_a_day


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 0.9), st.floats(0.02, 0.09), st.floats(10_000, 1_000_000))
def test_higher_conversion_never_takes_more_contacts(share: float, more: float, quota: float):
    low, high = (plan(links=links(s, 200), quota=quota) for s in (share, share + more))
    assert high.needs[-1].even <= low.needs[-1].even * DICE
    assert high.needs[-1].plain <= low.needs[-1].plain


@settings(max_examples=25, deadline=None)
@given(st.floats(1_000, 1_000_000), st.floats(1.5, 4))
def test_a_larger_quota_never_takes_fewer_contacts(quota: float, times: float):
    assert plan(quota=quota * times).needs[-1].even * DICE >= plan(quota=quota).needs[-1].even
