"""The process that deals are run by, version after version; none is overwritten or deleted."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.people.models import Person


class Framework(models.Model):
    """One version of a journey with its stages, gates and questions."""

    class Journey(models.TextChoices):
        """Whose journey it follows."""

        SALES = "sales", "Sales"
        SERVICE = "service", "Service"

    class State(models.TextChoices):
        """A draft is edited; one version at a time is published; the others are archived."""

        DRAFT = "draft", "draft"
        PUBLISHED = "published", "in use"
        ARCHIVED = "archived", "archived"

    journey = models.CharField(max_length=8, choices=Journey)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    body = models.JSONField()
    """As `process.framework` writes it."""
    note = models.CharField(max_length=300, blank=True)
    """What changed, in the words of whoever changed it."""
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("journey", "-version")
        constraints = (
            models.UniqueConstraint(fields=["journey", "version"], name="one_row_per_version"),
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(state="published"),
                name="one_published_version",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"
