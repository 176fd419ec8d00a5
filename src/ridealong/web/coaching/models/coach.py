"""What a coach keeps of their own coaching: theirs alone, and shown to nobody else."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.people.models import Person


class CallToAction(models.Model):
    """Somebody stood among the talks worth having, from one day to another."""

    coach = models.ForeignKey(
        Person, models.CASCADE, related_name="calls_to_action", db_index=False
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    """Name of a `next_talks.Rule`."""
    at = models.DateTimeField()
    """When it was first seen there."""
    seen_at = models.DateTimeField()
    """When it was last seen there."""

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=["coach", "-at"], name="calls_to_action_of_coach"),)

    @override
    def __str__(self) -> str:
        return f"{self.rule} of person {self.person_id}"


class Thought(models.Model):
    """A coach's own answer to a question about their coaching; a new one is a new row."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="thoughts", db_index=False)
    on = models.CharField(max_length=12)
    """Which question: a key of `coaching.coach.thinking`."""
    about = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    """Of whom the question was; empty: of the coach."""
    says = models.CharField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["by", "on", "-at"], name="thoughts_of_coach"),)

    @override
    def __str__(self) -> str:
        return f"on {self.on} by person {self.by_id}"


class WorkingTime(models.Model):
    """How many hours a week a coach works, as they say."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="working_time")
    hours = models.PositiveSmallIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.hours} h"


class StepReached(models.Model):
    """A step of the coach's own programme, and how it was reached."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="steps_reached", db_index=False)
    step = models.CharField(max_length=24)
    """Key of `coaching.programme_of_coach`."""
    by_hand = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=["person", "step"], name="each_step_reached_once"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.step} by person {self.person_id}"
