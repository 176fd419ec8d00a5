"""Check-ins are answered, brought into a talk, taken back and thrown away by their author alone.

Leaving all of it open keeps nothing. What is brought is read by whoever coaches the talk; until it
begins, it can be taken back. The record says that something was done, never which questions.
"""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.coaching.checkins import Form, Item, Privacy, form, scale
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import number_in, words_in
from ridealong.web.coaching.models import CheckIn, Talk
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

LONGEST = 2000
"""Characters of an answer in words."""
KINDS = ("mindset", "purpose", "promotion", "readiness")
"""Those with a page of their own; the debrief and the talk have theirs."""


def forms_for(viewer: Viewer) -> list[Form]:
    """The check-ins that somebody may take."""
    return [f for f in map(form, KINDS) if policy.answers_for_oneself(viewer, f.for_)]


def answer(viewer: Viewer, of: Form, given: Mapping[str, str]) -> CheckIn | None:
    """Keep what was answered; None where nothing was, which leaves no trace.

    Raises:
        PermissionDenied: it is not meant for their role.
        ValidationError: an answer is too long, or not on the scale.
    """
    if of not in forms_for(viewer):
        raise PermissionDenied
    found = {item.id: _checked(item, given.get(item.id, "")) for item in of.items}
    answers = {id_: value for id_, value in found.items() if value}
    if not answers:
        return None
    with transaction.atomic():
        row = CheckIn.objects.create(
            person=viewer.person, form=of.id, answers=answers, at=viewer.now
        )
        record(viewer.person, "checkin.written", row, about=viewer.person)
    return row


def bring(viewer: Viewer, row: CheckIn, talk: Talk) -> None:
    """Bring it into a talk that is planned, for whoever coaches it to read.

    Raises:
        PermissionDenied: it is not theirs, cannot be shared, or the talk is not one to come.
    """
    own = row.person_id == viewer.id and form(row.form).privacy is Privacy.SHAREABLE
    with transaction.atomic():
        fit = Talk.objects.select_for_update().filter(
            pk=talk.pk, state=Talk.State.PLANNED, people__person=viewer.id
        )
        if not (own and fit.exists()) or not taken_back(row):
            raise PermissionDenied
        CheckIn.objects.filter(pk=row.pk).update(shared_in=talk)
        record(viewer.person, "checkin.brought", row, about=viewer.person)


def take_back(viewer: Viewer, row: CheckIn) -> None:
    """Nobody else reads it any more; possible until the talk has begun.

    Raises:
        PermissionDenied: it is not theirs, or the talk has begun.
    """
    with transaction.atomic():
        talk = Talk.objects.select_for_update().filter(pk=row.shared_in_id or 0).first()
        row.shared_in = talk
        if row.person_id != viewer.id or not taken_back(row):
            raise PermissionDenied
        if CheckIn.objects.filter(pk=row.pk, shared_in__isnull=False).update(shared_in=None):
            record(viewer.person, "checkin.taken_back", row, about=viewer.person)


def throw_away(viewer: Viewer, row: CheckIn) -> None:
    """Throw one's own away, wherever it was brought.

    Raises:
        PermissionDenied: it is not theirs.
    """
    if row.person_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        record(viewer.person, "checkin.thrown_away", row, about=viewer.person)
        row.delete()


def taken_back(row: CheckIn) -> bool:
    """Whether it is with its author alone, or can be again."""
    begun = (Talk.State.RUNNING, Talk.State.HELD)
    return row.shared_in is None or row.shared_in.state not in begun


def value_in(text: str) -> int | None:
    """An answer on the scale; None where it was left open.

    Raises:
        ValidationError: it is none.
    """
    if not text:
        return None
    low, high = scale()
    value = number_in(text)
    if value is None or not low <= value <= high:
        says = _("“{text}” is not on the scale.").format(text=text[:20])
        raise refused(says, _("Choose one of the five, or leave it open."))
    return value


def _checked(item: Item, text: str) -> int | str | None:
    if not item.words:
        return value_in(text)
    words = words_in(text)
    if len(words) > LONGEST:
        says = _("An answer is {n} characters long; {most} fit.")
        raise refused(says.format(n=len(words), most=LONGEST), _("Shorten it."))
    return words
