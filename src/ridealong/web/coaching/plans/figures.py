"""What each call of a person shows of something that is followed, out of the rows kept with calls.

The four behaviours have a row of their own for every call. A move, one move before another, and a
measure are looked up in the analysis of the newest calls; what was found stays in memory, for an
analysis changes only with a new fingerprint or a correction.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Max

from ridealong.coaching.commitments import Followable, shown_in
from ridealong.coaching.levels import Single
from ridealong.coaching.trend import MOST, YEAR
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call, CallMeasure
from ridealong.web.coaching.plans.seen import calls_counted
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer

NEWEST = 36
"""Calls whose analysis is opened for a move or a measure."""
_KEPT_MOST = 20_000
_kept: dict[tuple[object, ...], tuple[float, int]] = {}


def singles(
    viewer: Viewer, person: Person, followed: Followable, until: datetime | None = None
) -> Sequence[Single]:
    """A figure for each call of the past year, the oldest first; at most two queries.

    Args:
        viewer: who looks; decides which calls are counted.
        person: whose calls.
        followed: something that is seen in calls.
        until: the last moment that counts; now where none is given.
    """
    end = until or viewer.now
    if followed.id.startswith("behaviour:"):
        return _of_behaviour(viewer, person, followed.id.removeprefix("behaviour:"), end)
    return _looked_up(viewer, person, followed, end)


def _of_behaviour(viewer: Viewer, person: Person, id_: str, end: datetime) -> Sequence[Single]:
    calls = calls_counted(viewer, person).order_by().values("pk")
    rows = CallMeasure.objects.filter(
        owner_id=person.pk, measure=id_, started_at__gte=end - YEAR, started_at__lte=end
    )
    found = rows.filter(call__in=calls).order_by("-started_at", "-call_id")
    newest = found.values_list("started_at", "value", "n", "call_id")[:MOST]
    return [Single(*row) for row in reversed(newest)]


def _looked_up(
    viewer: Viewer, person: Person, followed: Followable, end: datetime
) -> Sequence[Single]:
    calls = calls_counted(viewer, person).filter(
        started_at__gte=end - YEAR, started_at__lte=end, analysis__result__isnull=False
    )
    standing = calls.annotate(last=Max("corrections__pk"), corrected=Count("corrections__pk"))
    rows = standing.order_by("-started_at", "-pk").values_list(
        "pk", "started_at", "analysis__fingerprint", "analysis__finished_at", "last", "corrected"
    )[:NEWEST]
    keys = {row[0]: (followed.id, row[0], *row[2:]) for row in rows}
    _look_up(followed, {pk: key for pk, key in keys.items() if key not in _kept})
    told = [(row[1], row[0]) for row in reversed(rows) if keys[row[0]] in _kept]
    return [Single(at, *_kept[keys[pk]], pk) for at, pk in told]


def _look_up(followed: Followable, keys: dict[int, tuple[object, ...]]) -> None:
    if not keys:
        return
    if len(_kept) > _KEPT_MOST:
        _kept.clear()
    for call in Call.objects.filter(pk__in=keys).select_related("analysis", "transcript"):
        analysis = stored.unpack(call.analysis.packed, call.transcript.conversation())
        found = shown_in(analysis, followed)
        _kept[keys[call.pk]] = (found.share, found.n)
