"""A person accepts or refuses what speaks for a gate, enters it by hand, or takes a word back."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.process.framework.model import EvidenceKind, Framework, Gate, Side
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import words_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import DealAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.models import Deal, GateEvidence

LONGEST = 500
"""Characters."""
OLDEST = timedelta(days=20 * 365)
State = GateEvidence.State
_SAID = {
    State.ACCEPTED: "evidence.accepted",
    State.REFUSED: "evidence.refused",
    State.PROPOSED: "evidence.left_open",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody enters by hand."""

    gate: str
    side: str
    kind: str
    words: str
    on: date


def decide(viewer: Viewer, evidence: GateEvidence, state: str) -> GateEvidence:
    """Accept or refuse a piece of evidence, or leave it open again; the last word holds.

    Raises:
        PermissionDenied: the deal is not theirs to decide on, or its words not theirs to read.
        ValidationError: there is no such decision.
    """
    if state not in State.values:
        raise refused(_("This is no decision."), _("Accept it, refuse it, or leave it open."))
    with transaction.atomic():
        row = _held(evidence)
        _must(viewer, row)
        was, row.state = row.state, State(state)
        if was == row.state:
            return row
        open_again = row.state == State.PROPOSED
        row.decided_by = None if open_again else viewer.person
        row.decided_at = None if open_again else timezone.now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        _note(viewer, _SAID[row.state], row, was=str(was))
    return row


def enter(viewer: Viewer, deal: Deal, told: Entered) -> GateEvidence:
    """Write down what a side did; whoever enters it vouches for it, so it is accepted.

    Raises:
        PermissionDenied: the deal is not theirs to decide on.
        ValidationError: there are no words, no such gate or kind, or the day cannot be.
    """
    if DealAction.DECIDE not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
    gate, kind = _known(using.of(deal), told)
    words = " ".join(words_in(told.words).split())
    if not words:
        raise refused(_("There are no words yet."), _("Write what was said or done."))
    if len(words) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(says, _("Shorten it to the words that matter."))
    today = timezone.localdate()
    if not today - OLDEST <= told.on <= today:
        raise refused(_("It cannot have happened on that day."), _("Give a day up to today."))
    with transaction.atomic():
        row = GateEvidence.objects.create(
            deal=deal,
            gate=gate.key,
            side=told.side,
            kind=kind.key,
            words=words,
            on=told.on,
            state=State.ACCEPTED,
            entered_by=viewer.person,
            decided_by=viewer.person,
            decided_at=timezone.now(),
        )
        _note(viewer, "evidence.entered", row)
    return row


def take_back(viewer: Viewer, evidence: GateEvidence) -> None:
    """Remove what was entered by hand: whoever entered it, or whose deal it is.

    Raises:
        PermissionDenied: the machine found it, or it is somebody else's word.
    """
    with transaction.atomic():
        row = _held(evidence)
        mine = viewer.id in {row.entered_by_id, row.deal.owner_id}
        if row.entered_by_id is None or not mine:
            raise PermissionDenied
        _must(viewer, row)
        _note(viewer, "evidence.taken_back", row)
        row.delete()


def _held(evidence: GateEvidence) -> GateEvidence:
    """Two people may decide at once; each sees what the other has said."""
    rows = GateEvidence.objects.select_for_update(of=("self",)).select_related("deal")
    return rows.get(pk=evidence.pk)


def _must(viewer: Viewer, row: GateEvidence) -> None:
    if DealAction.DECIDE not in policy.deal_actions(viewer, row.deal):
        raise PermissionDenied
    call = None
    if row.call_id is not None:
        call = Call.objects.select_related("owner", "debrief").get(pk=row.call_id)
    if not policy.reads_evidence(viewer, row, call, getattr(call, "debrief", None)):
        raise PermissionDenied


def _known(framework: Framework, told: Entered) -> tuple[Gate, EvidenceKind]:
    gate = next((g for g in framework.gates if g.key == told.gate), None)
    if gate is None or told.side not in GateEvidence.Side.values:
        raise refused(_("The process has no such gate."), _("Choose one of its gates."))
    kinds = gate.kinds(Side(told.side))
    kind = next((k for k in kinds if k.key == told.kind), None)
    if kind is None:
        raise refused(
            _("This does not count for this side of the gate."), _("Choose what happened.")
        )
    return gate, kind


def _note(viewer: Viewer, what: str, row: GateEvidence, **more: str) -> None:
    record(
        viewer.person,
        what,
        row.deal,
        about=row.deal.owner_id,
        evidence=row.pk,
        gate=row.gate,
        side=row.side,
        **more,
    )
