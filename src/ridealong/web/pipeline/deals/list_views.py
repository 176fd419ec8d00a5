"""The addresses of many deals, and of a customer."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.pipeline.deals import lists
from ridealong.web.pipeline.deals.customers import customer_for
from ridealong.web.ui.sheets import sheet


@require_safe
@access(OWN_CALLS)
def deals(request: Signed) -> HttpResponse:
    """The deals that one may see."""
    page = lists.shown(request.viewer, request.GET.dict())
    answer = render(request, "pipeline/deals.html", {"shown": page})
    if "HX-Request" in request.headers:
        answer["HX-Push-Url"] = page.address
    return answer


@require_safe
@access(OWN_CALLS)
def export_deals(request: Signed) -> HttpResponseBase:
    """A list of deals to take along."""
    lines = lists.export(request.viewer, request.GET.dict())
    return sheet(f"deals-{timezone.localdate().isoformat()}.csv", lists.HEAD, lines)


@require_safe
@access(OWN_CALLS)
def customer(request: Signed, customer: int) -> HttpResponse:
    """A customer with deals, calls and people."""
    shown = customer_for(request.viewer, customer)
    return render(request, "pipeline/customer.html", {"it": shown})
