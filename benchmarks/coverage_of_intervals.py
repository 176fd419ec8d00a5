"""How often 90 % intervals hold the truth in invented organisations: figures of docs/rates.md.

python -m benchmarks.coverage_of_intervals [--organisations 500]
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from time import process_time

import numpy as np

from ridealong.process.forecast.calibration import Told, calibration, look_back
from ridealong.process.rates.conversion import conversions
from ridealong.process.rates.discount import discounts
from ridealong.process.rates.shrinkage import Counts, alone, by_moments, shrink, shrink_to
from ridealong.process.rates.window import Window
from ridealong.simulate.firm import Effect, Firm, Planted
from ridealong.simulate.organisation import Organisation, organisation

SPREADS = (0.0, 0.0125, 0.03, 0.05, 0.08, 0.12)


@dataclass
class Held:
    """How often intervals held, and how wide they were."""

    held: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, low: float, high: float, truth: float) -> None:
        self.held.append(low <= truth <= high)
        self.widths.append(high - low)

    def row(self, what: str) -> str:
        share = float(np.mean(self.held))
        return (
            f"| {what} | {100 * share:.1f} % | {100 * float(np.mean(self.widths)):.1f} points "
            f"| {len(self.held):,} |"
        )


@dataclass
class Firms:
    """Organisations whose people's true rates spread so far within their teams."""

    spread: float
    truth: dict[str, float] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)


def drawn(random: np.random.Generator, spread: float) -> Firms:
    """One to six teams of five to twelve, 10 to 150 deals each."""
    firm = Firms(spread)
    for team in range(int(random.integers(1, 7))):
        mean = float(random.uniform(0.25, 0.65))
        for person in range(int(random.integers(5, 13))):
            share = _share(random, mean, spread)
            _add(firm, random, f"{team}.{person}", share, int(random.integers(10, 151)))
    return firm


def thirty_agents(random: np.random.Generator, spread: float) -> Firms:
    """Thirty agents in six teams, 63 % won, some 224 closed deals each."""
    firm = Firms(spread)
    for person in range(30):
        share = _share(random, 0.632, spread)
        _add(firm, random, f"{person // 5}.{person}", share, int(random.integers(100, 350)))
    return firm


def _share(random: np.random.Generator, mean: float, spread: float) -> float:
    if not spread:
        return mean
    strength = mean * (1 - mean) / spread**2 - 1
    return float(random.beta(mean * strength, (1 - mean) * strength))


def _add(firm: Firms, random: np.random.Generator, who: str, share: float, n: int) -> None:
    firm.truth[who], firm.teams[who] = share, who.partition(".")[0]
    firm.counts[who] = (float(random.binomial(n, share)), float(n))


def ours(firm: Firms) -> Iterator[tuple[float, float, float]]:
    for who, rate in shrink(firm.counts, teams=firm.teams).items():
        yield rate.low, rate.high, firm.truth[who]


def known_prior(firm: Firms) -> Iterator[tuple[float, float, float]]:
    """The classical way: m and s by moments, taken for known."""
    for team in sorted(set(firm.teams.values())):
        members = [who for who in firm.counts if firm.teams[who] == team]
        mean, strength = by_moments([firm.counts[who] for who in members])
        for who in members:
            rate = shrink_to(*firm.counts[who], mean, strength)
            yield rate.low, rate.high, firm.truth[who]


def each_alone(firm: Firms) -> Iterator[tuple[float, float, float]]:
    for who, counts in firm.counts.items():
        rate = alone(*counts)
        yield rate.low, rate.high, firm.truth[who]


