"""What somebody took on, held against the calls and weeks since: where it stands.

Nothing is stored: whenever somebody looks, it is counted from the calls that they may read. Who
changes teams keeps what they took on; who leads them now sees it, with the calls of their own
team, and the baseline as it was agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from ridealong.coaching import commitments as rules
from ridealong.coaching.commitments import Followable, Standing, Week, followable
from ridealong.coaching.levels import Level, Single, level
from ridealong.coaching.trend import LAST
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.figures import singles
from ridealong.web.coaching.plans.weeks import weeks_of
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer

BASELINE_WEEKS = 6
_OF = {
    Commitment.Of.MEASURE: "measure:",
    Commitment.Of.MOVE: "move:",
    Commitment.Of.ACTIVITY: "activity:",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment with what has been seen of it."""

    row: Commitment
    what: Followable | None
    """None where this version follows it no more."""
    before: Sequence[Single] = ()
    since: Sequence[Single] = ()
    weeks: Sequence[Week] = ()
    standing: Standing | None = None

    @property
    def by_weeks(self) -> bool:
        """Whether it is counted by weeks."""
        return bool(self.what and self.what.by_weeks)


def follow(viewer: Viewer, row: Commitment) -> Followed:
    """Where a commitment stands; at most two queries.

    Args:
        viewer: who looks; the moment is theirs.
        row: read with its person.
    """
    what, now = followable(follows(row)), row.closed_at or viewer.now
    today = _day(now)
    if what is None:
        return Followed(row, None)
    rule = rule_of(row)
    if what.by_weeks:
        weeks = weeks_of(row.person, what.id, row.begins_on, today)
        return Followed(row, what, weeks=weeks, standing=rules.by_weeks(rule, weeks, today))
    calls = singles(viewer, row.person, what, now)
    before = [c for c in calls if c.at < row.made_at]
    since = [c for c in calls if c.at >= row.made_at]
    return Followed(row, what, before, since, (), rules.standing(rule, since, before, today))


def baseline_of(viewer: Viewer, person: Person, what: Followable) -> dict[str, float]:
    """How it is now, as it is kept with a new commitment; empty where that is not known.

    In calls: the level of the last six that could show it. By weeks: the mean of the last six.
    """
    if what.by_weeks:
        today = _day(viewer.now)
        weeks = weeks_of(person, what.id, today - timedelta(weeks=BASELINE_WEEKS), today)
        return {"share": sum(w.done for w in weeks) / len(weeks), "weeks": len(weeks)}
    calls = [c for c in singles(viewer, person, what) if c.n][-LAST:]
    found = level(calls, counted=what.counted) if len(calls) > 1 else None
    return _kept(found, calls) if found else {}


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


def _kept(found: Level, calls: Sequence[Single]) -> dict[str, float]:
    shown = sum(c.share > 0 for c in calls)
    return {
        "share": found.share,
        "low": found.low,
        "high": found.high,
        "shown": shown,
        "calls": len(calls),
    }


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
