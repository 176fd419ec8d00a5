"""What is known of the coaching of a team over the last twelve weeks, in counts."""

from dataclasses import dataclass

WEEKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RepFacts:
    """What happened with one person, whoever led the talks."""

    person: int
    rhythm: bool = False
    """A talk was planned at least every two weeks."""
    planned: int = 0
    """Talks."""
    held: int = 0
    """Of the planned ones."""
    agreed: int = 0
    """Commitments that were open when a next talk was held."""
    reviewed: int = 0
    """Of these, looked at in it."""
    talks: int = 0
    """Held, planned or not, of which it is known what they were about."""
    staged: int = 0
    """Of these, tied to a stage or a topic of the framework."""
    concrete: int = 0
    """Of these, resting on a call or a debrief."""
    enablement: int = 0
    """Of these, tied to a topic of enablement that is current."""
    questions: int = 0
    """That were asked by the coach, in talks that were recorded."""
    results: int = 0
    """Of these, for results."""
    topics: tuple[tuple[str, int], ...] = ()
    """What the talks were about, and how often."""
    trend_reviewed: bool = False
    """The trend of the coached behaviour was looked at together."""


@dataclass(frozen=True, slots=True)
class CoachFacts:
    """What is known of one who leads talks."""

    person: int
    trained: bool
    """Has been through the module on coaching and the reflection on readiness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """A team."""

    team: str
    reps: tuple[RepFacts, ...]
    coaches: tuple[CoachFacts, ...] = ()
    stages: int = 0
    """Of its framework."""
    questions: bool = False
    """The framework has questions."""
    gates: bool = False
