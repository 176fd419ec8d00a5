"""A finding as a candidate for the coach's feedback: a strength to repeat, a gap to try."""

from ridealong.analysis.model import Candidate, Finding


def strength(behaviour: str, size: float, sure: float, finding: Finding) -> Candidate:
    """Something that went well; size and how sure it is, 0 to 1."""
    return Candidate(behaviour, good=True, size=_unit(size), sure=_unit(sure), finding=finding)


def gap(behaviour: str, size: float, sure: float, finding: Finding) -> Candidate:
    """Something to try; size and how sure it is, 0 to 1."""
    return Candidate(behaviour, good=False, size=_unit(size), sure=_unit(sure), finding=finding)


def _unit(number: float) -> float:
    return min(1.0, max(0.0, number))
