"""Whether what is open can carry what is still to be won."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.shrinkage import TAIL, Rate
from ridealong.process.rates.win import usual_currency, win_rates
from ridealong.process.rates.window import Window

DRAWS = 2000
SEED = 20_151_022


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Open value beside what is still to be won in a period."""

    open_value: float
    """Of open deals that are expected to close in the period."""
    remaining: float
    """What is still to be won."""
    ratio: float | None
    """open_value / remaining; None where nothing remains."""
    needed: float | None
    """Open value that it takes for each unit still to be won; None: no open deal to tell from."""
    low: float | None
    high: float | None
    """The 90 % interval of `needed`."""
    deals: int
    overdue: int
    """Open, but expected to have closed before the day that is looked from; not in the value."""
    undated: int
    """Open, without a day on which they should close; not in the value."""
    unvalued: int
    """Expected in the period, but without a value, or in another currency."""
    currency: str


def coverage(
    pipeline: Pipeline, seller: str, period: Window, remaining: float, history: Window
) -> Coverage:
    """The coverage of what a seller has still to win in a period.

    Question: is there enough open to reach the quota?
    Formula: sum(open value expected in the period) / remaining. Needed: 1 / w, w the
    value-weighted win rate of deals that have reached the stages in which the open value stands,
    w = sum(v_s w_s) / sum(v_s); w_s by `win.win_rates` over the deals that closed in `history`
    after having been in stage s, shrunk toward the team; its interval by draws of all w_s. Ratios
    have no unit.
    Args: remaining: in the currency that most open deals have.
    Errors: none; what cannot be told is None.
    Source: S2.3. There is no norm such as "three times".
    Limits: expected dates are the CRM's, and late ones are the rule; deals that have not been
    begun yet are not counted.
    """
    open_ = [d for d in pipeline.deals if d.owner == seller and d.open]
    currency = usual_currency(open_)
    due = [d for d in open_ if period.holds(d.expected) and not _overdue(d, pipeline)]
    valued = [d for d in due if d.value and d.value > 0 and d.currency == currency]
    value = sum(d.value or 0.0 for d in valued)
    needed = _needed(pipeline, seller, valued, history)
    return Coverage(
        open_value=value,
        remaining=remaining,
        ratio=value / remaining if remaining > 0 else None,
        needed=needed[0],
        low=needed[1],
        high=needed[2],
        deals=len(valued),
        overdue=sum(_overdue(d, pipeline) for d in open_),
        undated=sum(d.expected is None for d in open_),
        unvalued=len(due) - len(valued),
        currency=currency,
    )


def _overdue(deal: Deal, pipeline: Pipeline) -> bool:
    return deal.expected is not None and deal.expected < pipeline.as_of


def _needed(
    pipeline: Pipeline, seller: str, valued: Sequence[Deal], history: Window
) -> tuple[float | None, float | None, float | None]:
    total = sum(d.value or 0.0 for d in valued)
    if not total:
        return None, None, None
    random = np.random.default_rng(SEED)
    share, drawn = 0.0, np.zeros(DRAWS)
    for stage in sorted({d.stage for d in valued}):
        weight = sum(d.value or 0.0 for d in valued if d.stage == stage) / total
        rate = won_by_value_from(pipeline, seller, stage, history)
        share += weight * rate.value
        drawn += weight * rate.draws(random, DRAWS)
    low, high = np.quantile(np.maximum(drawn, 1e-6), [TAIL, 1 - TAIL])
    return 1 / max(share, 1e-6), float(1 / high), float(1 / low)


def won_by_value_from(pipeline: Pipeline, seller: str, stage: str, history: Window) -> Rate:
    """The value-weighted win rate of deals that have been in a stage; of all: stage unknown."""
    known = stage in pipeline.stages
    deals = (d for d in pipeline.deals if not known or stage in _stood_in(d, pipeline.stages))
    narrowed = Pipeline(pipeline.sellers, pipeline.stages, tuple(deals), pipeline.as_of)
    return win_rates(narrowed, history)[seller].weighted


def _stood_in(deal: Deal, stages: Iterable[str]) -> frozenset[str]:
    """The stages in which a deal has been: by its history, else up to where it stood."""
    if deal.history:
        return frozenset(entry.stage for entry in deal.history) | {deal.stage}
    passed = tuple(stages)
    return frozenset(passed[: passed.index(deal.stage) + 1] if deal.stage in passed else ())
