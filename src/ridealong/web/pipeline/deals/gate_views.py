"""The addresses at which people decide what speaks for a gate."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ridealong.process.framework.model import EvidenceKind, Side
from ridealong.web.people import policy
from ridealong.web.people.access import Signed, for_deal
from ridealong.web.people.policy import DealAction
from ridealong.web.pipeline.deals.forms import EvidenceForm
from ridealong.web.pipeline.deals.shown import WITH
from ridealong.web.pipeline.deals.views import back, held, page
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.gates import deciding
from ridealong.web.pipeline.gates.deciding import Entered
from ridealong.web.pipeline.models import Deal, GateEvidence


@require_POST
@for_deal(DealAction.DECIDE, *WITH)
def add_evidence(request: Signed, deal: Deal) -> HttpResponse:
    """Write down what a side did."""
    form = EvidenceForm(request.POST, kinds=_kinds(deal, request.POST))

    def act(told: dict[str, Any]) -> object:
        return deciding.enter(request.viewer, deal, Entered(**told))

    if held(form, act):
        return back(deal, f"gate-{form.cleaned_data['gate']}")
    return page(request, deal, 422, evidence_form=form)


@require_POST
@for_deal(DealAction.DECIDE)
def decide_evidence(request: Signed, deal: Deal, evidence: int) -> HttpResponse:
    """Accept or refuse what speaks for a gate, or leave it open."""
    row = _evidence(request, deal, evidence)
    try:
        deciding.decide(request.viewer, row, request.POST.get("state", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return back(deal, f"gate-{row.gate}")


@require_POST
@for_deal(DealAction.DECIDE)
def take_back_evidence(request: Signed, deal: Deal, evidence: int) -> HttpResponse:
    """Remove what was entered by hand."""
    row = _evidence(request, deal, evidence)
    deciding.take_back(request.viewer, row)
    return back(deal, f"gate-{row.gate}")


def _evidence(request: Signed, deal: Deal, pk: int) -> GateEvidence:
    """What rests on a call that the viewer may not read yet is not there for them."""
    rows = GateEvidence.objects.filter(policy.evidence_readable(request.viewer), deal=deal)
    return get_object_or_404(rows, pk=pk)


def _kinds(deal: Deal, given: Any) -> tuple[EvidenceKind, ...]:
    gate = next((g for g in using.of(deal).gates if g.key == given.get("gate")), None)
    side = given.get("side")
    return gate.kinds(Side(side)) if gate and side in list(Side) else ()
