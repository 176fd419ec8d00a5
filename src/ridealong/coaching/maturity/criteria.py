"""The eight criteria, each with its parts, formulas and thresholds.

| letter | part | formula | met from |
|---|---|---|---|
| P process | framework | stages, questions and gates there | 4 stages, both |
| | used | talks tied to a stage or topic ÷ talks | 50 % |
| S structure | rhythm | people with a talk planned every two weeks ÷ people | 60 % |
| | held | planned talks held ÷ planned talks | 75 % |
| F follow-through | reviewed | commitments looked at in the next talk ÷ commitments | 60 % |
| B behaviour | results | results questions ÷ questions of coaches | at most 40 % |
| | concrete | talks that rest on a call or a debrief ÷ talks | 50 % |
| T trained | trained | coaches through module and reflection ÷ coaches | 80 % |
| E enablement | linked | talks tied to a current topic of enablement ÷ talks | 40 % |
| M measured | trend | people whose trend was looked at in the quarter ÷ people | 60 % |
| A adaptive | topics | entropy of people's most frequent topics ÷ log of people | 0.6 |

Source: levels by Schenk (S4.53 to S4.57 in docs/capabilities.md); the thresholds are this project's
reading of them, grade D; for M the source names no share, 60 % is ours.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from ridealong.coaching.maturity.facts import RepFacts, TeamFacts

STAGES = 4
type Reps = Sequence[RepFacts]


class Counted(NamedTuple):
    """A part over a whole; of the entropy, the entropy over 1."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """None where there is nothing to count."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One part of a letter."""

    letter: str
    part: str
    threshold: float
    count: Callable[[Reps, TeamFacts], Counted]
    most: bool = False
    """Met up to the threshold, not from it."""
    full_count: bool = False
    """Nothing is drawn from people: no interval."""
    adds_up: bool = True
    """The count of several people is the sum of theirs."""

    @property
    def key(self) -> str:
        """Letter and part: "S.held"."""
        return f"{self.letter}.{self.part}"

    def met(self, value: float | None) -> bool:
        """Whether a value meets it; what is not known does not."""
        if value is None:
            return False
        return value <= self.threshold + 1e-9 if self.most else value >= self.threshold - 1e-9


def _framework(_reps: Reps, team: TeamFacts) -> Counted:
    return Counted(float(team.stages >= STAGES and team.questions and team.gates), 1)


def _trained(_reps: Reps, team: TeamFacts) -> Counted:
    return Counted(sum(c.trained for c in team.coaches), len(team.coaches))


def _people(has: Callable[[RepFacts], bool]) -> Callable[[Reps, TeamFacts], Counted]:
    return lambda reps, _team: Counted(sum(map(has, reps)), len(reps))


def _sums(
    part: Callable[[RepFacts], int], whole: Callable[[RepFacts], int]
) -> Callable[[Reps, TeamFacts], Counted]:
    return lambda reps, _team: Counted(sum(map(part, reps)), sum(map(whole, reps)))


def _entropy(reps: Reps, _team: TeamFacts) -> Counted:
    """How much people's most frequent topics differ: 0 all the same, 1 all different."""
    main = [min(r.topics, key=lambda t: (-t[1], t[0]))[0] for r in reps if r.topics]
    if len(main) <= 1:
        return Counted(0, 0)
    shares = [n / len(main) for n in Counter(main).values()]
    return Counted(-sum(s * log(s) for s in shares) / log(len(main)), 1)


CRITERIA = (
    Criterion("P", "framework", 1.0, _framework, full_count=True),
    Criterion("P", "used", 0.5, _sums(lambda r: r.staged, lambda r: r.talks)),
    Criterion("S", "rhythm", 0.6, _people(lambda r: r.rhythm)),
    Criterion("S", "held", 0.75, _sums(lambda r: r.held, lambda r: r.planned)),
    Criterion("F", "reviewed", 0.6, _sums(lambda r: r.reviewed, lambda r: r.agreed)),
    Criterion("B", "results", 0.4, _sums(lambda r: r.results, lambda r: r.questions), most=True),
    Criterion("B", "concrete", 0.5, _sums(lambda r: r.concrete, lambda r: r.talks)),
    Criterion("T", "trained", 0.8, _trained, full_count=True),
    Criterion("E", "linked", 0.4, _sums(lambda r: r.enablement, lambda r: r.talks)),
    Criterion("M", "trend", 0.6, _people(lambda r: r.trend_reviewed)),
    Criterion("A", "topics", 0.6, _entropy, adds_up=False),
)
