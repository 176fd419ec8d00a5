"""What passes between the two: asking, saying back, offering, giving, agreeing on what comes next.

It is the same in a sales call and in a service call, and needs no stages.
"""

from collections.abc import Iterator, Mapping, Sequence

from ridealong.analysis.customer import (
    asking_well,
    challenge,
    disqualifying,
    giving,
    loops,
    next_step,
    paraphrases,
    pick_up,
    price,
    questions,
    resistance,
    stakes,
)
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Measure
from ridealong.analysis.taking import Taker


def measures(taker: Taker, heard: Heard, gates: Mapping[str, int | None]) -> Iterator[Measure]:
    """The measures of the exchange.

    Args:
        taker: takes them.
        heard: the conversation.
        gates: the first turn in which the customer passes each gate.
    """
    for module in (
        questions,
        paraphrases,
        pick_up,
        loops,
        stakes,
        challenge,
        resistance,
        giving,
        next_step,
    ):
        yield from module.measures(taker, heard)
    yield from price.measures(taker, heard, gates)


def candidates(
    heard: Heard, gates: Mapping[str, int | None], standing: Sequence[str] = ()
) -> Iterator[Candidate]:
    """What of the exchange could be repeated or tried.

    Args:
        heard: the conversation.
        gates: the first turn in which the customer passes each gate.
        standing: the gates that stand from earlier calls of the same deal.
    """
    for module in (
        asking_well,
        paraphrases,
        challenge,
        stakes,
        disqualifying,
        loops,
        resistance,
        giving,
        next_step,
    ):
        yield from module.candidates(heard)
    yield from price.candidates(heard, gates, standing)
