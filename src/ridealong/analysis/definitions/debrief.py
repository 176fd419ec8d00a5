"""The measures of a debrief: whether it was held, never how somebody thinks."""

from ridealong.analysis.definitions.definition import OWN, Definition
from ridealong.conversation import Need

_OWNER = "Belongs to the rep; others see at most that a debrief was held"

DEBRIEF = (
    Definition(
        id="debrief_answered",
        question="Are the two questions of a debrief answered: what to repeat, what to change?",
        formula="how many of the two have an answer of four words or more",
        unit="1",
        need=Need.SHARE,
        of="the rep, in a debrief",
        source=f"{OWN}, from the articles (S1.10 in docs/capabilities.md)",
        grade="D",
        limits=_OWNER,
        parties=False,
        counts="turns of the rep",
    ),
    Definition(
        id="debrief_specific",
        question="Do the answers name the moment that they speak of?",
        formula="answers that name a moment, by a list of words ÷ all answers",
        unit="1",
        need=Need.SHARE,
        of="the rep, in a debrief",
        source=OWN,
        grade="D",
        limits=f"{_OWNER}; English words alone",
        parties=False,
        counts="answers",
    ),
)
