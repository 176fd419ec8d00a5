"""Who looks into a call of somebody else's is written down, once a day."""

from django.utils import timezone

from ridealong.web.audit.models import Entry
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.people.viewer import Viewer

_SEEN = "call.seen"


def note_look(viewer: Viewer, call: Call) -> None:
    """Write down that the viewer has opened a call that is not their own."""
    if viewer.id in {call.owner_id, call.coach_id}:
        return
    today = timezone.localtime(viewer.now).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = Entry.objects.filter(
        actor_id=viewer.id, action=_SEEN, thing=f"call {call.pk}", at__gte=today
    )
    if not seen.exists():
        record(viewer.person, _SEEN, call, about=call.owner)
