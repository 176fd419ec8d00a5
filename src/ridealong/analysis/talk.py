"""Who talks, for how long, and how that changes over the talk; silence and talk at once.

Talk time is the union of a party's turns, so that two of them at once count once; shares have the
sum of the talk times below the line, so that they add up to 1 and silence does not count as
listening. Overlap counts in full for each and is reported apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Measure, Placed
from ridealong.analysis.spans import Spans, common, length, union, within
from ridealong.analysis.taking import Taken, Taker

TENTHS = 10
ENOUGH_INTERVIEW_S = 120.0
NO_INTERVIEW = (
    "the interview stage is not marked in this talk, and the norm for listening belongs to that "
    "stage alone; it is never held against the whole call"
)
_NOBODY = "nobody speaks in this part"


NO_INTERVIEW_FOUND = (
    "no part of this call was found in which the customer's situation is explored, and the norm "
    "for listening belongs to that stage alone"
)


def measures(taker: Taker, interview: Sequence[tuple[int, int]] | None = None) -> Iterator[Measure]:
    """Talk shares and times, listening, silence and overlap.

    Args:
        taker: of this conversation.
        interview: first and last turn of each part of the interview; None where nobody has looked.
    """
    clock = taker.clock
    for party in clock.parties.both:
        yield taker.take("talk_share", party, partial(share, clock, party))
        yield taker.take("talk_time_s", party, partial(_time, clock.turns_of(party)))
    yield from _by_person(taker)
    yield from _halves_and_tenths(taker)
    if clock.parties.ours == "us":
        yield taker.take("listening_share", "us", partial(listening, clock, interview), "interview")
    yield taker.take("silence_share", "call", partial(silence, clock))
    yield taker.take("overlap_share", "call", partial(overlap, clock))


def share(clock: Clock, party: str, start_s: float = 0.0, end_s: float = float("inf")) -> Taken:
    """A party's share of the talk between two times."""
    own, both = 0.0, 0.0
    for p in clock.parties.both:
        spoken = length(within(clock.talk(p), start_s, end_s))
        both += spoken
        own += spoken if p == party else 0.0
    turns = sum(
        1
        for p in clock.parties.both
        for turn in clock.turns_of(p)
        if turn.start_s < end_s and turn.end_s > start_s
    )
    return Taken(own / both, turns) if both else Taken(None, why=_NOBODY)


def listening(clock: Clock, stages: Sequence[tuple[int, int]] | None) -> Taken:
    """Their share of the talk inside the interview stage.

    Args:
        clock: the conversation.
        stages: first and last turn of each part of the interview; None while it is not marked.
    """
    if not stages:
        return Taken(None, why=NO_INTERVIEW if stages is None else NO_INTERVIEW_FOUND)
    inside = {i for first, last in stages for i in range(first, last + 1)}
    spoken = {
        party: length(_union(p for p in clock.turns_of(party) if p.turn in inside))
        for party in clock.parties.both
    }
    both = sum(spoken.values())
    if both < ENOUGH_INTERVIEW_S:
        return Taken(None, why=f"only {both:.0f} s of speech in the interview, 120 needed")
    return Taken(spoken[clock.parties.theirs] / both, len(inside))


def silence(clock: Clock) -> Taken:
    """The share of the time from first word to last in which nobody speaks."""
    if not clock.length_s:
        return Taken(None, why=_NOBODY)
    spoken = length(_union(clock.placed))
    return Taken(max(0.0, 1 - spoken / clock.length_s), len(clock.placed))


def overlap(clock: Clock) -> Taken:
    """The share of speech in which two parties (two people, where sides are unknown) speak."""
    parties = list(dict.fromkeys(p.party for p in clock.placed if p.party))
    anybody: Spans = []
    twice: list[tuple[float, float]] = []
    for party in parties:
        twice += common(anybody, clock.talk(party))
        anybody = union([*anybody, *clock.talk(party)])
    turns = sum(1 for p in clock.placed if p.party)
    if not anybody:
        return Taken(None, why=_NOBODY)
    return Taken(length(union(twice)) / length(anybody), turns)


def _by_person(taker: Taker) -> Iterator[Measure]:
    clock = taker.clock
    people = clock.parties.people
    spoken = {p: length(_union(clock.turns_by(p))) for p in people}
    everybody = sum(spoken.values())
    turns = sum(len(clock.turns_by(p)) for p in people)
    for person in people:
        if person in clock.parties.both:  # an id like "us" would name two things
            continue
        of_all = partial(_of_all, spoken[person], everybody, turns)
        yield taker.take("talk_share", person, of_all)
        yield taker.take("talk_time_s", person, partial(_time, clock.turns_by(person)))


def _halves_and_tenths(taker: Taker) -> Iterator[Measure]:
    clock = taker.clock
    start_s, step = clock.start_s, clock.length_s / TENTHS
    middle_s = start_s + clock.length_s / 2
    for party in clock.parties.both:
        yield taker.take(
            "talk_share", party, partial(share, clock, party, start_s, middle_s), "first_half"
        )
    ours = clock.parties.ours
    for i in range(TENTHS):
        edges = start_s + i * step, start_s + (i + 1) * step
        yield taker.take("talk_share", ours, partial(share, clock, ours, *edges), f"tenth_{i + 1}")


def _of_all(own_s: float, everybody_s: float, turns: int) -> Taken:
    if not everybody_s:
        return Taken(None, why=_NOBODY)
    return Taken(own_s / everybody_s, turns, note="of all people")


def _time(turns: Sequence[Placed]) -> Taken:
    if not turns:
        return Taken(None, why="nobody of them speaks")
    return Taken(length(_union(turns)), len(turns))


def _union(turns: Iterable[Placed]) -> Spans:
    return union((p.start_s, p.end_s) for p in turns)
