"""A customer as one person sees them: deals, calls, people, and what was learned in calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from ridealong.web.calls.lists.rows import Row as CallRow
from ridealong.web.calls.lists.rows import rows as call_rows
from ridealong.web.calls.lists.rows import with_what_rows_need
from ridealong.web.calls.models import Call, Customer
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.deals import lists
from ridealong.web.pipeline.deals.calls import DealCalls, Quote
from ridealong.web.pipeline.deals.lists import Row
from ridealong.web.pipeline.deals.words import KNOWN
from ridealong.web.pipeline.gates.heard import MOST
from ridealong.web.pipeline.models import Account, Contact, Deal

_DEALS, _CALLS, _CONTACTS = 50, 20, 60
_SHOWN_OF_A_KIND = 3
_KINDS = {
    "problem": ("business_problem", "technical_problem"),
    "value": ("states_value",),
    "who": ("stakeholder",),
    "measure": ("success_measure",),
    "decides": ("can_decide", "cannot_decide"),
}


@dataclass(frozen=True, slots=True)
class CustomerShown:
    """A customer with everything on their page."""

    customer: Customer
    account: Account | None
    deals: Sequence[Row]
    calls: Sequence[CallRow]
    contacts: Sequence[Contact]
    learned: Sequence[tuple[str, Sequence[Quote]]]
    """What it is about, and the customer's words on it, the newest first."""

    @property
    def facts(self) -> Sequence[str]:
        """The line below the name."""
        if self.account is None:
            return []
        told = (self.account.industry, self.account.segment, self.account.country)
        return [text for text in told if text]


def customer_for(viewer: Viewer, pk: int) -> CustomerShown:
    """A customer, for whoever sees a deal or knows of a call with them.

    Raises:
        Http404: they are not there for the viewer.
    """
    customer = Customer.objects.select_related("account").filter(pk=pk).first()
    if customer is None:
        raise Http404
    seen = Deal.objects.filter(policy.deals_seen(viewer), customer=pk)
    deals = lists.rows(
        seen.select_related("customer", "owner").order_by("outcome", "-created_on", "-pk")[:_DEALS]
    )
    known = Call.objects.filter(policy.listed(viewer), customer=pk).order_by("-started_at", "-id")
    calls = call_rows(viewer, with_what_rows_need(known[:_CALLS]))
    if not deals and not calls:
        raise Http404
    return CustomerShown(
        customer,
        getattr(customer, "account", None),
        deals,
        calls,
        list(Contact.objects.filter(customer=pk)[:_CONTACTS]),
        _learned(viewer, pk),
    )


def _learned(viewer: Viewer, customer: int) -> list[tuple[str, Sequence[Quote]]]:
    """From the newest calls that the viewer may read, whatever deal they were about."""
    readable = Call.objects.filter(
        policy.readable(viewer) & policy.analysis_open(viewer), customer=customer
    ).select_related("transcript", "analysis", "debrief", "owner")
    calls = DealCalls(viewer, list(readable.order_by("-started_at", "-id")[:MOST]))
    found: list[tuple[str, Sequence[Quote]]] = []
    for key, moves in _KINDS.items():
        quotes = [q for move in moves for q in calls.quotes(move, most=_SHOWN_OF_A_KIND)]
        if quotes:
            found.append((KNOWN[key], quotes[:_SHOWN_OF_A_KIND]))
    return found
