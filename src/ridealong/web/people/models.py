"""People, the teams they belong to and since when, and what they have granted each other.

Nothing here is overwritten when somebody moves: a membership ends and another begins, so that it
stays known who led whom at the time of a talk.
"""

import secrets
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, ClassVar, override
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

INVITED_FOR = timedelta(days=14)


class Role(models.TextChoices):
    """What somebody does here; decides what they land on, not whose talks they may read."""

    REP = "rep", "Salesperson"
    AGENT = "agent", "Service agent"
    MANAGER = "manager", "Manager"
    LEADER = "leader", "Leader"
    ADMINISTRATOR = "administrator", "Administrator"


class People(BaseUserManager["Person"]):
    """Finds and makes people by their e-mail address."""

    def create_user(
        self, email: str, name: str, role: Role, password: str | None = None
    ) -> "Person":
        """A person who can sign in once they have a password."""
        person = self.model(email=self.normalize_email(email).lower(), name=name, role=role)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        return person

    @override
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones that this machine knows."""
    return frozenset(available_timezones())


def _known_zone(value: str) -> None:
    if value not in time_zones():
        raise ValidationError("There is no time zone of this name; take one such as Europe/Berlin.")


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[_known_zone])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects = People()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_address"),)

    @override
    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as other parts of Django ask for it."""
        return self.name

    @property
    def short(self) -> str:
        """The given name, as colleagues say it."""
        return self.name.split()[0] if self.name.split() else self.email

    @property
    def initial(self) -> str:
        """One letter for the circle in the bar."""
        return self.short[:1].upper()

    @property
    def role_words(self) -> str:
        """The role as a page says it."""
        return str(Role(self.role).label)


class Alias(models.Model):
    """A name or address under which a recorder knows a person: who said it is remembered."""

    class Kind(models.TextChoices):
        """What the value is."""

        NAME = "name"
        EMAIL = "email"
        PHONE = "phone"
        PROVIDER = "provider"

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=200)
    """In lower case; of a provider "format:id"."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "value"], name="one_person_per_alias"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Team(models.Model):
    """A team in the tree of teams."""

    name = models.CharField(max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    serves = models.BooleanField(default=False)
    """A service team: its talks are service calls."""

    class Meta:
        ordering = ("name",)

    @override
    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by time."""

    def on(self, day: date) -> "MembershipQuerySet":
        """Those that hold on a day."""
        began = models.Q(since__lte=day)
        return self.filter(began & (models.Q(until__isnull=True) | models.Q(until__gt=day)))

    def now(self) -> "MembershipQuerySet":
        """Those that hold today."""
        return self.on(timezone.localdate())

    def before_today(self) -> "MembershipQuerySet":
        """Those that hold no longer."""
        return self.filter(until__lte=timezone.localdate())


class Membership(models.Model):
    """Somebody in a team, or at its head, for a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    leads = models.BooleanField(default=False)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    """The first day on which it no longer holds."""

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("since",)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "team", "leads"],
                condition=models.Q(until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.person} {'leads' if self.leads else 'in'} {self.team}"


class Grant(models.Model):
    """A rep lets a peer read their talks, until they take it back."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="granted")
    peer = models.ForeignKey(Person, models.CASCADE, related_name="granted_to_me")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "peer"],
                condition=models.Q(until__isnull=True),
                name="one_open_grant",
            ),
            models.CheckConstraint(
                condition=~models.Q(owner=models.F("peer")), name="grant_to_somebody_else"
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.owner} to {self.peer}"


def _token() -> str:
    return secrets.token_urlsafe(24)


def _expiry() -> datetime:
    return timezone.now() + INVITED_FOR


class Invitation(models.Model):
    """A link with which somebody chooses a password and comes in, once."""

    token = models.CharField(max_length=48, unique=True, default=_token)
    person = models.OneToOneField(Person, models.CASCADE, related_name="invitation")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(default=_expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"for {self.person}"

    @property
    def open(self) -> bool:
        """Whether it can still be used."""
        return self.accepted_at is None and self.expires_at > timezone.now()

    def renew(self, by: Person) -> None:
        """Another link, as good as the first; the one before is worth nothing."""
        self.token, self.expires_at = _token(), _expiry()
        self.invited_by, self.accepted_at = by, None
        self.save()


class Organisation(models.Model):
    """What holds for everybody here; one row."""

    name = models.CharField(max_length=120, default="Our organisation")
    domains = models.CharField(max_length=400, blank=True)
    """Our e-mail domains, with spaces between: whose side is ours."""
    manager_after_h = models.PositiveSmallIntegerField(default=24)
    """Hours after which a manager sees a call, where there was no debrief before."""
    consent_needed = models.BooleanField(default=False)
    """A call is held back until somebody has written down that the customer consented."""
    keep_days = models.JSONField(default=dict, blank=True)
    """Days after which a conversation is deleted, by kind; a kind that is missing is kept."""

    @override
    def __str__(self) -> str:
        return self.name

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def get(cls) -> "Organisation":
        """The one row; made where there is none yet."""
        return cls.objects.get_or_create(pk=1)[0]
