"""Fill an empty desk with the invented firm: people first, then every talk, analysed for real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.incoming.who import Known
from ridealong.web.calls.models import Call, Customer, Import, ImportItem
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.coaching.models import Debrief
from ridealong.web.demo.invented import Talk, firm, talks
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Grant, Membership, Organisation, Person, Role, Team
from ridealong.web.people.viewer import PEERS

PASSWORD = "a demonstration desk"  # noqa: S105  # printed where it is started; for invented people
FIRST_LOOK = timedelta(hours=1)
UNREAD = timedelta(days=7)
"""What reached a manager longer ago has been opened."""
_BEFORE_THE_TALKS = timedelta(weeks=30)


def is_empty() -> bool:
    """Whether nobody is here yet."""
    return not Person.objects.exists()


def people() -> dict[str, Person]:
    """Make the firm: its teams, its people, who leads whom, who lets whom read along."""
    with transaction.atomic():
        here = Organisation.get()
        here.name, here.domains = firm()["name"], firm()["domain"]
        here.save()
        teams: dict[str, Team] = {}
        for row in firm()["team"]:
            parent = teams.get(row.get("parent", ""))
            serves = row.get("serves", False)
            teams[row["name"]] = Team.objects.create(name=row["name"], parent=parent, serves=serves)
        password = make_password(PASSWORD)
        found = {row["name"]: _person(row, teams, password) for row in firm()["person"]}
        for row in firm()["grant"]:
            Grant.objects.create(owner=found[row["owner"]], peer=found[row["peer"]])
    return found


def _person(row: dict[str, str], teams: dict[str, Team], password: str) -> Person:
    first = row["name"].split()[0].lower()
    person = Person.objects.create(
        email=f"{first}@{firm()['domain']}",
        name=row["name"],
        role=Role(row["role"]),
        password=password,
    )
    since = timezone.localdate() - _BEFORE_THE_TALKS
    places = [(row["team"], False)] if "team" in row else []
    places += [(team, True) for team in row.get("leads", ())]
    for team, leads in places:
        Membership.objects.create(person=person, team=teams[team], leads=leads, since=since)
    return person


def calls(here: dict[str, Person]) -> Iterator[Call]:
    """Take in and analyse every talk, one after the other, each as it would have been then."""
    administrator = next(p for p in here.values() if p.role == Role.ADMINISTRATOR)
    batch = Import.objects.create(by=administrator, way=Import.Way.COMMAND)
    for talk in talks(timezone.localdate()):
        call = _taken_in(talk, here)
        ImportItem.objects.create(
            batch=batch,
            name=talk.name,
            outcome=ImportItem.Outcome.READ,
            call=call,
            state=State.DONE,
            finished_at=timezone.now(),
        )
        analyse_call(call.pk)
        call = _as_it_was(Call.objects.get(pk=call.pk), talk, here)
        _looked_at(call)
        yield call


def how_many() -> int:
    """How many talks there are."""
    return len(talks(timezone.localdate()))


def _taken_in(talk: Talk, here: dict[str, Person]) -> Call:
    owner = here[talk.owner] if talk.owner else None
    origin = Origin(talk.name, talk.format, talk.sha256, owner, owner, talk.kind)
    held = replace(talk.conversation, started_at=talk.held_at)
    call = take_in(held, origin, Known.now()).call
    call.coach = here[talk.coach] if talk.coach else call.coach
    if talk.customer:
        call.customer = Customer.objects.get_or_create(name=talk.customer)[0]
    call.save(update_fields=["coach", "customer"])
    return call


def _as_it_was(call: Call, talk: Talk, here: dict[str, Person]) -> Call:
    """Set the hours as if the desk had been there when the talk was held."""
    call.ready_at = talk.held_at + FIRST_LOOK
    call.added_at = call.ready_at
    hours = timedelta(hours=Organisation.get().manager_after_h)
    call.manager_from = call.ready_at + hours if call.kind in OF_A_TEAM else None
    if talk.debrief and call.owner:
        written, there = call.ready_at, here.get(talk.debrief.with_whom)
        call.manager_from = min(call.manager_from or written, written)
        Debrief.objects.create(
            call=call,
            by=call.owner,
            repeat=talk.debrief.repeat,
            differently=talk.debrief.differently,
            how=_how(there),
            companion=there,
            at=written,
            shared_at=written if talk.debrief.shared else None,
        )
    call.save(update_fields=["ready_at", "added_at", "manager_from"])
    return call


def _how(there: Person | None) -> str:
    if there is None:
        return Debrief.How.ALONE
    return Debrief.How.PEER if there.role in PEERS else Debrief.How.COACH


def _looked_at(call: Call) -> None:
    """Whoever leads the team has opened what reached them some days ago."""
    leads = Membership.objects.filter(team=call.team, leads=True).first()
    reached = call.manager_from
    if leads and reached and reached < timezone.now() - UNREAD:
        Entry.objects.create(
            at=reached + FIRST_LOOK,
            actor_id=leads.person_id,
            actor=leads.person.name,
            action="call.seen",
            thing=f"call {call.pk}",
            about_id=call.owner_id,
        )
