"""A team changes one way of working, skill first, and follows it until it lasts.

Question: do the calls of the team, taken together, show it more than before, and does it stay?
Unit: the calls of all its members in windows of four weeks; nobody stands alone. It *lasts* once
both halves of the last eight weeks reach what was wanted, and these weeks lie above the year before
it began (95 % interval of the difference). Below five people nothing is told, since a figure of a
few points at one of them. Source: S4.90 in docs/capabilities.md; the cuts are our own, grade D.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from ridealong.coaching.behaviours import FOLLOWED, Behaviour
from ridealong.coaching.levels import Change, Level, Single, change, level
from ridealong.coaching.trend import FEWEST_ACTS, YEAR
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import CallMeasure
from ridealong.web.coaching.models import Transformation
from ridealong.web.coaching.plans.agreeing import checked
from ridealong.web.coaching.plans.seen import small
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Team
from ridealong.web.people.policy import FEWEST_IN_A_RATE
from ridealong.web.people.viewer import Viewer

WINDOW = timedelta(weeks=4)
LASTS = timedelta(weeks=8)
FEWEST_CALLS = 8
"""In each half of the last eight weeks."""
_MOST_CALLS = 3000


@dataclass(frozen=True, slots=True)
class Window:
    """Four weeks of a team's calls."""

    since: date
    level: Level | None
    """None below five people, or too few calls."""
    calls: int
    people: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A transformation with what the calls of the team show."""

    row: Transformation
    behaviour: Behaviour | None
    windows: Sequence[Window]
    """Since it began, the oldest first."""
    before: Level | None
    now: Level | None
    """The last eight weeks since it began."""
    change: Change | None
    lasts: bool
    people: int


def begin(viewer: Viewer, team: Team, skill: str, measure: str, wanted: float) -> Transformation:
    """Have a team change one way of working.

    Raises:
        PermissionDenied: the viewer does not lead it.
        ValidationError: no skill, something that is not followed, or one runs already.
    """
    if not policy.transforms(viewer, team.pk):
        raise PermissionDenied
    name = checked(skill)[:60]
    if not name:
        raise refused(_("Which skill?"), _("Name it as the team calls it."))
    if measure not in {b.id for b in FOLLOWED} or not 0 < wanted <= 1:
        raise refused(_("This cannot be followed."), _("Choose a measure and a share up to 100 %."))
    with transaction.atomic():
        running = Transformation.objects.select_for_update().filter(team=team, ended_on=None)
        if running.exists():
            raise refused(
                _("One runs already in this team."), _("End it first: one change at a time.")
            )
        row = Transformation.objects.create(
            team=team,
            skill=name,
            measure=measure,
            wanted=wanted,
            begins_on=_today(viewer),
            by=viewer.person,
        )
        record(viewer.person, "transformation.begun", row, team=team.name)
    return row


def end(viewer: Viewer, row: Transformation) -> None:
    """End it; what was seen stays.

    Raises:
        PermissionDenied: the viewer does not lead the team.
    """
    if not policy.transforms(viewer, row.team_id):
        raise PermissionDenied
    with transaction.atomic():
        Transformation.objects.filter(pk=row.pk, ended_on=None).update(ended_on=_today(viewer))
        record(viewer.person, "transformation.ended", row, team=row.team.name)


def seen_by(viewer: Viewer) -> Sequence[Transformation]:
    """Those of the teams that the viewer leads as their manager, the running ones first."""
    rows = Transformation.objects.filter(_theirs(viewer)).select_related("team")
    return sorted(rows.order_by("-begins_on", "-pk")[:40], key=lambda r: r.ended_on is not None)


def one(viewer: Viewer, pk: int) -> Transformation:
    """One of them.

    Raises:
        Http404: it is not there for them.
    """
    rows = Transformation.objects.filter(_theirs(viewer), pk=small(pk))
    found = rows.select_related("team").first()
    if found is None:
        raise Http404
    return found


def follow(viewer: Viewer, row: Transformation) -> Followed:
    """What the calls of the team show; one query."""
    behaviour = next((b for b in FOLLOWED if b.id == row.measure), None)
    if behaviour is None:
        return Followed(row, None, (), None, None, None, lasts=False, people=0)
    began = timezone.make_aware(datetime.combine(row.begins_on, datetime.min.time()))
    end_ = viewer.now
    calls = _calls(viewer, row, began - YEAR, end_)
    before = [c for c, _who in calls if c.at < began]
    since = [(c, who) for c, who in calls if c.at >= began]
    last = [(c, who) for c, who in since if c.at >= end_ - LASTS]
    now, then = _level(behaviour, last), _whole(behaviour, before)
    told = (
        change([c for c, _w in last], before, counted=behaviour.counted) if now and then else None
    )
    lasts = _lasts(row, behaviour, last, end_, told)
    people = len({who for _c, who in since})
    windows = _windows(behaviour, since, began, end_)
    return Followed(row, behaviour, windows, then, now, told, lasts=lasts, people=people)


type _Of = tuple[Single, int]
"""A call's figure, and whose it is."""


def _calls(viewer: Viewer, row: Transformation, since: datetime, until: datetime) -> list[_Of]:
    """Of the calls that have reached whoever leads the team."""
    reached = Q(call__manager_from__lte=viewer.now, call__held_back=False, call__team=row.team_id)
    rows = CallMeasure.objects.filter(
        reached, measure=row.measure, started_at__gte=since, started_at__lte=until, n__gt=0
    ).order_by("-started_at", "-call_id")
    told = rows.values_list("started_at", "value", "n", "call_id", "owner_id")[:_MOST_CALLS]
    return [(Single(at, value, n, call), owner or 0) for at, value, n, call, owner in told][::-1]


def _windows(
    behaviour: Behaviour, since: Sequence[_Of], began: datetime, end_: datetime
) -> Sequence[Window]:
    found, at = [], began
    while at < end_:
        own = [(c, who) for c, who in since if at <= c.at < at + WINDOW]
        people = len({who for _c, who in own})
        day = timezone.localtime(at).date()
        found.append(Window(day, _level(behaviour, own), len(own), people))
        at += WINDOW
    return found[-13:]


def _level(behaviour: Behaviour, calls: Sequence[_Of]) -> Level | None:
    """None below five people, or too few calls."""
    if len({who for _c, who in calls}) < FEWEST_IN_A_RATE:
        return None
    return _whole(behaviour, [c for c, _who in calls])


def _whole(behaviour: Behaviour, calls: Sequence[Single]) -> Level | None:
    acts = sum(c.n for c in calls)
    if len(calls) < FEWEST_CALLS or (behaviour.counted and acts < FEWEST_ACTS):
        return None
    return level(calls, counted=behaviour.counted)


def _lasts(
    row: Transformation,
    behaviour: Behaviour,
    last: Sequence[_Of],
    end_: datetime,
    told: Change | None,
) -> bool:
    early = [(c, who) for c, who in last if c.at < end_ - LASTS / 2]
    late = [(c, who) for c, who in last if c.at >= end_ - LASTS / 2]
    halves = [_level(behaviour, half) for half in (early, late)]
    reached = all(half is not None and half.share >= row.wanted for half in halves)
    return reached and told is not None and told.low > 0


def _theirs(viewer: Viewer) -> Q:
    if not policy.leads_a_team(viewer):
        return Q(pk__in=())
    return Q(team__in=sorted(viewer.led))


def _today(viewer: Viewer) -> date:
    return timezone.localtime(viewer.now).date()
