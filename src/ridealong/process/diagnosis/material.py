"""Everything that is worked out about a pipeline before anything is said about it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ridealong.process.diagnosis.model import CallEvidence
from ridealong.process.model import Deal, Outcome, Pipeline
from ridealong.process.rates.conversion import Conversions, conversions
from ridealong.process.rates.discount import Discounts, discounts
from ridealong.process.rates.sources import win_rates_by_source
from ridealong.process.rates.spells import Until
from ridealong.process.rates.win import WinRate, win_rates
from ridealong.process.rates.window import Window
from ridealong.process.shape.ages import ages
from ridealong.process.shape.ledger import YEAR, Floats, Ledger, ledger_of
from ridealong.process.shape.looking import QUARTER
from ridealong.process.shape.model import Cell, StageAge

PROPOSAL = "proposal"
_LIKE_A_PROPOSAL = re.compile(
    r"propos|quot(e|ation)|\boffer|angebot|devis|offre|propuesta|offerte|preventivo", re.IGNORECASE
)


@dataclass(frozen=True)
class Material:
    """A pipeline with its ledger, rates and evidence; each is worked out at most once."""

    pipeline: Pipeline
    calls: Mapping[str, CallEvidence] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Entries a week that were agreed, by seller and stage."""
    proposal_stage: str | None = None
    """Which stage is the proposal; None: found by its key or its name; "": there is none."""

    @cached_property
    def ledger(self) -> Ledger:
        """The deals as columns."""
        return ledger_of(self.pipeline)

    @cached_property
    def teams(self) -> dict[str, str]:
        """The team of each seller."""
        return {seller.id: seller.team for seller in self.pipeline.sellers}

    @cached_property
    def year(self) -> Window:
        """The year up to the day."""
        return Window.until(self.pipeline.as_of)

    @cached_property
    def proposal(self) -> str:
        """The key of the stage that is the proposal; empty: none is known as such."""
        if self.proposal_stage is not None:
            return self.proposal_stage
        if PROPOSAL in self.pipeline.stages:
            return PROPOSAL
        like = [
            stage
            for stage in self.pipeline.stages
            if _LIKE_A_PROPOSAL.search(stage) or _LIKE_A_PROPOSAL.search(self.pipeline.label(stage))
        ]
        return like[0] if like else ""

    @cached_property
    def win_rates(self) -> dict[str, WinRate]:
        """Of the deals that closed in the year."""
        return win_rates(self.pipeline, self.year)

    @cached_property
    def lost_valued(self) -> bool:
        """Whether lost deals keep their value; where only won ones do, no rate by value is told."""
        lost = [d for d in self.pipeline.deals if not d.open and not d.won]
        return sum(bool(d.value) for d in lost) * 2 >= max(1, len(lost))

    @cached_property
    def undecided_told(self) -> bool:
        """Whether the CRM tells lost deals from those in which nothing was decided."""
        return any(d.outcome is Outcome.NO_DECISION for d in self.pipeline.deals)

    @cached_property
    def won_from(self) -> Conversions:
        """Of the deals that entered each stage in the year, how many are won in the end."""
        return conversions(self.pipeline, self.year, Until.CLOSE)

    @cached_property
    def discounts(self) -> Discounts:
        """Of the deals that were won in the year."""
        return discounts(self.pipeline, self.year)

    @cached_property
    def by_source(self) -> dict[str, WinRate]:
        """Win rates of the lead sources."""
        return win_rates_by_source(self.pipeline, self.year)

    @cached_property
    def ages(self) -> tuple[StageAge, ...]:
        """Of the open deals."""
        return ages(self.pipeline)

    @cached_property
    def open_deals(self) -> dict[tuple[str, str], list[Deal]]:
        """By seller and stage."""
        found: dict[tuple[str, str], list[Deal]] = {}
        for deal in self.pipeline.deals:
            if deal.outcome is Outcome.OPEN:
                found.setdefault((deal.owner, deal.stage), []).append(deal)
        return found

    @cached_property
    def entered(self) -> Floats:
        """Entries into each stage in the last quarter: sellers × stages."""
        return self.ledger.entries(self.ledger.today - QUARTER, self.ledger.today + 1)

    def written(self, stage: str) -> tuple[dict[str, float], dict[str, float]]:
        """Entries into a stage, in the last quarter and in the year before it.

        Of those who have been there for that year at least as long as the quarter; without a year
        before where stages were not kept so long.
        """
        ledger, column = self.ledger, self.ledger.stages.index(stage)
        begin = ledger.today - QUARTER
        settled = ledger.first_days <= begin - QUARTER
        known = begin - YEAR >= max(ledger.kept_from, ledger.first_day)
        before = ledger.entries(begin - YEAR, begin)[:, column]
        now = self.entered[:, column]
        whose = [i for i in range(len(ledger.sellers)) if settled[i]]
        long = [i for i in whose if known and ledger.first_days[i] <= begin - YEAR]
        names = ledger.sellers
        return {names[i]: float(now[i]) for i in whose}, {names[i]: float(before[i]) for i in long}

    @cached_property
    def spent(self) -> tuple[Floats, Floats]:
        """Deal-days in the last year, and how many stays ended: sellers × stages."""
        spells, today = self.ledger.spells, self.ledger.today
        days, _ = self.ledger.days(today - 365, today)
        rows, columns = self.ledger.size
        ended = (spells.end <= today) & (spells.end > today - 365)
        flat = np.bincount(
            spells.seller[ended] * columns + spells.stage[ended], minlength=rows * columns
        )
        return days, flat.reshape(rows, columns).astype(np.float64)

    def place(self, cell: Cell) -> tuple[int, int]:
        """Row and column of a cell in the ledger's arrays."""
        return self.row(cell.seller), self.ledger.stages.index(cell.stage)

    def row(self, seller: str) -> int:
        """Row of a seller in the ledger's arrays."""
        return self._rows[seller]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {seller: i for i, seller in enumerate(self.ledger.sellers)}

    @cached_property
    def sources(self) -> dict[str, Counter[str]]:
        """Where each seller's deals of the year came from, open ones and closed ones."""
        found: dict[str, Counter[str]] = {}
        for deal in self.pipeline.deals:
            if deal.source and (deal.open or self.year.holds(deal.closed)):
                found.setdefault(deal.owner, Counter())[deal.source] += 1
        return found
