"""How fast each speaks: words a minute of their turns."""

from collections.abc import Iterator, Sequence
from functools import partial

from ridealong.analysis.model import Measure, Placed
from ridealong.analysis.placing import MEASURED_TURN_WORDS
from ridealong.analysis.taking import Taken, Taker


def measures(taker: Taker) -> Iterator[Measure]:
    """The speech rate of each party; of each person where sides are unknown."""
    clock = taker.clock
    parties = clock.parties
    for party in parties.both:
        yield taker.take("speech_rate", party, partial(speech_rate, clock.turns_of(party)))
    for person in parties.people if parties.unknown else ():
        if person not in parties.both:
            yield taker.take("speech_rate", person, partial(speech_rate, clock.turns_by(person)))


def speech_rate(turns: Sequence[Placed]) -> Taken:
    """Words a minute over turns of five words or more whose times are given."""
    timed = [
        p
        for p in turns
        if p.words >= MEASURED_TURN_WORDS and not p.estimated and p.end_s > p.start_s
    ]
    words = sum(p.words for p in timed)
    if not timed:
        return Taken(None, why=f"no timed turn of {MEASURED_TURN_WORDS} words or more")
    took_s = sum(p.length_s for p in timed)
    return Taken(words / took_s * 60, words, note=f"{len(timed)} of {len(turns)} turns")
