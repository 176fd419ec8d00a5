"""Win rates of the deals that closed in a window: by count, by value; how many decided nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ridealong.process.model import Deal, Outcome, Pipeline
from ridealong.process.rates.shrinkage import Counts, Rate, shrink
from ridealong.process.rates.window import Window

FEWEST_CLOSED = 5
"""Closed deals below which there is not enough to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The deals that closed, counted and added up."""

    won: int = 0
    lost: int = 0
    no_decision: int = 0
    value_won: float = 0.0
    value_closed: float = 0.0
    """Of those whose value is known, in their currency."""
    value_squares: float = 0.0
    """Sum of squared values: few large deals count as fewer deals."""

    @property
    def n(self) -> int:
        """All that closed."""
        return self.won + self.lost + self.no_decision

    @property
    def weighted(self) -> Counts:
        """Won of closed, weighted by value, counted in deals of equal weight (Kish 1965)."""
        if not self.value_squares:
            return 0.0, 0.0
        n = self.value_closed**2 / self.value_squares
        return min(n * self.value_won / self.value_closed, n), n


@dataclass(frozen=True, slots=True, kw_only=True)
class WinRate:
    """How much of what closed was won."""

    closed: Closed
    rate: Rate
    """Won by won, lost and undecided."""
    weighted: Rate
    """The same by value; n is the number of deals of equal value that would say as much."""
    no_decision: Rate
    """The share of closed deals in which the customer decided nothing."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell: below, only a plan may lean on it."""
        return self.closed.n >= FEWEST_CLOSED


def win_rates(pipeline: Pipeline, window: Window) -> dict[str, WinRate]:
    """The win rate of each seller, by the id, over the deals that closed in a window.

    Question: how many of the deals that came to an end were won?
    Formula: won / (won + lost + no decision), shrunk toward the team; by value
    sum(value won) / sum(value closed). No unit; n in deals. Deals are of the cohort of their close
    date: what is open counts nowhere.
    Errors: none; whoever closed nothing gets the team's rate, with n = 0 and not `enough`.
    Source: S2.3; Kish's effective number for the weighted rate.
    Limits: whoever closes lost deals late looks better for a while. Values in several currencies
    are not added: only the currency that occurs most often counts for the weighted rate.
    """
    return _win_rates(
        pipeline, window, [s.id for s in pipeline.sellers], lambda deal: deal.owner, teamed=True
    )


def win_rates_by(
    pipeline: Pipeline, window: Window, key: Callable[[Deal], str]
) -> dict[str, WinRate]:
    """Win rates of groups of deals other than a seller's, drawn toward that of all of them."""
    keys = sorted({key(d) for d in pipeline.deals if not d.open and window.holds(d.closed)})
    return _win_rates(pipeline, window, keys, key, teamed=False)


def _win_rates(
    pipeline: Pipeline,
    window: Window,
    keys: list[str],
    key: Callable[[Deal], str],
    *,
    teamed: bool,
) -> dict[str, WinRate]:
    now = closed_by(pipeline.deals, window, key)
    before = closed_by(pipeline.deals, window.before, key)
    teams = {s.id: s.team for s in pipeline.sellers} if teamed else None

    def rates(count: Callable[[Closed], Counts]) -> Mapping[str, Rate]:
        counts = {who: count(now.get(who, Closed())) for who in keys}
        past = {who: count(closed) for who, closed in before.items()}
        return shrink(counts, teams=teams, past=past)

    won = rates(lambda c: (c.won, c.n))
    weighted = rates(lambda c: c.weighted)
    undecided = rates(lambda c: (c.no_decision, c.n))
    return {
        who: WinRate(
            closed=now.get(who, Closed()),
            rate=won[who],
            weighted=weighted[who],
            no_decision=undecided[who],
        )
        for who in keys
    }


def closed_by(
    deals: Iterable[Deal], window: Window, key: Callable[[Deal], str]
) -> dict[str, Closed]:
    """The deals that closed in a window, counted by a key."""
    groups: defaultdict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        if not deal.open and window.holds(deal.closed):
            groups[key(deal)].append(deal)
    currency = usual_currency(deal for group in groups.values() for deal in group)
    return {name: _counted(group, currency) for name, group in groups.items()}


def usual_currency(deals: Iterable[Deal]) -> str:
    """The currency in which most of the deals are valued; of equals the first by its code."""
    seen = Counter(deal.currency for deal in deals if deal.value is not None)
    return min(seen, key=lambda code: (-seen[code], code), default="")


def _counted(deals: Iterable[Deal], currency: str) -> Closed:
    ends: Counter[Outcome] = Counter()
    won, values = 0.0, []
    for deal in deals:
        ends[deal.outcome] += 1
        if deal.value is not None and deal.value > 0 and deal.currency == currency:
            values.append(deal.value)
            won += deal.value if deal.won else 0.0
    return Closed(
        won=ends[Outcome.WON],
        lost=ends[Outcome.LOST],
        no_decision=ends[Outcome.NO_DECISION],
        value_won=won,
        value_closed=sum(values),
        value_squares=sum(value * value for value in values),
    )
