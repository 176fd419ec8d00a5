"""How often who talks with whom, on which topics of enablement, and the calendar that shows it."""

import secrets
from typing import override

from django.db import models
from django.utils import timezone

from ridealong.process.framework.model import UseCase
from ridealong.web.people.models import Person, Team


class Kind(models.TextChoices):
    """Which talk it is, as `UseCase` has it."""

    ONE_TO_ONE = UseCase.ONE_TO_ONE.value, "Weekly talk"
    PIPELINE = UseCase.PIPELINE.value, "Pipeline talk"
    DEAL = UseCase.DEAL.value, "Talk about a deal"
    JOINT_CALL = UseCase.JOINT_CALL.value, "Joint call"
    PRE_CALL = UseCase.PRE_CALL.value, "Before a call"
    POST_CALL = UseCase.POST_CALL.value, "After a call"
    HUDDLE = UseCase.HUDDLE.value, "Huddle"
    MOUND = UseCase.MOUND.value, "Five minutes"
    ONBOARDING = UseCase.ONBOARDING.value, "Onboarding"
    PARTNER = UseCase.PARTNER.value, "Partner talk"


class Topic(models.Model):
    """Something that enablement works on for a while; talks may be tied to it."""

    name = models.CharField(max_length=120)
    skill = models.CharField(max_length=60, blank=True)
    """Key of a skill of the framework."""
    material = models.URLField(max_length=500, blank=True)
    begins_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-begins_on", "name")

    @override
    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A team's cadence: which talk, with everybody, how often."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="programmes")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ONE_TO_ONE)
    every_days = models.PositiveSmallIntegerField(default=7)
    minutes = models.PositiveSmallIntegerField(default=30)
    begins_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("team", "kind")

    @override
    def __str__(self) -> str:
        return f"{self.kind} every {self.every_days} days"


def _token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The address under which somebody's calendar programme fetches their talks."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=48, unique=True, default=_token)
    made_at = models.DateTimeField(default=timezone.now)

    @override
    def __str__(self) -> str:
        return f"of {self.person}"
