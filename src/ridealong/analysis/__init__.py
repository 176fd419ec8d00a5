"""One module per question asked of a conversation; `analyse` asks them all."""

from ridealong.analysis import asking, findings, monologue, rate, rhythm, stated, talk
from ridealong.analysis.clock import clock_of
from ridealong.analysis.labels import no_labels
from ridealong.analysis.model import Analysis, Finding, Measure, Norm, Placed
from ridealong.analysis.taking import Taker
from ridealong.conversation import Conversation

__all__ = ["Analysis", "Finding", "Measure", "Norm", "Placed", "analyse"]


def analyse(conversation: Conversation, norms: tuple[Norm, ...] | None = None) -> Analysis:
    """Measure a conversation whose sides are assigned (`conversation.assign_sides`).

    `norms` are those in force (`analysis.norms.load_norms`); None for those that come with us.

    What the conversation cannot carry is withheld with the reason, never 0.
    """
    taker = Taker.of(clock_of(conversation))
    found = monologue.passages_of(taker)
    measured = [
        *talk.measures(taker),
        *monologue.measures(taker, found),
        *rhythm.measures(taker, found),
        *asking.measures(taker),
        *rate.measures(taker),
    ]
    measured += list(stated.measures(taker, measured))
    return Analysis(
        conversation=conversation,
        placed=taker.clock.placed,
        measures=tuple(measured),
        findings=tuple(findings.findings(taker.clock, measured, found)),
        labels=no_labels(),
        warnings=taker.clock.warnings,
        norms=norms,
    )
