"""Which version of the process is in use, and under which one a deal is run."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ridealong.process.framework.default import default
from ridealong.process.framework.model import Framework, Journey
from ridealong.process.framework.yaml import from_plain, plain
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.pipeline import models
from ridealong.web.pipeline.models import Deal

_KEPT = 64
_PARSED: OrderedDict[tuple[int, datetime, datetime | None], Framework] = OrderedDict()
"""What was read lately; a published version is never changed."""
State = models.Framework.State


def in_use(journey: Journey) -> models.Framework:
    """The version that is in use; the shipped one becomes version 1 where there is none yet."""
    return _published(journey) or _first(journey)


def locked(journey: Journey) -> models.Framework:
    """One at a time adds or publishes a version of a journey; within a transaction."""
    in_use(journey)
    return models.Framework.objects.select_for_update().get(journey=journey.value, version=1)


def parsed(row: models.Framework) -> Framework:
    """What a version says."""
    key = (row.pk, row.at, row.published_at)
    if row.state == State.DRAFT:
        return from_plain(row.body, str(row))
    if key not in _PARSED:
        _PARSED[key] = from_plain(row.body, str(row))
        while len(_PARSED) > _KEPT:
            _PARSED.popitem(last=False)
    return _PARSED[key]


def of(deal: Deal) -> Framework:
    """What a deal is run under: its own version, or else the sales process in use."""
    return of_all([deal.framework_id])[deal.framework_id]


def of_all(ids: Iterable[int | None]) -> Mapping[int | None, Framework]:
    """Versions by number, from one query where they were read before; None: sales in use."""
    wanted = set(ids)
    numbers = {pk for pk in wanted if pk is not None}
    stamps = models.Framework.objects.filter(pk__in=numbers).exclude(state=State.DRAFT)
    keys = {row[0]: row for row in stamps.values_list("pk", "at", "published_at")}
    found: dict[int | None, Framework] = {
        pk: _PARSED[key] for pk, key in keys.items() if key in _PARSED
    }
    for row in models.Framework.objects.filter(pk__in=numbers - found.keys()):
        found[row.pk] = parsed(row)
    if wanted - found.keys():
        found[None] = parsed(in_use(Journey.SALES))
    return found


def in_use_and(
    journey: Journey, ids: Iterable[int | None]
) -> tuple[Framework, Mapping[int | None, Framework]]:
    """The version in use of a journey, and some versions by number; one query where all are known.

    Args:
        journey: whose version in use it is.
        ids: numbers of versions; None: the version in use.
    """
    wanted = {pk for pk in ids if pk is not None}
    of = Q(pk__in=wanted) | Q(journey=journey.value, state=State.PUBLISHED)
    stamps = models.Framework.objects.filter(of).exclude(state=State.DRAFT)
    rows = list(stamps.values_list("pk", "at", "published_at", "state", "journey"))
    found: dict[int | None, Framework] = {
        pk: _PARSED[pk, at, since] for pk, at, since, *_ in rows if (pk, at, since) in _PARSED
    }
    for row in models.Framework.objects.filter(pk__in={r[0] for r in rows} - found.keys()):
        found[row.pk] = parsed(row)
    now = next((r[0] for r in rows if r[3:] == (State.PUBLISHED, journey.value)), None)
    in_use_now = found[now] if now is not None else parsed(in_use(journey))
    return in_use_now, {**found, None: in_use_now}


def _published(journey: Journey) -> models.Framework | None:
    versions = models.Framework.objects.select_related("by")
    return versions.filter(journey=journey.value, state=State.PUBLISHED).first()


def _first(journey: Journey) -> models.Framework:
    """Version 1, made once, whoever comes first."""
    shipped = default(journey)
    try:
        with transaction.atomic():
            row = models.Framework.objects.create(
                journey=journey.value,
                version=1,
                name=shipped.name,
                state=State.PUBLISHED,
                body=plain(shipped),
                note=_("Comes with Ridealong."),
                published_at=timezone.now(),
            )
            record(None, "framework.published", row, name=str(row))
    except IntegrityError:
        return models.Framework.objects.get(journey=journey.value, state=State.PUBLISHED)
    return row
