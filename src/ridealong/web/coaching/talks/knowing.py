"""What the desk knows for a brief, as far as the viewer may know it; at most nine queries.

Trends and quotes are of calls that the viewer may read; findings and deals only where they lead the
person today, or it is themselves; commitments are the person's. Nothing of a debrief, a check-in or
a private note has a way in here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from ridealong.coaching.behaviours import Behaviour, followed
from ridealong.coaching.brief import (
    Agreed,
    Brought,
    DealNow,
    Finding,
    GateNow,
    Known,
    Moment,
    Quote,
)
from ridealong.coaching.chance import standing_out
from ridealong.coaching.trend import Trend
from ridealong.conversation import Kind as Conversation
from ridealong.process.diagnosis import Flag
from ridealong.process.framework.model import Framework, Journey, UseCase
from ridealong.process.gates import Piece, Stands, attention, stands, unknowns
from ridealong.process.gates.standing import State as Evidence
from ridealong.process.gates.unknown import KNOWN_BY
from ridealong.process.model import Outcome
from ridealong.report.talk import Talk as Told
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.coaching import evidence
from ridealong.web.coaching.measures import own_trends, trends_of
from ridealong.web.coaching.models import Commitment, Talk
from ridealong.web.coaching.talks.agreed import agreed
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people import policy
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.models import Deal, Diagnosis, Forecast
from ridealong.web.pipeline.shapes.found import flag_of

RECENT = timedelta(days=14)
CALLS = 5
"""The newest, in which moments are looked for: each costs its transcript."""
_DEALS = 60
_TALKS = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """What deals like one came to, as it was counted last."""

    probability: float | None
    low: float | None
    high: float | None
    early: date | None
    late: date | None
    comparable: int


@dataclass(frozen=True)
class Knowing:
    """Everything that a brief of one person is made of, for one viewer."""

    viewer: Viewer
    talk: Talk
    person: Person
    place_says: str = ""
    """What the person wrote on their sheet."""
    place_call: int | None = None

    @classmethod
    def of(cls, seen: Seen, person: Person) -> "Knowing":
        """Of a talk that the viewer sees."""
        place = next(p for p in seen.places if p.person_id == person.pk)
        return cls(seen.viewer, seen.talk, person, place.brings, place.call_id)

    @cached_property
    def known(self) -> Known:
        """As `coaching.brief` takes it."""
        fell, held = self._stands_out
        return Known(
            use=UseCase(self.talk.kind),
            person=self.person.pk,
            name=self.person.short,
            framework=self.framework,
            trends=self.trends,
            fell=fell,
            held=held,
            findings=tuple(_finding(pk, flag) for pk, flag in self.flags.items()),
            deals=self.deals,
            subject=str(self.talk.deal_id or ""),
            moments=self.moments,
            agreed=self.agreed,
            brought=self.brought,
            asked=self.asked,
            calls=sum(c.started_at >= self.viewer.now - RECENT for c in self.calls),
        )

    @property
    def own(self) -> bool:
        """Whether the viewer is the person."""
        return self.viewer.id == self.person.pk

    @property
    def serves(self) -> bool:
        """Whether they hold service calls."""
        return self.person.role == Role.AGENT

    @property
    def behaviours(self) -> Sequence[Behaviour]:
        """Those that are followed for them."""
        return followed(Conversation.SERVICE if self.serves else Conversation.SALES)

    @property
    def framework(self) -> Framework:
        """The process whose questions are asked."""
        return self._frameworks[0]

    @cached_property
    def _frameworks(self) -> tuple[Framework, Mapping[int | None, Framework]]:
        journey = Journey.SERVICE if self.serves else Journey.SALES
        run_under: set[int | None] = {row[_FRAMEWORK] for row in self._deal_rows}  # type: ignore[misc]
        return using.in_use_and(journey, run_under)

    @cached_property
    def trends(self) -> tuple[Trend, ...]:
        """Of calls that have reached whoever looks."""
        if self.own:
            return tuple(own_trends(self.viewer, self.behaviours))
        if not self.viewer.led:
            return ()
        of = {self.person.pk: self.behaviours}
        return trends_of(of, self.viewer.led, self.viewer.now)[self.person.pk]

    @property
    def _stands_out(self) -> tuple[str, str]:
        """Ids of what fell and of what rose and held, by the rule of the next talks."""
        told = [t for t in self.trends if t.change]
        out = standing_out([t.change.p for t in told if t.change])
        clear = [t for t, stands_ in zip(told, out, strict=True) if stands_]
        fell = (t.behaviour.id for t in clear if t.change and t.change.high < 0)
        held = (
            t.behaviour.id
            for t in clear
            if t.change and t.change.low > 0 and t.held and t.held.low > 0
        )
        return next(fell, ""), next(held, "")

    @cached_property
    def calls(self) -> Sequence[Call]:
        """The call that they bring and their newest, of those that the viewer may read."""
        rows = Call.objects.filter(
            policy.readable(self.viewer),
            policy.analysis_open(self.viewer),
            owner=self.person,
            kind__in=("sales", "service", "partner"),
            ready_at__isnull=False,
        )
        newest = rows.select_related("analysis", "transcript", "customer")
        brought = Case(When(pk=self.place_call or 0, then=0), default=1)
        found = newest.order_by(brought, "-started_at", "-pk")[:CALLS]
        return [c for c in found if c.analysis.packed]

    @cached_property
    def told(self) -> Mapping[int, Told]:
        """What is said about each of these calls."""
        return {call.pk: evidence.talk_of(call) for call in self.calls}

    @cached_property
    def spoken(self) -> Mapping[tuple[int, int], evidence.Line]:
        """Each line that is quoted, by call and turn, as a page sets it."""
        return {
            (call.pk, line.turn): line for _m, call, found in self._found for line in found.lines
        }

    @property
    def moments(self) -> tuple[Moment, ...]:
        """For each behaviour the newest moment that shows it, and one where it could have been."""
        return tuple(moment for moment, _call, _found in self._found)

    @cached_property
    def _found(self) -> Sequence[tuple[Moment, Call, evidence.Evidence]]:
        found = []
        for behaviour in self.behaviours:
            for good in (True, False):
                own = ((c, self._moment(c, behaviour, good=good)) for c in self.calls)
                first = next(((c, e) for c, e in own if e), None)
                if first:
                    found.append((_moment(*first, behaviour, good=good), *first))
        return found

    def _moment(self, call: Call, behaviour: Behaviour, *, good: bool) -> evidence.Evidence | None:
        return evidence.of_behaviour(call, behaviour, shown=good, talk=self.told[call.pk])

    @cached_property
    def flags(self) -> Mapping[int, Flag]:
        """What stands out in their pipeline, by the row's number, the oldest first."""
        if self.serves:
            return {}
        seen = Person.objects.filter(policy.plans_seen(self.viewer), pk=self.person.pk)
        states = (Diagnosis.State.OPEN, Diagnosis.State.TAKEN)
        rows = Diagnosis.objects.filter(person__in=seen, state__in=states)
        found = ((row.pk, flag_of(row)) for row in rows.order_by("found_on", "pk"))
        return {pk: flag for pk, flag in found if flag}

    @cached_property
    def deals(self) -> tuple[DealNow, ...]:
        """Their open deals, each as its gates and its customer's words make it."""
        return tuple(self._deal(rows) for rows in _by_deal(self._deal_rows).values())

    @cached_property
    def _deal_rows(self) -> Sequence[tuple[object, ...]]:
        if self.serves:
            return ()
        open_calls = Call.objects.filter(
            policy.readable(self.viewer), policy.analysis_open(self.viewer)
        )
        wanted = Q(owner=self.person, outcome=Deal.Outcome.OPEN) | Q(pk=self.talk.deal_id)
        spoken = open_calls.filter(deals=OuterRef("pk")).order_by("-started_at")
        last_call = Subquery(spoken.values("started_at")[:1])
        newest = (
            Deal.objects.filter(policy.deals_seen(self.viewer), wanted)
            .order_by(last_call.desc(nulls_last=True), "-id")
            .values("pk")
        )
        rows = Deal.objects.filter(pk__in=newest[:_DEALS])
        latest = Forecast.objects.filter(deal=OuterRef("pk")).order_by("-on")
        told = rows.annotate(
            last_call=last_call,
            brings=Exists(spoken.filter(pk=self.place_call or 0).order_by()),
            reads=Exists(open_calls.filter(pk=OuterRef("evidence__call")).order_by()),
            **{f"told_{key}": _told(open_calls, moves) for key, moves in KNOWN_BY.items()},
            **{f"like_{name}": Subquery(latest.values(name)[:1]) for name in _COMPARED},
        )
        return list(
            told.order_by("name", "pk", "-evidence__on").values_list(
                *_COLUMNS, *_OF_CALLS, *_TOLD, *(f"like_{name}" for name in _COMPARED)
            )
        )

    def _deal(self, rows: Sequence[tuple[object, ...]]) -> DealNow:
        first = dict(zip(_COLUMNS, rows[0], strict=False))
        process = self._frameworks[1][first["framework_id"]]  # type: ignore[index]
        told = [dict(zip((*_COLUMNS, *_OF_CALLS, *_TOLD), row, strict=False)) for row in rows]
        pieces = [
            Piece(str(t["evidence__gate"]), str(t["evidence__side"]), str(t["evidence__state"]))
            for t in told
            if t["evidence__gate"]
        ]
        gates = stands(process, str(first["stage"]), Outcome(str(first["outcome"])), pieces)
        accepted = {g.gate.key for g in gates if g.customer.accepted}
        accepted |= {KNOWN_BY[key][0] for key in KNOWN_BY if told[0][f"told_{key}"]}
        words = _words(told)
        return DealNow(
            id=str(first["pk"]),
            name=str(first["customer__name"] or first["name"]),
            stage=str(first["stage"]),
            unknown=tuple(
                u.key
                for u in unknowns(
                    process, str(first["stage"]), accepted, step_agreed=bool(first["next_step"])
                )
            ),
            gates=tuple(_gate(g, words) for g in gates),
            third=attention(gates, ()).third,
            last_call=told[0]["last_call"],  # type: ignore[arg-type]
            quotes=tuple(words.values()),
        )

    def compared(self, deal: str) -> Compared | None:
        """What deals like one came to, where that was counted."""
        row = next((r for r in self._deal_rows if str(r[0]) == deal), None)
        if row is None or row[-1] is None:
            return None
        return Compared(*row[-len(_COMPARED) :])  # type: ignore[arg-type]

    @cached_property
    def agreed(self) -> tuple[Agreed, ...]:
        """Their open commitments, the oldest first, with what the calls since show."""
        rows = Commitment.objects.filter(
            policy.commitments_seen(self.viewer), person=self.person, state=Commitment.State.OPEN
        )
        return tuple(
            agreed(self.viewer, row, self.trends)
            for row in rows.select_related("person").order_by("made_at", "pk")
        )

    @property
    def brought(self) -> tuple[Brought, ...]:
        """What the person wrote on their sheet."""
        if not self.place_says and self.place_call is None:
            return ()
        about = (str(row[0]) for row in self._deal_rows if row[_BRINGS])
        return (Brought(says=self.place_says, call=self.place_call, deal=next(about, "")),)

    @cached_property
    def _talks(self) -> Sequence[tuple[object, ...]]:
        """The last talks of the two, and the next, with the questions that were asked.

        Nothing of it stands on the person's own sheet.
        """
        if self.own:
            return ()
        both = policy.talks_seen(self.viewer)
        wanted = Talk.objects.filter(both, people__person=self.person).exclude(pk=self.talk.pk)
        near = wanted.filter(
            Q(state=Talk.State.HELD) | Q(state=Talk.State.PLANNED, planned_at__gt=self.viewer.now)
        )
        newest = near.order_by("-made_at", "-pk").values("pk")[: 2 * _TALKS]
        rows = Talk.objects.filter(pk__in=Subquery(newest)).order_by()
        return list(
            rows.values_list(
                "pk", "state", "ended_at", "planned_at", "questions__key", "questions__asked_at"
            )
        )

    @property
    def asked(self) -> tuple[tuple[str, ...], ...]:
        """Keys of the questions asked in earlier talks, the last first."""
        found: defaultdict[tuple[datetime, int], list[str]] = defaultdict(list)
        for pk, state, ended, _planned, key, asked_at in self._talks:
            if state == Talk.State.HELD and ended and key and asked_at:
                found[ended, pk].append(str(key))  # type: ignore[index]
        return tuple(tuple(keys) for _when, keys in sorted(found.items(), reverse=True))[:_TALKS]

    @property
    def last_on(self) -> datetime | None:
        """When the two talked last."""
        ended = [row[2] for row in self._talks if row[1] == Talk.State.HELD and row[2]]
        return max(ended, default=None)  # type: ignore[type-var, return-value]

    @property
    def next_on(self) -> datetime | None:
        """When the two talk after this one."""
        after = self.talk.planned_at or self.viewer.now
        planned = [
            row[3]
            for row in self._talks
            if row[1] == Talk.State.PLANNED and row[3] and row[3] > after  # type: ignore[operator]
        ]
        return min(planned, default=None)  # type: ignore[type-var, return-value]


