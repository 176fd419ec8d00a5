"""Two questions to a customer after a talk: a link that its owner sends, and one answer.

Nothing is followed: the desk sends no letter, sets no cookie and keeps no address of whoever opens
the link. It is good for fourteen days, and answers once.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import CustomerVoice
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

OPEN_FOR = timedelta(days=14)
LONGEST = 1000
"""Characters of what was missing."""
WORTH = (
    (5, _("Well worth it")),
    (4, _("Worth it")),
    (3, _("Neither nor")),
    (2, _("Hardly worth it")),
    (1, _("Not worth it")),
)
"""What the time spent was to them, the best first."""


def ask(viewer: Viewer, call: Call) -> CustomerVoice:
    """The link of a call; the open one where there is one.

    Raises:
        PermissionDenied: the viewer did not hold this call with a customer.
    """
    if not policy.may_ask_customer(viewer, call):
        raise PermissionDenied
    now = timezone.now()
    with transaction.atomic():
        row = CustomerVoice.objects.filter(call=call).order_by("-asked_at").first()
        if row and (row.answered_at or row.expires_at > now):
            return row
        row = CustomerVoice.objects.create(
            call=call, asked_by=viewer.person, expires_at=now + OPEN_FOR
        )
        record(viewer.person, "voice.asked", call, about=viewer.person)
    return row


def take_back(viewer: Viewer, call: Call) -> None:
    """The link leads nowhere any more; an answer that was given stays.

    Raises:
        PermissionDenied: the viewer did not hold this call.
    """
    if not policy.may_ask_customer(viewer, call):
        raise PermissionDenied
    with transaction.atomic():
        gone, _rows = CustomerVoice.objects.filter(call=call, answered_at=None).delete()
        if gone:
            record(viewer.person, "voice.taken_back", call, about=viewer.person)


def open_link(token: str) -> CustomerVoice | None:
    """The question behind a token that may still be answered, or has been."""
    rows = CustomerVoice.objects.select_related("call__owner", "asked_by")
    row = rows.filter(token=token).first()
    if row is None or (row.answered_at is None and row.expires_at <= timezone.now()):
        return None
    return row


def answer(row: CustomerVoice, worth: str, missing: str) -> None:
    """Keep what a customer says, once.

    Raises:
        ValidationError: nothing was said, the words are too many, or it was answered before.
    """
    words = words_in(missing)
    chosen = int(worth) if worth in {str(n) for n, _says in WORTH} else None
    if chosen is None and not words:
        raise refused(_("Nothing is chosen or written yet."), _("One of the two is enough."))
    if len(words) > LONGEST:
        told = _("Your answer is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(words), most=LONGEST), _("Please shorten it."))
    with transaction.atomic():
        open_ = CustomerVoice.objects.filter(pk=row.pk, answered_at=None)
        kept = open_.update(worth=chosen, missing=words, answered_at=timezone.now())
        if not kept:
            raise refused(_("This was answered already."), _("Nothing more is needed."))
        record(None, "voice.answered", row.call, about=row.call.owner)


def says(worth: int | None) -> str:
    """An answer to the first question, in words."""
    return dict(WORTH).get(worth or 0, "")


@dataclass(frozen=True, slots=True)
class Word:
    """What a customer said after a talk."""

    row: CustomerVoice
    worth: str
    """What the time was to them; empty: they did not say."""


def latest_word(viewer: Viewer, owner: int) -> Word | None:
    """The newest answer of the last 30 days on a call of somebody, if the viewer may read it."""
    rows = words_about(viewer, owner).select_related("call__customer")
    row = rows.order_by("-answered_at").first()
    return Word(row, says(row.worth)) if row else None


def words_about(viewer: Viewer, owner: int | OuterRef) -> QuerySet[CustomerVoice]:
    """The answers of the last 30 days on calls of somebody that the viewer may read."""
    since = timezone.now() - timedelta(days=30)
    return CustomerVoice.objects.filter(
        policy.voices_seen(viewer), call__owner=owner, answered_at__gte=since
    )
