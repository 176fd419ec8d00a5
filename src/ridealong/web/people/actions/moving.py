"""Who is in which team, who leads it, and since when; what was stays known.

A membership is never rewritten: the old one ends on the day on which the new one begins.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.inviting import must_be_able_to_lead
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Membership, MembershipQuerySet, Person, Team
from ridealong.web.people.policy import must_run
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day

_FIRST = date(2000, 1, 1)
_AHEAD = timedelta(days=366)


def move(viewer: Viewer, person: Person, team: Team, on: date) -> Membership:
    """Somebody belongs to another team from a day on, and so do their talks since then.

    Raises:
        ValidationError: they are there already, or the day lies before what is known.
    """
    must_run(viewer)
    _must_be_near(on)
    with transaction.atomic():
        open_ones = list(_of(person, leads=False).filter(until=None).select_related("team"))
        for one in open_ones:
            _must_come_after(person, one, team, on)
        _of(person, leads=False).filter(until=None).update(until=on)
        new = Membership.objects.create(person=person, team=team, since=on)
        _take_talks_along(person, team, on)
        record(
            viewer.person, "person.moved", person, about=person, team=team.name, on=on.isoformat()
        )
    return new


def lead(viewer: Viewer, person: Person, team: Team, since: date) -> Membership:
    """Somebody leads a team from a day on; they may lead several.

    Raises:
        ValidationError: their role does not lead, or they lead it already.
    """
    must_run(viewer)
    _must_be_near(since)
    must_be_able_to_lead(person.name, person.role)
    with transaction.atomic():
        overlapping = _of(person, leads=True).filter(team=team).exclude(until__lte=since)
        if overlapping.exists():
            raise refused(
                _("{name} leads {team} at that time already.").format(
                    name=person.name, team=team.name
                )
            )
        new = Membership.objects.create(person=person, team=team, leads=True, since=since)
        record(
            viewer.person,
            "lead.began",
            team,
            about=person,
            team=team.name,
            on=since.isoformat(),
        )
    return new


def end_membership(viewer: Viewer, membership: Membership, until: date) -> None:
    """Somebody leads a team, or belongs to it, until a day; on that day no longer.

    Raises:
        ValidationError: it has ended already, or had not begun by then.
    """
    must_run(viewer)
    _must_be_near(until)
    with transaction.atomic():
        held = Membership.objects.select_for_update().get(pk=membership.pk)
        if held.until is not None:
            raise refused(_("This ended {day} already.").format(day=day(held.until)))
        if until < held.since:
            raise refused(
                _("This began {day}.").format(day=day(held.since)),
                _("Choose that day or a later one."),
            )
        held.until = until
        held.save(update_fields=["until"])
        record(
            viewer.person,
            "lead.ended" if held.leads else "person.left_team",
            membership.team,
            about=membership.person,
            team=membership.team.name,
            on=until.isoformat(),
        )


def _of(person: Person, *, leads: bool) -> MembershipQuerySet:
    return Membership.objects.filter(person=person, leads=leads)


def _must_be_near(on: date) -> None:
    if not _FIRST <= on <= timezone.localdate() + _AHEAD:
        raise refused(
            _("{day} is too far away.").format(day=on.isoformat()),
            _("Choose a day since 2000 and at most a year ahead."),
        )


def _must_come_after(person: Person, one: Membership, team: Team, on: date) -> None:
    told = {"name": person.name, "team": one.team.name, "day": day(one.since)}
    if one.team_id == team.pk:
        raise refused(_("{name} is in {team} already.").format(**told))
    if on < one.since:
        raise refused(
            _("{name} is in {team} since {day}.").format(**told),
            _("Choose that day or a later one."),
        )


def _take_talks_along(person: Person, team: Team, on: date) -> None:
    calls = apps.get_model("calls", "Call")  # calls stand above people
    began = datetime.combine(on, time.min, UTC)
    calls.objects.filter(owner=person, started_at__gte=began).update(team=team)
