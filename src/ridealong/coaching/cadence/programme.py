"""Who talks with whom, how often, and what a talk is.

Formal talks are planned by a programme; informal ones (a huddle, a joint call, five minutes on the
mound) happen and are logged. Both count as coaching, and are told apart.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ridealong.process.framework.model import UseCase

INFORMAL = frozenset(
    {UseCase.HUDDLE, UseCase.JOINT_CALL, UseCase.PRE_CALL, UseCase.POST_CALL, UseCase.MOUND}
)
"""Kinds of talks that need no date before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often, and at which hour of the wall clock."""

    weeks: int = 1
    """Between two talks."""
    weekday: int = 0
    """0 is Monday."""
    at: time = time(9)
    first: date
    """No talk is due before it; the first is on the first such weekday from then on."""

    def __post_init__(self) -> None:
        """Refuse what is no rhythm.

        Raises:
            ValueError: the number of weeks or the weekday cannot be.
        """
        if self.weeks < 1 or not 0 <= self.weekday <= 6:
            raise ValueError(f"no rhythm: every {self.weeks} weeks on weekday {self.weekday}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A way of working with some people."""

    key: str
    rhythm: Rhythm
    kinds: tuple[UseCase, ...] = (UseCase.ONE_TO_ONE,)
    """Formal talks that count for it."""
    minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person within a programme."""

    person: int
    zone: str = "UTC"
    """Of the person: their day and their hour decide (IANA name)."""
    since: date
    until: date | None = None
    """The last day; they have left the company, the team or the programme."""
    away: tuple[tuple[date, date], ...] = ()
    """First and last days of leave: no talk is due then."""

    @property
    def clock(self) -> ZoneInfo:
        """Their time zone."""
        return ZoneInfo(self.zone)

    def here(self, day: date) -> bool:
        """Whether they are in it on a day, and not away."""
        inside = self.since <= day and (self.until is None or day <= self.until)
        return inside and not any(first <= day <= last for first, last in self.away)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk, planned or held. Moments are aware of their zone."""

    person: int
    use: UseCase
    coaches: tuple[int, ...] = ()
    """One, or two: it counts once for the person, and for each of them."""
    planned: datetime | None = None
    """None: it was not planned."""
    held: datetime | None = None
    moved: bool = False
    """It was planned for another time before."""
    called_off: bool = False
    minutes: int | None = None
    """How long it lasted, where that is known."""

    @property
    def formal(self) -> bool:
        """Whether it belongs to the planned ones."""
        return self.use not in INFORMAL
