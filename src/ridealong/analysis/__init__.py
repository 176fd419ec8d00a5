"""One module per question asked of a conversation; `analyse` asks them all."""

from collections.abc import Sequence
from dataclasses import replace

from ridealong.analysis import (
    asking,
    coaching,
    customer,
    debrief,
    feedback,
    findings,
    monologue,
    rate,
    rhythm,
    service,
    stated,
    talk,
)
from ridealong.analysis.clock import clock_of
from ridealong.analysis.debrief import coached, mindset
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Labels, Stage
from ridealong.analysis.model import (
    Analysis,
    Candidate,
    Earlier,
    Finding,
    Looked,
    Measure,
    Norm,
    Placed,
)
from ridealong.analysis.taking import Taker
from ridealong.conversation import Conversation, Kind
from ridealong.language import Tagging

__all__ = [
    "Analysis",
    "Candidate",
    "Earlier",
    "Finding",
    "Labels",
    "Looked",
    "Measure",
    "Norm",
    "Placed",
    "Stage",
    "analyse",
]


def _coaching(taker: Taker, heard: Heard, earlier: Earlier) -> Looked:
    """A coaching talk: what the coach does, and what the rep's own words show."""
    looked = coaching.look(taker, heard, earlier)
    own = (*coached.findings(heard), *mindset.findings(heard))
    return replace(looked, findings=(*looked.findings, *own))


_AREAS = {
    Kind.SALES: customer.look,
    Kind.SERVICE: service.look,
    Kind.COACHING: _coaching,
    Kind.PARTNER: coaching.look,
    Kind.DEBRIEF: debrief.look,
}


def analyse(
    conversation: Conversation,
    norms: tuple[Norm, ...] | None = None,
    *,
    tagging: Tagging | None = None,
    earlier: Earlier | None = None,
    under_work: Sequence[str] = (),
    stages: Sequence[Stage] = (),
) -> Analysis:
    """Say what a conversation was: its talk, and what is said in it.

    What the conversation cannot carry is withheld with the reason, never 0.

    Args:
        conversation: one whose sides are assigned (`conversation.assign_sides`).
        norms: those in force (`analysis.norms.load_norms`); None for those that come with us.
        tagging: what each turn does; without it only times are looked at.
        earlier: what earlier calls of the same deal have established.
        under_work: the behaviours that the person works on, which feedback prefers.
        stages: those of a call with a customer, as a person set them; none: they are found.
    """
    taker = Taker.of(clock_of(conversation))
    heard = Heard(taker.clock, tagging or Tagging(""), tuple(stages))
    found = monologue.passages_of(taker)
    looked = Looked(Labels())
    if heard.tagged and conversation.turns:
        area = _AREAS[conversation.kind or Kind.SALES]
        looked = area(taker, heard, earlier or Earlier())
    staged = looked.labels.stages is not None
    measured = [
        *talk.measures(taker, looked.labels.interview() if staged else None),
        *monologue.measures(taker, found),
        *rhythm.measures(taker, found),
        *asking.measures(taker, heard),
        *rate.measures(taker),
    ]
    measured += looked.measures
    measured += list(stated.measures(taker, measured))
    points = feedback.choose(looked.candidates, under_work)
    found_out = (*looked.findings, *findings.findings(taker.clock, measured, found, staged=staged))
    return Analysis(
        conversation=conversation,
        placed=taker.clock.placed,
        measures=tuple(measured),
        findings=tuple(dict.fromkeys((*points, *feedback.without(points, found_out)))),
        feedback=points,
        tagging=heard.tagging,
        labels=looked.labels,
        warnings=tuple(
            dict.fromkeys((*taker.clock.warnings, *heard.tagging.warnings, *looked.warnings))
        ),
        norms=norms,
    )