def rates(organisations: int) -> None:
    ways = {
        "averaged over m and s": ours,
        "m and s taken for known": known_prior,
        "alone": each_alone,
    }
    print("| true rates spread by (standard deviation) | intervals | hold | width | of |")
    print("| --- | --- | --- | --- | --- |")
    for name, way in ways.items():
        everything = Held()
        for spread in SPREADS:
            some = _held(way, drawn, spread, organisations // len(SPREADS) + 1)
            everything.held += some.held
            everything.widths += some.widths
            print(f"| {100 * spread:g} points {some.row(name)}")
        print(f"| all of these {everything.row(name)}")
    for spread in (0.0, 0.0125):
        some = _held(ours, thirty_agents, spread, organisations)
        print(f"| thirty agents, {100 * spread:g} points {some.row('averaged over m and s')}")


def _held(
    way: Callable[[Firms], Iterator[tuple[float, float, float]]],
    make: Callable[[np.random.Generator, float], Firms],
    spread: float,
    organisations: int,
) -> Held:
    random, found = np.random.default_rng(int(10_000 * spread) + 1), Held()
    for _ in range(organisations):
        for low, high, truth in way(make(random, spread)):
            found.add(low, high, truth)
    return found


def conversion(organisations: int) -> None:
    """Deals of two years, of which those of the last are counted and some are still open."""
    print("\n| stage left | hold | width | of |\n| --- | --- | --- | --- |")
    found: dict[str, Held] = {}
    all_ = Held()
    for seed in range(organisations):
        random = np.random.default_rng(seed)
        firm = Firm(
            teams=int(random.integers(1, 4)),
            people=int(random.integers(5, 9)),
            odds_spread=float(random.uniform(0.05, 0.45)),
        )
        made = organisation(firm, seed)
        result = conversions(made.pipeline, Window.until(firm.as_of))
        for stage, who, truth in _true_conversions(firm, made):
            rate = result.sellers[who, stage].rate
            for held in (found.setdefault(stage, Held()), all_):
                held.add(rate.low, rate.high, truth)
    for stage, held in found.items():
        print(held.row(stage))
    print(all_.row("all of them"))


def _true_conversions(firm: Firm, made: Organisation) -> Iterator[tuple[str, str, float]]:
    """The last step depends on the source as well, and is left out."""
    for k, step in enumerate(firm.steps[:-1]):
        odds = step.goes_on / (1 - step.goes_on) * made.truth.odds[:, k]
        for seller, one in zip(made.pipeline.sellers, odds, strict=True):
            yield step.stage, seller.id, float(one / (1 + one))


def given_away(organisations: int) -> None:
    print("\n| discount beyond the team's | hold | width | of |\n| --- | --- | --- | --- |")
    for spread in (0.0, 0.02, 0.05):
        held = Held()
        for seed in range(organisations // 5):
            random = np.random.default_rng(seed)
            extra = np.abs(random.normal(0, spread, 7)) if spread else np.zeros(7)
            planted = tuple(Planted(i, Effect.DISCOUNT, float(x)) for i, x in enumerate(extra))
            made = organisation(Firm(teams=1, people=7, planted=planted), seed)
            result = discounts(made.pipeline, Window.until(made.pipeline.as_of, 730)).sellers
            for seller, more in zip(made.pipeline.sellers, extra - extra.mean(), strict=True):
                held.add(result[seller.id].low, result[seller.id].high, float(more))
        print(held.row(f"spread of {100 * spread:g} points"))


def foretold(organisations: int) -> None:
    told: list[Told] = []
    for seed in range(organisations):
        made = organisation(Firm(teams=2, people=8, odds_spread=0.3), seed).pipeline
        told += look_back(made, [made.as_of - timedelta(days=d) for d in (150, 240)])
    found = calibration(told)
    if not found:
        return
    print(
        f"\n{found.n:,} forecasts on {organisations} organisations: Brier {found.brier:.4f}, "
        f"{found.brier_of_share:.4f} for the share alone; calibration error {found.error:.4f}"
    )
    print("\n| said | came | 90 % interval | of |\n| --- | --- | --- | --- |")
    for t in found.tenths:
        ends = f"{100 * t.low:.0f}–{100 * t.high:.0f} %"
        print(f"| {100 * t.said:.0f} % | {100 * t.won:.0f} % | {ends} | {t.n:,} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=500)
    count = parser.parse_args().organisations
    for part in (rates, conversion, given_away):
        began = process_time()
        part(count)
        print(f"<!-- {process_time() - began:.0f} s CPU -->", flush=True)
    foretold(max(count // 20, 1))


if __name__ == "__main__":
    main()
