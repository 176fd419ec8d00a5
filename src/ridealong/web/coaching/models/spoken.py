"""What somebody said for themselves: a voice note beside a debrief, a talk with a simulated one."""

from typing import Any, override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.jobs.lease import Leased
from ridealong.web.people.models import Person


class VoiceNote(models.Model):
    """A recording of one's own view of a call; played by its author alone, written down by nobody.

    It lies in the database as a transcript does, and goes with the call.
    """

    call = models.OneToOneField(Call, models.CASCADE, related_name="voice_note")
    by = models.ForeignKey(Person, models.CASCADE, related_name="voice_notes")
    sound = models.BinaryField()
    form = models.CharField(max_length=12)
    """The media type behind "audio/", told from its first bytes."""
    seconds = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)

    @override
    def __str__(self) -> str:
        return f"on call {self.call_id}"


class RolePlay(models.Model):
    """A talk with a simulated customer. It is no call, and counts in no figure."""

    class State(models.TextChoices):
        """How far it is."""

        TALKING = "talking", "under way"
        ENDED = "ended", "ended"

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_plays")
    persona = models.CharField(max_length=24)
    situation = models.CharField(max_length=24)
    """Keys of `coaching.roleplay`."""
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    """Whose moment it began with; no word of it is kept here."""
    turns = models.JSONField(default=list)
    """Pairs of "us" or "them" and the words, in order."""
    model = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.TALKING)
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    """From when whoever leads the team may read it; empty: nobody but its author."""

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=["person", "-at"], name="role_plays_of_person"),)

    @override
    def __str__(self) -> str:
        return f"of person {self.person_id} with {self.persona}"


class RolePlayHeard(Leased):
    """What was heard in a role-play: a piece of work for a worker, and its outcome."""

    play = models.OneToOneField(RolePlay, models.CASCADE, primary_key=True, related_name="heard")
    result = models.BinaryField(null=True)
    """As `calls.analysing.stored` packs it."""

    @override
    def __str__(self) -> str:
        return f"of role-play {self.pk}"

    @property
    def packed(self) -> bytes:
        """The analysis; empty before there is one."""
        found: Any = self.result
        return bytes(found) if found else b""
