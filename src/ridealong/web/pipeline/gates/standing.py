"""Where the gates of deals stand: for a page, a list, a desk, always from one query for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from ridealong.process.framework.model import Framework, Journey
from ridealong.process.gates import Piece, Stands, stands
from ridealong.process.gates.standing import claimed_in
from ridealong.process.model import Outcome
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.models import Deal, GateEvidence


def standings(
    deals: Iterable[Deal], processes: Mapping[int | None, Framework] | None = None
) -> Mapping[int, tuple[Stands, ...]]:
    """The gates of each of some deals, by the deal's number; two queries, however many there are.

    Args:
        deals: which.
        processes: their frameworks, where they are at hand: then it is one query.
    """
    rows = list(deals)
    known = processes or using.of_all({deal.framework_id for deal in rows})
    pieces: defaultdict[int, list[Piece]] = defaultdict(list)
    found = GateEvidence.objects.filter(deal__in=[deal.pk for deal in rows]).order_by()
    for deal, gate, side, state in found.values_list("deal_id", "gate", "side", "state"):
        pieces[deal].append(Piece(gate, side, state))
    return {
        deal.pk: stands(
            known[deal.framework_id], deal.stage, Outcome(deal.outcome), pieces[deal.pk]
        )
        for deal in rows
    }


def versions() -> Mapping[int | None, Framework]:
    """Every version of the sales process that is or was in use, from one query; None: in use."""
    rows = models.Framework.objects.filter(journey=Journey.SALES.value)
    found: dict[int | None, Framework] = {}
    for row in rows.exclude(state=models.Framework.State.DRAFT):
        found[row.pk] = using.parsed(row)
        if row.state == models.Framework.State.PUBLISHED:
            found[None] = found[row.pk]
    return found if None in found else {**found, **using.of_all([None])}


def has_half_gate(processes: Mapping[int | None, Framework] | None = None) -> Q:
    """Deals with a half gate, as a filter of `Deal`; the same as `Stands.half` says of a page.

    Args:
        processes: the versions that there are, where they are at hand.
    """
    by_shape: defaultdict[tuple[tuple[str, tuple[str, ...]], ...], list[int | None]]
    by_shape = defaultdict(list)
    for number, framework in (processes or versions()).items():
        by_shape[tuple(claimed_in(framework).items())].append(number)
    return _any(_of_shape(shape, ids) for shape, ids in by_shape.items())


def _of_shape(shape: Sequence[tuple[str, tuple[str, ...]]], numbers: Sequence[int | None]) -> Q:
    ids = [pk for pk in numbers if pk is not None]
    run_under = Q(framework__in=ids) | (
        Q(framework__isnull=True) if None in numbers else Q(pk__in=())
    )
    half = _any(_lacks(gate, later) for gate, later in shape)
    return run_under & half


def _lacks(gate: str, claimed_in_stages: Sequence[str]) -> Q:
    """Our side there, or the stage behind it claimed, and not the customer's side."""
    claimed = Q(stage__in=claimed_in_stages) | Q(outcome=Deal.Outcome.WON)
    ours = Q(Exists(_accepted(gate, GateEvidence.Side.SELLER)))
    return (claimed | ours) & ~Q(Exists(_accepted(gate, GateEvidence.Side.CUSTOMER)))


def _accepted(gate: str, side: str) -> QuerySet[GateEvidence]:
    return GateEvidence.objects.filter(
        deal=OuterRef("pk"), gate=gate, side=side, state=GateEvidence.State.ACCEPTED
    )


def _any(parts: Iterable[Q]) -> Q:
    return reduce(or_, parts, Q(pk__in=()))
