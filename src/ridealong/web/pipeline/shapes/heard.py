"""What the calls of one salesperson show about their deals, counted for the diagnosis.

Counted are calls with customers that have reached whoever leads the team: both people who look at
the diagnosis may read them. A call belongs to a deal where somebody has said so, and else to the
deals of its customer. Nothing is looked at before it is asked for: a diagnosis asks about the few
people of whom there is something to explain.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import override

from django.db.models import Min

from ridealong.analysis import Analysis
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.giving import Concession, concessions
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import GATES
from ridealong.conversation import Kind, Role
from ridealong.process.diagnosis import CallEvidence, Counted
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.pipeline.models import Activity, Deal, GateEvidence, StageEntry
from ridealong.web.pipeline.plans.agreed import contacts_a_week

YEAR = timedelta(days=365)
QUARTER = timedelta(days=91)
MOST_READ = 40
"""Calls of a person whose words are looked at; of more, the newest."""
_PROPOSAL = "proposal"
_ALL_GATES = (1 << len(GATES)) - 1
_MOVES = ("business_problem", "states_value", "concession")


@dataclass(frozen=True, slots=True)
class _Held:
    """One call."""

    pk: int
    customer: int | None
    at: datetime
    gates: int


class CallsOf(Mapping[str, CallEvidence]):
    """What the calls of each of some people show, looked up when it is asked for."""

    def __init__(self, sellers: Collection[str], now: datetime) -> None:
        self._sellers = frozenset(sellers)
        self._now = now
        self._known: dict[str, CallEvidence] = {}

    @override
    def __getitem__(self, seller: str) -> CallEvidence:
        if seller not in self._sellers:
            raise KeyError(seller)
        if seller not in self._known:
            self._known[seller] = _Shown(int(seller), self._now).evidence()
        return self._known[seller]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._sellers)

    @override
    def __len__(self) -> int:
        return len(self._sellers)


@dataclass
class _Shown:
    """The calls and deals of one person, as far as they are counted."""

    seller: int
    now: datetime
    _moves: dict[int, set[str]] = field(default_factory=dict)

    def evidence(self) -> CallEvidence:
        """Everything that is counted."""
        given = self._given if self.calls else ()
        firsts = self._first_calls
        return CallEvidence(
            proposals_with_gates=self._proposals(),
            problem_stated=self._deals_with("business_problem"),
            value_stated=self._deals_with("states_value"),
            concessions_unasked=_counted([not c.asked for c in given]),
            concessions_without_return=_counted([not c.traded for c in given]),
            first_calls_with_next_step=_counted(
                [a.labels.next_step_agreed for a in firsts if a.labels.next_step_agreed is not None]
            ),
            first_calls_need_asked=_counted(
                [
                    not a.labels.solution_before_need
                    for a in firsts
                    if a.labels.solution_before_need is not None
                ]
            ),
            contacts_per_week=self._contacts(),
            contacts_planned=contacts_a_week(self.seller, self.now.date()),
        )

    @cached_property
    def calls(self) -> Sequence[_Held]:
        """Of the past year and the quarter before it, oldest first."""
        rows = Call.objects.filter(
            owner=self.seller,
            kind=Kind.SALES.value,
            held_back=False,
            manager_from__lte=self.now,
            started_at__gte=self.now - YEAR - QUARTER,
            started_at__lte=self.now,
        ).order_by("started_at", "pk")
        return [_Held(*row) for row in rows.values_list("pk", "customer_id", "started_at", "gates")]

    @cached_property
    def deals(self) -> Mapping[int, int | None]:
        """Deals that were open at some time of the past year, each with its customer."""
        since = (self.now - YEAR).date()
        rows = Deal.objects.filter(owner=self.seller).exclude(closed_on__lt=since).order_by()
        return dict(rows.values_list("pk", "customer_id"))

    @cached_property
    def by_deal(self) -> Mapping[int, Sequence[_Held]]:
        """The calls of each deal."""
        linked: defaultdict[int, set[int]] = defaultdict(set)
        pairs = Deal.calls.through.objects.filter(deal__owner=self.seller)
        for deal, call in pairs.values_list("deal_id", "call_id"):
            linked[deal].add(call)
        said = {pk for own in linked.values() for pk in own}
        by_customer: defaultdict[int, list[_Held]] = defaultdict(list)
        for held in self.calls:
            if held.customer is not None and held.pk not in said:
                by_customer[held.customer].append(held)
        by_pk = {c.pk: c for c in self.calls}
        found = {}
        for deal, customer in self.deals.items():
            own = [by_pk[pk] for pk in linked[deal] if pk in by_pk]
            own += by_customer.get(customer or 0, [])
            if own:
                found[deal] = sorted(own, key=lambda c: (c.at, c.pk))
        return found

    @cached_property
    def moves(self) -> Mapping[int, set[str]]:
        """Of each call those of the moves that matter here which are made in it."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        rows = CallMove.objects.filter(call__in=[c.pk for c in self.calls], move__in=_MOVES)
        for call, move in rows.values_list("call_id", "move"):
            found[call].add(move)
        return found

    def _deals_with(self, move: str) -> Counted | None:
        """Of the deals with a call those in which the customer made a move."""
        return _counted(
            [any(move in self.moves.get(c.pk, ()) for c in own) for own in self.by_deal.values()]
        )

    def _proposals(self) -> Counted | None:
        """Of the proposals before which a call was heard, those with all gates by then."""
        since = (self.now - YEAR).date()
        sent: dict[int, date] = {}
        rows = StageEntry.objects.filter(
            deal__in=list(self.deals), stage=_PROPOSAL, on__gte=since
        ).order_by("on", "pk")
        for deal, on in rows.values_list("deal_id", "on"):
            sent.setdefault(deal, on)
        accepted = self._accepted(list(sent))
        told = []
        for deal, on in sent.items():
            before = [c for c in self.by_deal.get(deal, ()) if c.at.date() <= on]
            if before:
                passed = accepted.get(deal, 0)
                for call in before:
                    passed |= call.gates
                told.append(passed == _ALL_GATES)
        return _counted(told)

    def _accepted(self, deals: Sequence[int]) -> Mapping[int, int]:
        """The gates of each deal that a person has accepted on the customer's side."""
        found: defaultdict[int, int] = defaultdict(int)
        rows = GateEvidence.objects.filter(
            deal__in=deals, side=GateEvidence.Side.CUSTOMER, state=GateEvidence.State.ACCEPTED
        ).order_by()
        for deal, gate in rows.values_list("deal_id", "gate"):
            if gate in GATES:
                found[deal] |= 1 << GATES.index(gate)
        return found

    @cached_property
    def _given(self) -> Sequence[Concession]:
        """What was given away, in the newest calls in which anything was."""
        with_one = [c.pk for c in self.calls if "concession" in self.moves.get(c.pk, ())]
        found: list[Concession] = []
        for said in _analyses(with_one[-MOST_READ:]):
            heard = Heard(clock_of(said.conversation), said.tagging)
            if heard.by(Role.SELLER):
                found += concessions(heard)
        return found

    @cached_property
    def _first_calls(self) -> Sequence[Analysis]:
        """The first call with each customer, of those whose first was in the past year."""
        first: dict[int, _Held] = {}
        for call in self.calls:
            if call.customer is not None:
                first.setdefault(call.customer, call)
        recent = [c.pk for c in first.values() if c.at >= self.now - YEAR]
        return list(_analyses(recent[-MOST_READ:]))

    def _contacts(self) -> float | None:
        """First contacts a week of the last quarter; None where no activity is kept."""
        firsts = (
            Activity.objects.filter(owner=self.seller, customer__isnull=False, at__lte=self.now)
            .order_by()
            .values("customer")
            .annotate(first=Min("at"))
            .values_list("first", flat=True)
        )
        times = list(firsts)
        if not times:
            return None
        recent = sum(1 for at in times if at >= self.now - QUARTER)
        return recent / (QUARTER.days / 7)


def _analyses(calls: Sequence[int]) -> Iterator[Analysis]:
    rows = Call.objects.filter(pk__in=calls).select_related("analysis", "transcript")
    for call in rows.order_by("started_at", "pk").iterator(20):
        if call.analysis.packed:
            yield stored.unpack(call.analysis.packed, call.transcript.conversation())


def _counted(told: Sequence[bool]) -> Counted | None:
    return Counted(sum(told), len(told)) if told else None
