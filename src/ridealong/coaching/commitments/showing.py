"""Whether a call shows what somebody took on, and whether it could have shown it at all.

A move is shown where one of our turns makes it at least once. A move before another one can only be
shown by a call in which the other happens (no price, no question before the price); it is shown
where the first of ours comes earlier. Behaviours and measures have their own share and count.

Limits: moves are told by a model and can be corrected; a call too short to measure could not show
anything.
"""

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.analysis.service.signs import our_turns
from ridealong.coaching.commitments.followed import BEFORE, Followable
from ridealong.coaching.single import Figure, figures
from ridealong.conversation import Kind

_COULD_NOT = Figure(0.0, 0)


def shown_in(analysis: Analysis, followed: Followable) -> Figure:
    """How far one call shows it; a count of 0 where the call could not.

    Args:
        analysis: of the call.
        followed: what was taken on; an activity is not seen in a call.
    """
    kind = analysis.conversation.kind or Kind.SALES
    asked = analysis.measure("questions", "us")
    measurable = asked is not None and asked.value is not None
    if kind not in followed.kinds or not measurable or followed.by_weeks:
        return _COULD_NOT
    what, _, id_ = followed.id.partition(":")
    if what == "behaviour":
        return figures(analysis).get(id_, _COULD_NOT)
    if what == "measure":
        return _measure(analysis, id_)
    return _moves(analysis, followed.id)


def _measure(analysis: Analysis, id_: str) -> Figure:
    measure = analysis.measure(id_, "us")
    if measure is None or measure.value is None or not 0 <= measure.value <= 1 or not measure.n:
        return _COULD_NOT
    return Figure(measure.value, measure.n)


def _moves(analysis: Analysis, id_: str) -> Figure:
    heard = Heard(clock_of(analysis.conversation), analysis.tagging)
    first, _, then = id_.partition(BEFORE)
    ours = our_turns(heard)
    made = heard.turns_with(first.removeprefix("move:"), among=ours)
    if not then:
        return Figure(float(bool(made)), 1)
    later = heard.turns_with(then.removeprefix("move:"), among=ours)
    if not later:
        return _COULD_NOT
    return Figure(float(bool(made) and min(made) < min(later)), 1)
