"""What an analysis says: measures, findings and labels, each with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ridealong.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, or the reason why it is withheld."""

    id: str
    """"talk_share"."""
    of: str
    """"us", "them", "coach", "rep", "call", or a speaker's id."""
    scope: str
    """Which part of the conversation: "call", "first_half", "tenth_1" …"""
    value: float | None
    """None where withheld; then `withheld` says why."""
    unit: str
    """"1" (shares and counts), "s", "1/min", "words/min"."""
    n: int
    """How many turns, gaps or switches it rests on."""
    formula: str
    """In words and signs, with what was estimated."""
    source: str
    """Where the definition and its norm come from."""
    low: float | None = None
    """Lower end of the 95 % interval; None for a full count."""
    high: float | None = None
    withheld: str | None = None
    turns: tuple[int, ...] = ()
    """The turns that it points at: the longest monologue, the interruptions."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about the conversation, its evidence, and what a coach could ask."""

    id: str
    says: str
    evidence: tuple[int, ...]
    """Indices of the turns that it rests on."""
    ask: str
    capability: str
    """The demand that it answers, as in docs/capabilities.md: "S4.32"."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A turn's place on the clock; estimated from words where the transcript gives none."""

    turn: int
    party: str | None
    """"us", "them", "coach", "rep", a speaker's id where sides are unknown; None for nobody."""
    start_s: float
    end_s: float
    estimated: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is said about one conversation."""

    conversation: Conversation
    placed: tuple[Placed, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...] = ()
    labels: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def measure(self, id: str, of: str = "call", scope: str = "call") -> Measure | None:  # noqa: A002
        """The measure with this id, party and scope; None where it was not taken."""
        wanted = (m for m in self.measures if (m.id, m.of, m.scope) == (id, of, scope))
        return next(wanted, None)
