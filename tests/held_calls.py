"""Calls of the cast: the conversations that come with Ridealong, taken in for somebody."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.analysing.work import analyse_call, fingerprint, write_down
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.models import Analysis, Call
from ridealong.web.jobs import lease
from ridealong.web.people.models import Person


def a_call(
    owner: Person,
    sample: int = 0,
    *,
    analysed: bool = True,
    seen_by_manager: bool = False,
    at: datetime | None = None,
) -> Call:
    """A call of somebody's.

    Args:
        owner: whose it is.
        sample: which of the conversations that come with Ridealong.
        analysed: whether the worker has been there.
        seen_by_manager: whether the hours are over in which its owner sees it alone.
        at: when it was held, where that matters.
    """
    told = SAMPLES[sample]
    reading = read(told.path)
    origin = Origin(told.path.name, reading.format, reading.sha256, owner, owner, told.kind)
    call = take_in(reading.conversations[0], origin).call
    if at:
        Call.objects.filter(pk=call.pk).update(started_at=at)
    if analysed:
        _analyse(call, sample)
    if seen_by_manager:
        earlier = timezone.now() - timedelta(hours=1)
        Call.objects.filter(pk=call.pk).update(manager_from=earlier)
    return Call.objects.get(pk=call.pk)


_PACKED: dict[tuple[str, int], bytes] = {}
"""What was heard in each conversation of each owner: nobody waits for it twice in a test run."""


def _analyse(call: Call, sample: int) -> None:
    key = call.owner.name if call.owner else "", sample
    if key not in _PACKED:
        analyse_call(call.pk)
        _PACKED[key] = Analysis.objects.get(pk=call.pk).packed
        return
    with transaction.atomic():
        work = lease.take(Analysis, call.pk)
        assert work
        lease.finish(work, fingerprint=fingerprint(), result=_PACKED[key])
        write_down(call, stored.unpack(_PACKED[key], call.transcript.conversation()))
