"""Many figures looked at together: which of them stand out by more than looking often explains.

Whoever looks at thirty figures sees one or two at 95 % by chance. Benjamini and Hochberg's rule
(1995) keeps the share of false ones among those named at q in the long run.
"""

from collections.abc import Sequence


def standing_out(ps: Sequence[float], q: float = 0.10) -> tuple[bool, ...]:
    """Which of these probabilities stand out from all of them together.

    Args:
        ps: how likely each is where nothing has changed.
        q: the share of false ones among those named, in the long run.

    >>> standing_out([0.5, 0.001, 0.04])
    (False, True, True)
    """
    ranked = sorted(ps)
    passed = [p for i, p in enumerate(ranked, 1) if p <= q * i / len(ranked)]
    line = max(passed, default=-1.0)
    return tuple(p <= line for p in ps)
