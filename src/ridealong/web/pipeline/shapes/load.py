"""The deals of some people out of the desk's tables, as `process.model.Pipeline` has them.

Columns alone are read, in three queries whatever the number of people; nothing of a call, an
e-mail or a gate is touched.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from ridealong.process.framework.model import Framework, Journey
from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller
from ridealong.web.people.models import Membership, Role
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.models import Deal as DealRow
from ridealong.web.pipeline.models import StageEntry

LOOK_BACK = timedelta(days=2 * 365 + 92)
"""How far back closed deals are read: two years to compare, and a quarter for those on the way."""
_AT_ONCE = 20_000
"""Rows that are fetched together."""
_MOST_IN = 400
"""Ids in one condition; more of them are read by a condition on the rows that they stand in."""
_COLUMNS = (
    "id",
    "owner_id",
    "stage",
    "outcome",
    "name",
    "customer__name",
    "created_on",
    "closed_on",
    "expected_on",
    "value",
    "list_value",
    "currency",
    "source",
    "product",
    "segment",
    "partner",
    "seen_from",
)


def sellers_of(teams: Collection[int] | None, on: date) -> tuple[Seller, ...]:
    """The salespeople of some teams, or of all; each once, in the team that they joined last."""
    rows = Membership.objects.on(on).filter(
        leads=False, person__is_active=True, person__role=Role.REP
    )
    if teams is not None:
        rows = rows.filter(team__in=sorted(teams))
    found: dict[str, Seller] = {}
    columns = rows.order_by("person", "-since", "pk").values_list(
        "person_id", "person__name", "team_id"
    )
    for person, name, team in columns:
        found.setdefault(str(person), Seller(str(person), name, str(team)))
    return tuple(sorted(found.values(), key=lambda s: (s.name.casefold(), s.id)))


def framework_in_use() -> tuple[Framework, int]:
    """The sales process that holds now, with the id of its row."""
    row = using.in_use(Journey.SALES)
    return using.parsed(row), row.pk


def pipeline_of(
    sellers: Sequence[Seller], as_of: date, framework: Framework, *, since: date | None = None
) -> Pipeline:
    """Everything about the deals of some people.

    Args:
        sellers: whose.
        as_of: the day on which it is looked at.
        framework: whose stages count; a deal at another stage stands beside them.
        since: closed deals from then on; None: as far back as is compared with.
    """
    owners = [int(s.id) for s in sellers]
    rows = _rows(owners, since or as_of - LOOK_BACK)
    history = _history(rows, small=len(owners) <= _MOST_IN)
    deals = tuple(_deal(row, history) for row in rows.values_list(*_COLUMNS).iterator(_AT_ONCE))
    return Pipeline(
        sellers=tuple(sellers),
        stages=tuple(s.key for s in framework.stages),
        deals=deals,
        as_of=as_of,
        labels=tuple((s.key, s.label) for s in framework.stages),
    )


def _rows(owners: Sequence[int], since: date) -> QuerySet[DealRow]:
    recent = Q(outcome=DealRow.Outcome.OPEN) | Q(closed_on__gte=since)
    if len(owners) > _MOST_IN:  # everybody: a list of ids would be longer than the table
        return DealRow.objects.filter(recent, owner__isnull=False).order_by()
    return DealRow.objects.filter(recent, owner__in=owners).order_by()


def _history(rows: QuerySet[DealRow], *, small: bool) -> Mapping[int, tuple[Entry, ...]]:
    """The stages that each deal entered, oldest first."""
    entries = StageEntry.objects.order_by()
    if small:
        entries = entries.filter(deal__in=rows.values("pk"))
    found: defaultdict[int, list[tuple[date, int, str]]] = defaultdict(list)
    for deal, on, pk, stage in entries.values_list("deal_id", "on", "pk", "stage").iterator(
        _AT_ONCE
    ):
        found[deal].append((on, pk, stage))
    return {
        deal: tuple(Entry(stage, on) for on, _pk, stage in sorted(own))
        for deal, own in found.items()
    }


def _deal(row: tuple[object, ...], history: Mapping[int, tuple[Entry, ...]]) -> Deal:
    told = dict(zip(_COLUMNS, row, strict=True))
    number: int = told["id"]  # type: ignore[assignment]
    return Deal(
        id=str(number),
        owner=str(told["owner_id"]),
        stage=str(told["stage"]),
        outcome=Outcome(str(told["outcome"])),
        name=str(told["name"]),
        account=str(told["customer__name"] or ""),
        created=told["created_on"],  # type: ignore[arg-type]
        closed=told["closed_on"],  # type: ignore[arg-type]
        expected=told["expected_on"],  # type: ignore[arg-type]
        value=_money(told["value"]),
        list_value=_money(told["list_value"]),
        currency=str(told["currency"]),
        source=str(told["source"]),
        product=str(told["product"]),
        segment=str(told["segment"]),
        partner=str(told["partner"]),
        history=history.get(number, ()),
        seen_from=told["seen_from"],  # type: ignore[arg-type]
    )


def _money(value: object) -> float | None:
    return float(value) if isinstance(value, Decimal | int | float) else None
