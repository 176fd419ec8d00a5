"""What stands on a brief, and on the person's own sheet."""

from dataclasses import dataclass
from enum import StrEnum

from ridealong.coaching.brief.known import Agreed, Brought, DealNow, Finding, Moment, Quote
from ridealong.coaching.levels import Level
from ridealong.coaching.questions import Chosen
from ridealong.coaching.trend import Trend
from ridealong.process.diagnosis.model import Fact
from ridealong.process.framework.model import UseCase


class TruthKind(StrEnum):
    """What a fact is about."""

    BEHAVIOUR = "behaviour"
    LEVEL = "level"
    """Where a behaviour lies, with no word on whether that is more or less than before."""
    PIPELINE = "pipeline"
    DEAL = "deal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A fact for both to acknowledge, with what it rests on."""

    kind: TruthKind
    key: str
    """"fell"; the behaviour's id; the rule of a finding; "half-gate"."""
    trend: Trend | None = None
    level: Level | None = None
    """Of the last calls, or of the one that is brought."""
    finding: Finding | None = None
    facts: tuple[Fact, ...] = ()
    of: str = ""
    """The label of the gate, the name of the deal."""
    quotes: tuple[Quote, ...] = ()
    may_be_chance: bool = False


class WellKind(StrEnum):
    """What went well."""

    HELD = "held"
    """A behaviour lies higher, and has stayed there."""
    HOLDS = "holds"
    """What was agreed is done."""
    MOMENT = "moment"
    """A moment of a call, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Well:
    """One thing that went well, named by the act."""

    kind: WellKind
    trend: Trend | None = None
    agreed: Agreed | None = None
    behaviour: str = ""
    """Id of what the moment shows."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """The one skill of the talk."""

    key: str
    """Id of a behaviour, of what a commitment follows, or of the framework's skill."""
    because: str
    """"agreed", "fell", "finding"."""
    moments: tuple[Moment, ...] = ()
    """One where it could have been, and one where it was, as far as there are."""


class Missing(StrEnum):
    """What is not there, so that nobody takes it for 0."""

    CALLS = "calls"
    """None in the last 14 days."""
    TREND = "trend"
    """Too few calls to tell."""
    AGREED = "agreed"
    """Nothing is open from last time."""
    BROUGHT = "brought"
    """The person has not written on their sheet yet."""
    DEAL = "deal"
    """No deal was brought or named, and none stands out."""
    WELL = "well"
    """Nothing that can be shown; ask the person."""
    QUESTIONS = "questions"
    """The library has fewer than three for this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One page before a talk."""

    use: UseCase
    person: int
    name: str
    minutes: int
    agreed: tuple[Agreed, ...]
    """Two at most."""
    well: Well | None
    facts: tuple[Truth, ...]
    skill: Skill | None
    deal: DealNow | None
    """Its gates and comparable deals say what "when" and "how big" would have been asked for."""
    brought: tuple[Brought, ...]
    questions: tuple[Chosen, ...]
    missing: tuple[Missing, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """Keys of the questions, to be kept with the talk."""
        return tuple(chosen.question.key for chosen in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The person's own preparation: the same facts, and room for what they bring."""

    agreed: tuple[Agreed, ...]
    well: Well | None
    facts: tuple[Truth, ...]
    brought: tuple[Brought, ...]
    prompts: tuple[str, ...]
    """Keys: "bring-call", "what-worked", "where-stuck", "what-next", "bring-deal"."""
