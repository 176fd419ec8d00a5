"""What rep and manager agreed on, and what the weeks showed about the shape of a pipeline."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.people.models import Person
from ridealong.web.pipeline.models.framework import Framework


class Agreement(models.Model):
    """The steps and targets of one rep, in one version; in force once both have signed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    framework = models.ForeignKey(Framework, models.PROTECT, null=True, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField()
    quota = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    working_days = models.PositiveSmallIntegerField(default=0)
    """In the period; 0: counted from the calendar, Monday to Friday."""
    capacity = models.PositiveSmallIntegerField(default=0)
    """First contacts that fit into a working day; 0: not stated."""
    body = models.JSONField(default=dict)
    """Steps with their targets, as `process.plan` writes them."""
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    signed_by_rep_at = models.DateTimeField(null=True)
    manager = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    signed_by_manager_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("person", "-version")
        constraints = (
            models.UniqueConstraint(fields=["person", "version"], name="one_agreement_per_version"),
        )

    @override
    def __str__(self) -> str:
        return f"version {self.version} of {self.person}"


class ShapeWeek(models.Model):
    """How full a stage of a person's pipeline was in a week; a flag needs two in a row."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="shape_weeks", db_index=False)
    week = models.DateField()
    """Its Monday."""
    stage = models.CharField(max_length=60)
    observed = models.PositiveIntegerField()
    expected = models.FloatField(null=True)
    """By the peers."""
    expected_own = models.FloatField(null=True)
    """By the person's own year before."""
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    verdict = models.CharField(max_length=14)
    """As `process.shape` names it."""
    body = models.JSONField(default=dict)
    """What the page shows beside the count: bands, share that goes on, days (`shapes.kept`)."""

    class Meta:
        ordering = ("week", "stage")
        constraints = (
            models.UniqueConstraint(fields=["person", "week", "stage"], name="one_shape_a_week"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.stage} in the week of {self.week}"


class Diagnosis(models.Model):
    """Something about a pipeline that is worth a question, as it was found."""

    class State(models.TextChoices):
        """What the manager did with it."""

        OPEN = "open", "open"
        TAKEN = "taken", "taken into a talk"
        PUT_OFF = "put off", "not now"
        OVER = "over", "no longer so"

    person = models.ForeignKey(Person, models.CASCADE, related_name="diagnoses")
    rule = models.CharField(max_length=40)
    stage = models.CharField(max_length=60, blank=True)
    found_on = models.DateField()
    seen_on = models.DateField()
    """When it last held."""
    body = models.JSONField()
    """What it says, its figures, hypotheses and question, as `process.diagnosis` writes it."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-found_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "rule", "stage"],
                condition=~models.Q(state="over"),
                name="one_diagnosis_at_a_time",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.rule} of {self.person}"
