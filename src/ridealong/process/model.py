"""What a pipeline is: sellers, deals, and when each deal entered which stage.

Plain frozen data, the same whether it was read from a CRM's sheet, from the desk's tables or from
an invented organisation. Stages are named by their keys, in the order of `Pipeline.stages`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """How a deal ended, if it did."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    NO_DECISION = "no decision"
    """The customer decided nothing; counts as lost, and is told apart from it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deal enters a stage."""

    stage: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An opportunity, as far as it is known."""

    id: str
    owner: str
    """The id of the seller."""
    stage: str = ""
    """Where it stands; of a closed deal the last stage before it closed; empty: not known."""
    outcome: Outcome = Outcome.OPEN
    name: str = ""
    account: str = ""
    created: date | None = None
    closed: date | None = None
    """When it was won or lost."""
    expected: date | None = None
    """When the CRM expects it to close, as long as it is open."""
    value: float | None = None
    """Net, in `currency`."""
    list_value: float | None = None
    """At list prices, in the same currency."""
    currency: str = ""
    """An ISO 4217 code; empty where the source names none."""
    source: str = ""
    """Where the lead came from."""
    product: str = ""
    segment: str = ""
    partner: str = ""
    history: tuple[Entry, ...] = ()
    """The stages that it entered, oldest first; a stage may be entered twice."""
    seen_from: date | None = None
    """From when on stage changes were kept: what lay before is not known (left truncation)."""

    @property
    def open(self) -> bool:
        """Whether it is still open."""
        return self.outcome is Outcome.OPEN

    @property
    def won(self) -> bool:
        """Whether the customer bought."""
        return self.outcome is Outcome.WON


@dataclass(frozen=True, slots=True)
class Seller:
    """Whose deals they are."""

    id: str
    name: str
    team: str = ""
    """An id or a name; sellers of one team are each other's peers."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything about the deals of some people, as it stood on a day."""

    sellers: tuple[Seller, ...]
    stages: tuple[str, ...]
    """Keys of the open stages, in the order of the process."""
    deals: tuple[Deal, ...]
    as_of: date
    labels: tuple[tuple[str, str], ...] = ()
    """Key and label of each stage, where they differ."""

    def label(self, stage: str) -> str:
        """What a stage is called."""
        return dict(self.labels).get(stage, stage)
