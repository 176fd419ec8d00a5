"""Plan a talk, move it, call it off, say that it was not held, hand it to another coach.

A day and an hour are those of the planner's time zone, whichever zone the others live in. An hour
that does not exist, in the night in which clocks go forward, is refused; of one that there is twice
the first is taken. What was planned is never overwritten: a talk that moves stays, and says where
to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from ridealong.coaching.brief import RECIPES
from ridealong.process.framework.model import UseCase
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import AgendaItem, Talk, TalkPerson, Topic
from ridealong.web.coaching.models.programme import Kind, Programme
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.leading import managers_of
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Deal, Diagnosis

FARTHEST = timedelta(days=366)
LONGEST_MIN, SHORTEST_MIN = 240, 5
MOST_PEOPLE = 30
State = Talk.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned."""

    kind: str
    people: Sequence[Person]
    at: datetime
    minutes: int = 0
    """0: what this kind of talk usually takes."""
    second: Person | None = None
    deal: Deal | None = None
    skill: str = ""
    topic: Topic | None = None
    diagnosis: Diagnosis | None = None
    programme: Programme | None = None


def moment(day: date, hour: time, zone: str) -> datetime:
    """A day and an hour of a time zone as a moment.

    Raises:
        ValidationError: there is no such hour on that day.
    """
    naive = datetime.combine(day, hour.replace(tzinfo=None))
    at = naive.replace(tzinfo=ZoneInfo(zone))
    if at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        says = _("On that night clocks go forward: there is no {hour} in {zone}.")
        raise refused(says.format(hour=f"{hour:%H:%M}", zone=zone), _("Take an hour later."))
    return at


def plan(viewer: Viewer, what: Plan) -> Talk:
    """Plan a talk as its coach.

    Raises:
        PermissionDenied: somebody in it is not theirs to coach.
        ValidationError: somebody has left, the hour has passed, or it does not fit together.
    """
    people = list(dict.fromkeys(what.people))
    _check_people(viewer, what, people)
    _check_time(viewer, what.at)
    minutes = what.minutes or usual_minutes(what.kind)
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        says = _("A talk takes between {least} and {most} minutes.")
        raise refused(says.format(least=SHORTEST_MIN, most=LONGEST_MIN), _("Change its length."))
    with transaction.atomic():
        talk = Talk.objects.create(
            kind=what.kind,
            coach=viewer.person,
            second_coach=what.second,
            team_id=team_of(people, viewer.now.date()),
            planned_at=what.at,
            minutes=minutes,
            programme=what.programme,
            topic=what.topic,
            skill=what.skill,
            deal=what.deal,
            stage=what.deal.stage if what.deal else "",
            diagnosis=what.diagnosis,
            made_by=viewer.person,
            made_at=viewer.now,
        )
        TalkPerson.objects.bulk_create(TalkPerson(talk=talk, person=p) for p in people)
        _tell(viewer, "talk.planned", talk, people)
    return talk


def move(viewer: Viewer, of: Seen, at: datetime) -> Talk:
    """Move a talk: the old one stays and points at the new one, which takes everything along.

    Raises:
        PermissionDenied: it is not theirs to move.
        ValidationError: it has begun, or was moved already, or the hour has passed.
    """
    of.must(TalkAction.ARRANGE)
    _must_be(of.talk, State.PLANNED, State.MISSED)
    _check_time(viewer, at)
    _must_all_be_here(of)
    with transaction.atomic():
        old = _locked(of.talk, State.PLANNED, State.MISSED)
        new = Talk.objects.get(pk=old.pk)
        new.pk, new._state.adding = None, True
        new.state, new.planned_at, new.brief = State.PLANNED, at, {}
        new.made_by, new.made_at = viewer.person, viewer.now
        new.save(force_insert=True)
        for place in of.places:
            place.pk, place._state.adding, place.talk = None, True, new
        TalkPerson.objects.bulk_create(of.places)
        AgendaItem.objects.filter(talk=old).update(talk=new)
        old.state, old.moved_to = State.MOVED, new
        old.save(update_fields=["state", "moved_to"])
        _tell(viewer, "talk.moved", new, of.people)
    return new


def miss(viewer: Viewer, of: Seen) -> None:
    """Say that it was not held.

    Raises:
        PermissionDenied: it is not theirs to say.
        ValidationError: its hour has not come, or it was held.
    """
    of.must(TalkAction.ARRANGE)
    if of.talk.planned_at and of.talk.planned_at > viewer.now:
        raise refused(_("Its hour has not come yet."), _("Call it off, or move it."))
    _end(viewer, of, State.MISSED, "talk.missed")


def call_off(viewer: Viewer, of: Seen) -> None:
    """Call it off; it counts as planned by nobody.

    Raises:
        PermissionDenied: it is not theirs to call off.
        ValidationError: it has begun.
    """
    of.must(TalkAction.ARRANGE)
    _end(viewer, of, State.CANCELLED, "talk.called_off")


