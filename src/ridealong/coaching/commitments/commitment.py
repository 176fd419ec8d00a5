"""What a commitment is: a person's own words, what is followed, from, to, by when, how noticed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Complete:
    """What makes a commitment something that two people can look at again.

    Source: what follow-through is measured by (verb, owner, date, observable sign), grade D.
    """

    verb: bool
    """It names an act: somebody asks, calls, waits, writes."""
    owner: bool
    """It says who."""
    date: bool
    sign: bool
    """Something by which it is noticed."""

    @property
    def all(self) -> bool:
        """Whether nothing is left to ask for."""
        return self.verb and self.owner and self.date and self.sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a person takes on. It is theirs, and goes with them into another team."""

    says: str
    """In their own words."""
    follows: str
    """The id of a `Followable`."""
    target: float
    """A share, 0 to 1; of an activity, how many in a week."""
    made: date
    by: date
    noticed: str = ""
    """How the two will notice, in words."""
    owner: int | None = None
    baseline: float | None = None
    """In the unit of the target, when it was made; None: not known."""
    stretch: bool = False
    """Outside of what the person has done so far."""
