"""What is written before and during a talk: the own sheet, points of the agenda, notes."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import AgendaItem, TalkNote, TalkPerson
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer

LONGEST_BRINGS, LONGEST_POINT, LONGEST_NOTE = 2000, 300, 5000
"""Characters."""
MOST_POINTS = 20
BROUGHT_FROM = timedelta(days=90)
"""How old a call may be that somebody brings."""


def prepare(viewer: Viewer, of: Seen, brings: str, call: Call | None) -> TalkPerson:
    """Write one's own sheet: what one wants to speak about, and the one call that one brings.

    Raises:
        PermissionDenied: they are not coached in it.
        ValidationError: too many words, or the call is not their own.
    """
    of.must(TalkAction.PREPARE)
    place = of.own
    if place is None:
        raise PermissionDenied
    if call and (call.owner_id != viewer.id or call.held_back):
        raise refused(_("This call is not yours to bring."), _("Choose one of your own."))
    place.brings = _checked(brings, LONGEST_BRINGS)
    place.call = call
    place.prepared_at = viewer.now
    with transaction.atomic():
        place.save(update_fields=["brings", "call", "prepared_at"])
        record(viewer.person, "talk.prepared", of.talk, about=viewer.person)
    return place


def add_point(viewer: Viewer, of: Seen, text: str) -> AgendaItem:
    """Put a point on the agenda.

    Raises:
        PermissionDenied: they are not in the talk.
        ValidationError: there are no words, too many, or too many points.
    """
    of.must(TalkAction.WRITE)
    words = " ".join(_checked(text, LONGEST_POINT).split())
    if not words:
        raise refused(_("There are no words yet."), _("Write what you want to come to."))
    with transaction.atomic():
        if AgendaItem.objects.filter(talk=of.talk).count() >= MOST_POINTS:
            says = _("There are {n} points already.").format(n=MOST_POINTS)
            raise refused(says, _("Leave it for the next talk."))
        item = AgendaItem.objects.create(talk=of.talk, by=viewer.person, text=words)
        record(viewer.person, "talk.point_added", of.talk)
    return item


def tick_point(viewer: Viewer, of: Seen, item: AgendaItem, *, done: bool) -> None:
    """Say that a point was come to, or not; who and when stands in its own row.

    Raises:
        PermissionDenied: they are not in the talk.
    """
    of.must(TalkAction.WRITE)
    item.done_at = viewer.now if done else None
    item.save(update_fields=["done_at"])


def write_note(viewer: Viewer, of: Seen, text: str, *, shared: bool) -> TalkNote | None:
    """Keep one's note on a talk, the private or the shared one; as often as somebody types.

    Each has one of either. The first time goes into the record, not every letter.

    Raises:
        PermissionDenied: they are not in the talk.
        ValidationError: too many words.
    """
    of.must(TalkAction.WRITE)
    words = _checked(text, LONGEST_NOTE)
    with transaction.atomic():
        own = TalkNote.objects.select_for_update().filter(
            talk=of.talk, by=viewer.person, shared=shared
        )
        note = own.first()
        if note is None:
            if not words:
                return None
            note = TalkNote(talk=of.talk, by=viewer.person, shared=shared)
            record(viewer.person, "talk.note_written", of.talk)
        note.text, note.at = words, viewer.now
        note.save()
    return note


def may_bring(viewer: Viewer) -> list[Call]:
    """The viewer's own calls that they can bring, the newest first."""
    own = Call.objects.filter(policy.readable(viewer), owner=viewer.id)
    recent = own.filter(started_at__gte=viewer.now - BROUGHT_FROM, kind__in=_WITH_OTHERS)
    return list(recent.select_related("customer").order_by("-started_at", "-pk")[:_OFFERED])


_OFFERED = 12
_WITH_OTHERS = ("sales", "service", "partner")


def _checked(text: str, most: int) -> str:
    words = words_in(text)
    if len(words) > most:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=most)
        raise refused(says, _("Shorten it."))
    return words
