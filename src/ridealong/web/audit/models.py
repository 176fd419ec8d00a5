"""One entry of the record. The database itself refuses to change or delete one."""

from typing import override

from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """One thing that somebody did. Names are copied, so that it outlives whom it speaks of."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    """Of a person; empty for the machine itself."""
    actor = models.CharField(max_length=120)
    action = models.CharField(max_length=40, db_index=True)
    """"call.seen", "person.invited": noun and what happened to it."""
    thing = models.CharField(max_length=40, blank=True)
    """"call 12"; never words of a conversation."""
    about_id = models.BigIntegerField(null=True, db_index=True)
    """Of the person whom it concerns."""
    why = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-id",)

    @override
    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.thing}"
