"""Some turns of a call, shown to one colleague, who reads these and nothing else of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call, SharedMoment
from ridealong.web.calls.page.sent import words_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer

MOST_TURNS = 40
"""A longer stretch is no moment any more: for that, a peer is let in."""
LONGEST_NOTE = 500
"""Characters."""


def show(viewer: Viewer, call: Call, turns: tuple[int, int], to: Person, note: str) -> SharedMoment:
    """Show a colleague the turns from the first to the last.

    Raises:
        PermissionDenied: it is not theirs to show.
        ValidationError: the turns make no moment, or the colleague is none to be shown it.
    """
    if not policy.may(viewer, Action.SHARE, call):
        raise PermissionDenied
    words = words_in(note)
    first, last = _checked(call, turns, words)
    if not to.is_active or not policy.may_share_with(viewer, call, to):
        told = _("This moment cannot be shown to {name}.")
        raise refused(told.format(name=to.name), _("Choose somebody from the list."))
    with transaction.atomic():
        made = SharedMoment.objects.create(
            call=call, first_turn=first, last_turn=last, by=viewer.person, to=to, note=words
        )
        record(viewer.person, "moment.shown", call, about=to, first_turn=first, last_turn=last)
    return made


def take_back(viewer: Viewer, moment: SharedMoment) -> None:
    """Show it no longer.

    Raises:
        PermissionDenied: somebody else showed it.
    """
    if moment.by_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        record(viewer.person, "moment.taken_back", moment.call, about=moment.to_id)
        moment.delete()


def colleagues(viewer: Viewer, call: Call) -> list[Person]:
    """Everybody to whom the viewer may show a moment of a call, in order of name."""
    people = Person.objects.filter(is_active=True).order_by("name")
    return [p for p in people if policy.may_share_with(viewer, call, p)]


def _checked(call: Call, turns: tuple[int, int], note: str) -> tuple[int, int]:
    first, last = sorted(turns)
    if not 0 <= first <= last < call.turns:
        raise refused(
            _("The call has no such turns."),
            _("Choose turns from {first} to {last}.").format(first=0, last=call.turns - 1),
        )
    if last - first >= MOST_TURNS:
        told = _("These are {n} turns; a moment has {most} at most.")
        raise refused(
            told.format(n=last - first + 1, most=MOST_TURNS), _("Show the part that matters.")
        )
    if len(note) > LONGEST_NOTE:
        told = _("The note is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(note), most=LONGEST_NOTE), _("Shorten it."))
    return first, last
