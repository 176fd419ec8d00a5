"""What comparable deals say of every open deal, written down day by day so that it can be held to.

A day on which nothing has changed leaves no row, but for one a week.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from ridealong.process.forecast.comparable import Forecast as Said
from ridealong.process.forecast.comparable import forecasts
from ridealong.process.model import Deal as Known
from ridealong.web.pipeline.models import Deal, Forecast, GateEvidence
from ridealong.web.pipeline.shapes.load import framework_in_use, pipeline_of, sellers_of

AT_LEAST = timedelta(days=7)
"""So often a figure is written down that has not changed."""
_AT_ONCE = 1000
_CHANGES = (
    "stage",
    "gates",
    "probability",
    "low",
    "high",
    "comparable",
    "close_early",
    "close_late",
)


def write_down(today: date | None = None) -> int:
    """What the clock calls: a row for every open deal of which more is known than before."""
    day = today or timezone.localdate()
    framework, _pk = framework_in_use()
    pipeline = pipeline_of(sellers_of(None, day), day, framework)
    gates = gate_days()
    open_deals = {deal.id: deal for deal in pipeline.deals if deal.open}
    said = forecasts(pipeline, gates)
    rows = [_row(open_deals[key], of, gates.get(key), day) for key, of in said.items()]
    before = latest(open_deals)
    new = [row for row in rows if _tells_more(row, before.get(row.deal_id))]
    for part in _parts(new):
        Forecast.objects.bulk_create(
            part, update_conflicts=True, unique_fields=["deal", "on"], update_fields=_CHANGES
        )
    return len(new)


def gate_days() -> Mapping[str, Sequence[date]]:
    """By deal the days on which its gates came to stand on both sides.

    A deal of which nobody has accepted anything is left out: nobody has looked at its gates.
    """
    first: defaultdict[tuple[int, str], dict[str, date]] = defaultdict(dict)
    accepted = GateEvidence.objects.filter(state=GateEvidence.State.ACCEPTED).order_by()
    for deal, gate, side, on in accepted.values_list("deal_id", "gate", "side", "on"):
        sides = first[deal, gate]
        sides[side] = min(on, sides.get(side, on))
    found: defaultdict[str, list[date]] = defaultdict(list)
    for (deal, _gate), sides in first.items():
        days = found[str(deal)]
        if len(sides) == len(GateEvidence.Side):
            days.append(max(sides.values()))
    return {deal: sorted(days) for deal, days in found.items()}


def latest(deals: Iterable[str]) -> dict[int, Forecast]:
    """The newest row of each open deal."""
    wanted = {int(deal) for deal in deals}
    newest = (
        Forecast.objects.filter(deal__outcome=Deal.Outcome.OPEN)
        .order_by()
        .values("deal")
        .annotate(last=Max("on"))
        .values_list("deal", "last")
    )
    days = dict(newest)
    since = min(days.values(), default=None)
    if since is None:
        return {}
    rows = Forecast.objects.filter(deal__outcome=Deal.Outcome.OPEN, on__gte=since).order_by()
    return {
        row.deal_id: row
        for row in rows.iterator(_AT_ONCE)
        if row.deal_id in wanted and days.get(row.deal_id) == row.on
    }


def _row(deal: Known, said: Said, gates: Sequence[date] | None, day: date) -> Forecast:
    return Forecast(
        deal_id=int(deal.id),
        on=day,
        stage=deal.stage,
        gates=sum(on <= day for on in gates or ()),
        probability=_rounded(said.probability),
        low=_rounded(said.low),
        high=_rounded(said.high),
        comparable=said.comparable,
        close_early=said.close_early,
        close_late=said.close_late,
    )


def _tells_more(row: Forecast, before: Forecast | None) -> bool:
    if before is None or row.on - before.on >= AT_LEAST:
        return True
    told = ("stage", "gates", "probability", "low", "high")
    return any(getattr(row, name) != getattr(before, name) for name in told)


def _rounded(share: float | None) -> float | None:
    """To a hundredth: what is smaller says nothing."""
    return None if share is None else round(share, 2)


def _parts(rows: Sequence[Forecast]) -> Iterator[Sequence[Forecast]]:
    for i in range(0, len(rows), _AT_ONCE):
        yield rows[i : i + _AT_ONCE]
