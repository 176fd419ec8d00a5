"""A span of days, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 365


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `start` to `end`, both included.

    Raises:
        ValueError: it ends before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"the window ends on {self.end}, before it starts on {self.start}")

    @classmethod
    def until(cls, end: date, days: int = YEAR) -> "Window":
        """The last `days` days up to a day.

        >>> Window.until(date(2026, 12, 31)).start
        datetime.date(2026, 1, 1)
        """
        return cls(end - timedelta(days=days - 1), end)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def before(self) -> "Window":
        """The window of the same length just before it: one's own past."""
        return Window.until(self.start - timedelta(days=1), self.days)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it; a day that is not known does not."""
        return day is not None and self.start <= day <= self.end
