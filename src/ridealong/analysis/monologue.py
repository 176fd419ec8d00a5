"""How long one side goes on, and how long the other gets to tell something."""

from collections.abc import Iterator, Sequence
from functools import partial

from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Measure
from ridealong.analysis.passages import PAUSE_S, Passage, longest, passages
from ridealong.analysis.spans import apart
from ridealong.analysis.taking import Taken, Taker

CLARIFYING_WORDS = 8
"""A question of ours of up to so many words does not end their story."""


def measures(taker: Taker, found: Sequence[Passage]) -> Iterator[Measure]:
    """The longest monologue of each party, or person, and the customer's longest story."""
    clock = taker.clock
    parties = clock.parties
    who = [*parties.both, *(p for p in parties.people if p not in parties.both)]
    for party in who if parties.unknown else parties.both:
        yield taker.take("longest_monologue", party, partial(monologue, found, party))
    yield taker.take("longest_customer_story", parties.theirs, partial(story, clock, found))


def monologue(found: Sequence[Passage], party: str) -> Taken:
    """The length of a party's longest passage, with its turns."""
    best = longest(found, party)
    if best is None or best.length_s <= 0:
        return Taken(None, why="no passage of theirs has a length")
    return Taken(best.length_s, len(best.turns), best.indices)


def story(clock: Clock, found: Sequence[Passage]) -> Taken:
    """Their longest run of passages with nothing of ours in between but short questions."""
    best: list[Passage] = []
    current: list[Passage] = []
    question: Passage | None = None
    theirs, ours = clock.parties.theirs, clock.parties.ours
    length = _span if clock.gaps_known else _sum
    for passage in found:
        before = question or (current[-1] if current else None)
        close = before is not None and _follows(clock, before, passage)
        if passage.party == theirs:
            if question and close:
                current += [question, passage]
            else:
                current = [passage]
            question = None
            best = max(best, current, key=length)
        elif (
            current
            and not question
            and close
            and passage.party == ours
            and passage.words <= CLARIFYING_WORDS
        ):
            question = passage
        else:
            current, question = [], None
    if not best:
        return Taken(None, why="they tell nothing")
    told = [p for passage in best for p in passage.turns]
    return Taken(length(best), len(told), tuple(p.turn for p in told))


def _follows(clock: Clock, before: Passage, after: Passage) -> bool:
    return not clock.gaps_known or apart(before.end_s, after.start_s) < PAUSE_S


def _span(told: Sequence[Passage]) -> float:
    return max(p.end_s for p in told) - told[0].start_s if told else 0.0


def _sum(told: Sequence[Passage]) -> float:
    return sum(p.length_s for p in told)


def passages_of(taker: Taker) -> tuple[Passage, ...]:
    """The passages, where there is anything to measure at all."""
    return () if taker.little or taker.clock.wordless else passages(taker.clock)
