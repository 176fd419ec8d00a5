"""Deals in order of the customer's name, by the page, and as a file to take along."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone

from ridealong.process.framework.model import Framework
from ridealong.process.gates import Stands
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.lists.choices import Choices, choices
from ridealong.web.calls.page.sent import number_in
from ridealong.web.people.policy import deals_seen
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.deals.filters import ALL, HEARD, SILENT, Filters, Reading
from ridealong.web.pipeline.deals.words import OUTCOMES, money
from ridealong.web.pipeline.gates.standing import standings, versions
from ridealong.web.pipeline.models import Activity, Deal

ROWS = 50
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One deal in a list."""

    deal: Deal
    name: str
    """The customer's; else the deal's."""
    of: str
    """The deal's, beside the customer's."""
    owner: str
    stage: str
    days: int | None
    """In that stage; of a deal that has ended, none."""
    gates: tuple[Stands, ...]
    heard_on: datetime | None
    """When the customer was heard last."""
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with all around it."""

    filters: Filters
    offered: Choices
    process: Framework
    wrong: tuple[str, ...]
    rows: tuple[Row, ...]
    after: int | None
    following: int | None
    bare: bool
    """Nothing is here at all, whatever the filters."""

    @property
    def text(self) -> str:
        """The filters as they stand in an address."""
        return self.filters.text()

    @property
    def address(self) -> str:
        """Of this list, from its beginning."""
        return reverse("deals") + (f"?{self.text}" if self.text else "")

    @property
    def next(self) -> str:
        """The address of the next page; empty on the last."""
        if self.following is None:
            return ""
        more = f"after={self.following}"
        return (
            f"{reverse('deals')}?{self.text}&{more}" if self.text else f"{reverse('deals')}?{more}"
        )

    @property
    def stages(self) -> Sequence[tuple[str, str]]:
        """To choose from."""
        return [(stage.key, stage.label) for stage in self.process.stages]

    @property
    def outcomes(self) -> Sequence[tuple[str, str]]:
        """To choose from; open ones are shown unless another is chosen."""
        rest = [(key, label) for key, label in OUTCOMES.items() if key != Deal.Outcome.OPEN]
        return [("", OUTCOMES["open"]), *rest, (ALL, _("open and ended"))]

    @property
    def silences(self) -> Sequence[int]:
        """Days to choose from."""
        return SILENT


def shown(viewer: Viewer, given: Mapping[str, str]) -> Shown:
    """A list of deals, out of what stands in its address."""
    offered, processes = choices(viewer), versions()
    reading = Reading(viewer, offered, processes[None])
    filters = reading.read(given)
    after = number_in(given.get("after"))
    found = list(_asked(viewer, filters, processes, after)[: ROWS + 1])
    following = found[ROWS - 1].pk if len(found) > ROWS else None
    bare = not found and not filters.narrow and not after and not _any(viewer)
    return Shown(
        filters,
        offered,
        processes[None],
        tuple(reading.wrong),
        tuple(rows(found[:ROWS], processes)),
        after,
        following,
        bare,
    )


def _any(viewer: Viewer) -> bool:
    return Deal.objects.filter(deals_seen(viewer)).exists()


def _asked(
    viewer: Viewer,
    filters: Filters,
    processes: Mapping[int | None, Framework],
    after: int | None,
) -> QuerySet[Deal]:
    named = Deal.objects.annotate(label=Lower(Coalesce("customer__name", "name")))
    wanted = named.filter(deals_seen(viewer), filters.where(processes))
    if after:
        label = Subquery(named.filter(pk=after).values("label")[:1])
        wanted = wanted.filter(Q(label__gt=label) | Q(label=label, pk__gt=after))
    return wanted.select_related("customer", "owner").order_by("label", "pk")


def rows(
    deals: Iterable[Deal], processes: Mapping[int | None, Framework] | None = None
) -> list[Row]:
    """Deals as a list shows them, from three queries.

    Args:
        deals: with customer and owner.
        processes: the versions of the process that there are, where they are at hand.
    """
    found, today = list(deals), timezone.localdate()
    if not found:
        return []
    known = processes or versions()
    gates = standings(found, known)
    heard = heard_last([deal.pk for deal in found])
    return [_row(deal, known, gates[deal.pk], heard.get(deal.pk), today) for deal in found]


def _row(
    deal: Deal,
    processes: Mapping[int | None, Framework],
    gates: tuple[Stands, ...],
    heard_on: datetime | None,
    today: date,
) -> Row:
    stage = processes[deal.framework_id].stage(deal.stage)
    label = stage.label if stage else deal.stage or deal.crm_stage
    is_open = deal.outcome == Deal.Outcome.OPEN
    name = deal.customer.name if deal.customer else deal.name
    return Row(
        deal,
        name,
        deal.name if deal.customer and deal.name != name else "",
        deal.owner.name if deal.owner else deal.owner_label or _("nobody yet"),
        label if is_open else OUTCOMES[deal.outcome],
        (today - deal.entered_on).days if is_open and deal.entered_on else None,
        gates,
        heard_on,
        money(deal.value, deal.currency),
    )


def heard_last(deals: Sequence[int]) -> dict[int, datetime]:
    """When the customer of each deal was heard last, from one query."""
    if not deals:
        return {}
    done = Activity.objects.filter(HEARD, deal=OuterRef("pk")).order_by("-at").values("at")[:1]
    links = Deal.calls.through.objects.filter(deal=OuterRef("pk"))
    talks = links.order_by("-call__started_at").values("call__started_at")[:1]
    found = Deal.objects.filter(pk__in=deals).annotate(
        done_at=Subquery(done), talk_at=Subquery(talks)
    )
    return {
        pk: max(times)
        for pk, *moments in found.values_list("pk", "done_at", "talk_at")
        if (times := [m for m in moments if m])
    }


HEAD = (
    "deal",
    "customer",
    "name",
    "owner",
    "team",
    "stage",
    "outcome",
    "created_on",
    "entered_on",
    "closed_on",
    "expected_on",
    "value",
    "list_value",
    "currency",
    "source",
    "gates_both_sides",
    "half_gates",
    "heard_last",
    "next_step",
)


def export(viewer: Viewer, given: Mapping[str, str]) -> Iterator[Iterable[object]]:
    """The rows of a list as a file has them; that it was taken is written down first."""
    offered, processes = choices(viewer), versions()
    filters = Reading(viewer, offered, processes[None]).read(given)
    record(viewer.person, "deals.exported", about=filters.person, filters=filters.text())
    return _lines(viewer, filters, processes)


def _lines(
    viewer: Viewer, filters: Filters, processes: Mapping[int | None, Framework]
) -> Iterator[Iterable[object]]:
    after: int | None = None
    while True:
        wanted = _asked(viewer, filters, processes, after).annotate(team_name=F("team__name"))
        found = list(wanted[:_AT_ONCE])
        yield from map(_cells, rows(found, processes))
        if len(found) < _AT_ONCE:
            return
        after = found[-1].pk


def _cells(row: Row) -> Iterable[object]:
    deal = row.deal
    return (
        deal.pk,
        deal.customer.name if deal.customer else "",
        deal.name,
        row.owner,
        getattr(deal, "team_name", "") or "",
        deal.stage,
        deal.outcome,
        *(
            day or ""
            for day in (deal.created_on, deal.entered_on, deal.closed_on, deal.expected_on)
        ),
        *("" if v is None else v for v in (deal.value, deal.list_value)),
        deal.currency,
        deal.source,
        sum(g.both for g in row.gates),
        sum(g.half for g in row.gates),
        row.heard_on.date() if row.heard_on else "",
        deal.next_step,
    )
