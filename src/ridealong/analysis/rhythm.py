"""How the floor changes hands: how often, how quickly, and whether somebody is cut off.

Everything here looks at changes between passages (`analysis.passages`), so that a sign of
listening is neither a change nor a cut. Interruptions look at stretches of speech instead: turns
of one party less than `BREATH_S` apart, because to stop means to stop for longer than a breath.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Measure, Placed
from ridealong.analysis.passages import Passage
from ridealong.analysis.spans import Spans, apart, length, median, union
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Need

LONGEST_GAP_S = 5.0
"""A longer gap is looking something up or thinking; it is counted, not averaged."""
BREATH_S = 0.2
AT_ONCE_S = 0.5
STOPS_WITHIN_S = 1.0
INTERRUPTING_WORDS = 3
_PER_S = 600.0


def measures(taker: Taker, found: Sequence[Passage]) -> Iterator[Measure]:
    """Interactivity, patience, early starts and interruptions."""
    clock = taker.clock
    ours, theirs = clock.parties.both
    yield taker.take("interactivity", "call", partial(interactivity, clock, found))
    yield taker.take("patience", ours, partial(patience, clock, found, ours, theirs))
    yield taker.take("early_start_share", ours, partial(early_starts, found, ours, theirs))
    for who, other in ((ours, theirs), (theirs, ours)):
        yield taker.take("interruptions", who, partial(interruptions, clock, who, other))


def interactivity(clock: Clock, found: Sequence[Passage]) -> Taken:
    """Changes of party a minute of speech."""
    known = [p.party for p in found if p.party in clock.parties.both]
    changes = sum(1 for before, after in pairwise(known) if before != after)
    speech_s = length(union([*clock.talk(clock.parties.ours), *clock.talk(clock.parties.theirs)]))
    if not speech_s:
        return Taken(None, why="nobody speaks for any time")
    an_hour = changes / speech_s * 3600
    return Taken(changes / speech_s * 60, changes, note=f"that is {an_hour:.0f} an hour of speech")


def answers(found: Sequence[Passage], who: str, to: str) -> list[tuple[float, Passage]]:
    """The gap before each passage of `who` that answers one of `to`, with the passage.

    A passage that comes back after talking on all the while is no answer and left out.
    """
    gaps = []
    floor_s = float("-inf")  # until when `who` has been speaking
    for before, after in pairwise(found):
        if before.party == who:
            floor_s = max(floor_s, before.end_s)
        if before.party == to and after.party == who and floor_s <= before.end_s:
            gaps.append((apart(before.end_s, after.start_s), after))
    return gaps


def patience(clock: Clock, found: Sequence[Passage], who: str, to: str) -> Taken:
    """The median gap before `who` answers `to`, gaps of 0 to 5 s."""
    gaps = [gap for gap, _ in answers(found, who, to)]
    within = [gap for gap in gaps if 0 <= gap <= LONGEST_GAP_S]
    longer = sum(1 for gap in gaps if gap > LONGEST_GAP_S)
    below = sum(1 for gap in gaps if gap < 0)
    note = f"{longer} longer than 5 s left out"
    if clock.why_not(Need.OVERLAP) is None:
        note += f", {below} below 0 ({_share(below, len(gaps))})"
    if not within:
        return Taken(None, why=f"no gap of 0 to 5 s before an answer; {note}")
    return Taken(median(within), len(within), note=note)


def early_starts(found: Sequence[Passage], who: str, to: str) -> Taken:
    """The share of answers that begin before the other has ended."""
    gaps = answers(found, who, to)
    early = [passage.turns[0].turn for gap, passage in gaps if gap < 0]
    if not gaps:
        return Taken(None, why="no answer to measure")
    return Taken(len(early) / len(gaps), len(gaps), tuple(early))


def interruptions(clock: Clock, who: str, other: str) -> Taken:
    """How often `who` cuts `other` off, per 10 minutes from first word to last.

    `who` starts with three words or more while `other` speaks, both speak for half a second, and
    `other` stops within a second of that start.
    """
    others = union(clock.talk(other), BREATH_S)
    cut = [s[0].turn for s in _stretches(clock, who) if _cuts(clock, s, others)]
    if not clock.length_s:
        return Taken(None, why="nobody speaks for any time")
    return Taken(len(cut) * _PER_S / clock.length_s, len(cut), tuple(cut))


def _stretches(clock: Clock, party: str) -> list[list[Placed]]:
    """A party's turns, those less than a breath apart together."""
    found: list[list[Placed]] = []
    end_s = float("-inf")
    for p in sorted(clock.turns_of(party), key=lambda p: p.start_s):
        if apart(end_s, p.start_s) < BREATH_S:
            found[-1].append(p)
        else:
            found.append([p])
        end_s = max(end_s, p.end_s)
    return found


def _cuts(clock: Clock, stretch: Sequence[Placed], others: Spans) -> bool:
    start_s, end_s = stretch[0].start_s, max(p.end_s for p in stretch)
    i = bisect_left(others, (start_s,)) - 1  # the last stretch of theirs that began before
    if i < 0 or apart(start_s, min(others[i][1], end_s)) < AT_ONCE_S:
        return False
    if apart(start_s, others[i][1]) > STOPS_WITHIN_S or any(p.estimated for p in stretch):
        return False
    if sum(p.words for p in stretch) < INTERRUPTING_WORDS:
        return False
    return not all(clock.words.is_backchannel(clock.text(p), p.words) for p in stretch)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
