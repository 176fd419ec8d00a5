"""What was agreed as the rules take it, and what the calls since show.

A behaviour is followed over all calls of the year; a move or a measure in the newest calls alone,
those whose words are at hand for the brief, so that a page stays quick; an activity, counted by
weeks, is shown with its own figures where commitments are.
"""

from collections.abc import Sequence
from datetime import datetime

from ridealong.analysis.model import Analysis
from ridealong.coaching import commitments as rules
from ridealong.coaching.brief import Agreed
from ridealong.coaching.commitments import Followable, Standing, State, followable, shown_in
from ridealong.coaching.levels import Single
from ridealong.coaching.trend import Trend
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Commitment

_OF = {
    Commitment.Of.MEASURE: "measure:",
    Commitment.Of.MOVE: "move:",
    Commitment.Of.ACTIVITY: "activity:",
}


def rule_of(row: Commitment) -> rules.Commitment:
    """A row as the rules take it."""
    return rules.Commitment(
        says=row.says,
        follows=follows(row),
        target=row.target or 0.0,
        made=row.begins_on,
        by=row.by_on,
        noticed=row.noticed,
        owner=row.person_id,
        baseline=row.baseline.get("share"),
        stretch=row.stretch,
    )


def follows(row: Commitment) -> str:
    """The id of what is followed, whether the row keeps it whole or without its kind."""
    key = row.key
    if ":" in key:
        return key
    if row.of == Commitment.Of.MEASURE and followable(f"behaviour:{key}"):
        return f"behaviour:{key}"
    return f"{_OF[Commitment.Of(row.of)]}{key}"


def agreed(
    row: Commitment,
    trends: Sequence[Trend],
    analyses: Sequence[tuple[Call, Analysis]],
    now: datetime,
) -> Agreed:
    """A commitment with where it stands.

    Args:
        row: an open one.
        trends: of the person.
        analyses: their newest calls with what is said about them.
        now: when it is looked at.
    """
    commitment = rule_of(row)
    followed = followable(commitment.follows)
    if followed is None or followed.by_weeks:
        return Agreed(commitment, _nothing(row, now), row.made_at)
    calls = _calls(followed, trends, analyses)
    since = [c for c in calls if c.at >= row.made_at]
    before = [c for c in calls if c.at < row.made_at]
    found = rules.standing(commitment, since, before, now.date())
    return Agreed(commitment, found, row.made_at)


def _calls(
    followed: Followable, trends: Sequence[Trend], analyses: Sequence[tuple[Call, Analysis]]
) -> Sequence[Single]:
    behaviour = followed.id.removeprefix("behaviour:")
    trend = next((t for t in trends if t.behaviour.id == behaviour), None)
    if trend:
        return trend.calls
    return [
        Single(call.started_at, *shown_in(analysis, followed), call.pk)
        for call, analysis in analyses
    ]


def _nothing(row: Commitment, now: datetime) -> Standing:
    """Of what is not seen in calls."""
    return Standing(
        state=State.NO_OCCASION,
        shown=0,
        could=0,
        calls=0,
        level=None,
        change=None,
        needed=0,
        due=now.date() >= row.by_on,
    )
