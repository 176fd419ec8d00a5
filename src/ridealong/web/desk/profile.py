"""What the calls and deals of one salesperson show: what moves, what comes up again, what was met.

Progress is a trend against the own past; years in the job count nowhere. What is said rests on
calls that the viewer may read, and on counts of deals; it is seen by the person and by whoever
leads their team, and by nobody else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Count, QuerySet

from ridealong.analysis.feedback import REPEAT, TRY
from ridealong.analysis.model import Finding
from ridealong.coaching.behaviours import followed
from ridealong.conversation import Kind
from ridealong.report import trends
from ridealong.report.points import Point
from ridealong.report.talk import Talk
from ridealong.report.words import _, ngettext
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.coaching.measures import own_trends, trends_of
from ridealong.web.people import policy
from ridealong.web.pipeline.models import Deal
from ridealong.web.pipeline.shapes.whose import Whose
from ridealong.web.ui.words import day

LOOKED_AT = 12
"""Calls, the newest, in which is looked for what comes up again."""
FEWEST_CALLS = 6
AGAIN = 3
"""Calls in which something has to come up before it is said to do so again."""
YEAR = timedelta(days=365)
_SHOWN = 4
_LISTED = 6
_TOLD = {
    "business_problem": _("the customer told of a problem"),
    "states_value": _("the customer said what it is worth"),
    "stakeholder": _("the customer named who else has a say"),
    "success_measure": _("the customer said how it will be measured"),
}


@dataclass(frozen=True, slots=True)
class Again:
    """Something that was a point of several calls."""

    calls: int
    of: int
    says: str
    """The latest of these points, word for word."""
    where: str
    """"Brightwater Dairy, 3 Nov"."""
    href: str


@dataclass(frozen=True, slots=True)
class Met:
    """Something that a person knows from calls and deals, counted."""

    name: str
    told: Sequence[str]
    """A line each; empty where nothing is kept of it."""
    instead: str = ""


@dataclass(frozen=True)
class Profile:
    """Everything on the page."""

    whose: Whose

    @property
    def trends(self) -> Sequence[trends.Row]:
        """The followed behaviours, in their fixed order."""
        viewer, person = self.whose.viewer, self.whose.person
        behaviours = followed(Kind.SALES)
        if self.whose.own:
            found = own_trends(viewer, behaviours)
        else:
            found = list(trends_of({person.pk: behaviours}, viewer.led, viewer.now)[person.pk])
        return [trends.row(t) for t in found]

    @cached_property
    def calls(self) -> Sequence[Call]:
        """The newest calls with an analysis that the viewer may read."""
        rows = self._calls().filter(ready_at__isnull=False)
        newest = rows.select_related("analysis", "transcript", "customer")
        return [c for c in newest.order_by("-started_at", "-pk")[:LOOKED_AT] if c.analysis.packed]

    @property
    def enough(self) -> bool:
        """Whether there are enough calls to say what comes up again."""
        return len(self.calls) >= FEWEST_CALLS

    @property
    def needed(self) -> str:
        """What there is of what is needed."""
        return _("{n} of {needed} calls").format(n=len(self.calls), needed=FEWEST_CALLS)

    @property
    def to_repeat(self) -> Sequence[Again]:
        """What was worth repeating in several calls."""
        return self._again[REPEAT]

    @property
    def to_try(self) -> Sequence[Again]:
        """What stood in the way in several calls."""
        return self._again[TRY]

    @cached_property
    def met(self) -> Sequence[Met]:
        """Products, markets, customers and competitors."""
        deals = list(
            Deal.objects.filter(owner=self.whose.person)
            .exclude(closed_on__lt=self.whose.viewer.now.date() - 2 * YEAR)
            .order_by()
            .values_list("product", "segment", "outcome")
        )
        return [
            _of_deals(_("Products"), [(p, o) for p, _s, o in deals], _("no deal names a product")),
            _of_deals(_("Markets"), [(s, o) for _p, s, o in deals], _("no deal names a segment")),
            self._customers(),
            Met(_("Competitors"), (), _("not kept: neither deals nor calls say which were met")),
        ]

    @cached_property
    def _again(self) -> Mapping[str, Sequence[Again]]:
        if not self.enough:
            return {REPEAT: (), TRY: ()}
        told: dict[str, defaultdict[str, list[tuple[Call, Point]]]]
        told = {REPEAT: defaultdict(list), TRY: defaultdict(list)}
        for call in self.calls:
            talk = Talk(stored.unpack(call.analysis.packed, call.transcript.conversation()))
            for finding, point in zip(talk.analysis.feedback, talk.points, strict=False):
                told[finding.id][_about(finding)].append((call, point))
        return {kind: self._several(found.items()) for kind, found in told.items()}

    def _several(
        self, found: Iterable[tuple[str, Sequence[tuple[Call, Point]]]]
    ) -> Sequence[Again]:
        """Those of several calls, the most frequent first."""
        often = [(what, own) for what, own in found if len(own) >= AGAIN]
        often.sort(key=lambda item: (-len(item[1]), item[0]))
        return [self._one(own) for _what, own in often[:_SHOWN]]

    def _one(self, own: Sequence[tuple[Call, Point]]) -> Again:
        call, point = own[0]
        customer = call.customer.name if call.customer else call.title
        anchor = point.places[0].href if point.places else ""
        return Again(
            calls=len(own),
            of=len(self.calls),
            says=point.says,
            where=f"{customer}, {day(call.started_at)}",
            href=f"{call.get_absolute_url()}{anchor}",
        )

    def _customers(self) -> Met:
        """With how many customers, how often with the same, and what these told."""
        calls = self._calls().filter(started_at__gte=self.whose.viewer.now - YEAR)
        per_customer = Counter(
            calls.filter(customer__isnull=False).order_by().values_list("customer_id", flat=True)
        )
        if not per_customer:
            return Met(_("Customers"), (), _("no call names its customer yet"))
        again = sum(n > 1 for n in per_customer.values())
        lines = [
            _("{n} spoken with in a year, {again} of them more than once").format(
                n=len(per_customer), again=again
            )
        ]
        all_calls = sum(per_customer.values())
        rows = CallMove.objects.filter(
            call__in=calls.filter(customer__isnull=False).order_by().values("pk"),
            move__in=list(_TOLD),
        )
        counted = dict(rows.order_by().values_list("move").annotate(n=Count("call")))
        lines += [
            _("in {k} of {n} calls {told}").format(k=counted[m], n=all_calls, told=says)
            for m, says in _TOLD.items()
            if counted.get(m)
        ]
        return Met(_("Customers"), lines)

    def _calls(self) -> QuerySet[Call]:
        viewer = self.whose.viewer
        return Call.objects.filter(
            policy.readable(viewer),
            policy.analysis_open(viewer),
            owner=self.whose.person,
            kind=Kind.SALES.value,
        )


def _of_deals(name: str, rows: Sequence[tuple[str, str]], instead: str) -> Met:
    """How many deals of each kind in two years, and how many of those that closed were won."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, outcome in rows:
        if kind:
            counted[kind][outcome] += 1
    most = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0].casefold()))
    lines = [_kind(kind, own) for kind, own in most[:_LISTED]]
    return Met(name, lines, "" if lines else instead)


def _kind(kind: str, own: Counter[str]) -> str:
    closed = own.total() - own[Deal.Outcome.OPEN]
    deals = ngettext("{kind}: one deal", "{kind}: {n} deals", own.total())
    told = deals.format(kind=kind, n=own.total())
    if not closed:
        return told
    return told + ", " + _("{k} of {n} closed won").format(k=own[Deal.Outcome.WON], n=closed)


def _about(finding: Finding) -> str:
    """Points of one kind: of the same capability, carried by the same moves."""
    return " ".join([finding.capability, *finding.moves])
