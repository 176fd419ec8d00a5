"""The talks of coaches and reps of the invented firm: three months of them, and the next."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import (
    AgendaItem,
    CheckIn,
    Commitment,
    Programme,
    Talk,
    TalkPerson,
    Topic,
)
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.plans.agreeing import NotYet, Said, agree
from ridealong.web.people.models import Membership, Person
from ridealong.web.people.viewer import viewer_of

_HERE = Path(__file__).parent
WEEKS = 12
FOR = timedelta(weeks=12)
_MINUTES = 30
_STEPS = ("acknowledge", "analyse", "plan", "feedback")
_SKILLS = ("saying-back", "open-questions", "checking", "worth", "deciding", "listening")
_INFORMAL = {3: Kind.POST_CALL, 6: Kind.PRE_CALL, 10: Kind.JOINT_CALL}
_REFLECTED = "Mel Brandt"


@cache
def told() -> Mapping[str, Any]:
    """What `talks.toml` says."""
    return tomllib.loads((_HERE / "talks.toml").read_text(encoding="utf-8"))


def fill(people: Mapping[str, Person], now: datetime) -> int:
    """Make all talks; say how many. Calls and deals are there already."""
    with transaction.atomic():
        topics = [_topic(row, people, now) for row in told()["topic"]]
        made = [talk for row in told()["rhythm"] for talk in _of_coach(row, people, now, topics[0])]
        for row in told()["commitment"]:
            _commitment(row, people, now)
        CheckIn.objects.create(
            person=people[_REFLECTED],
            form="readiness",
            answers={"M1": 4, "M2": 3, "M3": 4, "M4": 3, "M5": 4},
            at=now - timedelta(weeks=5),
        )
    return len(made)


def _topic(row: Mapping[str, Any], people: Mapping[str, Person], now: datetime) -> Topic:
    return Topic.objects.create(
        name=row["name"],
        skill="open-questions",
        begins_on=(now - timedelta(weeks=row["weeks"])).date(),
        ends_on=(now + timedelta(weeks=row["until"])).date(),
        by=people["Lee Castellan"],
    )


def _of_coach(
    row: Mapping[str, Any], people: Mapping[str, Person], now: datetime, topic: Topic
) -> Iterator[Talk]:
    """The talks of one coach with everybody in the teams that they lead."""
    coach = people[row["coach"]]
    led = Membership.objects.filter(person=coach, leads=True).values("team")
    for number, place in enumerate(
        Membership.objects.filter(team__in=led, leads=False)
        .select_related("person", "team")
        .order_by("team__name", "person__name")
    ):
        if not Programme.objects.filter(team=place.team).exists():
            Programme.objects.create(
                team=place.team,
                every_days=7 * row["every_weeks"],
                begins_on=(now - timedelta(weeks=WEEKS + 2)).date(),
                by=coach,
            )
        for weeks in range(WEEKS, 0, -row["every_weeks"]):
            missed = (weeks + number) % WEEKS in row["missed"]
            yield _past(coach, place, _hour(now, weeks, number), number + weeks, topic, missed)
        yield _to_come(coach, place, _hour(now, 0, number), now)


def _hour(now: datetime, weeks_ago: int, number: int) -> datetime:
    """Each person has a day and an hour of the week."""
    monday = now.date() - timedelta(days=now.weekday(), weeks=weeks_ago)
    day = monday + timedelta(days=number % 5)
    return datetime.combine(day, time(9 + number % 7, 30 * (number % 2)), UTC)


def _past(  # noqa: PLR0917  # a row has many columns
    coach: Person,
    place: Membership,
    at: datetime,
    turn: int,
    topic: Topic,
    missed: bool,  # noqa: FBT001
) -> Talk:
    recorded = _recorded(coach, place.person, at)
    informal = _INFORMAL.get(turn % WEEKS)
    talk = Talk.objects.create(
        coach=coach,
        team=place.team,
        kind=informal or Kind.ONE_TO_ONE,
        formal=informal is None,
        state=Talk.State.MISSED if missed and not recorded else Talk.State.HELD,
        planned_at=at,
        minutes=_MINUTES,
        started_at=None if missed else at,
        ended_at=None if missed else at + timedelta(minutes=_MINUTES - 3),
        topic=topic if turn % 3 == 0 else None,
        skill=_SKILLS[(place.person_id + turn // 6) % len(_SKILLS)],
        call=recorded,
        steps={step: at.isoformat() for step in _STEPS[: 2 + turn % 3]},
        made_by=coach,
        made_at=at - timedelta(days=6),
    )
    TalkPerson.objects.create(talk=talk, person=place.person)
    brought = _latest_call(place.person, at)
    if brought and turn % 2 and not missed:
        AgendaItem.objects.create(
            talk=talk, by=place.person, text=brought.title, call=brought, done_at=at
        )
    return talk


def _to_come(coach: Person, place: Membership, at: datetime, now: datetime) -> Talk:
    """The next one: this week, or the next where its hour is over."""
    when = at if at > now else at + timedelta(weeks=1)
    talk = Talk.objects.create(
        coach=coach,
        team=place.team,
        planned_at=when,
        minutes=_MINUTES,
        made_by=coach,
        made_at=now - timedelta(days=3),
    )
    TalkPerson.objects.create(talk=talk, person=place.person)
    return talk


def _recorded(coach: Person, person: Person, at: datetime) -> Call | None:
    """The transcript of that week's talk of the two, where there is one."""
    near = timedelta(days=4)
    rows = Call.objects.filter(
        kind="coaching",
        coach=coach,
        owner=person,
        talk=None,
        started_at__gt=at - near,
        started_at__lt=at + near,
    )
    return rows.first()


def _latest_call(person: Person, at: datetime) -> Call | None:
    own = Call.objects.filter(owner=person, kind__in=("sales", "service"), started_at__lt=at)
    return own.order_by("-started_at").first()


def _commitment(row: Mapping[str, Any], people: Mapping[str, Person], now: datetime) -> None:
    """Agreed in a talk of then, as the desk agrees it; closed where the file says so."""
    person = people[row["person"]]
    then = now - timedelta(weeks=row["weeks"])
    own = Talk.objects.filter(people__person=person, state=Talk.State.HELD)
    talk = own.filter(ended_at__lte=then).order_by("-ended_at").first()
    said = Said(
        person=person,
        says=row["says"],
        follows=row["follows"],
        target=row["target"],
        by=(then + FOR).date(),
        noticed=row.get("noticed", ""),
        helps=row.get("helps", ""),
        stretch=row.get("stretch", False),
    )
    made = agree(viewer_of(person, then), said, talk)
    if isinstance(made, NotYet) or "state" not in row:
        return
    later = own.filter(ended_at__gt=now - timedelta(weeks=row["reviewed"] + 1)).order_by("ended_at")
    Commitment.objects.filter(pk=made.pk).update(
        state=row["state"],
        reviewed_in=later.first(),
        closed_at=now - timedelta(weeks=row["reviewed"]),
        closing_words=row["words"],
    )
