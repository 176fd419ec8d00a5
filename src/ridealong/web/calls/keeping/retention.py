"""Calls are kept as long as the organisation says, by kind; then they are deleted for good."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from ridealong.web.calls.keeping.deletion import Why, erase, rub_out
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import Kind
from ridealong.web.people.models import Organisation

_AT_ONCE = 200
_LONGEST_DAYS = 36_500
log = logging.getLogger(__name__)


def forget_old() -> int:
    """Delete what has been kept long enough.

    Returns:
        How many calls that were.
    """
    deleted = sum(erase(pk, None, Why.OLD) for pk in _old(timezone.now()))
    if deleted:
        log.info("%s calls were kept as long as the organisation says, and deleted", deleted)
        rub_out()
    return deleted


def _old(now: datetime) -> Iterator[int]:
    """The numbers of the calls whose time is over, in bites; a kind without a time is kept."""
    kept: dict[str, int] = Organisation.get().keep_days
    for kind in Kind.values:
        days = kept.get(kind)
        if not isinstance(days, int) or days <= 0:
            continue
        before = now - timedelta(days=min(days, _LONGEST_DAYS))
        old = Call.objects.filter(kind=kind, started_at__lt=before).order_by("pk")
        while pks := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
            yield from pks