def hand_over(viewer: Viewer, of: Seen) -> Person:
    """Give a planned talk to whoever leads the person today; what was said before stays here.

    Raises:
        PermissionDenied: it is not theirs to give.
        ValidationError: nobody else leads the person, or it has begun.
    """
    of.must(TalkAction.ARRANGE)
    person = of.person
    to = leads_now(person, viewer.now.date()) if person else None
    if person is None or to is None or to.pk == of.talk.coach_id:
        raise refused(_("Nobody else leads them today."), _("Hold it, or call it off."))
    with transaction.atomic():
        talk = _locked(of.talk, State.PLANNED)
        talk.coach, talk.brief = to, {}
        talk.team_id = team_of([person], viewer.now.date())
        talk.save(update_fields=["coach", "team", "brief"])
        _tell(viewer, "talk.handed_over", talk, [person])
    return to


def leads_now(person: Person, today: date) -> Person | None:
    """The manager who leads somebody today: the nearest, by name where there are several."""
    return next(iter(managers_of(team_of([person], today))), None)


def team_of(people: Sequence[Person], today: date) -> int | None:
    """The team in which they all are today; of a manager the one that they lead."""
    rows = Membership.objects.on(today).filter(person__in=people).order_by("leads", "-since", "pk")
    by_person: dict[int, int] = {}
    for person, team in rows.values_list("person_id", "team_id"):
        by_person.setdefault(person, team)
    teams = set(by_person.values())
    return teams.pop() if len(teams) == 1 else None


def usual_minutes(kind: str) -> int:
    """How long this kind of talk takes, where nobody says otherwise."""
    return RECIPES[UseCase(kind)].minutes


def _check_people(viewer: Viewer, what: Plan, people: Sequence[Person]) -> None:
    if what.kind not in Kind.values:
        raise refused(_("There is no such kind of talk."), _("Choose one of the list."))
    if not people:
        raise refused(_("It is not said with whom."), _("Choose somebody."))
    if len(people) > MOST_PEOPLE:
        says = _("{n} people are more than one talk holds; {most} fit.")
        raise refused(says.format(n=len(people), most=MOST_PEOPLE), _("Plan two."))
    if len(people) > 1 and what.kind != Kind.HUDDLE:
        raise refused(_("Only a huddle is held with several."), _("Choose one, or a huddle."))
    _check_here(people)
    found = Person.objects.filter(policy.coached_by(viewer), pk__in=[p.pk for p in people])
    if found.count() != len(people):
        raise PermissionDenied
    _check_second(viewer, what, people)
    _check_deal(viewer, what, people)


def _check_second(viewer: Viewer, what: Plan, people: Sequence[Person]) -> None:
    second = what.second
    if second is None:
        return
    if second.pk == viewer.id or second in people or second.role == Role.ADMINISTRATOR:
        raise refused(
            _("The second coach is somebody else."), _("Choose a colleague who is not in it.")
        )
    _check_here([second])


def _check_deal(viewer: Viewer, what: Plan, people: Sequence[Person]) -> None:
    if what.deal is None:
        return
    owned = what.deal.owner_id in {p.pk for p in people}
    if not owned or not Deal.objects.filter(policy.deals_seen(viewer), pk=what.deal.pk).exists():
        raise refused(_("This deal is not one of theirs."), _("Choose one of their open deals."))


def _check_here(people: Sequence[Person]) -> None:
    for person in people:
        if not person.is_active:
            says = _("{name} has left: there is nobody to talk with.").format(name=person.name)
            raise refused(says, _("Plan it with somebody who is here."))


def _check_time(viewer: Viewer, at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValidationError(_("A moment without a time zone."))
    if at < viewer.now - timedelta(minutes=SHORTEST_MIN):
        raise refused(
            _("That hour has passed."), _("Take one that is to come, or note a talk you had.")
        )
    if at > viewer.now + FARTHEST:
        raise refused(_("That is more than a year away."), _("Take a day within a year."))


def _must_all_be_here(of: Seen) -> None:
    if of.gone:
        says = _("{name} has left.").format(name=of.gone[0].name)
        raise refused(says, _("Call the talk off; what was written in it stays."))


def _end(viewer: Viewer, of: Seen, state: Talk.State, action: str) -> None:
    with transaction.atomic():
        talk = _locked(of.talk, State.PLANNED, *([State.RUNNING] if state is State.MISSED else []))
        talk.state = state
        talk.save(update_fields=["state"])
        _tell(viewer, action, talk, of.people)


def _locked(talk: Talk, *states: Talk.State) -> Talk:
    """The row as it is now: of two who press at once, the second is told."""
    found = Talk.objects.select_for_update().get(pk=talk.pk)
    _must_be(found, *states)
    return found


def _must_be(talk: Talk, *states: Talk.State) -> None:
    if talk.state not in states:
        says = _("This talk is {state}.").format(state=_(State(talk.state).label))
        raise refused(says, _("Load the page again to see it."))


def _tell(viewer: Viewer, action: str, talk: Talk, people: Sequence[Person]) -> None:
    about = people[0] if len(people) == 1 else None
    record(viewer.person, action, talk, about=about, kind=talk.kind)
