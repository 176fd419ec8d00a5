"""What to adapt for somebody, and a rep's own guess of a customer's way of talking.

A guess comes from what the rep ticks of things one can hear or read; nothing is inferred. The style
with the most ticks is named, two where they tie, none under three ticks. What is kept of it is a
dated note of the rep ("prefers short calls"), not a record of a person.

Advice has three parts for each pair: awareness, alignment, action. It serves a rep with a customer,
an agent with a customer, and a coach with a rep. Source: S4.3, S4.4, S4.6 in docs/capabilities.md.
Limits: that people adapt is supported, that types match is hardly (`Vocabulary.caveats`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ridealong.coaching.styles.vocabulary import vocabulary

FEWEST_TICKS = 3
_MOST = 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A guess of somebody's way of talking."""

    styles: tuple[str, ...]
    """Keys: none, one, or two that tie."""
    ticks: tuple[tuple[str, int], ...]
    """How many cues of each style."""
    needed: int
    """Ticks more before a style is named."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to adapt, from one to another."""

    mine: str
    theirs: str
    awareness: str
    alignment: str
    action: str


def estimate(ticked: Collection[str]) -> Estimate:
    """A guess from ticked cues.

    Args:
        ticked: the cues, as they stand in the vocabulary.
    """
    counts = tuple((s.key, sum(c in ticked for c in s.cues)) for s in vocabulary().styles)
    total, most = sum(n for _, n in counts), max(n for _, n in counts)
    needed = max(0, FEWEST_TICKS - total)
    first = tuple(key for key, n in counts if n == most)
    return Estimate(() if needed or len(first) > _MOST else first, counts, needed)


def advice(mine: Sequence[str], theirs: Sequence[str]) -> tuple[Advice, ...]:
    """What to adapt; for balanced people two at most, of the styles that come first.

    Args:
        mine: keys of one's own styles (`Place.styles`).
        theirs: keys of the other's (`Estimate.styles`, or what they say of themselves).

    >>> [a.action for a in advice(["doer"], ["supporter"])][0].startswith("ask what would make")
    True
    """
    pairs = [(m, t) for m in mine for t in theirs if (m, t) in vocabulary().adapt]
    rows = [(m, t, vocabulary().adapt[m, t]) for m, t in pairs[:_MOST]]
    return tuple(Advice(m, t, r["awareness"], r["alignment"], r["action"]) for m, t, r in rows)
