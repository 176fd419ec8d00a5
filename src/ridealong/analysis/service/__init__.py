"""A service call: was the need met, the cause found, the customer hurried, a script read?

It is heard in the same language as a sales call: `analysis.customer` says what was asked, said
back, offered and agreed, and this room adds what only service has. Length and volume are no part
of any answer.
"""

from dataclasses import replace

from ridealong.analysis import customer
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Service
from ridealong.analysis.model import Candidate, Earlier, Looked
from ridealong.analysis.service import cause, continuity, need, pace, script
from ridealong.analysis.service.signs import Signs, signs
from ridealong.analysis.taking import Taker

OF_A_SALE = frozenset(
    {"S0.5", "S0.6", "S0.7", "S0.9", "S4.22", "S4.28", "S4.29", "S4.30", "S4.31", "S4.59"}
)
"""Demands that only a deal can answer: who decides, what it is worth, what is given in return.

What the common analyses say about these is not said of a service call; its labels still stand.
"""
_AGREED = "S3.5"
"""A step that the customer agrees to: no strength where their need was not met."""


def look(taker: Taker, heard: Heard, earlier: Earlier) -> Looked:
    """What a service call was, in the common language and in that of service."""
    common = customer.look(taker, heard, earlier)
    found = signs(heard)
    own = _candidates(heard, found) if found else ()
    met = found is not None and need.chance_met(found) > 0.5
    return replace(
        common,
        labels=replace(common.labels, service=labels(found) if found else None),
        measures=(
            *common.measures,
            *script.measures(taker, heard),
            *continuity.measures(taker, heard),
        ),
        findings=(
            *(c.finding for c in own),
            *continuity.findings(heard, earlier),
            *(f for f in common.findings if f.capability not in OF_A_SALE),
        ),
        candidates=(
            *own,
            *(c for c in common.candidates if _fits(c, met=met)),
        ),
    )


def labels(found: Signs) -> Service:
    """What the call came to, each answer the more likely one of the two."""
    return Service(
        need_met=need.chance_met(found) > 0.5,
        root_cause_found=cause.chance_found(found) > 0.5,
        rushed=pace.chance_rushed(found) > 0.5,
        scripted=script.chance_scripted(found) > 0.5,
    )


def _candidates(heard: Heard, found: Signs) -> tuple[Candidate, ...]:
    return (
        *need.candidates(heard, found),
        *cause.candidates(heard, found),
        *pace.candidates(heard, found),
        *script.candidates(heard, found),
    )


def _fits(candidate: Candidate, *, met: bool) -> bool:
    """Whether a common point is one for a service call, too."""
    capability = candidate.finding.capability
    return capability not in OF_A_SALE and not (
        candidate.good and capability == _AGREED and not met
    )
