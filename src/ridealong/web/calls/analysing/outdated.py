"""Analyse anew what another tagger, other norms or another version made: slowly, after a start.

The result that is there stays until the new one is, and what people corrected is kept. Each worker
looks once through what was done before it started, so that two workers with different settings do
not undo each other's work for ever.
"""

import logging
from datetime import datetime

from django.utils import timezone

from ridealong.web.calls.analysing.work import fingerprint
from ridealong.web.calls.models import Analysis
from ridealong.web.jobs import lease
from ridealong.web.jobs.lease import State

FEW = 50
"""No more are queued while so many wait to be done again."""
BATCH = 1000
log = logging.getLogger(__name__)


class Look:
    """One look through all analyses, a part at a time."""

    def __init__(self, began: datetime) -> None:
        self.began = began
        self.after = 0
        self.over = False

    def on(self) -> int:
        """Look at the next part; says how many are to be done again."""
        if self.over or _waiting() >= FEW:
            return 0
        part = Analysis.objects.filter(pk__gt=self.after).order_by("pk")  # by its key: cheapest
        rows = list(part.values_list("pk", "fingerprint")[:BATCH])
        self.over = not rows
        if self.over:
            return 0
        self.after = rows[-1][0]
        other = [pk for pk, made_by in rows if made_by != fingerprint()]
        done = Analysis.objects.filter(state=State.DONE, finished_at__lt=self.began)
        again = lease.requeue_all(done.filter(pk__in=other)) if other else 0
        if again:
            log.info("%d calls up to call %d are analysed anew", again, self.after)
        return again


_looks: list[Look] = []


def look_again() -> int:
    """What the clock calls: the look of this process."""
    if not _looks:
        _looks.append(Look(timezone.now()))
    return _looks[0].on()


def _waiting() -> int:
    again = Analysis.objects.filter(state=State.QUEUED, result__isnull=False)
    return again.values_list("pk", flat=True)[:FEW].count()
