"""What workers leave behind: a sign of life, when each chore was done, how fast they are."""

from datetime import timedelta
from typing import Self, override

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

SEEN_LATELY = timedelta(seconds=45)


class WorkerQuerySet(models.QuerySet["WorkerSeen"]):
    """Workers by when they were seen."""

    def alive(self) -> Self:
        """Those seen lately."""
        return self.filter(seen_at__gte=Now() - SEEN_LATELY)


class WorkerSeen(models.Model):
    """A worker, for as long as it lives; times are the database's."""

    key = models.CharField(max_length=16, primary_key=True)
    """What the keys of its leases begin with."""
    host = models.CharField(max_length=200)
    process = models.PositiveIntegerField()
    version = models.CharField(max_length=40)
    tagger = models.CharField(max_length=80)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ("started_at",)

    @override
    def __str__(self) -> str:
        return f"{self.process} on {self.host}"


class ChoreRun(models.Model):
    """When something regular is done next, and what became of it last: one row for all workers."""

    name = models.CharField(max_length=40, primary_key=True)
    next_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.name


class Pace(models.Model):
    """How long a unit of some kind of work took lately."""

    kind = models.CharField(max_length=40, primary_key=True)
    unit_s = models.FloatField()

    @override
    def __str__(self) -> str:
        return f"{self.kind}: {self.unit_s:.4f} s"
