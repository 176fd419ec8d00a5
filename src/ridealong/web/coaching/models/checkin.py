"""What people say of themselves and of each other: private until its author shares it."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.coaching.models.talk import Talk
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models import Contact


class CheckIn(models.Model):
    """Answers to one of the forms of `coaching.checkins`, or the purpose in its three parts."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="checkins", db_index=False)
    form = models.CharField(max_length=24)
    answers = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    shared_in = models.ForeignKey(Talk, models.SET_NULL, null=True, related_name="checkins")
    """Brought into this talk, for its coach to read; empty: nobody but its author."""

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=["person", "form", "-at"], name="checkins_of_person"),)

    @override
    def __str__(self) -> str:
        return f"{self.form} of person {self.person_id}"


class Rating(models.Model):
    """How a rep found a talk; the coach sees means of five and more, and no single one."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="ratings")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answers = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["talk", "by"], name="one_rating_per_talk"),)

    @override
    def __str__(self) -> str:
        return f"of talk {self.talk_id}"


class StyleAnswers(models.Model):
    """The answers to the style items, about oneself or about a colleague."""

    about = models.ForeignKey(Person, models.CASCADE, related_name="style_answers")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answers = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True)
    """Of answers about oneself: from when those with whom one has talks see the place."""

    class Meta:
        ordering = ("-at",)

    @override
    def __str__(self) -> str:
        return f"about person {self.about_id}"


class CustomerStyle(models.Model):
    """A rep's own estimate of how somebody at a customer works; theirs alone."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="styles")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    style = models.CharField(max_length=12)
    cues = models.JSONField(default=list)
    """Keys of what the rep noticed."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contact", "by"], name="one_estimate_each"),)

    @override
    def __str__(self) -> str:
        return f"of contact {self.contact_id}"
