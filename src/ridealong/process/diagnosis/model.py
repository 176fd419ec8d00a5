"""What a diagnosis says, in keys and figures; sentences are made where they are shown."""

from dataclasses import dataclass, field
from enum import StrEnum

from ridealong.process.shape.model import Cell, StageAge


class Rule(StrEnum):
    """What can be found."""

    PROPOSALS_WITHOUT_DEALS = "proposals-without-deals"
    NOT_ENOUGH_PROPOSALS = "not-enough-proposals"
    DISCOUNTING = "discounting"
    STAGE_FULL = "stage-full"
    STAGE_EMPTY = "stage-empty"
    STUCK = "stuck"
    WIN_RATE = "win-rate"
    """Fewer won than usual; only where no stage is known as the proposal."""


class Leaning(StrEnum):
    """What the evidence says about a hypothesis. It never decides."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"
    """Nothing is known, or it points nowhere."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many."""

    k: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvidence:
    """What the calls of one seller show, counted by whoever holds the calls; None: not known."""

    proposals_with_gates: Counted | None = None
    """Proposals before which the customer had passed all gates."""
    problem_stated: Counted | None = None
    """Deals in whose calls the customer stated a business problem."""
    value_stated: Counted | None = None
    """Deals in whose calls the customer said what it is worth to them."""
    concessions_unasked: Counted | None = None
    """Concessions on price that nobody had asked for."""
    concessions_without_return: Counted | None = None
    """Concessions on price for which nothing was asked in return."""
    first_calls_with_next_step: Counted | None = None
    """First calls that ended with a next step agreed."""
    first_calls_need_asked: Counted | None = None
    """First calls in which the need was asked for before a solution was offered."""
    contacts_per_week: float | None = None
    """First contacts, in the last quarter."""
    contacts_planned: float | None = None
    """First contacts a week by the agreed plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure that a sentence is made of."""

    key: str
    value: float
    low: float | None = None
    high: float | None = None
    k: int | None = None
    n: int | None = None
    of: str = ""
    """What it is about where that is not the seller: a lead source, a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """Something that could explain it; never the only one."""

    key: str
    leaning: Leaning = Leaning.OPEN
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A finding that survived the control of false discoveries."""

    rule: Rule
    seller: str
    stage: str = ""
    facts: tuple[Fact, ...]
    """The first is the finding itself; the others stand beside it."""
    hypotheses: tuple[Hypothesis, ...]
    """At least two."""
    ask: str
    """Key of the one question."""
    p: float
    chance: float
    """How likely nothing is behind it: the share of false ones among findings at least so clear."""
    may_be_chance: bool
    """Whether an interval still reaches what is usual, or chance is above 1 in 20."""
    deals: tuple[str, ...] = ()
    """Ids of the deals that it is about."""

    @property
    def id(self) -> str:
        """The same for the same finding in every run."""
        return ":".join(part for part in (self.rule, self.seller, self.stage) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure of one seller."""

    id: str
    seller: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    shrunk_by: float | None = None
    """How far it was moved from the seller's own figure toward the team's: 0 not, 1 wholly."""
    p: float | None = None
    """Where it was looked at for a difference."""
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Looked:
    """Something that was looked at: the family over which false discoveries are controlled."""

    seller: str
    what: str
    """"stage", or a rule."""
    stage: str
    p: float
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something that whoever reads the diagnosis must know."""

    key: str
    of: tuple[str, ...] = ()
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Everything that was looked at, and the little of it that stands out."""

    cells: tuple[Cell, ...]
    ages: tuple[StageAge, ...]
    measures: tuple[Measured, ...]
    flags: tuple[Flag, ...]
    looked: tuple[Looked, ...]
    q: float
    """The share of false ones among flags, in the long run, that was accepted."""
    warnings: tuple[Warned, ...] = field(default=())
