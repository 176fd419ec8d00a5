"""Figures of what closed, a line each: won, by value, undecided, speed, discount."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.process.rates.discount import Discount
from ridealong.process.rates.velocity import Velocity
from ridealong.process.rates.win import FEWEST_CLOSED, WinRate
from ridealong.report.words import _, count
from ridealong.web.pipeline.shapes.shares import Made, ends, percent


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its words."""

    name: str
    text: str
    """Empty where there is not enough to tell."""
    beside: str
    needed: str = ""
    made: Made = ()


def won_fact(won: WinRate) -> Fact:
    """Won, of those that closed."""
    return rate_fact(_("Won, of those that closed"), won)


def by_value_fact(won: WinRate) -> Fact:
    """The same, weighted by value."""
    rate, closed = won.weighted, won.closed
    if not won.enough or not closed.value_closed:
        return Fact(_("The same by value"), "", "", _needed(closed.n))
    return Fact(
        _("The same by value"),
        percent(rate.value),
        _("{interval}, {part} of {all}").format(
            interval=ends(rate.low, rate.high),
            part=count(closed.value_won),
            all=count(closed.value_closed),
        ),
    )


def undecided_fact(won: WinRate) -> Fact:
    """How often the customer decided nothing."""
    closed = won.closed
    if not closed.n:
        return Fact(_("Without a decision"), "", "", _needed(0))
    told = _("{k} of {n} that closed; counted as lost").format(k=closed.no_decision, n=closed.n)
    return Fact(_("Without a decision"), str(closed.no_decision), told)


def rate_fact(name: str, won: WinRate) -> Fact:
    """A win rate under a name."""
    if not won.enough:
        return Fact(name, "", "", _needed(won.closed.n))
    rate = won.rate
    beside = _("{interval}, {k} of {n}").format(
        interval=ends(rate.low, rate.high), k=won.closed.won, n=won.closed.n
    )
    return Fact(name, percent(rate.value), beside)


def _needed(n: int) -> str:
    return _("{n} of {needed} that closed").format(n=n, needed=FEWEST_CLOSED)


def speed_facts(speed: Velocity) -> Sequence[Fact]:
    """How much is won a month, and how long it takes."""
    a_month = 365.25 / 12
    needed = _needed(speed.won)
    if speed.won < FEWEST_CLOSED:
        return [Fact(_("Won a month"), "", "", needed), Fact(_("Days to won"), "", "", needed)]
    interval = _("{low}–{high} {currency}, from {n} deals").format(
        low=count(speed.low * a_month),
        high=count(speed.high * a_month),
        currency=speed.currency,
        n=speed.won,
    )
    days = Fact(_("Days to won"), "", "", _("no day of beginning is kept"))
    if speed.cycle_days is not None:
        told = _("the median of {n} won deals, from their beginning").format(n=speed.won)
        days = Fact(_("Days to won"), f"{speed.cycle_days:.0f}", told)
    return [Fact(_("Won a month"), count(speed.direct * a_month), interval), days]


def discount_fact(given: Discount) -> Fact:
    """What was given away against list prices, beside what deals alike explain."""
    name = _("Given against list prices")
    if given.mean is None or not given.enough:
        needed = _("{n} of {needed} won with both prices")
        return Fact(name, "", "", needed.format(n=given.n, needed=FEWEST_CLOSED))
    told = _(
        "in {n} won deals; beside others’ deals of the same kind {low} to {high} points"
    ).format(n=given.n, low=_points(given.low), high=_points(given.high))
    return Fact(name, percent(given.mean), told)


def _points(share: float) -> str:
    n = round(100 * share)
    return (f"+{n}" if n > 0 else f"{n}").replace("-", "−")
