"""How somebody takes up what a coach says: what the next answer does, counted, with its words."""

from collections.abc import Iterator

from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Finding
from ridealong.analysis.quoting import quoted
from ridealong.conversation import Role

OFFERS = (
    "tell",
    "praise_specific",
    "acknowledge_truth",
    "reflection_question",
    "behaviour_question",
    "analyse_cause",
)
"""What a coach puts before somebody about their own acts."""
TAKES_UP = ("ownership", "commitment", "to_change", "went_well")
FEWEST = 3
"""After fewer acts of the coach a count says nothing."""


def findings(heard: Heard) -> Iterator[Finding]:
    """How often the answer to the coach brings something of one's own; facts of this talk alone."""
    answered = [
        (turn, answer)
        for turn in heard.turns_with(*OFFERS, among=heard.by(Role.COACH))
        if (answer := heard.after(turn, *LEARNS)) is not None
    ]
    own = [(turn, answer) for turn, answer in answered if heard.does(answer, *TAKES_UP)]
    if len(answered) < FEWEST or not own:
        return
    turn, answer = own[-1]
    yield Finding(
        id="coached",
        says=f"Of {len(answered)} answers to what the coach put about the rep's own acts, "
        f"{len(own)} {'brings' if len(own) == 1 else 'bring'} something of the rep's own, such "
        f"as {quoted(heard, answer, *TAKES_UP)}",
        evidence=(turn, answer),
        ask="What was it in the coach's words that made this answer possible?",
        capability="S4.14",
        moves=(*OFFERS, *TAKES_UP),
    )
