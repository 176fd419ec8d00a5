"""The debrief of a call: written before its analysis is opened, private until it is shared.

Writing it opens the analysis to its owner and the call to the manager, at once; the words stay the
owner's. A debrief that was spoken is a call of its own and is shared the same way.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM, Kind
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import Debrief, VoiceNote
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import PEERS, Viewer

LONGEST = 2000
"""Characters of each answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and how."""

    repeat: str
    """What went well and is worth repeating."""
    differently: str
    """What did not go as expected; one of the two is enough."""
    companion: int | None = None
    """Number of whoever was there, of `policy.looks_back_with`; None: nobody."""
    seconds: int | None = None
    """That it took, where that is known."""


def write(viewer: Viewer, call: Call, repeat: str, differently: str) -> Debrief:
    """Write down one's own view of a call, alone: `keep`."""
    return keep(viewer, call, Written(repeat, differently))


def keep(viewer: Viewer, call: Call, written: Written) -> Debrief:
    """Write down one's own view of a call; also after having skipped it.

    Args:
        viewer: whose call it is.
        call: not written about yet.
        written: the words, and who was there.

    Raises:
        PermissionDenied: it is somebody else's call.
        ValidationError: there are no words and no voice note, too many words, or there is a debrief
            already.
    """
    _must_be_own(viewer, call)
    said = {"repeat": _checked(written.repeat), "differently": _checked(written.differently)}
    if not any(said.values()) and not VoiceNote.objects.filter(call=call, by=viewer.id).exists():
        raise refused(
            _("There are no words yet."), _("One of the two is enough, or skip it this time.")
        )
    now = timezone.now()
    how = _with(viewer, call, written.companion) | {"seconds": written.seconds}
    with transaction.atomic():
        skipped = Debrief.objects.filter(call=call, skipped=True, repeat="", differently="")
        if not skipped.update(**said, **how, at=now):
            _create(viewer, call, **said, **how, at=now)
        if call.kind in OF_A_TEAM:
            later = Q(manager_from__isnull=True) | Q(manager_from__gt=now)
            Call.objects.filter(later, pk=call.pk).update(manager_from=now)
        record(viewer.person, "debrief.written", call, about=viewer.person)
    return Debrief.objects.get(call=call)


def skip(viewer: Viewer, call: Call) -> None:
    """Open the analysis without a debrief, this time; the manager's hour stays what it was.

    Raises:
        PermissionDenied: it is somebody else's call.
    """
    _must_be_own(viewer, call)
    if Debrief.objects.filter(call=call).exists():
        return
    with transaction.atomic():
        _create(viewer, call, skipped=True)
        record(viewer.person, "debrief.skipped", call, about=viewer.person)


def share(viewer: Viewer, call: Call) -> None:
    """Let whoever leads the team read it.

    Raises:
        PermissionDenied: it is not theirs to share, or there are no words to share.
    """
    _set_shared(viewer, call, shared=True)


def unshare(viewer: Viewer, call: Call) -> None:
    """Let nobody read it any more.

    Raises:
        PermissionDenied: it is not theirs.
    """
    _set_shared(viewer, call, shared=False)


def _set_shared(viewer: Viewer, call: Call, *, shared: bool) -> None:
    now = timezone.now() if shared else None
    with transaction.atomic():
        if call.kind == Kind.DEBRIEF and call.owner_id == viewer.id:
            changed = Call.objects.filter(pk=call.pk).update(manager_from=now)
        else:
            own = Debrief.objects.filter(call=call, by=viewer.id)
            changed = own.exclude(repeat="", differently="").update(shared_at=now)
        if not changed:
            raise PermissionDenied
        what = "debrief.shared" if shared else "debrief.unshared"
        record(viewer.person, what, call, about=viewer.person)


def _must_be_own(viewer: Viewer, call: Call) -> None:
    if not policy.may(viewer, Action.DEBRIEF, call):
        raise PermissionDenied


def _with(viewer: Viewer, call: Call, pk: int | None) -> dict[str, object]:
    """Who was there: nobody, a colleague whom the owner lets read, or whoever leads the team."""
    if pk is None:
        return {"how": Debrief.How.ALONE, "companion": None}
    there = Person.objects.filter(policy.looks_back_with(viewer, call)).filter(pk=pk).first()
    if there is None:
        raise refused(
            _("Whoever you chose cannot be there."),
            _("Choose your coach, or a colleague whom you let read your calls."),
        )
    peer = there.role in PEERS
    return {"how": Debrief.How.PEER if peer else Debrief.How.COACH, "companion": there}


def _create(viewer: Viewer, call: Call, **values: object) -> None:
    try:
        with transaction.atomic():
            Debrief.objects.create(call=call, by=viewer.person, **values)
    except IntegrityError:
        raise refused(
            _("Your view of this call is written already."), _("Load the page again to see it.")
        ) from None


def _checked(text: str) -> str:
    words = words_in(text)
    if len(words) > LONGEST:
        told = _("An answer is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(words), most=LONGEST), _("Shorten it."))
    return words
