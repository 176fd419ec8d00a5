"""Where somebody wants to be: theirs alone until they share it with whoever leads their team.

A goal may name something that is followed in calls; then the line from today to there is drawn with
the interval of where they stand. It is a direction, not a promise: nobody is measured by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from ridealong.coaching.commitments import Followable, Reach, followable, reach
from ridealong.coaching.levels import Level, Single, level
from ridealong.coaching.trend import LAST
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import Goal
from ridealong.web.coaching.plans.agreeing import checked
from ridealong.web.coaching.plans.figures import singles
from ridealong.web.coaching.plans.seen import Whose, small
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Role
from ridealong.web.people.viewer import Viewer

MOST_OPEN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wrote."""

    says: str
    because: str = ""
    by_on: date | None = None
    measure: str = ""
    """The id of something that is seen in calls; empty: in words alone."""
    wanted: float | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal with where the person is today."""

    row: Goal
    what: Followable | None
    calls: Sequence[Single]
    now: Level | None
    """Of the last six calls that could show it."""
    reach: Reach | None

    @property
    def stretch(self) -> bool:
        """Whether it lies beyond what they have done so far."""
        return self.reach is Reach.STRETCH


def write(viewer: Viewer, wish: Wish) -> Goal:
    """Write down one's own goal.

    Raises:
        PermissionDenied: administrators have none here.
        ValidationError: no words, too many, a day that has passed, or something that cannot be
            followed.
    """
    if viewer.has(Role.ADMINISTRATOR):
        raise PermissionDenied
    says, because = checked(wish.says), checked(wish.because)
    what = _what(wish)
    if not says:
        raise refused(_("There are no words yet."), _("Write where you want to be."))
    if wish.by_on and wish.by_on <= timezone.localtime(viewer.now).date():
        raise refused(_("That day has passed."), _("Take one that is to come, or none."))
    with transaction.atomic():
        if Goal.objects.filter(_open(), person=viewer.id).count() >= MOST_OPEN:
            raise refused(
                _("Five are open already."), _("Say of one that it is reached, or put it away.")
            )
        start = _now(viewer, what) if what else None
        row = Goal.objects.create(
            person=viewer.person,
            says=says,
            because=because,
            by_on=wish.by_on,
            measure=what.id if what else "",
            start=start.share if start else None,
            wanted=wish.wanted if what else None,
            shared=wish.shared,
            at=viewer.now,
        )
        record(viewer.person, "goal.written", row, about=viewer.person)
    return row


def share(viewer: Viewer, row: Goal, *, shared: bool) -> None:
    """Let whoever leads the team see it, or no longer.

    Raises:
        PermissionDenied: it is not theirs.
    """
    _must_be_own(viewer, row)
    with transaction.atomic():
        Goal.objects.filter(pk=row.pk).update(shared=shared)
        what = "goal.shared" if shared else "goal.unshared"
        record(viewer.person, what, row, about=row.person_id)


def end(viewer: Viewer, row: Goal, *, reached: bool) -> None:
    """Say that it is reached, or put it away.

    Raises:
        PermissionDenied: it is not theirs.
    """
    _must_be_own(viewer, row)
    with transaction.atomic():
        field = "reached_at" if reached else "dropped_at"
        Goal.objects.filter(_open(), pk=row.pk).update(**{field: viewer.now})
        what = "goal.reached" if reached else "goal.put_away"
        record(viewer.person, what, row, about=row.person_id)


def one(viewer: Viewer, pk: int) -> Goal:
    """One's own goal.

    Raises:
        Http404: it is not there for them.
    """
    found = Goal.objects.filter(person=viewer.id, pk=small(pk)).first()
    if found is None:
        raise Http404
    return found


def goals_of(whose: Whose) -> Sequence[Standing]:
    """The open goals of a person that the viewer sees; one query for each that follows calls."""
    rows = Goal.objects.filter(policy.goals_seen(whose.viewer), _open(), person=whose.person)
    return [_standing(whose, row) for row in rows.order_by("at", "pk")[:MOST_OPEN]]


def ended(whose: Whose) -> Sequence[Goal]:
    """What was reached or put away, the latest first."""
    rows = Goal.objects.filter(policy.goals_seen(whose.viewer), person=whose.person)
    return list(rows.exclude(_open()).order_by("-at", "-pk")[:20])


def _standing(whose: Whose, row: Goal) -> Standing:
    what = followable(row.measure) if row.measure else None
    if what is None:
        return Standing(row, None, (), None, None)
    calls = [c for c in singles(whose.viewer, whose.person, what) if c.n]
    far = reach(what, row.wanted, calls) if row.wanted is not None else None
    return Standing(row, what, calls, _level(what, calls), far)


def _now(viewer: Viewer, what: Followable) -> Level | None:
    return _level(what, [c for c in singles(viewer, viewer.person, what) if c.n])


def _level(what: Followable, calls: Sequence[Single]) -> Level | None:
    last = calls[-LAST:]
    return level(last, counted=what.counted) if len(last) > 1 else None


def _what(wish: Wish) -> Followable | None:
    if not wish.measure:
        return None
    what = followable(wish.measure)
    if what is None or what.by_weeks:
        raise refused(_("This is not seen in calls."), _("Choose one of the list, or none."))
    if wish.wanted is None or not 0 <= wish.wanted <= 1:
        raise refused(_("Where to?"), _("Give a share between 0 and 100 %."))
    return what


def _open() -> Q:
    return Q(reached_at__isnull=True, dropped_at__isnull=True)


def _must_be_own(viewer: Viewer, row: Goal) -> None:
    if row.person_id != viewer.id:
        raise PermissionDenied
