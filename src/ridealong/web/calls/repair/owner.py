"""Somebody says whose call it is."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.owning import hand_to
from ridealong.web.calls.repair.follow import held
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action, gives_to, may
from ridealong.web.people.viewer import Viewer


def give(viewer: Viewer, call: Call, person: Person) -> Call:
    """Make a call somebody's: nobody's becomes theirs, one's own goes to whose it really is.

    Raises:
        PermissionDenied: the viewer may not say whose it is, or not that it is this person's.
        ValidationError: its owner has written their debrief of it.
    """
    with transaction.atomic():
        call = held(call)
        if not may(viewer, Action.ASSIGN, call):
            raise PermissionDenied
        if not Person.objects.filter(gives_to(viewer, call), pk=person.pk).exists():
            raise PermissionDenied
        if call.owner_id == person.pk:
            return call
        if call.owner_id is not None and hasattr(call, "debrief"):
            raise ValidationError(
                _("You have written your own view of this call, so it stays yours.")
            )
        was = call.owner_id
        hand_to(call, person)
        record(viewer.person, "call.given", call, about=person, was_owned=was is not None)
    return call
