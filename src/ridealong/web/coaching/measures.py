"""The figures that were kept with each call, as the rules of coaching take them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from ridealong.coaching.behaviours import Behaviour
from ridealong.coaching.levels import Single
from ridealong.coaching.trend import MOST, YEAR, Trend, trend
from ridealong.web.calls.models import CallMeasure
from ridealong.web.packed_rows import grouped, time
from ridealong.web.people.viewer import Viewer

type Figures = Mapping[tuple[int, str], Sequence[Single]]
"""By person and behaviour."""


def own_trends(viewer: Viewer, behaviours: Sequence[Behaviour]) -> list[Trend]:
    """The viewer's own, of the calls that they have looked back on or that reached their manager.

    What a manager sees of somebody, that person sees as well.
    """
    opened = Q(call__debrief__isnull=False) | Q(call__manager_from__lte=viewer.now)
    found = _figures([viewer.id], behaviours, viewer.now, opened & Q(call__held_back=False))
    return [trend(b, found.get((viewer.id, b.id), ()), viewer.now) for b in behaviours]


def trends_of(
    people: Mapping[int, Sequence[Behaviour]], teams: Collection[int], now: datetime
) -> dict[int, tuple[Trend, ...]]:
    """For each person of a team the trends of the calls that have reached its manager.

    Args:
        people: whose, and of which behaviours.
        teams: those that the manager leads.
        now: when the desk is looked at.
    """
    reached = Q(call__manager_from__lte=now, call__held_back=False, call__team__in=sorted(teams))
    behaviours = {b.id: b for own in people.values() for b in own}
    found = _figures(list(people), list(behaviours.values()), now, reached)
    return {
        pk: tuple(trend(b, found.get((pk, b.id), ()), now) for b in own)
        for pk, own in people.items()
    }


def _figures(
    people: Sequence[int], behaviours: Sequence[Behaviour], now: datetime, of: Q
) -> Figures:
    """The newest figures of the year, at most `MOST` of each, from one index and one join."""
    newest = Window(
        RowNumber(),
        partition_by=[F("owner_id"), F("measure")],
        order_by=F("started_at").desc(),
    )
    rows = (
        CallMeasure.objects.filter(
            of,
            owner_id__in=people,
            measure__in=[b.id for b in behaviours],
            started_at__gte=now - YEAR,
        )
        .annotate(nth=newest)
        .filter(nth__lte=MOST)
        .values_list("owner_id", "measure", "started_at", "value", "n", "call_id")
    )
    return {
        (owner or 0, measure): [Single(time(at), value, n, call) for at, value, n, call in singles]
        for owner, measure, singles in grouped(rows, 2)
    }
