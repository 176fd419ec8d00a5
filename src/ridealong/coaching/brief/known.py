"""What a brief is made of: what the two may both know, handed over as plain data.

Whoever hands it over has asked first what may be seen: nothing private of a person (debriefs,
check-ins, own notes) has a place here, but for what they bring themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from ridealong.coaching.commitments import Commitment, Standing
from ridealong.coaching.trend import Trend
from ridealong.process.diagnosis.model import Fact
from ridealong.process.framework.model import Framework, UseCase
from ridealong.process.gates.attention import Third


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, word for word, and where they were said."""

    who: str
    says: str
    call: int | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of a call that shows a behaviour, or stands where it could have been."""

    at: datetime
    behaviour: str
    """Its id, as in `behaviours`; or what a commitment follows."""
    good: bool
    """It shows it."""
    quotes: tuple[Quote, ...]
    """At most three turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something of the pipeline that stands out (`process.diagnosis.Flag`)."""

    id: str
    rule: str
    facts: tuple[Fact, ...]
    ask: str = ""
    """Key of its one question."""
    may_be_chance: bool = False
    deals: tuple[str, ...] = ()
    skill: str = ""
    """Key of the framework's skill that it points at; empty: none."""


@dataclass(frozen=True, slots=True)
class GateNow:
    """Where one gate of a deal stands."""

    key: str
    label: str
    both: bool
    """Both sides have done their part."""
    half: bool
    """Ours is done, or it is claimed, without the customer's."""
    words: Quote | None = None
    """Of the customer, by which it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNow:
    """A deal as it stands."""

    id: str
    name: str
    stage: str
    unknown: tuple[str, ...] = ()
    """What is not known of it, in the order in which it is worth asking."""
    gates: tuple[GateNow, ...] = ()
    """In the order of the journey."""
    third: Third = Third.EARLY
    next_call: datetime | None = None
    last_call: datetime | None = None
    """The newest about it that both may read."""
    quotes: tuple[Quote, ...] = ()
    """What the customer said that matters here, the newest first."""
    comparable: tuple[Fact, ...] = ()
    """How deals that stood here went on: what size and date follow from, so that nobody asks."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, and where it stands."""

    commitment: Commitment
    standing: Standing
    on: datetime | None = None
    """In which talk."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the person wants to speak about, from their own sheet."""

    says: str
    call: int | None = None
    turn: int | None = None
    deal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that a brief is made of."""

    use: UseCase
    person: int
    name: str
    framework: Framework
    trends: tuple[Trend, ...] = ()
    """In the order in which one of several is spoken about."""
    fell: str = ""
    """Id of the behaviour that stands out as fallen (`next_talks`, Rule.FELL)."""
    held: str = ""
    """Id of the one that stands out as higher and held (Rule.HELD)."""
    findings: tuple[Finding, ...] = ()
    deals: tuple[DealNow, ...] = ()
    subject: str = ""
    """Id of the deal that the talk is about, where it was set."""
    moments: tuple[Moment, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    """Open commitments, the oldest first."""
    brought: tuple[Brought, ...] = ()
    asked: tuple[tuple[str, ...], ...] = ()
    """Keys of the questions asked in earlier talks, the last talk first."""
    calls: int = 0
    """Held in the last 14 days."""
