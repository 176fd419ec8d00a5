"""Deletion that deletes: nothing that was said stays in any table, in the spool, or on the disk.

What goes: the transcript and its words in the search index, the analysis with all figures,
consents, corrections, comments, shared moments, debriefs, the file where it still waits in the
spool, and its name among the imports. The record keeps that a call of this number was deleted, when
and by whom.
"""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from ridealong.web.audit.record import record
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.models import Call, ImportedCall, ImportItem
from ridealong.web.calls.repair.customer import forget_if_unknown
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action, may
from ridealong.web.people.viewer import Viewer


class Why(StrEnum):
    """The reasons that are written down; no words of one's own, since the record keeps them."""

    ASKED = "the customer asked for it"
    WITHDRAWN = "consent was withdrawn"
    WRONG = "it does not belong here"
    OTHER = "another reason"
    OLD = "it was kept as long as the organisation says"


def delete(viewer: Viewer, call: Call, why: Why) -> None:
    """Delete a call for good.

    Raises:
        PermissionDenied: it is not theirs to delete.
    """
    if not may(viewer, Action.DELETE, call):
        raise PermissionDenied
    erase(call.pk, viewer.person, why)
    rub_out()


def erase(pk: int, by: Person | None, why: Why) -> bool:
    """Delete a call and every trace of it.

    Args:
        pk: the call's number.
        by: who; None for the machine.
        why: the reason.

    Returns:
        Whether it was still there.
    """
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if call is None:
            return False
        owner, customer = call.owner_id, call.customer
        files = _forget_files(call)
        call.delete()
        forget_if_unknown(customer)
        record(by, "call.deleted", f"call {pk}", about=owner, why=why.value)
        transaction.on_commit(lambda: spool.remove(files))
    return True


def rub_out() -> None:
    """Have the database overwrite what was deleted, also in its log; if it is busy, later.

    PostgreSQL does so by itself when it vacuums.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_files(call: Call) -> list[str]:
    """Take the call's file out of the imports; returns what is to be removed from the spool.

    The row of a file stays, without its name, so that the counts of an import still add up.
    """
    brought = ImportedCall.objects.filter(call=call)
    items = set(brought.values_list("item", flat=True))
    brought.update(call=None)
    others = ImportedCall.objects.filter(item__in=items, call__isnull=False)
    gone = ImportItem.objects.filter(pk__in=items - set(others.values_list("item", flat=True)))
    files = list(gone.exclude(spooled="").values_list("spooled", flat=True))
    batches = set(gone.values_list("batch", flat=True))
    gone.filter(state=State.DONE).update(
        name="", sha256="", spooled="", cause="", remedy="", error="", call=None
    )
    _forget_zips(batches)
    return files


def _forget_zips(batches: set[int]) -> None:
    """The name of a zip goes with the last of what was in it."""
    of_them = ImportItem.objects.filter(batch__in=batches)
    left = of_them.exclude(name="").exclude(outcome=ImportItem.Outcome.OPENED)
    empty = batches - set(left.values_list("batch", flat=True))
    of_them.filter(batch__in=empty).update(name="", sha256="")
