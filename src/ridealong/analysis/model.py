"""What an analysis says: measures, findings and labels, each with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ridealong.analysis.labels import Labels
from ridealong.conversation import Conversation, Kind
from ridealong.language import Tagging


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, or the reason why it is withheld."""

    id: str
    """"talk_share"; docs/measures.md explains each."""
    of: str
    """"us", "them", "coach", "rep", "partner", "call", or a speaker's id."""
    scope: str
    """Which part of the conversation: "call", "first_half", "tenth_1" …, "interview"."""
    value: float | None
    """None where withheld; then `withheld` says why."""
    unit: str
    """"1" (shares and counts), "s", "1/min", "1/10 min", "words/min"."""
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
    moves: tuple[str, ...] = ()
    """The moves that make those turns evidence: a page marks the sentences that carry them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that may become one of the two points of feedback."""

    behaviour: str
    """What could be repeated or tried: an id that a plan can name, "paraphrase"."""
    good: bool
    """Something to repeat; else something to try."""
    size: float
    """0 to 1: how far it lies from the norm, or above it."""
    sure: float
    """0 to 1: how strong the evidence is."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier calls of the same deal have established."""

    gates: Mapping[str, str] = field(default_factory=dict)
    """The gates that stand, each with the customer's words."""
    facts: tuple[str, ...] = ()
    """What the customer has told, word for word."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one area of analysis saw."""

    labels: Labels
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    warnings: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A turn's place on the clock; estimated from words where the transcript gives none."""

    turn: int
    party: str | None
    """"us", "them", "coach", "rep", "partner"; the person where sides are unknown; None: nobody."""
    person: str | None
    """The speaker's id, the same for two names of one person; None for nobody."""
    start_s: float
    end_s: float
    words: int
    estimated: bool
    """Its start or its end is not from the transcript."""

    @property
    def length_s(self) -> float:
        """How long it lasts."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One norm, or one line to look at beside a measure."""

    id: str
    name: str
    measure: str
    """The id of the measure."""
    of: str
    """The party that it concerns."""
    scope: str
    """The part of the conversation; a norm for one part says nothing about another."""
    kinds: tuple[Kind, ...]
    """The kinds of conversation that it was made for."""
    low: float | None = None
    """At least; in the measure's unit."""
    high: float | None = None
    """At most."""
    unit: str
    source: str
    grade: Literal["A", "B", "C", "D"]
    on: bool
    """Whether it is held against a conversation; off, it is a line to look at."""
    kind: Literal["target", "reference"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is said about one conversation."""

    conversation: Conversation
    placed: tuple[Placed, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...] = ()
    """The points of feedback first (two at most), then what else was found."""
    feedback: tuple[Finding, ...] = ()
    """One thing to repeat and one to try; they stand first among the findings."""
    tagging: Tagging = field(default_factory=lambda: Tagging(""))
    """What each turn does; empty where nobody has looked."""
    labels: Labels = field(default_factory=Labels)
    warnings: tuple[str, ...] = ()
    norms: tuple[Norm, ...] | None = None
    """The norms in force; None for those that come with Ridealong."""

    def measure(self, id: str, of: str = "call", scope: str = "call") -> Measure | None:  # noqa: A002
        """The measure with this id, party and scope; None where it was not taken."""
        wanted = (m for m in self.measures if (m.id, m.of, m.scope) == (id, of, scope))
        return next(wanted, None)
