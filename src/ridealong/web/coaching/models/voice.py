"""What customers say of a talk, if they are asked and want to; and how they stand to us."""

import secrets
from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call, Customer
from ridealong.web.people.models import Person


def _token() -> str:
    return secrets.token_urlsafe(24)


class CustomerVoice(models.Model):
    """A link with two questions, sent by the rep after a talk; nothing is followed."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="voices")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    token = models.CharField(max_length=48, unique=True, default=_token)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    worth = models.PositiveSmallIntegerField(null=True)
    """Whether the time was worth it, 1 to 5."""
    missing = models.TextField(max_length=1000, blank=True)
    """What was missing, in the customer's words."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)

    @override
    def __str__(self) -> str:
        return f"on call {self.call_id}"


class Loyalty(models.Model):
    """A step of the ladder on which a customer stands; a new word is a new row."""

    class Step(models.TextChoices):
        """From buying once to speaking for us."""

        BOUGHT = "bought", "has bought"
        RETURNS = "returns", "buys again"
        PREFERS = "prefers", "asks us first"
        REFERS = "refers", "sends others to us"
        PARTNER = "partner", "plans with us"

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="loyalty")
    step = models.CharField(max_length=8, choices=Step)
    because = models.CharField(max_length=300)
    """What the customer did."""
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)

    @override
    def __str__(self) -> str:
        return f"customer {self.customer_id}: {self.step}"
