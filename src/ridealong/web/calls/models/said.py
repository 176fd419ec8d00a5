"""What people add to a call: corrections, comments, shared moments; and the views they keep."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models.call import Call
from ridealong.web.people.models import Person


class Correction(models.Model):
    """Somebody says whether a turn makes a move; it wins over every model, for good."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="corrections", db_index=False)
    turn = models.PositiveIntegerField()
    move = models.CharField(max_length=24)
    holds = models.BooleanField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("turn", "move")
        constraints = (
            models.UniqueConstraint(fields=["call", "turn", "move"], name="one_word_on_a_move"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.turn} {'is' if self.holds else 'is not'} {self.move}"


class Comment(models.Model):
    """Words on a moment of a call, for oneself, with the coach, or for the team."""

    class For(models.TextChoices):
        """Who reads it, beside its author."""

        ME = "me", "only me"
        COACH = "coach", "with the coach"
        TEAM = "team", "whoever may read the call"

    call = models.ForeignKey(Call, models.CASCADE, related_name="comments")
    turn = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.CASCADE, related_name="comments")
    audience = models.CharField(max_length=5, choices=For)
    text = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("turn", "at")

    @override
    def __str__(self) -> str:
        return f"on turn {self.turn}"


class SharedMoment(models.Model):
    """Some turns of a call, shown to one colleague who may not read the rest."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="moments")
    first_turn = models.PositiveIntegerField()
    last_turn = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, related_name="moments")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_turn__gte=models.F("first_turn")),
                name="moment_ends_after_it_begins",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"turns {self.first_turn} to {self.last_turn}"


class SavedView(models.Model):
    """A list of calls with its filters, under a name of one's own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    """As it stands in the address."""

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["person", "name"], name="one_view_per_name"),
        )

    @override
    def __str__(self) -> str:
        return self.name
