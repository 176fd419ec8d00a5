"""What is known of one coach's own coaching, read for nobody but them.

Talks of the last sixteen weeks, what recorded ones show of the coach, calls to action, and what was
agreed: as `coaching.audit_of_coach` and `coaching.programme_of_coach` take it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from ridealong.coaching.audit_of_coach import SPAN, Audit, Called, Counted, Heard, audit
from ridealong.coaching.cadence import Member
from ridealong.coaching.cadence import Talk as Had
from ridealong.process.framework.model import UseCase
from ridealong.web.calls.analysing.stored import measures
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import Kind
from ridealong.web.coaching.cadence.counted import READINESS
from ridealong.web.coaching.models import (
    AgendaItem,
    CallToAction,
    CheckIn,
    Commitment,
    StepReached,
    Talk,
    TalkPerson,
    Thought,
    WorkingTime,
)
from ridealong.web.people import policy
from ridealong.web.people.leading import nearest_led
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import Viewer

BACK = timedelta(weeks=16)
"""Eight weeks, and the eight before."""
MOST_RESULTS = 0.4
"""Of all questions those for results, at most; as `coaching.maturity` has it."""
EARLY = 3
"""A question for results among the first so many comes first."""
_RESTS_ON_A_CALL = (UseCase.POST_CALL.value, UseCase.JOINT_CALL.value)
_OVER = timedelta(days=1)
"""A planned talk that nobody began is not held from then on."""
_OPEN_DOOR = 4
"""A room that stood open longer than so many times its plan was only not closed."""
_REFLECTED = timedelta(weeks=26)
_SHARE, _RESULTS, _BEFORE = "ask_tell_share", "results_question_share", "questions_before_results"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a recorded talk shows: acts of asking, and telling; questions, and those for results."""

    asks: int
    tells: int
    questions: int
    results: int
    results_first: bool


