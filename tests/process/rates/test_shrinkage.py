"""Rates drawn toward the team."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.process.rates.shrinkage import (
    LEAST,
    MOST,
    Benchmark,
    Rate,
    alone,
    by_moments,
    shrink,
    shrink_to,
)

COUNTS = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TEAM = st.lists(COUNTS, min_size=5, max_size=12).filter(lambda t: sum(n > 0 for _, n in t) >= 5)


def team_of(counts: list[tuple[int, int]]) -> dict[str, tuple[float, float]]:
    return {f"r{i}": (float(k), float(n)) for i, (k, n) in enumerate(counts)}


@settings(max_examples=60, deadline=None)
@given(TEAM)
def test_a_rate_lies_between_ones_own_and_the_teams(counts: list[tuple[int, int]]):
    for rate in shrink(team_of(counts)).values():
        assert rate.benchmark is not None
        ends = sorted([rate.raw if rate.raw is not None else rate.benchmark, rate.benchmark])
        assert ends[0] - 1e-9 <= rate.value <= ends[1] + 1e-9
        assert 0 <= rate.low < rate.value < rate.high <= 1
        assert 0 < rate.shrunk_by <= 1


@settings(max_examples=30, deadline=None)
@given(TEAM, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(counts: list[tuple[int, int]], random):
    told = team_of(counts)
    shuffled = list(told.items())
    random.shuffle(shuffled)
    there, here = shrink(dict(shuffled)), shrink(told)
    assert [there[w].value for w in told] == pytest.approx([here[w].value for w in told])


@settings(max_examples=30, deadline=None)
@given(TEAM, st.integers(0, 4))
def test_one_more_won_never_lowers_a_rate(counts: list[tuple[int, int]], whose: int):
    k, n = counts[whose]
    more = [*counts]
    more[whose] = (k + 1, n + 1)
    before, after = shrink(team_of(counts)), shrink(team_of(more))
    assert after[f"r{whose}"].value >= before[f"r{whose}"].value - 1e-3


@given(COUNTS, st.floats(0.05, 0.95), st.floats(10, 2000))
def test_under_a_known_prior_the_rate_is_the_conjugate_one(kn, mean: float, strength: float):
    k, n = kn
    rate = shrink_to(k, n, mean, strength)
    assert rate.value == pytest.approx((k + strength * mean) / (n + strength))
    assert rate.shrunk_by == pytest.approx(strength / (n + strength))
    assert rate.above(rate.low) == pytest.approx(0.95)
    assert rate.above(rate.high) == pytest.approx(0.05)


def test_more_deals_are_shrunk_less():
    rates = shrink(team_of([(50, 100)] * 6 + [(5, 10), (500, 1000)]))
    drawn = [rates[f"r{i}"].shrunk_by for i in (6, 0, 7)]
    assert drawn == sorted(drawn, reverse=True)
    widths = [rates[f"r{i}"].high - rates[f"r{i}"].low for i in (6, 0, 7)]
    assert widths == sorted(widths, reverse=True)


def test_people_who_differ_keep_what_is_their_own():
    alike, different = (
        shrink(team_of([(round(n * 200), 200) for n in shares]))
        for shares in ([0.44, 0.45, 0.46] * 3, [0.2, 0.45, 0.7] * 3)
    )
    assert alike["r0"].shrunk_by > 0.5
    assert different["r0"].shrunk_by < 0.2


def test_two_teams_are_drawn_to_their_own():
    counts = {f"n{i}": (30.0, 100.0) for i in range(6)} | {f"s{i}": (60.0, 100.0) for i in range(6)}
    rates = shrink(counts, teams={who: who[0] for who in counts})
    assert rates["n0"].benchmark == pytest.approx(0.3, abs=0.02)
    assert rates["s0"].benchmark == pytest.approx(0.6, abs=0.02)
    assert rates["n0"].source is Benchmark.TEAM


def test_whoever_has_no_deals_gets_the_teams_rate_with_a_wide_interval():
    rates = shrink(team_of([(45, 100)] * 6 + [(0, 0)]))
    rate = rates["r6"]
    assert (rate.raw, rate.n) == (None, 0)
    assert rate.shrunk_by == pytest.approx(1)
    assert rate.value == pytest.approx(rate.benchmark)
    assert rate.high - rate.low > rates["r0"].high - rates["r0"].low


SMALL = {"rita": (8.0, 10.0), "pat": (3.0, 10.0)}
BIG = {f"x{i}": (45.0, 100.0) for i in range(6)}


@pytest.mark.parametrize(
    ("counts", "past", "source", "benchmark"),
    [
        (SMALL, {"rita": (9.0, 20.0)}, Benchmark.OWN_PAST, 9.5 / 21),
        (SMALL | BIG, {}, Benchmark.ORGANISATION, 273.5 / 611),
        (SMALL, {"rita": (3.0, 5.0)}, Benchmark.FEW_OTHERS, None),
        ({"rita": (8.0, 10.0)}, {}, Benchmark.NONE, None),
        ({"rita": (8.0, 10.0), "pat": (0.0, 0.0)}, {}, Benchmark.NONE, None),
    ],
)
def test_a_small_team_is_drawn_weakly_to_what_there_is(counts, past, source, benchmark):
    teams = {who: "north" if who in SMALL else "south" for who in counts}
    rate = shrink(counts, teams=teams, past=past)["rita"]
    assert rate.source is source
    assert rate.benchmark == (benchmark and pytest.approx(benchmark))
    assert rate.without_benchmark is (benchmark is None)
    weight = 1 / 11 if source is Benchmark.NONE else 20 / 30
    assert rate.shrunk_by == pytest.approx(weight)


def test_a_rate_of_few_others_lies_between_theirs_and_ones_own():
    assert 0.3 < shrink(SMALL)["rita"].value < 0.8


@pytest.mark.parametrize("bad", [(-1, 5), (6, 5), (1, -1), (float("nan"), 5)])
def test_a_share_above_one_is_refused_by_name(bad: tuple[float, float]):
    with pytest.raises(ValueError, match="of rita"):
        shrink({"rita": bad})


def test_of_nobody_there_is_nothing():
    assert shrink({}) == {}
    assert shrink({"rita": (0, 0)})["rita"] == alone(0, 0)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_team_that_wins_all_or_nothing_has_intervals_too(share: float):
    rates = shrink(team_of([(int(share * 20), 20)] * 6))
    assert all(0 < r.low < r.high < 1 for r in rates.values())


@given(st.lists(COUNTS, max_size=10))
def test_the_strength_by_moments_stays_within_its_bounds(counts: list[tuple[int, int]]):
    mean, strength = by_moments(counts)
    assert 0 <= mean <= 1
    assert LEAST <= strength <= MOST


def test_the_strength_by_moments_finds_what_was_planted():
    random = np.random.default_rng(1)
    shares = random.beta(0.4 * 30, 0.6 * 30, 3000)
    mean, strength = by_moments([(int(k), 80) for k in random.binomial(80, shares)])
    assert mean == pytest.approx(0.4, abs=0.01)
    assert strength == pytest.approx(30, rel=0.15)


def test_draws_come_from_the_posterior():
    rate = shrink_to(8, 10, 0.45, 20)
    drawn = rate.draws(np.random.default_rng(1), 20_000)
    assert float(drawn.mean()) == pytest.approx(rate.value, abs=0.005)
    assert float((drawn < rate.low).mean()) == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize("spread", [0.02, 0.06, 0.1])
def test_nine_of_ten_intervals_hold_the_truth(spread: float):
    """Of 60 invented organisations; the figures of 500 are in docs/rates.md."""
    random = np.random.default_rng(7)
    held: list[bool] = []
    for _ in range(60):
        truth, counts = _organisation(random, spread)
        rates = shrink(counts, teams={who: who[0] for who in counts})
        held.extend(_holds(rates[who], truth[who]) for who in counts)
    assert 0.86 <= float(np.mean(held)) <= 0.96


def _organisation(random: np.random.Generator, spread: float):
    truth, counts = {}, {}
    for team in "abcd":
        mean = random.uniform(0.3, 0.6)
        s = mean * (1 - mean) / spread**2 - 1
        for i in range(7):
            share = float(random.beta(mean * s, (1 - mean) * s))
            n = int(random.integers(5, 120))
            truth[f"{team}{i}"] = share
            counts[f"{team}{i}"] = (float(random.binomial(n, share)), float(n))
    return truth, counts


def _holds(rate: Rate, share: float) -> bool:
    return rate.low <= share <= rate.high
