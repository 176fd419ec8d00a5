"""A rep lets a colleague read their talks, and takes it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Grant, Person
from ridealong.web.people.policy import may_let_read
from ridealong.web.people.viewer import Viewer


def let_read(viewer: Viewer, peer: Person) -> Grant:
    """Let a colleague read one's talks, those of before as well, until it is taken back.

    Raises:
        PermissionDenied: one of the two has no talks with customers.
        ValidationError: they may already.
    """
    if not may_let_read(viewer, peer):
        raise PermissionDenied
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=viewer.id)
        if Grant.objects.filter(owner=viewer.person, peer=peer, until=None).exists():
            raise refused(_("{name} reads your talks already.").format(name=peer.name))
        grant = Grant.objects.create(owner=viewer.person, peer=peer)
        record(viewer.person, "grant.given", grant, about=peer)
    return grant


def take_back(viewer: Viewer, grant: Grant) -> None:
    """From now on the colleague reads none of one's talks.

    Raises:
        PermissionDenied: it is somebody else's to take back.
    """
    if grant.owner_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        ended = Grant.objects.filter(pk=grant.pk, until=None).update(until=timezone.now())
        if ended:
            record(viewer.person, "grant.taken_back", grant, about=grant.peer)
