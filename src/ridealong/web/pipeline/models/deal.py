"""Accounts, contacts, deals with their stages, activities and shared content, as a CRM knows them.

What a CRM delivers carries its id there, so that a second import changes what changed and nothing
else. Whatever points at a person may be empty: the CRM's owner then stands beside as text.
"""

from typing import override

from django.db import models
from django.utils import timezone

from ridealong.process.model import Outcome as DealOutcome
from ridealong.web.calls.models import Call, Customer
from ridealong.web.people.models import Person, Team
from ridealong.web.pipeline.models.framework import Framework


def _crm_id() -> "models.CharField[str | None, str | None]":
    """The id in the CRM; empty for what was entered here."""
    return models.CharField(max_length=80, null=True, unique=True)  # unique


class Account(models.Model):
    """A customer, as the CRM knows it."""

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="account"
    )
    crm_id = _crm_id()
    segment = models.CharField(max_length=80, blank=True)
    industry = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="accounts")
    owner_label = models.CharField(max_length=120, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.customer)


class Contact(models.Model):
    """Somebody at a customer."""

    customer = models.ForeignKey(Customer, models.CASCADE, null=True, related_name="contacts")
    crm_id = _crm_id()
    name = models.CharField(max_length=160)
    email = models.CharField(max_length=254, blank=True, db_index=True)
    phone = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=160, blank=True)
    decides = models.CharField(max_length=200, blank=True)
    """Their part in the decision, in words."""

    class Meta:
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.name


class Deal(models.Model):
    """An opportunity."""

    class Outcome(models.TextChoices):
        """How it ended, if it did, as `process.model.Outcome` has it."""

        OPEN = DealOutcome.OPEN.value, "open"
        WON = DealOutcome.WON.value, "won"
        LOST = DealOutcome.LOST.value, "lost"
        NO_DECISION = DealOutcome.NO_DECISION.value, "no decision"

    crm_id = _crm_id()
    name = models.CharField(max_length=200)
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, related_name="deals")
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="deals", db_index=False
    )
    owner_label = models.CharField(max_length=120, blank=True)
    """The owner's name or id in the CRM."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="deals", db_index=False)
    """The owner's team; follows the owner as long as the deal is open."""
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, related_name="deals", db_index=False
    )
    """The version of the process that it is run under."""
    stage = models.CharField(max_length=60, blank=True)
    """Key of a stage of the framework, or the CRM's own label where none fits."""
    crm_stage = models.CharField(max_length=120, blank=True)
    """The CRM's label."""
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN)
    created_on = models.DateField(null=True)
    entered_on = models.DateField(null=True)
    """When it entered the stage in which it stands."""
    closed_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    """When the CRM expects it to close."""
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    """Net, in `currency`."""
    list_value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=80, blank=True)
    """Where the lead came from."""
    product = models.CharField(max_length=120, blank=True)
    segment = models.CharField(max_length=80, blank=True)
    partner = models.CharField(max_length=120, blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    contacts = models.ManyToManyField(Contact, related_name="deals")
    calls = models.ManyToManyField(Call, related_name="deals")
    """The talks that were about it."""
    seen_from = models.DateField(null=True)
    """From when on its stage changes were kept."""
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["owner", "outcome", "stage"], name="deals_of_owner"),
            models.Index(fields=["team", "outcome", "stage"], name="deals_of_team"),
            models.Index(fields=["outcome", "closed_on"], name="deals_by_close"),
        )

    @override
    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        from django.urls import reverse  # noqa: PLC0415  # models are loaded before addresses

        return reverse("deal", args=[self.pk])


class StageEntry(models.Model):
    """A deal entered a stage."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="entries", db_index=False)
    stage = models.CharField(max_length=60)
    on = models.DateField()
    seen = models.BooleanField(default=False)
    """An import saw it there on that day; it entered at the latest then."""

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(fields=["deal", "on", "stage"], name="one_entry_a_day"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.stage} on {self.on}"


class Activity(models.Model):
    """Something that was done: a call, an e-mail, a meeting, a task."""

    class Kind(models.TextChoices):
        """What it was."""

        CALL = "call", "call"
        EMAIL = "email", "e-mail"
        MEETING = "meeting", "meeting"
        TASK = "task", "task"
        NOTE = "note", "note"

    class Direction(models.TextChoices):
        """Who turned to whom."""

        OUT = "out", "from us"
        IN = "in", "from the customer"

    deal = models.ForeignKey(Deal, models.CASCADE, null=True, related_name="activities")
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, related_name="activities")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="activities", db_index=False
    )
    owner_label = models.CharField(max_length=120, blank=True)
    crm_id = _crm_id()
    kind = models.CharField(max_length=8, choices=Kind)
    direction = models.CharField(max_length=3, choices=Direction, blank=True)
    at = models.DateTimeField()
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    """What an e-mail or a note says, as far as the CRM keeps it."""
    minutes = models.PositiveIntegerField(null=True)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    """Its transcript here."""

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=["owner", "at"], name="activities_of_owner"),)

    @override
    def __str__(self) -> str:
        return f"{self.kind} of {self.at:%Y-%m-%d}"


class SharedContent(models.Model):
    """Something that the customer was given, and how they reacted to it."""

    class Reaction(models.TextChoices):
        """What the customer did with it."""

        UNKNOWN = "", "not known"
        NONE = "none", "no answer"
        OPENED = "opened", "opened it"
        ASKED = "asked", "asked about it"
        CORRECTED = "corrected", "corrected it"
        USED = "used", "used it with others"
        REFUSED = "refused", "turned it down"

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="content")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    reaction = models.CharField(max_length=10, choices=Reaction, blank=True)
    reaction_words = models.CharField(max_length=500, blank=True)
    """The customer's own words on it."""

    class Meta:
        ordering = ("-on", "-id")

    @override
    def __str__(self) -> str:
        return self.what
