"""Change who somebody is here; let them leave, and come back."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.inviting import LEADING
from ridealong.web.people.actions.refused import refused, taken
from ridealong.web.people.models import Grant, Invitation, Membership, Person, Role
from ridealong.web.people.policy import must_run
from ridealong.web.people.sessions import end_sessions
from ridealong.web.people.viewer import PEERS, Viewer


@dataclass(frozen=True, slots=True)
class Changed:
    """What an administrator says about somebody."""

    name: str
    email: str
    role: Role
    time_zone: str


def change(viewer: Viewer, person: Person, to: Changed) -> None:
    """Change name, address, role and time zone.

    Raises:
        ValidationError: the address is somebody else's, a team would be left without its lead, or
            the desk without an administrator.
    """
    must_run(viewer)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        _must_be_possible(person, to)
        fields = [f for f in ("name", "email", "role", "time_zone") if _differs(person, to, f)]
        if not fields:
            return
        before = person.role
        for field in fields:
            setattr(person, field, getattr(to, field))
        person.full_clean(exclude=["password"])
        person.save(update_fields=fields)
        if person.role not in PEERS:
            end_grants(person)
        roles = {"was": before, "role": person.role} if "role" in fields else {}
        record(viewer.person, "person.changed", person, about=person, changed=fields, **roles)


def deactivate(viewer: Viewer, person: Person, why: str = "") -> None:
    """Somebody leaves: signed out everywhere, no longer let by anybody, and what was stays.

    Raises:
        ValidationError: it is oneself.
    """
    must_run(viewer)
    if person.pk == viewer.id:
        raise refused(
            _("You cannot end your own access."), _("Another administrator has to do it.")
        )
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=False)
        Invitation.objects.filter(person=person, accepted_at=None).update(expires_at=timezone.now())
        end_grants(person)
        sessions = end_sessions(person)
        record(viewer.person, "person.left", person, about=person, why=why, sessions_ended=sessions)


def reactivate(viewer: Viewer, person: Person) -> None:
    """Somebody comes back, with the password that they had."""
    must_run(viewer)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=True)
        record(viewer.person, "person.came_back", person, about=person)


def forget_two_step(viewer: Viewer, person: Person, why: str) -> None:
    """Somebody has lost their telephone and their codes: the password alone has to do."""
    must_run(viewer)
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        record(viewer.person, "two_step.removed", person, about=person, why=why)


def end_grants(person: Person) -> None:
    """Nobody reads their talks as a peer any more, nor they somebody's."""
    theirs = Q(owner=person) | Q(peer=person)
    Grant.objects.filter(theirs, until=None).update(until=timezone.now())


def _differs(person: Person, to: Changed, field: str) -> bool:
    return bool(getattr(person, field) != getattr(to, field))


def _must_be_possible(person: Person, to: Changed) -> None:
    other = Person.objects.filter(email__iexact=to.email).exclude(pk=person.pk).first()
    if other:
        raise taken(other.name)
    leading = Membership.objects.filter(person=person, leads=True, until=None).first()
    if leading and to.role not in LEADING:
        raise refused(
            _("{name} leads {team}.").format(name=person.name, team=leading.team.name),
            _("Say until when before you change the role."),
        )
    if person.role == Role.ADMINISTRATOR and to.role != Role.ADMINISTRATOR:
        _must_leave_an_administrator(person)


def _must_leave_an_administrator(person: Person) -> None:
    others = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=person.pk)
    if not others.exists():
        raise refused(
            _("{name} is the only administrator.").format(name=person.name),
            _("Make somebody else one first."),
        )
