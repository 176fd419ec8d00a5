"""What was done in the coaching of some people within twelve weeks, for `coaching.maturity`.

Counts only: no word of a talk, a note or a check-in is read.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, Sum

from ridealong.coaching.maturity import CoachFacts, RepFacts, TeamFacts
from ridealong.process.framework.model import Journey, UseCase
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.coaching.models import AgendaItem, CheckIn, Commitment, Talk, TalkPerson
from ridealong.web.people.models import Membership, Role
from ridealong.web.pipeline.frameworks import using

WINDOW = timedelta(weeks=12)
RHYTHM = timedelta(days=17)
"""Two weeks and the three days that a talk may move."""
REFLECTED_WITHIN = timedelta(days=366)
READINESS = "readiness"
RESULTS = "results_question"
QUESTIONS = (
    RESULTS,
    "vague_question",
    "problem_question",
    "activity_question",
    "behaviour_question",
    "mindset_question",
    "reflection_question",
)
"""What a coach may ask, as moves."""
PUSH = "closing_push"
ASKED_CUSTOMERS = ("need_question", "open_question", "closed_question", PUSH)
_RESTS_ON_A_CALL = (UseCase.POST_CALL.value, UseCase.JOINT_CALL.value)
_OF_TALK = (
    *("state", "formal", "planned_at", "ended_at"),
    *("skill", "stage", "topic", "kind", "deal"),
)
_SAME_TALK = timedelta(hours=12)
_ENDED = (Talk.State.MOVED, Talk.State.CANCELLED)


class Place(NamedTuple):
    """Somebody who is coached, in a team today."""

    person: int
    team: int


class Had(NamedTuple):
    """One talk with one person."""

    person: int
    state: str
    formal: bool
    planned_at: datetime | None
    ended_at: datetime | None
    on: str
    """The skill or the stage that it was on."""
    tied: bool
    """To a stage, a skill or a topic."""
    topical: bool
    """To a topic that was current."""
    concrete: bool
    """It rested on a call."""

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.state == Talk.State.HELD


def places_in(teams: Collection[int]) -> Sequence[Place]:
    """Everybody who talks with customers, once, in the team that they joined last."""
    rows = Membership.objects.now().filter(
        team__in=sorted(teams),
        leads=False,
        person__is_active=True,
        person__role__in=(Role.REP, Role.AGENT),
    )
    found: dict[int, Place] = {}
    for person, team in rows.order_by("person", "-since", "pk").values_list("person", "team"):
        found.setdefault(person, Place(person, team))
    return list(found.values())


@dataclass(frozen=True)
class Coached:
    """Everything that is counted of some people until a moment."""

    places: Sequence[Place]
    until: datetime

    @property
    def since(self) -> datetime:
        """The beginning of the twelve weeks."""
        return self.until - WINDOW

    @cached_property
    def talks(self) -> Mapping[int, Sequence[Had]]:
        """By person, in the order of their time."""
        found: defaultdict[int, list[Had]] = defaultdict(list)
        for had in self._had():
            found[had.person].append(had)
        return found

    def facts(self, name: str, teams: Collection[int]) -> TeamFacts:
        """The counts of some teams under one name."""
        framework = using.parsed(using.in_use(Journey.SALES))
        return TeamFacts(
            team=name,
            reps=tuple(self._rep(p.person) for p in self.places if p.team in teams),
            coaches=tuple(
                CoachFacts(pk, trained) for pk, team, trained in self._coaches if team in teams
            ),
            stages=len(framework.stages),
            questions=any(stage.questions for stage in framework.stages),
            gates=bool(framework.gates),
        )

    def coached_between(self, start: datetime, end: datetime) -> frozenset[int]:
        """The people who had a talk within a time."""
        return frozenset(
            person
            for person, talks in self.talks.items()
            if any(t.held and t.ended_at and start < t.ended_at <= end for t in talks)
        )

    @property
    def held(self) -> tuple[int, int]:
        """How many talks were held: planned ones, and others."""
        held = [t for talks in self.talks.values() for t in talks if t.held]
        return sum(t.formal for t in held), sum(not t.formal for t in held)

    def _had(self) -> list[Had]:
        within = Q(talk__planned_at__gt=self.since, talk__planned_at__lte=self.until)
        noted = Q(talk__ended_at__gt=self.since, talk__ended_at__lte=self.until)
        items = AgendaItem.objects.filter(talk=OuterRef("talk"), call__isnull=False)
        open_ended = Q(talk__topic__ends_on__isnull=True)
        current = open_ended | Q(talk__topic__ends_on__gte=self.since.date())
        rows = (
            TalkPerson.objects.filter(within | noted, person__in=[p.person for p in self.places])
            .exclude(talk__state__in=_ENDED)
            .order_by("talk__planned_at", "talk__ended_at", "pk")
            .annotate(current=current & Q(talk__topic__isnull=False), brought=Exists(items))
            .values("person", "call", "current", "brought", *(f"talk__{name}" for name in _OF_TALK))
        )
        return [_had(row) for row in rows]

    def _rep(self, person: int) -> RepFacts:
        talks = self.talks.get(person, ())
        planned = [t for t in talks if t.formal and t.planned_at]
        held = [t for t in talks if t.held]
        agreed, reviewed = self._followed.get(person, (0, 0))
        return RepFacts(
            person=person,
            rhythm=self._in_rhythm([t.planned_at for t in planned if t.planned_at]),
            planned=len(planned),
            held=sum(t.held for t in planned),
            agreed=agreed,
            reviewed=reviewed,
            talks=len(held),
            staged=sum(t.tied for t in held),
            concrete=sum(t.concrete for t in held),
            enablement=sum(t.topical for t in held),
            questions=self.asked("coaching", {person}, QUESTIONS),
            results=self.asked("coaching", {person}, {RESULTS}),
            topics=tuple(Counter(t.on for t in held if t.on).most_common()),
            trend_reviewed=reviewed > 0,
        )

    def _in_rhythm(self, planned: Sequence[datetime]) -> bool:
        """Whether no two planned talks, nor the edges, lie further apart than the rhythm."""
        moments = [self.since, *planned, self.until]
        return all(b - a <= RHYTHM for a, b in pairwise(moments))

    @cached_property
    def _followed(self) -> Mapping[int, tuple[int, int]]:
        """For each person the commitments that a later talk could have looked at, and that did."""
        rows = Commitment.objects.filter(
            person__in=[p.person for p in self.places], made_at__lte=self.until
        ).filter(Q(closed_at__isnull=True) | Q(closed_at__gt=self.since))
        found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for person, made, reviewed in rows.values_list("person", "made_at", "reviewed_in"):
            if self._talked_after(person, made):
                agreed, seen = found[person]
                found[person] = agreed + 1, seen + (reviewed is not None)
        return found

    def _talked_after(self, person: int, made: datetime) -> bool:
        talks = self.talks.get(person, ())
        return any(t.held and t.ended_at and t.ended_at > made + _SAME_TALK for t in talks)

    def asked(self, kind: str, people: Collection[int], moves: Collection[str]) -> int:
        """How often these moves were made in calls of a kind that are these people's."""
        return sum(
            count
            for (of, owner, move), count in self._moves.items()
            if of == kind and owner in people and move in moves
        )

    @cached_property
    def _moves(self) -> Mapping[tuple[str, int, str], int]:
        """By kind of call, whose it is, and move; of talks that were recorded."""
        calls = Call.objects.filter(
            kind__in=("coaching", "sales"),
            owner__in={p.person for p in self.places} | self.coaches,
            held_back=False,
            started_at__gt=self.since,
            started_at__lte=self.until,
        )
        rows = CallMove.objects.filter(call__in=calls, move__in=(*QUESTIONS, *ASKED_CUSTOMERS))
        counts = rows.order_by().values_list("call__kind", "call__owner", "move")
        return {(k, o or 0, m): n for k, o, m, n in counts.annotate(total=Sum("count"))}

    @property
    def coaches(self) -> frozenset[int]:
        """Who leads these people's teams."""
        return frozenset(pk for pk, _team, _trained in self._coaches)

    @cached_property
    def _coaches(self) -> list[tuple[int, int, bool]]:
        """Who leads these teams, and whether they have reflected on it within a year."""
        reflected = CheckIn.objects.filter(
            person=OuterRef("person"), form=READINESS, at__gt=self.until - REFLECTED_WITHIN
        )
        rows = Membership.objects.now().filter(
            team__in={p.team for p in self.places},
            leads=True,
            person__role=Role.MANAGER,
            person__is_active=True,
        )
        columns = rows.annotate(reflected=Exists(reflected))
        return list(columns.values_list("person_id", "team_id", "reflected"))


def _had(row: dict[str, Any]) -> Had:
    talk = {name.removeprefix("talk__"): value for name, value in row.items()}
    on = talk["skill"] or talk["stage"]
    return Had(
        person=talk["person"],
        state=talk["state"],
        formal=talk["formal"],
        planned_at=talk["planned_at"],
        ended_at=talk["ended_at"],
        on=on,
        tied=bool(on or talk["topic"] or talk["deal"]),
        topical=talk["current"],
        concrete=bool(talk["call"]) or talk["brought"] or talk["kind"] in _RESTS_ON_A_CALL,
    )
