"""What a coach does in a coaching or partner talk: one module per question, joined here."""

from itertools import chain

from ridealong.analysis.coaching import (
    discovery,
    focus,
    goals,
    mmot,
    ownership,
    questions,
    substance,
    support,
    telling,
    topics,
)
from ridealong.analysis.coaching.evidence import coach_turns, learner_turns
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Labels
from ridealong.analysis.model import Candidate, Earlier, Looked
from ridealong.analysis.taking import Taker

_POINTS = (questions, telling, discovery, mmot, substance, focus, goals, ownership, support, topics)
_MEASURES = (questions, telling, discovery, support, mmot, substance, focus, ownership, topics)
NO_PAIR = "Nothing is said about the coaching: who coaches and who is coached is not known."


def look(taker: Taker, heard: Heard, earlier: Earlier) -> Looked:
    """What was coached, how, and with what at the end.

    Args:
        taker: of this conversation.
        heard: its moves.
        earlier: not used; what one talk holds is the same whatever came before.
    """
    del earlier
    if not coach_turns(heard) or not learner_turns(heard):
        return Looked(Labels(), warnings=(NO_PAIR,))
    points = list(chain.from_iterable(module.points(heard) for module in _POINTS))
    return Looked(
        labels=_labels(heard),
        measures=tuple(chain.from_iterable(m.measures(taker, heard) for m in _MEASURES)),
        findings=tuple(p.finding if isinstance(p, Candidate) else p for p in points),
        candidates=tuple(p for p in points if isinstance(p, Candidate)),
    )


def _labels(heard: Heard) -> Labels:
    return Labels(
        mmot=mmot.label(heard),
        coaching_focus=focus.label(heard),
        stance=telling.stance(heard),
        substance=substance.level(heard),
        goals=goals.label(heard),
    )
