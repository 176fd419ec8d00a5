"""How a CRM's sheets come in: a row a file, what was refused, and the remembered mapping."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.jobs.lease import Leased, LeasedQuerySet
from ridealong.web.people.models import Person


class CrmImport(Leased):
    """A sheet of a CRM on its way in; it becomes rows in one transaction, or leaves nothing."""

    class Stage(models.TextChoices):
        """Where it stands."""

        MAPPING = "mapping", "waits for its columns"
        LOADING = "loading", "is being read"
        LOADED = "loaded", "is in"
        FAILED = "failed", "left nothing behind"

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="crm_imports")
    way = models.CharField(max_length=8, default="upload")
    """"upload" or "command"."""
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=255)
    spooled = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.MAPPING)
    table = models.CharField(max_length=24, blank=True)
    """What its rows are: deals, history, snapshots, accounts, contacts, activities, people …"""
    mapping = models.JSONField(default=dict)
    """Field → column, and how dates and figures are written."""
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    on_hold = models.PositiveIntegerField(default=0)
    """Rows that wait for what another sheet brings; the file is read again when that comes."""
    removed = models.PositiveIntegerField(default=0)
    """Of the changed: rows that the CRM marks as deleted, and that are gone here."""
    done_rows = models.PositiveIntegerField(default=0)
    """For the progress."""
    cause = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)

    objects = LeasedQuerySet["CrmImport"].as_manager()

    class Meta:
        ordering = ("-id",)

    @override
    def __str__(self) -> str:
        return self.name


class RefusedRow(models.Model):
    """A row, or one value of it, that was not taken."""

    batch = models.ForeignKey(CrmImport, models.CASCADE, related_name="refusals")
    row = models.PositiveIntegerField()
    """As a spreadsheet counts: the heading is row 1."""
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300)
    remedy = models.CharField(max_length=300, blank=True)
    kept = models.BooleanField(default=False)
    """The row was taken without this value."""

    class Meta:
        ordering = ("row", "id")

    @override
    def __str__(self) -> str:
        return f"row {self.row}: {self.why}"


class RememberedMapping(models.Model):
    """How a sheet with this heading was mapped last."""

    heading_sha256 = models.CharField(max_length=64, unique=True)
    table = models.CharField(max_length=24)
    mapping = models.JSONField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    @override
    def __str__(self) -> str:
        return f"{self.table}, {self.heading_sha256[:8]}"
