"""How long a deal stood in a stage, and how that ended: what conversions and ages are made from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.window import Window


class End(IntEnum):
    """How a stay ended."""

    OPEN = 0
    """Not yet: censored on the day that is looked from."""
    ON = 1
    """A later stage, or the customer bought."""
    LOST = 2
    """Lost, or nothing decided."""


class Until(IntEnum):
    """What a stay runs up to."""

    NEXT = 0
    """A later stage."""
    CLOSE = 1
    """The end of the deal: going on means won."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A deal's first stay in a stage."""

    deal: Deal
    stage: str
    entered: date
    days: int
    """From entering to its end, or to the day that is looked from."""
    end: End
    seen_after: int = -1
    """The day of the stay up to which nobody looked: had it ended by then, it would not be known.
    -1: seen from its beginning."""


def spells(
    pipeline: Pipeline, window: Window | None = None, until: Until = Until.NEXT
) -> Iterator[Spell]:
    """The first stay of every deal in every stage of the process.

    A stage that was skipped has none. Going back keeps the stay running; a stage first entered on
    the way back has none. Stages that the process does not know are passed over. A deal without
    history has none: where it stood, and when, would be guesses.

    Args:
        pipeline: the deals, as they stood on `pipeline.as_of`; what happened later is not seen.
        window: only stays that began in it.
        until: what they run up to.
    """
    order = {stage: place for place, stage in enumerate(pipeline.stages)}
    for deal in pipeline.deals:
        yield from _spells(deal, order, pipeline.as_of, window, until)


def known(deal: Deal, order: dict[str, int], as_of: date) -> list[tuple[date, int]]:
    """The entries of a deal into stages of the process, up to a day, in order of time."""
    return sorted(
        (e.on, order[e.stage]) for e in deal.history if e.stage in order and e.on <= as_of
    )


def _spells(
    deal: Deal, order: dict[str, int], as_of: date, window: Window | None, until: Until
) -> Iterator[Spell]:
    entries = known(deal, order, as_of)
    stages = tuple(order)
    closed = None if deal.open or (deal.closed or as_of) > as_of else (deal.closed or as_of)
    furthest = -1
    for place, (entered, stage) in enumerate(entries):
        if stage <= furthest:
            continue
        furthest = stage
        if window and not window.holds(entered):
            continue
        on = _next(entries[place + 1 :], stage) if until is Until.NEXT else None
        if on is None and closed:
            ended, end = closed, End.ON if deal.won else End.LOST
        else:
            ended, end = (on, End.ON) if on else (as_of, End.OPEN)
        days = max((ended - entered).days, 0)
        seen_after = _unseen(deal.seen_from, entered)
        if seen_after < days:
            yield Spell(deal, stages[stage], entered, days, end, seen_after)


def _next(later: Iterable[tuple[date, int]], stage: int) -> date | None:
    return next((on for on, to in later if to > stage), None)


def _unseen(seen_from: date | None, entered: date) -> int:
    """Days of a stay before stage changes were kept; -1 where none passed."""
    if seen_from is None or seen_from <= entered:
        return -1
    return (seen_from - timedelta(days=1) - entered).days
