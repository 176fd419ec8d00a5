"""The calls that somebody may export, as transcripts for other programs, some at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import batched

from django.utils import timezone

from ridealong.conversation import Conversation
from ridealong.errors import UsageError
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action, may, readable
from ridealong.web.people.viewer import Viewer, viewer_of
from ridealong.writers import write

AT_ONCE = 200
"""Calls of one file of a table; fewer than fill the memory."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls are asked for."""

    kind: str = ""
    since: date | None = None
    until: date | None = None
    """The last day."""


def viewer_named(email: str) -> Viewer:
    """Whoever has an address here, with what they may see.

    Raises:
        UsageError: nobody has.
    """
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        raise UsageError(f"Nobody here has the address {email}. Check how it is spelt.")
    return viewer_of(person)


def files(viewer: Viewer, wanted: Wanted, to: str) -> Iterator[tuple[int, bytes]]:
    """The calls in files of at most `AT_ONCE`, each with how many it holds.

    That they were taken is written down before they leave.

    Args:
        viewer: within whose rights.
        wanted: which of them.
        to: a form of `WRITERS`.
    """
    for some in batched(_calls(viewer, wanted), AT_ONCE):
        talks = [_titled(call, call.transcript.conversation()) for call in some]
        record(viewer.person, "calls.exported", form=to, calls=len(talks))
        yield len(talks), write(talks, to)


def _calls(viewer: Viewer, wanted: Wanted) -> Iterator[Call]:
    rows = Call.objects.filter(readable(viewer)).order_by("pk")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.since:
        rows = rows.filter(started_at__gte=_begins(wanted.since))
    if wanted.until:
        rows = rows.filter(started_at__lt=_begins(wanted.until + timedelta(days=1)))
    after = 0
    owned = ("transcript", "owner", "coach", "team")
    while some := list(rows.filter(pk__gt=after).select_related(*owned)[:AT_ONCE]):
        yield from (call for call in some if may(viewer, Action.EXPORT, call))
        after = some[-1].pk


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _titled(call: Call, conversation: Conversation) -> Conversation:
    """The talk with what the desk knows of it beside its words."""
    return replace(
        conversation,
        title=conversation.title or call.title,
        id=conversation.id or f"call-{call.pk}",
    )
