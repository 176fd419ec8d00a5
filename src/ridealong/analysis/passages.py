"""Passages: what one party says until the other takes the floor.

A passage is a run of turns of one party in which its own turns lie less than `PAUSE_S` apart. A
sign of listening by somebody else does not end it; where that sign turns out to be the beginning
of the other's own passage ("Okay. And what about …"), it belongs there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Placed
from ridealong.analysis.spans import apart

PAUSE_S = 2.0
SHORT_S = 1.0
"""A sign of listening is shorter than this, or overlaps with the other's talk."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of turns of one party."""

    party: str | None
    turns: tuple[Placed, ...]
    start_s: float
    end_s: float
    length_s: float
    """From start to end; the sum of its turns where the gaps between them are not known."""

    @property
    def words(self) -> int:
        """How many words were said in it."""
        return sum(p.words for p in self.turns)

    @property
    def indices(self) -> tuple[int, ...]:
        """The indices of its turns, in order of time."""
        return tuple(p.turn for p in self.turns)


def passages(clock: Clock) -> tuple[Passage, ...]:
    """All passages in order of start; those of unknown speakers have no party."""
    ordered = clock.ordered
    found: list[list[Placed]] = []
    waiting: list[Placed] = []  # signs of listening that may turn out to begin a passage
    current: list[Placed] = []
    end_s = 0.0
    for i, p in enumerate(ordered):
        if current and p.party == current[-1].party:
            waiting.clear()
            if _goes_on(clock, end_s, p):
                current.append(p)
                end_s = max(end_s, p.end_s)
                continue
            found.append(current)
            current = [p]
        elif current and _listens(clock, ordered, i, end_s):
            waiting.append(p)
            continue
        else:
            if current:
                found.append(current)
            current = [*_beginning(clock, waiting, p, end_s), p]
            waiting.clear()
        end_s = max(q.end_s for q in current)
    if current:
        found.append(current)
    return tuple(_passage(clock, turns) for turns in found)


def longest(passages: Sequence[Passage], party: str) -> Passage | None:
    """The longest passage of a party, the first of several; None where there is none."""
    own = (p for p in passages if p.party == party)
    return max(own, key=lambda p: p.length_s, default=None)


def _goes_on(clock: Clock, end_s: float, p: Placed) -> bool:
    return not clock.gaps_known or apart(end_s, p.start_s) < PAUSE_S


def _listens(clock: Clock, ordered: Sequence[Placed], i: int, end_s: float) -> bool:
    """Whether turn `i` is a sign of listening while somebody else has the floor."""
    p = ordered[i]
    if not clock.words.is_backchannel(clock.text(p), p.words):
        return False
    if apart(p.start_s, p.end_s) < SHORT_S or p.start_s < end_s:
        return True
    for q in ordered[i + 1 :]:
        if q.start_s >= p.end_s:
            return False
        if q.party != p.party:
            return True
    return False


def _beginning(clock: Clock, waiting: Sequence[Placed], p: Placed, end_s: float) -> list[Placed]:
    """The waiting signs that lead straight into `p`, after the other has ended at `end_s`."""
    lead: list[Placed] = []
    start_s = p.start_s
    for sign in reversed(waiting):
        pause = clock.gaps_known and apart(sign.end_s, start_s) >= PAUSE_S
        if sign.party != p.party or pause or sign.start_s < end_s:
            break
        lead.insert(0, sign)
        start_s = sign.start_s
    return lead


def _passage(clock: Clock, turns: Sequence[Placed]) -> Passage:
    start_s, end_s = turns[0].start_s, max(p.end_s for p in turns)
    length_s = apart(start_s, end_s) if clock.gaps_known else sum(p.length_s for p in turns)
    return Passage(turns[0].party, tuple(turns), start_s, end_s, length_s)
