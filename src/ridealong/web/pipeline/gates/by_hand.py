"""Somebody says which deal a call was about, or that it was not about this one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import Action, DealAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.gates.linking import TAKEN_AWAY
from ridealong.web.pipeline.gates.proposing import propose
from ridealong.web.pipeline.models import Deal


def link(viewer: Viewer, deal: Deal, call: Call) -> None:
    """Say that a call was about a deal.

    Raises:
        PermissionDenied: the deal is not theirs to decide on, or the call not theirs to correct.
        ValidationError: the call is no talk with a customer, or with another one.
    """
    _must(viewer, deal, call)
    if call.kind not in OF_A_TEAM:
        raise refused(_("This is no talk with a customer."), _("Choose one that is."))
    if None not in {call.customer_id, deal.customer_id} and call.customer_id != deal.customer_id:
        raise refused(
            _("This call was held with another customer."),
            _("Put right with whom it was held, or choose another deal."),
        )
    with transaction.atomic():
        deal.calls.add(call)
        record(viewer.person, "deal.call_added", deal, about=deal.owner_id, call=call.pk)
    propose([deal.pk])


def take_away(viewer: Viewer, deal: Deal, call: Call) -> None:
    """Say that a call was not about a deal; what it brought to its gates goes with it.

    Raises:
        PermissionDenied: the deal is not theirs to decide on, or the call not theirs to correct.
    """
    _must(viewer, deal, call)
    with transaction.atomic():
        deal.calls.remove(call)
        gone, _by_kind = deal.evidence.filter(call=call).delete()
        # The thing is the call: from now on the machine links it to no deal by itself.
        record(viewer.person, TAKEN_AWAY, call, about=deal.owner_id, deal=deal.pk, evidence=gone)


def _must(viewer: Viewer, deal: Deal, call: Call) -> None:
    if DealAction.DECIDE not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
    if not policy.may(viewer, Action.CORRECT, call):
        raise PermissionDenied
