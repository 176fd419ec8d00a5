"""A talk between a coach and a rep, or a huddle, and what was in it."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.coaching.models.programme import Kind, Programme, Topic
from ridealong.web.people.models import Person, Team
from ridealong.web.pipeline.models import Deal, Diagnosis


class Talk(models.Model):
    """One talk. Its two see it; leaders see that it was held."""

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "planned"
        RUNNING = "running", "under way"
        HELD = "held", "held"
        MISSED = "missed", "not held"
        MOVED = "moved", "moved"
        CANCELLED = "cancelled", "called off"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ONE_TO_ONE)
    coach = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="talks_as_coach", db_index=False
    )
    second_coach = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="talks_as_second"
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="talks", db_index=False)
    """The rep's team at the time; of a huddle the team."""
    formal = models.BooleanField(default=True)
    """Planned beforehand; else noted afterwards."""
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    planned_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    moved_to = models.OneToOneField("self", models.SET_NULL, null=True, related_name="moved_from")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, related_name="talks")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="talks")
    skill = models.CharField(max_length=60, blank=True)
    """Key of the one skill that it is on."""
    stage = models.CharField(max_length=60, blank=True)
    deal = models.ForeignKey(Deal, models.SET_NULL, null=True, related_name="talks")
    diagnosis = models.ForeignKey(Diagnosis, models.SET_NULL, null=True, related_name="talks")
    call = models.OneToOneField(Call, models.SET_NULL, null=True, related_name="talk")
    """Its own transcript, where it was recorded."""
    mirror_shared_at = models.DateTimeField(null=True)
    """Since when the others of the talk see what the transcript shows of the coach."""
    steps = models.JSONField(default=dict)
    """Step of the managerial moment of truth → when it was ticked, ISO 8601."""
    brief = models.JSONField(default=dict)
    """The brief as it was when the talk began."""
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-planned_at", "-id")
        indexes = (
            models.Index(fields=["coach", "-planned_at"], name="talks_of_coach"),
            models.Index(fields=["team", "state", "-planned_at"], name="talks_of_team"),
        )

    @override
    def __str__(self) -> str:
        return f"talk {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        from django.urls import reverse  # noqa: PLC0415  # models are loaded before addresses

        return reverse("talk", args=[self.pk])


class TalkPerson(models.Model):
    """Somebody who is coached in a talk, with what they bring to it."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="talk_places")
    brings = models.TextField(max_length=2000, blank=True)
    """What they want to talk about, in their own words."""
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    """The one call that they bring."""
    prepared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["talk", "person"], name="one_place_per_person"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.person} in talk {self.talk_id}"


class AgendaItem(models.Model):
    """Something that one of them wants to come to."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="agenda")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=300)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    turn = models.PositiveIntegerField(null=True)
    deal = models.ForeignKey(Deal, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    @override
    def __str__(self) -> str:
        return self.text


class TalkNote(models.Model):
    """What somebody wrote during a talk: for themselves, or for both."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, models.CASCADE, related_name="talk_notes")
    shared = models.BooleanField(default=False)
    text = models.TextField(max_length=5000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)

    @override
    def __str__(self) -> str:
        return f"on talk {self.talk_id}"


class TalkQuestion(models.Model):
    """A question of the brief, and whether it was asked."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=60)
    """Of the framework's library; "own" for one that the coach wrote."""
    says = models.CharField(max_length=300)
    why = models.CharField(max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("number", "id")

    @override
    def __str__(self) -> str:
        return self.says
