"""What was heard in the calls of a deal, made once for as long as a call's analysis stays the same.

Only calls that the viewer may read, and whose analysis is open to them, are asked for here.
"""

import zlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from django.db.models import QuerySet

from ridealong.process.gates import InCall, in_call
from ridealong.process.gates.heard import NOTHING
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call

MOST = 12
"""So many calls of a deal are looked into for its page, the newest."""
_KEPT = 2000

_kept: OrderedDict[tuple[int, int, int], InCall] = OrderedDict()
_lock = Lock()


def with_words(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with what `heard` needs, from one query."""
    return calls.filter(analysis__result__isnull=False).select_related("transcript", "analysis")


def heard(call: Call) -> InCall:
    """What was heard in a call that was read by `with_words`."""
    packed, native = call.analysis.packed, bytes(call.transcript.native)
    if not packed:
        return NOTHING
    key = call.pk, zlib.crc32(packed), zlib.crc32(native)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = in_call(stored.unpack(packed, call.transcript.conversation()))
    with _lock:
        _kept[key] = found
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def all_heard(calls: Iterable[Call]) -> dict[int, InCall]:
    """What was heard in some calls, by their number."""
    return {call.pk: heard(call) for call in calls}
