"""What an invented sales organisation is made of, and what is planted in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What one person does differently on purpose of the simulation."""

    STAY = "stay"
    """Deals stand in the stage `factor` times as long: `factor` times as many stand there."""
    GO_ON = "go on"
    """The odds to leave the stage for the next one (the last: to be won) are `factor` times."""
    LEADS = "leads"
    """`factor` times as many new deals."""
    DISCOUNT = "discount"
    """`factor` more of the list price is given away: 0.08 is eight points."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A difference that is known to be there."""

    seller: int
    effect: Effect
    factor: float
    stage: str = ""
    since_days: int | None = None
    """From how many days before the end it holds; None: always."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A stage that a person does not keep in the CRM: its deals stay in the one before."""

    seller: int
    stage: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: the mean stay in days, and the share that goes on to the next."""

    stage: str
    days: float
    goes_on: float


STEPS = (
    Step("first-meeting", 12.0, 0.62),
    Step("needs-review", 18.0, 0.66),
    Step("solution-agreed", 15.0, 0.68),
    Step("proposal", 25.0, 0.60),
    Step("decision", 14.0, 0.60),
)
SOURCES = (
    ("referral", 0.2, 1.35),
    ("website", 0.35, 1.0),
    ("outbound", 0.3, 0.9),
    ("trade fair", 0.15, 0.7),
)
"""Lead source, its share, and the factor on the odds to win."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """Everything by which an organisation is drawn. Same firm, same seed: same deals."""

    teams: int = 3
    people: int = 6
    """In each team."""
    as_of: date = date(2026, 11, 30)
    days: int = 730
    """How far back deals go."""
    steps: tuple[Step, ...] = STEPS
    leads_a_week: float = 2.0
    """New deals of one person."""
    volume_spread: float = 0.25
    """Standard deviation, between people, of how many deals they have (mean 1)."""
    stay_spread: float = 0.0
    """Standard deviation, between people, of how long deals stay with them, in each stage."""
    odds_spread: float = 0.0
    """Standard deviation, between people, of the logarithm of the odds to go on."""
    batch: float = 1.0
    """Deals that come together and fare together, on average: customers with several deals."""
    season: float = 0.15
    """How far the number of new deals swings about its mean over the year."""
    value: float = 8_000.0
    """Median of a deal's value at list prices."""
    value_spread: float = 0.9
    discounted: float = 0.5
    """Share of deals with any discount."""
    discount: float = 0.07
    """Mean discount among those; one-sided."""
    quarter_end: float = 0.04
    """Added in the last two weeks of a quarter."""
    undecided: float = 0.35
    """Share of lost deals in which the customer decided nothing."""
    planted: tuple[Planted, ...] = ()
    habits: tuple[Habit, ...] = ()

    @property
    def size(self) -> int:
        """How many people there are."""
        return self.teams * self.people
