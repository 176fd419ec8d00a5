"""Invented pipelines whose truth is known, for tests of rates, plans and forecasts."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller

TODAY = date(2026, 12, 1)
STAGES = ("first-meeting", "needs-review", "solution-agreed", "proposal", "decision")
GOES_ON = {
    "first-meeting": 0.6,
    "needs-review": 0.65,
    "solution-agreed": 0.7,
    "proposal": 0.6,
    "decision": 0.55,
}


def deal(number: int = 1, owner: str = "rita", *entries: tuple[str, date], **more) -> Deal:
    """A deal that entered some stages."""
    history = tuple(Entry(stage, on) for stage, on in entries)
    stage = history[-1].stage if history else ""
    return Deal(id=str(number), owner=owner, stage=stage, history=history, **more)


def pipeline(*deals: Deal, teams: Mapping[str, str] | None = None, as_of: date = TODAY) -> Pipeline:
    """Some deals, and the sellers whose they are."""
    owners = dict.fromkeys(d.owner for d in deals) | dict(teams or {})
    sellers = tuple(Seller(who, who.title(), (teams or {}).get(who, "")) for who in owners)
    return Pipeline(sellers, STAGES, deals, as_of)


def invented(
    goes_on: Mapping[str, Mapping[str, float]],
    *,
    seed: int = 1,
    deals_each: int = 60,
    days: int = 365,
    as_of: date = TODAY,
    teams: Mapping[str, str] | None = None,
    slow_on_days: float = 20,
    slow_lost_days: float = 12,
) -> Pipeline:
    """Deals of sellers with these true conversions by stage, begun evenly over the last days.

    Those that go on take longer than those that are lost, so that whoever only counts decided
    deals is wrong; what lies after `as_of` has not happened.
    """
    random = np.random.default_rng(seed)
    made: list[Deal] = []
    for who, shares in goes_on.items():
        for _ in range(deals_each):
            began = as_of - timedelta(days=int(random.integers(0, days)))
            course = _course(random, shares, began, (slow_lost_days, slow_on_days))
            made.append(_told(random, len(made), who, course, as_of))
    return pipeline(*made, teams=teams or dict.fromkeys(goes_on, "north"), as_of=as_of)


type Course = tuple[list[tuple[str, date]], date, Outcome]


def _course(
    random: np.random.Generator,
    shares: Mapping[str, float],
    began: date,
    slow_days: tuple[float, float],
) -> Course:
    """When a deal enters which stage, when it ends, and how."""
    on, entries = began, []
    for stage in STAGES:
        entries.append((stage, on))
        went = bool(random.random() < shares[stage])
        on += timedelta(days=int(random.gamma(2, slow_days[went] / 2)))
        if not went:
            return entries, on, Outcome.LOST
    return entries, on, Outcome.WON


def _told(random: np.random.Generator, number: int, who: str, course: Course, as_of: date) -> Deal:
    """As much of its course as has happened."""
    entries, ended, outcome = course
    value = float(np.round(random.lognormal(9, 0.6)))
    more = {"created": entries[0][1], "value": value, "currency": "EUR"}
    if ended <= as_of:
        more |= {"closed": ended, "outcome": outcome}
    return deal(number, who, *((s, day) for s, day in entries if day <= as_of), **more)


def gated(
    seed: int = 1, deals: int = 1200, days: int = 900
) -> tuple[Pipeline, dict[str, list[date]]]:
    """Deals of which half are good: their gates stand more often on both sides, and they go on.

    Returns the deals, and the days on which the gates of each came to stand.
    """
    random = np.random.default_rng(seed)
    made: list[Deal] = []
    gates: dict[str, list[date]] = {}
    for number in range(deals):
        good = bool(random.random() < 0.5)
        shares = {s: p + (0.2 if good else -0.2) for s, p in GOES_ON.items()}
        began = TODAY - timedelta(days=int(random.integers(0, days)))
        course = _course(random, shares, began, (15, 30))
        told = _told(random, number, f"r{number % 6}", course, TODAY)
        passed = [e.on for e in told.history if random.random() < (0.9 if good else 0.15)]
        gates[told.id] = passed
        made.append(told)
    return pipeline(*made, teams={f"r{i}": "north" for i in range(6)}), gates
