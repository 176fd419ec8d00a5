"""Whether what our side says takes up the customer's words, or would fit any customer.

The words in common with the turn right before are held against those in common with the customer's
other turns: a topic has its words, and only what exceeds them is picked up. A conversation is not
read from a script where the next sentence depends on the last.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Measure
from ridealong.analysis.taking import Taken, Taker, share_of
from ridealong.conversation import Role

ENOUGH = 8
CONTENT = 3
"""Turns with fewer words that carry content offer nothing to pick up, or to pick it up with."""


class Pairs(NamedTuple):
    """Our turns that answer the customer, and what they have in common with the customer."""

    taken_up: tuple[int, ...]
    of: int
    elsewhere: float
    """The share that would have been found against the customer's other turns."""


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The share of our answers that take up the customer's words."""
    yield taker.take("pick_up_share", "us", partial(pick_up, heard))


def pick_up(heard: Heard) -> Taken:
    """The share of our answers that share a word of content with the customer's turn before."""
    found = pairs(heard)
    if found.of < ENOUGH:
        why = f"{len(found.taken_up)} of {found.of} answers, {ENOUGH} needed for a share"
        return Taken(None, why=why)
    note = f"with the customer's other turns it would be {100 * found.elsewhere:.0f} %"
    return share_of(found.taken_up, found.of, note)


def pairs(heard: Heard) -> Pairs:
    """Our turns with content that directly follow one of the customer's with content."""
    known = heard.clock.words
    content = {t: known.content(heard.text(t)) for t in heard.by(*SELLS, Role.CUSTOMER)}
    theirs = [t for t in heard.by(Role.CUSTOMER) if len(content[t]) >= CONTENT]
    answers = [t for t in heard.by(*SELLS) if len(content[t]) >= CONTENT and t - 1 in theirs]
    taken_up = tuple(t for t in answers if content[t] & content[t - 1])
    others = [
        bool(content[t] & content[other]) for t in answers for other in theirs if other != t - 1
    ]
    return Pairs(taken_up, len(answers), sum(others) / len(others) if others else 0.0)
