"""Take up what nobody works on: its lease ran out, its turn to be tried again came, or no task."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ridealong.web.jobs.kinds import Kind, kinds

PATIENCE = timedelta(seconds=3)
"""Work that came in just now gets its task from whoever brought it."""
MOST = 500
"""So many pieces of a kind are looked at in one sweep; the others have their turn in the next."""
KEEP = timedelta(days=1)
_BATCH = 1000


def sweep() -> int:
    """Give a task to all due work that has none; says how much that was."""
    return sum(_sweep(kind) for kind in kinds())


def _sweep(kind: Kind) -> int:
    due = list(kind.rows.due().order_by("pk").values_list("pk", "queued_at")[:MOST])
    since = timezone.now() - PATIENCE
    waiting = [pk for pk, queued_at in due if queued_at < since]
    without = set(waiting) - _with_task(kind, waiting)
    if not without:
        return 0
    again: set[int] = set()
    if kind.again is not None:
        again = set(kind.rows.filter(kind.again, pk__in=without).values_list("pk", flat=True))
    with transaction.atomic():
        for pk in sorted(without):
            kind.enqueue(pk, urgent=pk not in again)
    return len(without)


def _with_task(kind: Kind, pks: Iterable[int]) -> set[int]:
    tasks = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=kind.task, args_kwargs__args__0__in=list(pks)
    )
    return set(tasks.values_list("args_kwargs__args__0", flat=True))


def prune() -> None:
    """Forget tasks that are long over, also those that a killed worker never ended."""
    over = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    old = over.filter(enqueued_at__lt=Now() - KEEP, started_at__lt=Now() - KEEP)
    while pks := list(old.order_by().values_list("pk", flat=True)[:_BATCH]):
        DBTaskResult.objects.filter(pk__in=pks).delete()
