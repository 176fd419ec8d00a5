"""The rep's word on deals beside what came of them, and beside what comparable deals said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from ridealong.process.model import Deal
from ridealong.process.rates.shrinkage import Rate, alone

FEWEST_WORDS = 8
"""Words whose deals have ended, below which nothing is said about them."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a rep said about a deal on a day."""

    deal: str
    on: date
    will: bool
    """Whether it will be won."""


@dataclass(frozen=True, slots=True)
class Said:
    """What comparable deals said about a deal on a day."""

    deal: str
    on: date
    probability: float


class Lead(StrEnum):
    """How long before the deal ended the word was given."""

    MONTH = "within 30 days"
    QUARTER = "31 to 90 days"
    EARLIER = "more than 90 days"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of words of one kind."""

    lead: Lead
    will: bool
    n: int
    """Deals; each counts once in a lead, by the last word in it."""
    won: int
    rate: Rate
    """The share won, with its 90 % interval; there is nobody to compare a word with."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell."""
        return self.n >= FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class Beside:
    """Deals on which rep and comparable deals said the same, or not."""

    will: bool
    likely: bool
    """Whether comparable deals said one half or more."""
    n: int
    won: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class Point:
    """What was said about a deal on a day, by either."""

    on: date
    will: bool | None
    probability: float | None


def kept(words: Iterable[Word], deals: Iterable[Deal]) -> tuple[Kept, ...]:
    """What came of words, by how long before the end they were given.

    Question: when somebody says that a deal will be won, how often is it?
    Formula: won / ended, Jeffreys' 90 % interval; n in deals.
    Errors: none; words on deals that are open or unknown, and words after the end, are left out.
    Source: S0.11. Limits: whoever commits only to sure deals keeps every word; the share of deals
    with a word has to be read beside it.
    """
    ended = _ended(deals)
    last: dict[tuple[str, Lead], Word] = {}
    for word in sorted(words, key=lambda w: w.on):
        if word.deal in ended and word.on <= ended[word.deal][0]:
            last[word.deal, _lead((ended[word.deal][0] - word.on).days)] = word
    ends: defaultdict[tuple[Lead, bool], list[bool]] = defaultdict(list)
    for (deal, lead), word in last.items():
        ends[lead, word.will].append(ended[deal][1])
    return tuple(
        Kept(lead, will, len(came), sum(came), alone(sum(came), len(came)))
        for lead, will in product(Lead, (True, False))
        if (came := ends.get((lead, will)))
    )


def beside(
    words: Iterable[Word], said: Iterable[Said], deals: Iterable[Deal]
) -> tuple[Beside, ...]:
    """Where the rep's last word and what comparable deals said on that day agreed, and what came.

    Question: who was right, the rep or the comparable deals? The forecast beside a word is the
    newest that was there on the day of the word; words without one are left out.
    """
    ended = _ended(deals)
    figures = _by_deal(said)
    last = {w.deal: w for w in sorted(words, key=lambda w: w.on) if _in_time(w, ended)}
    ends: defaultdict[tuple[bool, bool], list[bool]] = defaultdict(list)
    for deal, word in last.items():
        there = [s.probability for s in figures.get(deal, ()) if s.on <= word.on]
        if there:
            ends[word.will, there[-1] >= 0.5].append(ended[deal][1])
    return tuple(
        Beside(will, likely, len(came), sum(came), alone(sum(came), len(came)))
        for will, likely in product((True, False), repeat=2)
        if (came := ends.get((will, likely)))
    )


def course(words: Iterable[Word], said: Iterable[Said]) -> tuple[Point, ...]:
    """What was said about one deal, by either, the oldest first; one point a day."""
    by_word = {w.on: w.will for w in words}
    by_figure = {s.on: s.probability for s in said}
    days = sorted(by_word.keys() | by_figure.keys())
    return tuple(Point(day, by_word.get(day), by_figure.get(day)) for day in days)


def _ended(deals: Iterable[Deal]) -> dict[str, tuple[date, bool]]:
    return {d.id: (d.closed, d.won) for d in deals if not d.open and d.closed}


def _in_time(word: Word, ended: Mapping[str, tuple[date, bool]]) -> bool:
    return word.deal in ended and word.on <= ended[word.deal][0]


def _by_deal(said: Iterable[Said]) -> dict[str, Sequence[Said]]:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda s: s.on):
        found[one.deal].append(one)
    return dict(found)


def _lead(days: int) -> Lead:
    return Lead.MONTH if days <= 30 else Lead.QUARTER if days <= 90 else Lead.EARLIER
