"""What is said about a call: made in the background, thrown away and made again when asked."""

from typing import override

from django.db import models

from ridealong.web.calls.models.call import Call
from ridealong.web.jobs.lease import Leased, LeasedQuerySet


class Analysis(Leased):
    """The analysis of one call, with the work of making it."""

    call = models.OneToOneField(Call, models.CASCADE, primary_key=True, related_name="analysis")
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of what it was made from and by: another one means that it is out of date."""
    result = models.BinaryField(null=True)
    """An `analysis.Analysis`, as `calls.stored` writes it."""

    objects = LeasedQuerySet["Analysis"].as_manager()

    class Meta:
        indexes = (models.Index(fields=["state", "lease_until"], name="analyses_to_do"),)

    @override
    def __str__(self) -> str:
        return f"of call {self.pk}: {self.state}"

    @property
    def packed(self) -> bytes:
        """The result's bytes, whichever type the database hands over; empty before the first."""
        return bytes(self.result or b"")


class CallMove(models.Model):
    """How often a move is made in a call, so that lists can ask for it without a transcript."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="moves", db_index=False)
    move = models.CharField(max_length=24)
    count = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    """The call's, so that the newest come first without looking at the call."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "move"], name="one_count_a_move"),)
        indexes = (models.Index(fields=["move", "-started_at", "call"], name="calls_with_move"),)

    @override
    def __str__(self) -> str:
        return f"{self.count} {self.move}"


class CallMeasure(models.Model):
    """A figure of a call that desks follow over time; `n` is what it rests on."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="figures", db_index=False)
    measure = models.CharField(max_length=40)
    owner_id = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    value = models.FloatField()
    n = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "measure"], name="one_value_a_measure"),
        )
        indexes = (
            models.Index(fields=["owner_id", "measure", "-started_at"], name="figures_of_owner"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.measure} {self.value}"
