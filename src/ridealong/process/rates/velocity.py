"""How much is won a day: by the usual product of four means, and counted directly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean, median

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.shrinkage import TAIL
from ridealong.process.rates.win import usual_currency
from ridealong.process.rates.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Velocity:
    """What the deals of somebody bring in a day."""

    open_deals: float
    """On an average day of the window."""
    win_rate: float | None
    """Not shrunk: a factor of the product, not a statement about a person."""
    mean_value: float | None
    """Of won deals."""
    cycle_days: float | None
    """The median from created to won."""
    won: int
    """Deals that it rests on."""
    by_formula: float | None
    """open_deals x win_rate x mean_value / cycle_days, in `currency` a day."""
    direct: float
    """Sum of values won / days of the window, in `currency` a day."""
    low: float
    high: float
    """The 90 % interval of `direct`."""
    currency: str


def velocity(pipeline: Pipeline, window: Window, sellers: Iterable[str] | None = None) -> Velocity:
    """The velocity of some sellers' deals, of all where none are named.

    Question: how much do these deals bring a day, and what is that made of?
    Formula: V = n w v / T, n the deals open on an average day of the window, w = won / closed,
    v the mean value won, T the median of the days from created to won; beside it the plain
    sum(values won) / days of the window. Both in the currency a day. The interval of the latter is
    Garwood's of a Poisson count of (sum v)^2 / sum v^2 deals of equal value.
    Errors: none; what cannot be told is None.
    Source: S2.3.
    Limits: a product of means takes the four for independent, although large deals are won less
    often and take longer; where the two differ much, believe the direct one.
    """
    chosen = None if sellers is None else frozenset(sellers)
    deals = [d for d in pipeline.deals if chosen is None or d.owner in chosen]
    closed = [d for d in deals if not d.open and window.holds(d.closed)]
    won = [d for d in closed if d.won]
    currency = usual_currency(won)
    values = [d.value for d in won if d.value and d.value > 0 and d.currency == currency]
    open_deals, low_high = _open_on_average(deals, pipeline, window), _interval(values, window.days)
    win_rate = len(won) / len(closed) if closed else None
    mean_value, cycle_days = (fmean(values) if values else None), _cycle_days(won)
    product = None
    if win_rate is not None and mean_value is not None and cycle_days:
        product = open_deals * win_rate * mean_value / cycle_days
    return Velocity(
        open_deals=open_deals,
        win_rate=win_rate,
        mean_value=mean_value,
        cycle_days=cycle_days,
        won=len(won),
        by_formula=product,
        direct=sum(values) / window.days,
        low=low_high[0],
        high=low_high[1],
        currency=currency,
    )


def _cycle_days(won: Sequence[Deal]) -> float | None:
    days = [(d.closed - d.created).days for d in won if d.closed and d.created]
    return median(days) if days else None


def _open_on_average(deals: Sequence[Deal], pipeline: Pipeline, window: Window) -> float:
    """Days on which each deal was open in the window, over its days."""
    last = min(window.end, pipeline.as_of)
    if last < window.start:
        return 0.0
    open_days = 0
    for deal in deals:
        if deal.created is None:
            continue
        ended = deal.closed or last + timedelta(days=1)
        first = max(deal.created, window.start)
        open_days += max((min(ended, last + timedelta(days=1)) - first).days, 0)
    return open_days / ((last - window.start).days + 1)


def _interval(values: Sequence[float], days: int) -> tuple[float, float]:
    """Between what a compound Poisson sum of such values lies in 90 of 100 cases, a day."""
    from scipy.special import gammaincinv  # noqa: PLC0415  # heavy

    total = sum(values)
    if not total:
        return 0.0, 0.0
    n = total**2 / sum(value * value for value in values)
    low, high = gammaincinv(n, TAIL), gammaincinv(n + 1, 1 - TAIL)
    return float(total * low / n / days), float(total * high / n / days)
