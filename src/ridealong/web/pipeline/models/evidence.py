"""What speaks for a gate, on either side; what is expected of a deal, by figures and by word."""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models.deal import Activity, Deal


class GateEvidence(models.Model):
    """One thing that speaks for one side of a gate of a deal."""

    class Side(models.TextChoices):
        """Whose doing it is."""

        CUSTOMER = "customer", "the customer"
        SELLER = "seller", "we"

    class State(models.TextChoices):
        """A machine proposes; a person accepts or refuses."""

        PROPOSED = "proposed", "proposed"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="evidence")
    gate = models.CharField(max_length=60)
    """Key of a gate of the deal's framework."""
    side = models.CharField(max_length=8, choices=Side)
    kind = models.CharField(max_length=40)
    """Key of a kind of evidence that counts for this side of the gate."""
    words = models.CharField(max_length=500)
    """The customer's words, or what was done."""
    on = models.DateField()
    call = models.ForeignKey(Call, models.CASCADE, null=True, related_name="gate_evidence")
    turn = models.PositiveIntegerField(null=True)
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, related_name="evidence")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    """Empty: found by the machine."""
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("gate", "side", "on")
        constraints = (
            models.UniqueConstraint(
                fields=["deal", "gate", "side", "call", "turn"],
                condition=models.Q(call__isnull=False),
                name="one_evidence_per_turn",
            ),
            models.UniqueConstraint(
                fields=["deal", "gate", "side", "activity"],
                condition=models.Q(activity__isnull=False),
                name="one_evidence_per_activity",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.gate}, {self.side}"


class Commit(models.Model):
    """The rep's word on a deal at a time; a new word is a new row."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="commits")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    will = models.BooleanField()
    """Whether they say that it will be won."""
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    on = models.DateField(null=True)
    because = models.CharField(max_length=500, blank=True)
    """What the customer did that lets them say so."""

    class Meta:
        ordering = ("-at",)

    @override
    def __str__(self) -> str:
        return f"{'commit' if self.will else 'no commit'} on deal {self.deal_id}"


class Forecast(models.Model):
    """What comparable deals say about a deal on a day, kept so that it can be held to it."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="forecasts")
    on = models.DateField()
    stage = models.CharField(max_length=60, blank=True)
    gates = models.PositiveSmallIntegerField(default=0)
    """How many gates stood on both sides."""
    probability = models.FloatField(null=True)
    """Empty: not enough comparable deals to tell."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    comparable = models.PositiveIntegerField(default=0)
    """Closed deals that it rests on."""
    close_early = models.DateField(null=True)
    close_late = models.DateField(null=True)
    """Half of the comparable deals closed between these."""

    class Meta:
        ordering = ("-on",)
        constraints = (models.UniqueConstraint(fields=["deal", "on"], name="one_forecast_a_day"),)

    @override
    def __str__(self) -> str:
        return f"of deal {self.deal_id} on {self.on}"
