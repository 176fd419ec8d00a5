"""What was agreed, and practised: commitments, goals, a team's transformation, drills."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.coaching.models.talk import Talk
from ridealong.web.people.models import Person, Team


class Commitment(models.Model):
    """One thing that a person will do, in a form in which the next calls can show it."""

    class Of(models.TextChoices):
        """In what it shows."""

        MEASURE = "measure", "a measure of calls"
        MOVE = "move", "a move in calls"
        ACTIVITY = "activity", "an activity"

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "under work"
        HOLDS = "holds", "holds"
        NOT_YET = "not yet", "not yet"
        DROPPED = "dropped", "dropped"

    person = models.ForeignKey(Person, models.CASCADE, related_name="commitments")
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, related_name="commitments")
    """Where it was agreed."""
    says = models.CharField(max_length=300)
    """In the person's words: "I ask who decides before a price is named"."""
    of = models.CharField(max_length=8, choices=Of)
    key = models.CharField(max_length=60)
    """Of the measure, the move, or the kind of activity."""
    baseline = models.JSONField(default=dict)
    """As `coaching.commitments` writes it, when it was agreed."""
    target = models.FloatField(null=True)
    begins_on = models.DateField(default=timezone.localdate)
    by_on = models.DateField()
    noticed = models.CharField(max_length=300, blank=True)
    """How both will notice: which calls, when they look."""
    helps = models.CharField(max_length=300, blank=True)
    """Who does what for it."""
    practice = models.CharField(max_length=300, blank=True)
    skill = models.CharField(max_length=60, blank=True)
    stretch = models.BooleanField(default=False)
    """Beyond what they have done so far: the area of the possible."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reviewed_in = models.ForeignKey(Talk, models.SET_NULL, null=True, related_name="reviewed")
    closed_at = models.DateTimeField(null=True)
    closing_words = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at",)
        indexes = (models.Index(fields=["person", "state"], name="commitments_of_person"),)

    @override
    def __str__(self) -> str:
        return self.says


class Goal(models.Model):
    """Where somebody wants to be; theirs, shown to the coach only where they share it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="goals")
    says = models.CharField(max_length=300)
    because = models.CharField(max_length=300, blank=True)
    by_on = models.DateField(null=True)
    measure = models.CharField(max_length=60, blank=True)
    start = models.FloatField(null=True)
    wanted = models.FloatField(null=True)
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    @override
    def __str__(self) -> str:
        return self.says


class Transformation(models.Model):
    """A team changes one way of working, skill first, and follows it until it lasts."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="transformations")
    skill = models.CharField(max_length=60)
    measure = models.CharField(max_length=60)
    wanted = models.FloatField()
    begins_on = models.DateField(default=timezone.localdate)
    lasts_since = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-begins_on",)

    @override
    def __str__(self) -> str:
        return f"{self.skill} of {self.team}"


class Drill(models.Model):
    """A moment of one's own calls to practise on, until the answer comes by itself."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drills")
    call = models.ForeignKey(Call, models.CASCADE, related_name="drills")
    turn = models.PositiveIntegerField()
    """What the customer said."""
    asks_for = models.CharField(max_length=24)
    """What the answer should do: a key of `coaching.practice`."""
    commitment = models.ForeignKey(Commitment, models.SET_NULL, null=True, related_name="drills")
    card = models.JSONField(default=dict)
    """The state of the spacing."""
    due_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_at",)
        constraints = (
            models.UniqueConstraint(fields=["person", "call", "turn"], name="one_drill_a_moment"),
        )
        indexes = (models.Index(fields=["person", "due_at"], name="drills_due"),)

    @override
    def __str__(self) -> str:
        return f"on turn {self.turn} of call {self.call_id}"


class DrillAnswer(models.Model):
    """What somebody answered in practice, and how it was heard."""

    drill = models.ForeignKey(Drill, models.CASCADE, related_name="answers")
    text = models.TextField(max_length=1000)
    heard = models.JSONField(default=dict)
    """Moves with their probabilities, and the reason that was shown."""
    did = models.BooleanField()
    """Whether it did what was asked for."""
    seconds = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)

    @override
    def __str__(self) -> str:
        return f"to drill {self.drill_id}"
