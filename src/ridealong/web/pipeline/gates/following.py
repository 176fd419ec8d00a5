"""Keeping deals up with their calls: when a call is read or put right, and after an import.

What follows from one call is done as soon as its analysis is written down, and not within that
transaction: whoever analyses holds the call, and would wait for a deal that somebody holds who
waits for the call. What an import brought is followed by a chore, since it comes in bulk. Once a
day every open deal is looked at, for whatever a killed worker left behind.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ridealong.web import trouble
from ridealong.web.calls.models import Call
from ridealong.web.jobs.lease import State
from ridealong.web.jobs.models import ChoreRun
from ridealong.web.pipeline.gates.linking import link_calls, link_deals
from ridealong.web.pipeline.gates.proposing import propose
from ridealong.web.pipeline.models import CrmImport, Deal

AFTER_IMPORT = "evidence after an import"
DAILY = "evidence of every open deal"
CLOSED_DAYS = 30
"""So long after its end a deal is still kept up."""
_AT_ONCE = 500
_OVERLAP = timedelta(minutes=10)
_MATTERS = frozenset({"customer", "owner", "kind", "started_at"})
log = logging.getLogger(__name__)


def on_new_word(call: Call, **_more: Any) -> None:
    """What is said about a call has changed: so may what it brings to its deals."""
    transaction.on_commit(lambda: _safely(call))


def on_saved(instance: Call, update_fields: Iterable[str] | None = None, **_more: Any) -> None:
    """With whom a call was held, or whose it is, has been put right."""
    if update_fields and _MATTERS & set(update_fields) and instance.ready_at is not None:
        transaction.on_commit(lambda: _safely(instance))


def follow_calls(calls: Iterable[Call]) -> None:
    """Link calls to their deals, and bring what is proposed for these up to date."""
    held = list(calls)
    link_calls(held)
    ids = [call.pk for call in held]
    propose(Deal.calls.through.objects.filter(call__in=ids).values_list("deal_id", flat=True))


def follow_deals(deals: Iterable[int]) -> None:
    """The same from the other side: an import brought these deals, or changed them."""
    ids = sorted(set(deals))
    for i in range(0, len(ids), _AT_ONCE):
        part = ids[i : i + _AT_ONCE]
        link_deals(part)
        propose(part)


def after_import() -> None:
    """What the clock calls: once an import is in, all that is open is looked at again."""
    last = ChoreRun.objects.filter(name=AFTER_IMPORT, done_at__isnull=False).first()
    since = last.done_at - _OVERLAP if last and last.done_at else None
    imports = CrmImport.objects.filter(state=State.DONE)
    if since:
        imports = imports.filter(finished_at__gte=since)
    if imports.exists():
        every_open()


def every_open() -> None:
    """Look at every deal that is open, or ended of late."""
    ended = timezone.now().date() - timedelta(days=CLOSED_DAYS)
    rows = Deal.objects.filter(outcome=Deal.Outcome.OPEN) | Deal.objects.filter(
        closed_on__gte=ended
    )
    follow_deals(rows.order_by("pk").values_list("pk", flat=True))


def _safely(call: Call) -> None:
    """A fault in here costs the proposals until tomorrow, never the analysis of the call."""
    try:
        with transaction.atomic():
            follow_calls([call])
    except Exception as error:  # noqa: BLE001  # whatever it is
        log.error("deals of call %d: %s", call.pk, trouble.for_the_log(error))  # noqa: TRY400
