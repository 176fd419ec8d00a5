"""Invented figures of many calls, with a planted truth."""

import math
import random
from datetime import UTC, datetime, timedelta

from ridealong.coaching.levels import Single

NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)


def dice(seed: int) -> random.Random:
    """The same throws each time."""
    return random.Random(seed)  # noqa: S311  # nothing is kept secret with it


def counted(
    rng: random.Random,
    calls: int,
    share: float,
    *,
    hang_together: float = 0.0,
    acts: int = 9,
    first_day: int = 300,
    every: float = 1,
    now: datetime = NOW,
) -> list[Single]:
    """Calls in each of which some acts of about so many are of a kind.

    Args:
        rng: the dice.
        calls: how many.
        share: how likely an act is of the kind.
        hang_together: correlation of two acts of one call.
        acts: how many acts a call has on average.
        first_day: days before `now` of the first call.
        every: days between two calls.
        now: when it is.
    """
    made = []
    for i in range(calls):
        n = max(1, sum(rng.random() < 0.5 for _ in range(2 * acts)))
        size = 1 / hang_together - 1 if hang_together else 0.0
        own = rng.betavariate(share * size, (1 - share) * size) if size else share
        part = sum(rng.random() < own for _ in range(n))
        at = now - timedelta(days=max(first_day - i * every, 0.1))
        made.append(Single(at, part / n, n))
    return made


def measured(
    rng: random.Random,
    calls: int,
    log_odds: float,
    *,
    spread: float = 0.6,
    first_day: int = 300,
    every: float = 1,
    now: datetime = NOW,
) -> list[Single]:
    """Calls with one share each, Normal on the log-odds."""
    return [
        Single(
            now - timedelta(days=max(first_day - i * every, 0.1)),
            1 / (1 + math.exp(-rng.gauss(log_odds, spread))),
            20,
        )
        for i in range(calls)
    ]


def alike(calls: int, part: int, whole: int, *, first_day: int) -> list[Single]:
    """Calls that are all the same."""
    return [Single(day(first_day - i), part / whole, whole) for i in range(calls)]


def day(days_ago: float) -> datetime:
    """A moment so many days before `NOW`."""
    return NOW - timedelta(days=days_ago)
