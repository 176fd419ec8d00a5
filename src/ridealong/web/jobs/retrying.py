"""Have work that was given up done once more, because a person asks for it."""

from django.db import transaction

from ridealong.web.audit.record import record
from ridealong.web.jobs import lease
from ridealong.web.jobs.kinds import Kind, kinds
from ridealong.web.people.policy import must_run
from ridealong.web.people.viewer import Viewer


def retry(viewer: Viewer, kind: Kind, pk: int) -> bool:
    """Begin again with one piece of work; False where it was not given up, or not any more.

    Raises:
        PermissionDenied: it is not theirs to do.
    """
    must_run(viewer)
    with transaction.atomic():
        if not lease.requeue_all(kind.rows.dead().filter(pk=pk)):
            return False
        kind.enqueue(pk)
        record(viewer.person, "work.retried", f"{kind.name} {pk}")
    return True


def retry_all(viewer: Viewer) -> int:
    """Begin again with everything that was given up; says how much that was.

    Raises:
        PermissionDenied: it is not theirs to do.
    """
    must_run(viewer)
    with transaction.atomic():
        counted = {kind.name: lease.requeue_all(kind.rows.dead()) for kind in kinds()}
        total = sum(counted.values())
        if total:
            told = [f"{name} {n}" for name, n in counted.items() if n]
            record(viewer.person, "work.retried", f"{total} pieces of work", counted=told)
    return total
