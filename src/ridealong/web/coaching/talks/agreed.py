"""What was agreed as the brief takes it, with what the calls since show.

A behaviour stands in the trends that the brief reads anyway; whatever else is followed is counted
as the page of the commitment counts it.
"""

from collections.abc import Sequence

from ridealong.coaching import commitments as rules
from ridealong.coaching.brief import Agreed
from ridealong.coaching.commitments import Standing, State
from ridealong.coaching.trend import Trend
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.following import follow, rule_of
from ridealong.web.people.viewer import Viewer


def agreed(viewer: Viewer, row: Commitment, trends: Sequence[Trend]) -> Agreed:
    """A commitment with where it stands.

    Args:
        viewer: who looks.
        row: an open one, read with its person.
        trends: of the person.
    """
    commitment = rule_of(row)
    behaviour = commitment.follows.removeprefix("behaviour:")
    trend = next((t for t in trends if t.behaviour.id == behaviour), None)
    if trend is None:
        found = follow(viewer, row).standing or _nothing(viewer, row)
    else:
        since = [c for c in trend.calls if c.at >= row.made_at]
        before = [c for c in trend.calls if c.at < row.made_at]
        found = rules.standing(commitment, since, before, viewer.now.date())
    return Agreed(commitment, found, row.made_at)


def _nothing(viewer: Viewer, row: Commitment) -> Standing:
    """Of what this version follows no more."""
    return Standing(
        state=State.NO_OCCASION,
        shown=0,
        could=0,
        calls=0,
        level=None,
        change=None,
        needed=0,
        due=viewer.now.date() >= row.by_on,
    )
