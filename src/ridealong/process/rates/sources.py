"""Where the leads came from that were won."""

from ridealong.process.model import Pipeline
from ridealong.process.rates.win import WinRate, win_rates_by
from ridealong.process.rates.window import Window


def win_rates_by_source(
    pipeline: Pipeline, window: Window, seller: str | None = None
) -> dict[str, WinRate]:
    """The win rate of each lead source, drawn toward that of all sources.

    Question: are the wrong leads being targeted?
    Formula: won / closed of the deals of a source that closed in the window, shrunk (`shrinkage`);
    no unit, n in deals. "" holds the deals whose source is not known.
    Args: seller: only this seller's deals.
    Errors: none; a source without closed deals is left out.
    Source: S2.8.
    Limits: sources differ in size, product and seller too; this shows where to look, not why.
    """
    deals = tuple(d for d in pipeline.deals if seller is None or d.owner == seller)
    narrowed = Pipeline(pipeline.sellers, pipeline.stages, deals, pipeline.as_of, pipeline.labels)
    return win_rates_by(narrowed, window, lambda deal: deal.source)
