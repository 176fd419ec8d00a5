"""A call, who takes part in it, and its transcript, which lies apart so that lists stay light."""

import json
import zlib
from typing import override

from django.db import models
from django.utils import timezone

from ridealong.conversation import Conversation
from ridealong.conversation import Kind as ConversationKind
from ridealong.conversation.native import from_dict
from ridealong.web.people.models import Person, Team
from ridealong.writers.native import write


class Customer(models.Model):
    """Whom we talk to: an organisation or a private person."""

    name = models.CharField(max_length=160, unique=True)
    domain = models.CharField(max_length=120, blank=True, db_index=True)

    class Meta:
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """Which conversation it is, as `conversation.Kind` has it."""

    SALES = ConversationKind.SALES.value, "Call"
    SERVICE = ConversationKind.SERVICE.value, "Service call"
    COACHING = ConversationKind.COACHING.value, "Coaching talk"
    PARTNER = ConversationKind.PARTNER.value, "Partner talk"
    DEBRIEF = ConversationKind.DEBRIEF.value, "Debrief"


OF_A_TEAM = (Kind.SALES, Kind.SERVICE, Kind.PARTNER)
"""Conversations that whoever leads the team may read, once it is their turn."""


class Call(models.Model):
    """One conversation. Everything that decides who may see it stands in this row."""

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    """When it was held; where the source does not say, when it came in."""
    dated = models.BooleanField(default=True)
    """Whether the source said when."""
    duration_s = models.FloatField(null=True)
    turns = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    source_name = models.CharField(max_length=200, blank=True)
    """The file's name, without its folder."""
    source_format = models.CharField(max_length=40)
    source_sha256 = models.CharField(max_length=64, db_index=True)
    """Of the bytes."""
    content_key = models.CharField(max_length=64, unique=True)
    """Of what is said, by whom and in which order: the same talk from two recorders is one."""
    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, related_name="calls", db_index=False
    )

    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="calls", db_index=False
    )
    """Whose conversation it is: the salesperson, the agent, the rep who is coached."""
    coach = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="coached", db_index=False
    )
    """Who coached, in a coaching talk."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="calls", db_index=False)
    """The owner's team when the talk was held."""
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    held_back = models.BooleanField(default=False)
    """Nobody reads it before somebody has written down that the customer consented."""
    ready_at = models.DateTimeField(null=True)
    """When it was first analysed: from then on its owner sees it."""
    manager_from = models.DateTimeField(null=True)
    """From when the team's manager sees it; empty: not before the owner shares it."""
    gates = models.PositiveSmallIntegerField(default=0)
    """Which gates the customer passed: 1, 2, 4, 8 added up."""

    class Meta:
        ordering = ("-started_at", "-id")
        # Each begins with a foreign key, which therefore needs no index of its own.
        indexes = (
            models.Index(fields=["owner", "-started_at", "-id"], name="calls_of_owner"),
            models.Index(fields=["team", "-started_at", "-id"], name="calls_of_team"),
            models.Index(fields=["coach", "-started_at", "-id"], name="calls_of_coach"),
            models.Index(fields=["customer", "-started_at", "-id"], name="calls_of_customer"),
            models.Index(fields=["-started_at", "-id"], name="calls_by_time"),
            models.Index(
                fields=["added_by", "-started_at", "-id"],
                condition=models.Q(owner__isnull=True),
                name="calls_of_nobody",
            ),
            models.Index(
                fields=["-started_at", "-id"],
                condition=models.Q(held_back=True),
                name="calls_held_back",
            ),
            models.Index(
                fields=["-started_at", "-id"],
                condition=models.Q(ready_at__isnull=True),
                name="calls_being_read",
            ),
            models.Index(fields=["manager_from"], name="calls_reach_manager"),
        )

    @override
    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        from django.urls import reverse  # noqa: PLC0415  # models are loaded before addresses

        return reverse("call", args=[self.pk])


class Participant(models.Model):
    """One voice of a call, on which side, and who that is here."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="participants", db_index=False)
    speaker = models.CharField(max_length=120)
    """The id within the transcript."""
    name = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=4, blank=True)
    """"us", "them", or empty where it is not known."""
    role = models.CharField(max_length=8, blank=True)
    because = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="took_part")
    turns = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["call", "speaker"], name="one_row_per_speaker"),
        )

    @override
    def __str__(self) -> str:
        return self.name or self.speaker


class Transcript(models.Model):
    """What was said, as native JSON, compressed; read only where a single call is shown."""

    call = models.OneToOneField(Call, models.CASCADE, primary_key=True, related_name="transcript")
    native = models.BinaryField()

    @override
    def __str__(self) -> str:
        return f"of call {self.pk}"

    @classmethod
    def of(cls, call: Call, conversation: Conversation) -> "Transcript":
        """A row, not saved yet."""
        return cls(call=call, native=zlib.compress(write([conversation]), 6))

    def conversation(self) -> Conversation:
        """What was said."""
        return from_dict(json.loads(zlib.decompress(bytes(self.native))))


class Consent(models.Model):
    """What a participant said to being recorded, as somebody wrote it down."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="consents")
    who = models.CharField(max_length=120)
    given = models.BooleanField()
    how = models.CharField(max_length=200)
    """"Asked at the start of the call", "by contract of 3 May"."""
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at",)

    @override
    def __str__(self) -> str:
        return f"{self.who}: {'yes' if self.given else 'no'}"
