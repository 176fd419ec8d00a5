"""One figure beside those of the others: against simulation, and who is compared with whom."""

import numpy as np
import pytest

from ridealong.process.diagnosis import others

WHO = [f"p{i}" for i in range(12)]
TEAM = dict.fromkeys(WHO, "north")


def test_a_share_far_below_the_others_is_rare():
    counts = dict.fromkeys(WHO, (30.0, 60.0)) | {"rita": (12.0, 60.0)}
    low, high = others.of_shares(counts, TEAM | {"rita": "north"})["rita"]
    assert low < 0.001
    assert low + high == pytest.approx(1)


def test_shares_that_differ_by_chance_alone_are_as_rare_as_they_should_be():
    random = np.random.default_rng(3)
    ps = []
    for _round in range(150):
        counts = {who: (float(random.binomial(80, 0.6)), 80.0) for who in WHO}
        ps += [others.two_sided(tail) for tail in others.of_shares(counts, TEAM).values()]
    assert 0.005 < np.mean(np.array(ps) < 0.05) < 0.06
    assert np.mean(np.array(ps) < 0.01) < 0.015


def test_shares_of_people_who_differ_are_as_rare_as_they_should_be():
    random = np.random.default_rng(4)
    ps = []
    for _round in range(150):
        rates = random.beta(12, 8, len(WHO))
        counts = {
            who: (float(random.binomial(80, rate)), 80.0)
            for who, rate in zip(WHO, rates, strict=True)
        }
        ps += [others.two_sided(tail) for tail in others.of_shares(counts, TEAM).values()]
    assert 0.03 < np.mean(np.array(ps) < 0.05) < 0.075


def test_means_of_people_who_differ_are_as_rare_as_they_should_be():
    random = np.random.default_rng(5)
    ps = []
    for _round in range(200):
        values = random.normal(0.06, np.sqrt(0.01**2 + 0.05**2 / 30), len(WHO))
        means = {who: (float(v), 0.05**2 / 30, 30.0) for who, v in zip(WHO, values, strict=True)}
        ps += [others.two_sided(tail) for tail in others.of_means(means, TEAM).values()]
    assert 0.02 < np.mean(np.array(ps) < 0.05) < 0.075


def test_counts_per_deal_expect_as_many_as_the_others_have():
    told = dict.fromkeys(WHO, 6.0)
    base = dict.fromkeys(WHO, 30.0) | {"p0": 60.0}
    expected, _low, _high = others.of_counts(told, base, TEAM, 0.4)["p0"]
    assert expected == pytest.approx(12.0)


def test_a_team_of_three_has_nobody_to_compare_with():
    teams = TEAM | dict.fromkeys(("a", "b", "c"), "south")
    counts = dict.fromkeys(teams, (5.0, 10.0))
    assert set(others.of_shares(counts, teams)) == set(WHO)
    assert others.of_means({}, teams) == {}
    assert others.of_shares({}, teams) == {}
    assert others.of_counts({}, {}, teams, 0.4) == {}
