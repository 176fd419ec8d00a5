"""A rep alone with a conversation that was held: what it is worth repeating, what to change.

The debrief belongs to the rep, and speaks to the rep: nothing in it is a gap to correct.
"""

from dataclasses import replace

from ridealong.analysis.coaching import goals
from ridealong.analysis.debrief import answers, beliefs, mindset, substance
from ridealong.analysis.debrief.compare import Claim, Compared, awareness, compare
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Earlier, Looked
from ridealong.analysis.taking import Taker

__all__ = ["Claim", "Compared", "awareness", "compare", "look"]


def look(taker: Taker, heard: Heard, earlier: Earlier) -> Looked:
    """What a debrief answers; one voice alone is enough for it."""
    del earlier
    alone = replace(taker, little=None)
    return Looked(
        labels=Labels(substance=substance.level(heard), goals=goals.label(heard)),
        measures=tuple(answers.measures(alone, heard)),
        findings=(
            *answers.findings(heard),
            *beliefs.findings(heard),
            *mindset.findings(heard),
        ),
        candidates=tuple(answers.candidates(heard)),
    )
