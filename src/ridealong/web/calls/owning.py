"""Whose call it is, and what follows from it: the team, and from when a manager reads it."""

from datetime import date

from django.utils import timezone

from ridealong.web.calls.analysing.work import manager_from
from ridealong.web.calls.models import Call, CallMeasure
from ridealong.web.people.models import Membership, Person, Team


def team_of(person: Person | None, day: date) -> Team | None:
    """The team that somebody was in on a day; the one of today where the day lies before all."""
    if person is None:
        return None
    own = Membership.objects.filter(person=person, leads=False).select_related("team")
    then = own.on(day).first() or own.now().first()
    return then.team if then else None


def hand_to(call: Call, person: Person) -> None:
    """Make a call somebody's; they see it first, as if it had just come in.

    Call it inside the transaction of a service that has asked the policy.
    """
    call.owner = person
    call.team = team_of(person, call.started_at.date())
    if call.coach_id == person.pk:
        call.coach = None
    if call.ready_at is not None:
        call.manager_from = manager_from(call, timezone.now())
    call.save(update_fields=["owner", "team", "coach", "manager_from"])
    CallMeasure.objects.filter(call=call).update(owner_id=person.pk)
