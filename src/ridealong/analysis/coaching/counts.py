"""Counts and shares of a coach's acts, with the interval that so few acts allow."""

from collections.abc import Sequence

from ridealong.analysis.model import Measure
from ridealong.analysis.taking import Taken, Taker, share_of


def share(
    taker: Taker, measure_id: str, of: str, parts: tuple[Sequence[int], Sequence[int]], why: str
) -> Measure:
    """The share of one list of turns in another, with its interval.

    Args:
        taker: of this conversation.
        measure_id: an id of `DEFINITIONS`.
        of: the party.
        parts: the turns that count, and those that could have, with the former among them.
        why: the reason to give where there is none.
    """
    return taker.take(measure_id, of, lambda: _taken(*parts, why))


def count(
    taker: Taker, measure_id: str, of: str, turns: Sequence[int], among: Sequence[int]
) -> Measure:
    """How many turns these are, among those that were looked at."""
    taken = Taken(float(len(turns)), len(among), tuple(turns))
    return taker.take(measure_id, of, lambda: taken)


def _taken(part: Sequence[int], whole: Sequence[int], why: str) -> Taken:
    if not whole:
        return Taken(None, why=why)
    return share_of(part, len(whole))
