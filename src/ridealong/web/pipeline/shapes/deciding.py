"""What becomes of a diagnosis: taken into the next talk, or put off for four weeks."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Diagnosis

PUT_OFF_FOR = timedelta(days=28)
"""After that it is open again, if it still holds."""


def diagnosis_for(viewer: Viewer, pk: int) -> Diagnosis:
    """A diagnosis of somebody whose diagnoses the viewer sees.

    Raises:
        Http404: it is not there for them.
    """
    people = Person.objects.filter(policy.plans_seen(viewer))
    rows = Diagnosis.objects.select_related("person").filter(person__in=people)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def take(viewer: Viewer, found: Diagnosis) -> None:
    """Take it into the next talk of the two; either of them may.

    Raises:
        ValidationError: it no longer holds.
    """
    _decide(viewer, found, Diagnosis.State.TAKEN, "diagnosis.taken")


def put_off(viewer: Viewer, found: Diagnosis) -> None:
    """Not now; it comes back after four weeks, if it still holds.

    Raises:
        PermissionDenied: it is about oneself, and so not one's own to lay aside.
        ValidationError: it no longer holds.
    """
    if not policy.may_coach(viewer, found.person):
        raise PermissionDenied
    _decide(viewer, found, Diagnosis.State.PUT_OFF, "diagnosis.put_off")


def _decide(viewer: Viewer, found: Diagnosis, state: Diagnosis.State, action: str) -> None:
    with transaction.atomic():
        row = Diagnosis.objects.select_for_update().get(pk=found.pk)
        if row.state == Diagnosis.State.OVER:
            raise refused(
                _("This no longer holds."), _("Load the page again to see what does today.")
            )
        if row.state == state:
            return
        row.state, row.decided_by, row.decided_at = state, viewer.person, timezone.now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        record(viewer.person, action, row, about=row.person_id, rule=row.rule, stage=row.stage)
