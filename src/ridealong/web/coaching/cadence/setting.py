"""Set a team's cadence, and the topics of enablement: who may, what holds, written down."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import Programme, Topic
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Team
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Cadence:
    """What is set."""

    team: Team
    kind: str
    every_days: int
    minutes: int


def set_programme(viewer: Viewer, told: Cadence) -> Programme:
    """A team talks in this way from today on; one of the same kind that runs ends.

    Raises:
        PermissionDenied: the team is not theirs.
    """
    if not policy.may_set_cadence(viewer, told.team.pk):
        raise PermissionDenied
    with transaction.atomic():
        running(told.team).filter(kind=told.kind).update(ends_on=timezone.localdate())
        row = Programme.objects.create(
            team=told.team,
            kind=told.kind,
            every_days=told.every_days,
            minutes=told.minutes,
            by=viewer.person,
        )
        record(viewer.person, "programme.set", row, team=told.team.name, kind=told.kind)
    return row


def end_programme(viewer: Viewer, row: Programme) -> None:
    """It ends today; talks that are planned stay.

    Raises:
        PermissionDenied: the team is not theirs.
    """
    if not policy.may_set_cadence(viewer, row.team_id):
        raise PermissionDenied
    with transaction.atomic():
        row.ends_on = timezone.localdate()
        row.save(update_fields=["ends_on"])
        record(viewer.person, "programme.ended", row, team=row.team.name, kind=row.kind)


def set_topic(viewer: Viewer, name: str, material: str, ends_on: date | None) -> Topic:
    """Something that enablement works on from today.

    Raises:
        PermissionDenied: it is not theirs to say.
        ValidationError: it would end before it begins.
    """
    if not policy.may_set_topics(viewer):
        raise PermissionDenied
    if ends_on and ends_on < timezone.localdate():
        raise refused(
            _("The topic would end before it begins."), _("Give a day that is still to come.")
        )
    with transaction.atomic():
        row = Topic.objects.create(name=name, material=material, ends_on=ends_on, by=viewer.person)
        record(viewer.person, "topic.set", row)
    return row


def end_topic(viewer: Viewer, row: Topic) -> None:
    """It ends today; talks that were tied to it stay so.

    Raises:
        PermissionDenied: it is not theirs to say.
    """
    if not policy.may_set_topics(viewer):
        raise PermissionDenied
    with transaction.atomic():
        row.ends_on = timezone.localdate()
        row.save(update_fields=["ends_on"])
        record(viewer.person, "topic.ended", row)


def running(team: Team | None = None) -> QuerySet[Programme]:
    """The programmes that run, of a team or of all."""
    today = timezone.localdate()
    rows = Programme.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    return rows if team is None else rows.filter(team=team)
