"""How full a stage is: beside the peers, beside one's own past, and how surely."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_RARE = 0.05


class Verdict(StrEnum):
    """How a stage of one person's pipeline stands beside what is usual."""

    USUAL = "usual"
    FULL = "full"
    EMPTY = "empty"
    NOT_RECORDED = "not recorded"
    """The stage is not kept by this person though the peers keep it: a role or a habit."""
    TOO_FEW = "too few"
    """Too little is there to tell; `Cell.because` says what is missing."""


class Because(StrEnum):
    """Why a cell has the verdict "too few" or is judged by less than others."""

    NOTHING = ""
    FEW_EXPECTED = "few expected"
    """Fewer than 3 would be usual: nothing that is seen there could stand out."""
    FEW_PEERS = "few peers"
    """Fewer than 4 in the team keep this stage, and there is no own past to compare with."""
    NEW = "new"
    """The first deal is so young that the pipeline cannot have filled yet."""
    FIRST_WEEK = "first week"
    """It stands out this week for the first time; that counts from the second week on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A count beside an expectation."""

    expected: float
    usual_low: float
    usual_high: float
    """Between these lies what is seen 8 times of 10 where nobody differs more than people do."""
    ratio: float
    """Best estimate of the true ratio to what is expected (median of the posterior)."""
    low: float
    high: float
    """Its 90 % interval."""
    over: float
    """How likely the true ratio is above 1.5."""
    under: float
    """How likely the true ratio is below 2/3."""
    p: float
    """How often, on either side, something at least so far from usual is seen by chance alone."""
    spread: float
    """How far people ordinarily lie apart, as the standard deviation of their true ratios."""
    others: int
    """How many people (peers) or weeks (own past) the expectation rests on."""
    days: int = 1
    """Over how many days the ratio goes: 1, the day alone; 91 or 182, the average of that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stage of one person's pipeline."""

    seller: str
    stage: str
    observed: int
    """Open deals that stand there on the day."""
    verdict: Verdict
    """What is said: full and empty only once two weeks in a row have shown it."""
    today: Verdict
    """What this day alone shows; keep this one for the comparison of next week."""
    peers: Beside | None = None
    own: Beside | None = None
    """Beside the own past year, corrected for what changed for everybody."""
    p: float | None = None
    """Of both comparisons together; None: not judged."""
    chance: float | None = None
    """`p` after the control of false discoveries over all that was looked at in the run."""
    because: Because = Because.NOTHING

    @property
    def beside(self) -> Beside | None:
        """The comparison that counts: the peers, or the own past where only that stands out."""
        if self.peers and self.own:
            return self.own if self.own.p < min(self.peers.p, _RARE) else self.peers
        return self.peers or self.own

    @property
    def key(self) -> tuple[str, str]:
        """Seller and stage."""
        return self.seller, self.stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAge:
    """How long an open deal has stood in its stage, beside deals that went on from there."""

    deal: str
    seller: str
    stage: str
    days: int
    still: float | None
    """Share of the deals that went on that had stayed longer than this; None: too few to tell."""
    n: int
    """How many deals that went on it is compared with."""

    @property
    def stuck(self) -> bool:
        """At most one in ten of those that went on had stayed so long."""
        return self.still is not None and self.still <= 0.10


@dataclass(frozen=True, slots=True)
class Week:
    """`Cell.today` of an earlier day, by seller and stage."""

    on: date
    verdicts: tuple[tuple[tuple[str, str], Verdict], ...]
