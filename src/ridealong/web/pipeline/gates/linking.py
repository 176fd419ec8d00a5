"""Which deal a call was about: linked by itself where there is only one, else proposed by date.

A sales call with a customer who had exactly one deal open that day belongs to it. So does the
transcript of an activity that the CRM knows to be about a deal. A link that a person took away is
not made again by the machine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import Kind
from ridealong.web.pipeline.models import Activity, Deal

TAKEN_AWAY = "deal.call_taken_away"
"""The record's word for a link that a person took away."""
NEAR = timedelta(hours=3)
"""A call and an activity that lie no further apart are one talk."""
GRACE_DAYS = 3
"""A deal is often entered some days after the first talk, or closed some days before the last."""
_TALKS = (Activity.Kind.CALL, Activity.Kind.MEETING)


def open_on(day: date) -> Q:
    """Deals that were open on a day, as a filter of `Deal`."""
    grace = timedelta(days=GRACE_DAYS)
    began = Q(created_on__isnull=True) | Q(created_on__lte=day + grace)
    ended = Q(outcome=Deal.Outcome.OPEN) | Q(closed_on__isnull=True) | Q(closed_on__gte=day - grace)
    return began & ended


def possible(call: Call) -> QuerySet[Deal]:
    """The deals that a call could have been about: its customer's that were open that day."""
    if call.customer_id is None:
        return Deal.objects.none()
    return Deal.objects.filter(open_on(day_of(call)), customer=call.customer_id)


def day_of(call: Call) -> date:
    """The day on which a call was held, the same for whoever looks."""
    return call.started_at.date()


def link_calls(calls: Iterable[Call]) -> list[tuple[int, int]]:
    """Link calls that belong to exactly one deal; says which were linked, as (deal, call).

    Args:
        calls: with their customer's and owner's numbers.
    """
    free = _without_deal([c for c in calls if c.kind == Kind.SALES])
    by_activity = _by_activity(free)
    rest = [c for c in free if c.pk not in by_activity]
    found = [*by_activity.items(), *_by_customer(rest).items()]
    links = [(deal, call) for call, deal in found]
    through = Deal.calls.through
    through.objects.bulk_create(
        [through(deal_id=deal, call_id=call) for deal, call in links], ignore_conflicts=True
    )
    return links


def link_deals(deals: Collection[int]) -> list[tuple[int, int]]:
    """Link the calls of some deals' customers that belong to exactly one deal."""
    customers = Deal.objects.filter(pk__in=deals, customer__isnull=False).values("customer")
    of_customers = Call.objects.filter(kind=Kind.SALES, customer__in=customers)
    with_transcript = Call.objects.filter(
        pk__in=Activity.objects.filter(deal__in=deals, call__isnull=False).values("call")
    )
    return link_calls((of_customers | with_transcript).distinct().order_by("pk"))


def _without_deal(calls: Sequence[Call]) -> list[Call]:
    """Those that belong to no deal yet, and from which nobody took one away."""
    ids = [c.pk for c in calls]
    through = Deal.calls.through
    linked = set(through.objects.filter(call__in=ids).values_list("call_id", flat=True))
    things = [f"call {pk}" for pk in ids]
    refused = set(
        Entry.objects.filter(action=TAKEN_AWAY, thing__in=things).values_list("thing", flat=True)
    )
    return [c for c in calls if c.pk not in linked and f"call {c.pk}" not in refused]


def _by_activity(calls: Sequence[Call]) -> dict[int, int]:
    """By call the deal of the one activity that is this talk."""
    if not calls:
        return {}
    own = Activity.objects.filter(deal__isnull=False)
    named = own.filter(call__in=[c.pk for c in calls]).values_list("call", "deal")
    deals: defaultdict[int, set[int]] = defaultdict(set)
    for call, deal in named:
        if call is not None and deal is not None:
            deals[call].add(deal)
    for call, activity, deal in _near(calls, own):
        if call not in deals:
            Activity.objects.filter(pk=activity, call__isnull=True).update(call=call)
            deals[call].add(deal)
    return {call: found.pop() for call, found in deals.items() if len(found) == 1}


def _near(calls: Sequence[Call], own: QuerySet[Activity]) -> list[tuple[int, int, int]]:
    """Call, activity and deal, where one activity of the owner's lies beside the call in time."""
    dated = [c for c in calls if c.dated and c.owner_id is not None]
    if not dated:
        return []
    first = min(c.started_at for c in dated) - NEAR
    last = max(c.started_at for c in dated) + NEAR
    owners = {c.owner_id for c in dated}
    rows = own.filter(
        owner__in=owners, at__gte=first, at__lte=last, kind__in=_TALKS, call__isnull=True
    ).values_list("pk", "owner", "deal", "deal__customer", "at")
    by_owner: defaultdict[int | None, list[tuple[int, int, int | None, datetime]]]
    by_owner = defaultdict(list)
    for pk, owner, deal, customer, at in rows:
        if deal is not None:
            by_owner[owner].append((pk, deal, customer, at))
    found = []
    for call in dated:
        beside = [
            (pk, deal)
            for pk, deal, customer, at in by_owner[call.owner_id]
            if abs(at - call.started_at) <= NEAR and call.customer_id in {None, customer}
        ]
        if len(beside) == 1:
            found.append((call.pk, *beside[0]))
    return found


def _by_customer(calls: Sequence[Call]) -> dict[int, int]:
    """By call the one deal of its customer that was open that day."""
    customers = {c.customer_id for c in calls if c.customer_id is not None}
    rows = Deal.objects.filter(customer__in=customers).values_list(
        "pk", "customer", "outcome", "created_on", "closed_on"
    )
    deals: defaultdict[int | None, list[tuple[int, str, date | None, date | None]]]
    deals = defaultdict(list)
    for pk, customer, outcome, created, closed in rows:
        deals[customer].append((pk, outcome, created, closed))
    found = {}
    for call in calls:
        open_then = [d[0] for d in deals[call.customer_id] if _was_open(*d[1:], day_of(call))]
        if call.customer_id is not None and len(open_then) == 1:
            found[call.pk] = open_then[0]
    return found


def _was_open(outcome: str, created: date | None, closed: date | None, day: date) -> bool:
    """The same as `open_on`, for rows that were read."""
    grace = timedelta(days=GRACE_DAYS)
    began = created is None or created <= day + grace
    return began and (outcome == Deal.Outcome.OPEN or closed is None or closed >= day - grace)


def unlinked(deal: Deal) -> QuerySet[Call]:
    """Calls with the deal's customer that could belong to it and belong to none."""
    if deal.customer_id is None:
        return Call.objects.none()
    linked = Deal.calls.through.objects.filter(call=OuterRef("pk"))
    rows = Call.objects.filter(~Exists(linked), customer=deal.customer_id, kind=Kind.SALES)
    return rows.order_by("-started_at", "-id")
