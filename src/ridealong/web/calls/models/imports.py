"""How calls come in: one row for each time, one for each file, with what became of it."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models.call import Call
from ridealong.web.jobs.lease import Leased, LeasedQuerySet
from ridealong.web.people.models import Person


class Import(models.Model):
    """Some files that came in together."""

    class Way(models.TextChoices):
        """How they came."""

        UPLOAD = "upload", "uploaded"
        WATCH = "watch", "from the watched folder"
        COMMAND = "command", "by the command line"

    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="imports")
    way = models.CharField(max_length=8, choices=Way)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    """Whose calls they are, where whoever brought them said so."""
    kind = models.CharField(max_length=8, blank=True)
    """What they are, where somebody said so."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    @override
    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportItem(Leased):
    """One file of an import; it waits in the spool until it is read."""

    class Outcome(models.TextChoices):
        """What became of the file."""

        WAITING = "", "waiting"
        READ = "read", "read"
        DUPLICATE = "duplicate", "here already"
        REFUSED = "refused", "not read"
        HELD = "held", "held back"
        OPENED = "opened", "opened"
        """A zip: what was inside stands in rows of its own."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="items")
    name = models.CharField(max_length=255)
    """With its folder, where that is known; of a call that was deleted nothing."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the bytes, so that a file is not taken twice from a folder."""
    spooled = models.CharField(max_length=64, blank=True)
    """Its name in the spool; empty when it has left it."""
    size = models.PositiveBigIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    cause = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    """The first of those that it held."""

    objects = LeasedQuerySet["ImportItem"].as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["state", "lease_until"], name="files_to_do"),)

    @override
    def __str__(self) -> str:
        return self.name


class ImportedCall(models.Model):
    """One conversation of a file, so that a file that is read twice brings each but once."""

    item = models.ForeignKey(ImportItem, models.CASCADE, related_name="calls")
    number = models.PositiveIntegerField()
    """Its place in the file, from 0."""
    outcome = models.CharField(max_length=10, choices=ImportItem.Outcome)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="brought_by")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="one_row_per_conversation"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.number} of file {self.item_id}"