_COLUMNS = (
    "pk",
    "name",
    "customer__name",
    "stage",
    "outcome",
    "framework_id",
    "next_step",
    "evidence__gate",
    "evidence__side",
    "evidence__state",
    "evidence__words",
    "evidence__call_id",
    "evidence__turn",
)
_TOLD = tuple(f"told_{key}" for key in KNOWN_BY)
_COMPARED = ("probability", "low", "high", "close_early", "close_late", "comparable")
"""As `Compared` takes them; the last is there wherever there is any."""
_FRAMEWORK = _COLUMNS.index("framework_id")
_OF_CALLS = ("reads", "last_call", "brings")
_BRINGS = len(_COLUMNS) + _OF_CALLS.index("brings")


def _told(calls: QuerySet[Call], moves: Sequence[str]) -> Exists:
    """Whether one of these moves was made in a call of the deal that the viewer may read."""
    made = CallMove.objects.filter(call__deals=OuterRef("pk"), move__in=moves)
    return Exists(made.filter(call__in=calls.order_by()))


def _by_deal(rows: Sequence[tuple[object, ...]]) -> Mapping[object, list[tuple[object, ...]]]:
    found: dict[object, list[tuple[object, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _words(rows: Sequence[Mapping[str, object]]) -> Mapping[str, Quote]:
    """Of each gate the customer's newest accepted words that the viewer may read."""
    found: dict[str, Quote] = {}
    for row in rows:
        theirs = row["evidence__side"] == "customer" and row["evidence__state"] == Evidence.ACCEPTED
        if theirs and row["evidence__words"] and (row["evidence__call_id"] is None or row["reads"]):
            quote = Quote(
                who="",
                says=str(row["evidence__words"]),
                call=row["evidence__call_id"],  # type: ignore[arg-type]
                turn=row["evidence__turn"],  # type: ignore[arg-type]
            )
            found.setdefault(str(row["evidence__gate"]), quote)
    return found


def _gate(gate: Stands, words: Mapping[str, Quote]) -> GateNow:
    key = gate.gate.key
    return GateNow(key, gate.gate.label, gate.both, gate.half, words.get(key))


def _finding(pk: int, flag: Flag) -> Finding:
    return Finding(
        id=str(pk),
        rule=flag.rule.value,
        facts=flag.facts,
        ask=flag.ask,
        may_be_chance=flag.may_be_chance,
        deals=flag.deals,
    )


def _moment(call: Call, found: evidence.Evidence, behaviour: Behaviour, *, good: bool) -> Moment:
    quotes = (
        Quote(
            who=line.who,
            says=f"{line.words.before}{line.words.marked}{line.words.after}",
            call=call.pk,
            turn=line.turn,
        )
        for line in found.lines
    )
    return Moment(at=call.started_at, behaviour=behaviour.id, good=good, quotes=tuple(quotes))
