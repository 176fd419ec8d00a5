"""The debrief: two questions after a call, answered before the analysis is opened."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.people.models import Person


class Debrief(models.Model):
    """A rep's own view of a call. Private until shared."""

    class How(models.TextChoices):
        """Who was there."""

        ALONE = "alone", "alone"
        PEER = "peer", "with a peer"
        COACH = "coach", "with the coach"

    call = models.OneToOneField(Call, models.CASCADE, related_name="debrief")
    by = models.ForeignKey(Person, models.CASCADE, related_name="debriefs")
    repeat = models.TextField(max_length=2000, blank=True)
    """What went well and is worth repeating."""
    differently = models.TextField(max_length=2000, blank=True)
    """What did not go as expected."""
    how = models.CharField(max_length=5, choices=How, default=How.ALONE)
    companion = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    """Who was there; sees what is written only where it is shared with them."""
    seconds = models.PositiveIntegerField(null=True)
    """That it took, where the page knows."""
    skipped = models.BooleanField(default=False)
    """Opened without: counted as no debrief."""
    at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)
    """From when the coach may read it; empty: nobody but its author."""

    @override
    def __str__(self) -> str:
        return f"of call {self.call_id}"
