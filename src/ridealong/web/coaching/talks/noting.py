"""Note a talk that was had without a plan: who, which kind, now."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import Talk, TalkPerson
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.talks.planning import team_of, usual_minutes
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer

TWICE_WITHIN = timedelta(minutes=2)
"""Pressed twice by a thumb, not had twice."""
OFFERED = (Kind.MOUND, Kind.POST_CALL, Kind.PRE_CALL, Kind.JOINT_CALL, Kind.DEAL, Kind.ONE_TO_ONE)
"""In the order in which such talks come about."""


def note(viewer: Viewer, kind: str, person: Person) -> Talk:
    """Note a talk that the viewer has just had.

    Args:
        viewer: who coached; its `now` is when it ended.
        kind: which talk it was.
        person: with whom.

    Raises:
        PermissionDenied: the person is not theirs to coach.
        ValidationError: there is no such kind.
    """
    if kind not in Kind.values:
        raise refused(_("There is no such kind of talk."), _("Choose one of the list."))
    if not Person.objects.filter(policy.coached_by(viewer), pk=person.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        just_now = Talk.objects.filter(
            coach=viewer.id,
            kind=kind,
            formal=False,
            people__person=person,
            ended_at__gt=viewer.now - TWICE_WITHIN,
            ended_at__lte=viewer.now,
        ).first()
        return just_now or _noted(viewer, kind, person)


def _noted(viewer: Viewer, kind: str, person: Person) -> Talk:
    minutes = usual_minutes(kind)
    talk = Talk.objects.create(
        kind=kind,
        coach=viewer.person,
        team_id=team_of([person], viewer.now.date()),
        formal=False,
        state=Talk.State.HELD,
        minutes=minutes,
        started_at=viewer.now - timedelta(minutes=minutes),
        ended_at=viewer.now,
        made_by=viewer.person,
        made_at=viewer.now,
    )
    TalkPerson.objects.create(talk=talk, person=person)
    record(viewer.person, "talk.noted", talk, about=person, kind=kind)
    return talk
