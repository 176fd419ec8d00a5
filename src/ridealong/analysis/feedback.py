"""At most two points of feedback: one thing to repeat, one thing to try.

Feedback that says too much is not taken in, and least by somebody who had a bad day: one strength
always comes first where there is one, and there is never a second gap (a field experiment on
coaching by machines, Luo et al. 2021, found that those who struggled were overloaded).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ridealong.analysis.model import Candidate, Finding

REPEAT = "feedback_repeat"
TRY = "feedback_try"
THIN = 0.5
"""Evidence less sure than this carries no feedback."""
_QUOTE = re.compile("“([^”]+)”")


def choose(candidates: Sequence[Candidate], under_work: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The strength and the gap that say most.

    The rule, which is the same for everybody:

    1. A candidate counts where its evidence is at least `THIN`, where it quotes somebody word
       for word, points at turns and ends in a question. Nothing else is ever feedback.
    2. To repeat: the strength with the largest size times evidence.
    3. To try: the gap with the largest size times evidence, on a behaviour that the person works
       on if there is one, else on any; never on the behaviour that was just called a strength,
       nor on the words that were quoted for it.
    4. Among equals the earlier candidate wins, so that the same call gives the same feedback.

    Args:
        candidates: what was found, in the order of the analyses.
        under_work: the behaviours that the person works on.

    Returns:
        Nothing, one or two findings, the strength first; `REPEAT` and `TRY` are their ids, all
        else is the candidate's finding.
    """
    sound = [c for c in candidates if _sound(c)]
    strength = _best((c for c in sound if c.good), _size_by_evidence)
    gaps = [c for c in sound if not c.good and (strength is None or _other(c, strength))]
    gap = _best((c for c in gaps if c.behaviour in under_work), _size_by_evidence)
    gap = gap or _best(gaps, _size_by_evidence)
    points = ((strength, REPEAT), (gap, TRY))
    return tuple(replace(c.finding, id=name) for c, name in points if c)


def without(points: Sequence[Finding], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that are not among the points of feedback already."""
    told = {p.says for p in points}
    return tuple(f for f in findings if f.says not in told)


def _sound(candidate: Candidate) -> bool:
    finding = candidate.finding
    return (
        candidate.sure >= THIN
        and candidate.size > 0
        and bool(finding.evidence)
        and _QUOTE.search(finding.says) is not None
        and finding.ask.endswith("?")
    )


def _other(gap: Candidate, strength: Candidate) -> bool:
    return gap.behaviour != strength.behaviour and not _quotes(gap) & _quotes(strength)


def _quotes(candidate: Candidate) -> set[str]:
    return set(_QUOTE.findall(candidate.finding.says))


def _best(
    candidates: Iterable[Candidate], worth: Callable[[Candidate], tuple[float, ...]]
) -> Candidate | None:
    """The first of those that are worth most."""
    return max(candidates, key=worth, default=None)


def _size_by_evidence(candidate: Candidate) -> tuple[float, ...]:
    return (candidate.size * candidate.sure,)
