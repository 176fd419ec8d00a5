"""What people said to being recorded, and what follows: who may read the call.

A call with a customer waits where the organisation asks for consent and nobody has written it down.
A word against it stops it wherever it stands, whatever the organisation asks: the last word of each
person counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing.work import manager_from
from ridealong.web.calls.models import Call, Consent
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.repair.follow import held
from ridealong.web.people.models import Organisation
from ridealong.web.people.policy import Action, may
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said to being recorded."""

    who: str
    given: bool
    how: str
    at: datetime


def write_down(viewer: Viewer, call: Call, word: Word) -> Call:
    """Write down what a participant said; the call is held back or let go as it asks for.

    Raises:
        PermissionDenied: it is not theirs to write down.
        ValidationError: it would have been said in the future.
    """
    if word.at > timezone.now():
        raise ValidationError(_("This day lies in the future. Say when it was said."))
    with transaction.atomic():
        call = held(call)
        if not may(viewer, Action.CONSENT, call):
            raise PermissionDenied
        Consent.objects.create(
            call=call,
            who=word.who,
            given=word.given,
            how=word.how,
            at=word.at,
            recorded_by=viewer.person,
        )
        _hold_or_let_go(call)
        action = "consent.given" if word.given else "consent.withdrawn"
        record(viewer.person, action, call, about=call.owner_id)
    return call


def waits(call: Call) -> bool:
    """Whether nobody may read a call, by what is written down about it."""
    if call.kind not in OF_A_TEAM:
        return False
    words = last_words(call.consents.all()) if call.pk else {}
    if not all(word.given for word in words.values()):
        return True
    return not words and Organisation.get().consent_needed


def last_words(consents: Iterable[Consent]) -> dict[str, Consent]:
    """The last word of each person, by their name without case."""
    ordered = sorted(consents, key=lambda c: (c.at, c.pk))
    return {consent.who.casefold(): consent for consent in ordered}


def apply_setting() -> int:
    """Let go of calls that wait for nothing any more, once the organisation asks for no consent.

    Calls that are here already are not held back when it begins to ask: people have read them.

    Returns:
        How many that were.
    """
    if Organisation.get().consent_needed:
        return 0
    freed = 0
    for pk in list(Call.objects.filter(held_back=True).values_list("pk", flat=True)):
        with transaction.atomic():
            call = held(Call(pk=pk))
            _hold_or_let_go(call)
            freed += not call.held_back
    return freed


def _hold_or_let_go(call: Call) -> None:
    """A call that is let go is new: whose it is sees it first, as if it had just been analysed."""
    was, call.held_back = call.held_back, waits(call)
    if was and not call.held_back and call.ready_at is not None:
        call.manager_from = manager_from(call, timezone.now())
    call.save(update_fields=["held_back", "manager_from"])
