"""The owner of a deal says what comes next, and gives their word on how it will end."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
from ridealong.web.pipeline.models import Commit, Deal

LONGEST = 500
"""Characters."""
_MOST_VALUE = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of a deal of theirs."""

    will: bool
    value: Decimal | None = None
    on: date | None = None
    because: str = ""


def say_next_step(viewer: Viewer, deal: Deal, words: str) -> Deal:
    """Write down what comes next; an empty text takes it away.

    Raises:
        PermissionDenied: the deal is not theirs.
        ValidationError: it is too long.
    """
    if DealAction.EDIT not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
    text = " ".join(words_in(words).split())
    if len(text) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(text), most=LONGEST)
        raise refused(says, _("Shorten it to who does what by when."))
    with transaction.atomic():
        deal.next_step, deal.changed_at = text, timezone.now()
        deal.save(update_fields=["next_step", "changed_at"])
        record(viewer.person, "deal.changed", deal, changed=["next_step"])
    return deal


def commit(viewer: Viewer, deal: Deal, word: Word) -> Commit:
    """Give one's word: it stands beside the ones before, none of which is changed.

    Raises:
        PermissionDenied: the deal is not theirs.
        ValidationError: it has ended; or nothing is said that the customer did.
    """
    if DealAction.COMMIT not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
    because = " ".join(words_in(word.because).split())
    if deal.outcome != Deal.Outcome.OPEN:
        raise refused(_("This deal has ended."), _("A word is given on one that is open."))
    if word.will and not because:
        raise refused(
            _("It is not said what the customer did that lets you say so."),
            _("Write it down, or say that it is open."),
        )
    if len(because) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(because), most=LONGEST)
        raise refused(says, _("Shorten it to what the customer did."))
    if word.value is not None and not 0 <= word.value < _MOST_VALUE:
        raise refused(_("This is no value of a deal."), _("Give a sum without a sign."))
    with transaction.atomic():
        made = Commit.objects.create(
            deal=deal,
            by=viewer.person,
            will=word.will,
            value=word.value,
            on=word.on,
            because=because,
        )
        record(viewer.person, "deal.committed", deal, will=word.will)
    return made