@dataclass(frozen=True)
class Coaching:
    """One coach's own, at a moment."""

    viewer: Viewer

    @property
    def now(self) -> datetime:
        """The moment of looking."""
        return self.viewer.now

    @cached_property
    def places(self) -> Sequence[Membership]:
        """Whom they lead, each once, by name."""
        teams = sorted(nearest_led(self.viewer)) if self.viewer.led else []
        rows = Membership.objects.now().filter(
            team__in=teams,
            leads=False,
            person__is_active=True,
            person__role__in=(Role.REP, Role.AGENT),
        )
        ordered = rows.select_related("person").order_by("person__name", "person_id", "since")
        return list({row.person_id: row for row in ordered}.values())

    @property
    def people(self) -> Sequence[Person]:
        """The same, as people."""
        return [place.person for place in self.places]

    @cached_property
    def leads_since(self) -> date:
        """Since when they lead one of their teams."""
        own = Membership.objects.now().filter(person=self.viewer.id, leads=True)
        return min(own.values_list("since", flat=True), default=self.now.date())

    @property
    def members(self) -> list[Member]:
        """Whom they lead, as the rules take them."""
        return [
            Member(
                person=p.person_id,
                zone=p.person.time_zone,
                since=max(p.since, self.leads_since),
            )
            for p in self.places
        ]

    @cached_property
    def rows(self) -> Sequence[Talk]:
        """Their talks of sixteen weeks that were held, missed or called off."""
        mine = Q(coach=self.viewer.id) | Q(second_coach=self.viewer.id)
        since = self.now - BACK
        when = Q(ended_at__gte=since, ended_at__lte=self.now) | Q(
            ended_at__isnull=True, planned_at__gte=since, planned_at__lte=self.now - _OVER
        )
        brought = Exists(AgendaItem.objects.filter(talk=OuterRef("pk"), call__isnull=False))
        chosen = Exists(TalkPerson.objects.filter(talk=OuterRef("pk"), call__isnull=False))
        agreed = Exists(Commitment.objects.filter(talk=OuterRef("pk")))
        past = (Talk.State.HELD, Talk.State.MISSED, Talk.State.CANCELLED, Talk.State.PLANNED)
        rows = Talk.objects.filter(mine & when, state__in=past).annotate(
            rests=brought | chosen, agreed=agreed
        )
        return list(rows.defer("brief").prefetch_related("people").order_by("planned_at", "pk"))

    @property
    def held(self) -> Sequence[Talk]:
        """Those of twelve weeks that took place, the oldest first."""
        since = self.now - SPAN
        found = [t for t in self.rows if is_held(t) and t.ended_at and t.ended_at >= since]
        return sorted(found, key=lambda t: t.ended_at or self.now)

    @property
    def talks(self) -> list[Had]:
        """All of them, once for each who was coached."""
        return [
            Had(
                person=place.person_id,
                use=UseCase(row.kind),
                coaches=(self.viewer.id,),
                planned=row.planned_at,
                held=row.ended_at if is_held(row) else None,
                called_off=row.state == Talk.State.CANCELLED,
                minutes=minutes_of(row) if is_held(row) else None,
            )
            for row in self.rows
            for place in row.people.all()
        ]

    @cached_property
    def shown(self) -> Mapping[int, Shown]:
        """By the number of the recording, what it shows of the coach."""
        calls = Call.objects.filter(
            policy.readable(self.viewer),
            kind=Kind.COACHING,
            coach=self.viewer.id,
            started_at__gte=self.now - BACK,
            started_at__lte=self.now,
        )
        rows = calls.order_by("started_at", "pk").values_list("pk", "analysis__result")
        return {pk: found for pk, packed in rows if packed and (found := _shown(bytes(packed)))}

    @cached_property
    def recorded(self) -> Sequence[tuple[datetime, int, Shown]]:
        """When, with whom, and what it shows; the oldest first."""
        rows = Call.objects.filter(pk__in=list(self.shown)).order_by("started_at", "pk")
        return [
            (at, owner or 0, self.shown[pk])
            for pk, at, owner in rows.values_list("pk", "started_at", "owner")
        ]

    @cached_property
    def heard(self) -> Sequence[Heard]:
        """What talks show of the coach: planned ones that were held, and all recordings."""
        formal = [self._heard(t) for t in self.held if t.formal]
        linked = {t.call_id for t in self.held if t.formal and t.call_id}
        alone = [
            _only_shown(at, self.shown[pk])
            for pk, at in Call.objects.filter(
                pk__in=set(self.shown) - linked, started_at__gte=self.now - SPAN
            ).values_list("pk", "started_at")
        ]
        return [*formal, *alone]

    @cached_property
    def called(self) -> Sequence[Called]:
        """Calls to action, and the first talk with that person from then on."""
        rows = CallToAction.objects.filter(
            coach=self.viewer.id, at__gte=self.now - SPAN, at__lte=self.now
        )
        talked: defaultdict[int, list[datetime]] = defaultdict(list)
        for talk in self.talks:
            if talk.held:
                talked[talk.person].append(talk.held)
        return [
            Called(
                row.person_id,
                row.at,
                min((t for t in talked[row.person_id] if t >= row.at), default=None),
            )
            for row in rows.order_by("at", "pk")
        ]

    @cached_property
    def hours(self) -> int | None:
        """How many hours a week they work, as they say."""
        row = WorkingTime.objects.filter(person=self.viewer.id).first()
        return row.hours if row else None

    @property
    def weeks(self) -> int:
        """Whole weeks of the span in which they have led; one at least."""
        led = (self.now.date() - self.leads_since).days // 7
        return max(1, min(SPAN.days // 7, led))

    @cached_property
    def audit(self) -> Audit:
        """What the last twelve weeks show."""
        working = self.hours * 60 * self.weeks if self.hours else None
        return audit(
            self.members, self.talks, self.heard, self.called, self.now, working_minutes=working
        )

    @cached_property
    def agreed(self) -> Sequence[Commitment]:
        """What those whom they lead took on, the newest first."""
        own = Commitment.objects.filter(person__in=[p.person_id for p in self.places])
        return list(own.select_related("person", "talk").order_by("-made_at", "-pk"))

    @cached_property
    def reached(self) -> Mapping[str, StepReached]:
        """Steps of the programme that were reached before, by their ids."""
        rows = StepReached.objects.filter(person=self.viewer.id, at__lte=self.now)
        return {row.step: row for row in rows}

    @cached_property
    def figures(self) -> Mapping[str, Counted]:
        """What the steps of the programme are counted by."""
        found, recent = self.audit, self.now - SPAN
        shown = [s for at, _who, s in self.recorded if at >= recent]
        asked = [s for s in shown if s.questions]
        acts = [s for s in shown if s.asks + s.tells]
        weeks = [m.weeks for m in found.members]
        return {
            "readiness": self._once(
                CheckIn.objects.filter(
                    person=self.viewer.id,
                    form=READINESS,
                    at__gt=self.now - _REFLECTED,
                    at__lte=self.now,
                ).exists()
            ),
            "hours": self._once(self.hours is not None),
            "weeks": Counted(sum(w.part for w in weeks), sum(w.whole for w in weeks)),
            "joint": self._joint,
            "on_a_call": found.on_a_call,
            "asking": Counted(sum(s.asks >= s.tells for s in acts), len(acts)),
            "results": Counted(
                sum(s.results <= MOST_RESULTS * s.questions for s in asked), len(asked)
            ),
            "act": found.act_with_date,
            "reviewed": found.reviewed,
            "believing": self._once(
                Thought.objects.filter(policy.thoughts_seen(self.viewer), on="move").exists()
            ),
            "shown": self._once(any(t.mirror_shared_at for t in self.rows)),
        }

    @property
    def _joint(self) -> Counted:
        joint = {
            place.person_id
            for t in self.held
            if t.kind == UseCase.JOINT_CALL.value
            for place in t.people.all()
        }
        people = [p.person_id for p in self.places]
        return Counted(sum(p in joint for p in people), len(people))

    @staticmethod
    def _once(is_so: bool) -> Counted:  # noqa: FBT001
        return Counted(int(is_so), 1)

    def _heard(self, row: Talk) -> Heard:
        shown = self.shown.get(row.call_id or 0)
        at = row.ended_at or self.now
        return Heard(
            at=at,
            questions=shown.questions if shown else 0,
            results=shown.results if shown else 0,
            results_first=bool(shown and shown.results_first),
            asks=shown.asks if shown else 0,
            tells=shown.tells if shown else 0,
            on_a_call=row.kind in _RESTS_ON_A_CALL or bool(getattr(row, "rests", False)),
            reviewed=self._reviewed(row),
            act_with_date=bool(getattr(row, "agreed", False)),
        )

    def _reviewed(self, row: Talk) -> bool | None:
        """Whether what was due was looked at in it; None where nothing was."""
        people = {place.person_id for place in row.people.all()}
        own = [c for c in self.agreed if c.person_id in people]
        if any(c.reviewed_in_id == row.pk for c in own):
            return True
        begun = row.started_at or row.planned_at or self.now
        due = [
            c
            for c in own
            if c.by_on < begun.date() and (c.closed_at is None or c.closed_at >= begun)
        ]
        return False if due else None


def is_held(row: Talk) -> bool:
    """Whether a talk took place."""
    return row.state == Talk.State.HELD


def minutes_of(row: Talk) -> int:
    """How long a talk lasted: by its room, where that was closed; else as it was planned."""
    if row.started_at and row.ended_at:
        lasted = round((row.ended_at - row.started_at).total_seconds() / 60)
        if 1 <= lasted <= _OPEN_DOOR * row.minutes:
            return lasted
    return row.minutes


def _shown(packed: bytes) -> Shown | None:
    found = {m.id: m for m in measures(packed) if m.scope == "call"}
    share, results, before = (found.get(name) for name in (_SHARE, _RESULTS, _BEFORE))
    acts = share.n if share and share.value is not None else 0
    asks = round((share.value or 0) * acts) if share else 0
    questions = results.n if results and results.value is not None else 0
    first = before is not None and before.value is not None and before.value < EARLY
    if not acts and not questions:
        return None
    asked_for = round((results.value or 0) * questions) if results else 0
    return Shown(asks, acts - asks, questions, asked_for, first)


def _only_shown(at: datetime, shown: Shown) -> Heard:
    """Of a recording that belongs to no planned talk."""
    return Heard(
        at=at,
        questions=shown.questions,
        results=shown.results,
        results_first=shown.results_first,
        asks=shown.asks,
        tells=shown.tells,
        on_a_call=None,
        reviewed=None,
        act_with_date=None,
    )
