"""Bring somebody in: a person, their team, and a link with which they choose a password, once."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.refused import refused, taken
from ridealong.web.people.models import (
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
    Team,
)
from ridealong.web.people.policy import must_run
from ridealong.web.people.sessions import end_sessions
from ridealong.web.people.viewer import Viewer

LEADING = (Role.MANAGER, Role.LEADER)
"""Who may lead a team."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to come in."""

    name: str
    email: str
    role: Role
    time_zone: str
    team: Team | None = None
    leads: bool = False
    since: date | None = None
    """In the team; today where nothing is said."""


def invite(viewer: Viewer, who: Newcomer) -> Invitation:
    """Make a person who can come in through the link of the invitation.

    Raises:
        ValidationError: somebody has the address, or the role does not lead.
    """
    must_run(viewer)
    if who.leads:
        must_be_able_to_lead(who.name, who.role)
    with transaction.atomic():
        person = _made(who)
        if who.team:
            Membership.objects.create(
                person=person,
                team=who.team,
                leads=who.leads,
                since=who.since or timezone.localdate(),
            )
        invitation = Invitation.objects.create(person=person, invited_by=viewer.person)
        record(
            viewer.person,
            "person.invited",
            person,
            about=person,
            role=who.role,
            team=who.team.name if who.team else "",
        )
    return invitation


def invite_again(viewer: Viewer, person: Person) -> Invitation:
    """A new link with which somebody chooses a password; links before it are worth nothing.

    Raises:
        ValidationError: they have left.
    """
    must_run(viewer)
    if not person.is_active:
        raise refused(
            _("{name} has left.").format(name=person.name), _("Let them come back first.")
        )
    with transaction.atomic():
        invitation = Invitation.objects.get_or_create(person=person)[0]
        invitation.renew(viewer.person)
        record(viewer.person, "person.invited_again", person, about=person)
    return invitation


def accept(invitation: Invitation, name: str, time_zone: str, password: str) -> Person:
    """Somebody comes in: the link is spent, and who was signed in under this name no longer is.

    Raises:
        ValidationError: the link has been used, or is too old.
    """
    with transaction.atomic():
        link = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("person")
            .get(pk=invitation.pk)
        )
        person = link.person
        if not link.open or not person.is_active:
            raise refused(_("This link has been used, or is too old."), ASK_FOR_ANOTHER)
        person.name, person.time_zone = name, time_zone
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        link.accepted_at = timezone.now()
        link.save(update_fields=["accepted_at"])
        end_sessions(person)
        record(person, "person.came", person, about=person)
    return person


ASK_FOR_ANOTHER = _("Ask your administrator for a new one.")


def make_first(name: str, email: str, password: str, time_zone: str, organisation: str) -> Person:
    """Make the first administrator, and with them the organisation.

    Raises:
        ValidationError: somebody is here already.
    """
    with transaction.atomic():
        Organisation.get()
        place = Organisation.objects.select_for_update().get(pk=1)
        if Person.objects.exists():
            raise refused(_("Somebody is here already."), ASK_FOR_ANOTHER)
        person = Person.objects.create_user(email, name, Role.ADMINISTRATOR, password)
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
        place.name = " ".join(organisation.split())
        place.save()
        record(person, "person.came", person, about=person, role=person.role)
    return person


def must_be_able_to_lead(name: str, role: str) -> None:
    """Only managers and leaders lead a team.

    Raises:
        ValidationError: the role does not lead.
    """
    if role not in LEADING:
        raise refused(
            _("{name} cannot lead a team as {role}.").format(
                name=name, role=Role(role).label.lower()
            ),
            _("Make them a manager or a leader first."),
        )


def _made(who: Newcomer) -> Person:
    there = Person.objects.filter(email__iexact=who.email).first()
    if there:
        raise taken(there.name)
    person = Person.objects.create_user(who.email, who.name, who.role)
    person.time_zone = who.time_zone
    person.save(update_fields=["time_zone"])
    return person
