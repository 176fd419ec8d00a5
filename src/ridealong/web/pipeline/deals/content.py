"""What a customer was given, and how they reacted: written down, changed, taken away."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import words_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import DealAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.gates.proposing import propose
from ridealong.web.pipeline.models import Deal, SharedContent

LONGEST_NAME, LONGEST_WORDS = 200, 500
"""Characters."""
_OLDEST = timedelta(days=20 * 365)


def share(viewer: Viewer, deal: Deal, what: str, on: date) -> SharedContent:
    """Write down what the customer was given.

    Raises:
        PermissionDenied: the deal is not theirs to keep.
        ValidationError: it has no name, too long a one, or the day cannot be.
    """
    _must(viewer, deal)
    name = " ".join(words_in(what).split())
    if not name:
        raise refused(
            _("It is not said what was given."), _("Name it: a document, a sample, a visit.")
        )
    if len(name) > LONGEST_NAME:
        says = _("This is {n} characters long; {most} fit.")
        raise refused(says.format(n=len(name), most=LONGEST_NAME), _("Shorten it."))
    today = timezone.localdate()
    if not today - _OLDEST <= on <= today:
        raise refused(_("It cannot have been given on that day."), _("Give a day up to today."))
    with transaction.atomic():
        row = SharedContent.objects.create(deal=deal, what=name, by=viewer.person, on=on)
        record(viewer.person, "content.shared", deal, content=row.pk)
    propose([deal.pk])
    return row


def react(viewer: Viewer, row: SharedContent, reaction: str, words: str) -> SharedContent:
    """Note what the customer did with it, in their words where there are any.

    Raises:
        PermissionDenied: the deal is not theirs to keep.
        ValidationError: there is no such reaction, or too many words.
    """
    _must(viewer, row.deal)
    if reaction not in SharedContent.Reaction.values:
        raise refused(_("This is no reaction."), _("Choose one of the list."))
    said = " ".join(words_in(words).split())
    if len(said) > LONGEST_WORDS:
        says = _("This is {n} characters long; {most} fit.")
        raise refused(says.format(n=len(said), most=LONGEST_WORDS), _("Shorten it."))
    with transaction.atomic():
        row.reaction, row.reaction_words = SharedContent.Reaction(reaction), said
        row.save(update_fields=["reaction", "reaction_words"])
        record(viewer.person, "content.changed", row.deal, content=row.pk, reaction=reaction)
    propose([row.deal_id])
    return row


def remove(viewer: Viewer, row: SharedContent) -> None:
    """Take away what was written down by mistake.

    Raises:
        PermissionDenied: the deal is not theirs to keep.
    """
    _must(viewer, row.deal)
    deal = row.deal_id
    with transaction.atomic():
        record(viewer.person, "content.removed", row.deal, content=row.pk)
        row.delete()
    propose([deal])


def _must(viewer: Viewer, deal: Deal) -> None:
    if DealAction.EDIT not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
