"""Whether somebody grows, from what was done: counts for themselves, never a profile of a person.

- Does what was agreed change what is done (S1.8)? Of what was closed in a year, what holds.
- Is anything tried beyond the usual (S1.9)? Of what was taken on, what lay beyond the calls before.
- Who carries the talks (S4.52)? Talks to which they brought something; what they took on alone.
- Whom do they reach (S4.13)? People with a leading title, of all with a title who were met.
- How many meetings and first contacts a week (S4.13)? The last eight whole weeks, the eight before.
- What comes after a no, after a yes (S4.13)? Days until the next act; acts in two weeks.

A share is told from four on with its interval (`analysis.intervals.share`, Jeffreys' prior); what
follows a no or a yes, from three of them on, by the median. Grade D: such counts describe what was
written down; a quiet time has many reasons, and a title says little of who decides.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from ridealong.analysis.intervals import share

FEWEST = 4
FEWEST_ENDS = 3
WEEKS = 8
AROUND = timedelta(days=14)
_LEADS = re.compile(
    r"\b(?:ceo|cfo|coo|cio|cto|chief|owner|founder|partner|president|chair\w*|vp|vice president"
    r"|director|managing|head of|general manager|geschäftsführ\w*|inhaber\w*|vorstand\w*|leiter\w*"
    r"|\w+leiter(?:in)?|direktor\w*|prokurist\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    k: int
    n: int

    @property
    def needed(self) -> int:
        """More before a share is told."""
        return max(0, FEWEST - self.n)

    @property
    def interval(self) -> tuple[float, float]:
        """95 %, of the share."""
        return share(self.k, self.n)


@dataclass(frozen=True, slots=True)
class AWeek:
    """How often a week, now and before."""

    now: float
    before: float | None
    """None where the record does not reach so far back."""

    @property
    def any(self) -> bool:
        """Whether there was anything at all."""
        return bool(self.now or self.before)


@dataclass(frozen=True, slots=True)
class After:
    """What came after deals that ended."""

    ends: int
    days: float | None
    """Median until the next act of one's own; None under three ends."""
    acts_before: int
    """In the two weeks before these ends, all together."""
    acts_after: int


def a_week(days: Iterable[datetime], monday: datetime, since: datetime) -> AWeek:
    """How often a week in the eight whole weeks before a Monday, and in the eight before these.

    Args:
        days: when it was done.
        monday: the beginning of the week that runs.
        since: from when on anything was written down.
    """
    middle, first = monday - timedelta(weeks=WEEKS), monday - timedelta(weeks=2 * WEEKS)
    found = list(days)
    now = sum(middle <= at < monday for at in found)
    before = sum(first <= at < middle for at in found)
    return AWeek(now / WEEKS, before / WEEKS if since <= first else None)


def after(ends: Sequence[datetime], acts: Iterable[datetime], now: datetime) -> After:
    """What came after deals that ended.

    Args:
        ends: when they did; those of the last two weeks are left out, since their time is not over,
            and so are those before two weeks of anything were written down.
        acts: everything of one's own, in any order.
        now: the moment of looking.
    """
    done = sorted(acts)
    since = done[0] + AROUND if done else now
    over = [end for end in ends if since <= end <= now - AROUND]
    waits = [
        (done[place] - end).total_seconds() / 86_400
        for end in over
        for place in [bisect_right(done, end)]
        if place < len(done)
    ]
    return After(
        ends=len(over),
        days=median(waits) if len(waits) >= FEWEST_ENDS else None,
        acts_before=sum(_between(done, end - AROUND, end) for end in over),
        acts_after=sum(_between(done, end, end + AROUND) for end in over),
    )


def leading(titles: Iterable[str]) -> Part:
    """How many people have a title that leads, of those who have one.

    >>> leading(["Head of Operations", "Buyer", "", "Geschäftsführerin"])
    Part(k=2, n=3)
    """
    known = [title for title in titles if title.strip()]
    return Part(sum(bool(_LEADS.search(title)) for title in known), len(known))


def _between(done: Sequence[datetime], begin: datetime, end: datetime) -> int:
    return bisect_left(done, end) - bisect_right(done, begin)
