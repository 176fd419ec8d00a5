"""Deals of the cast, with calls, mails and content, for tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from ridealong.process.framework.model import Framework as Process
from ridealong.process.framework.yaml import plain
from ridealong.web.calls.models import Call, Customer
from ridealong.web.people.models import Membership, Person
from ridealong.web.pipeline.models import Activity, Deal, Framework, GateEvidence, StageEntry

STAGES = ("first-meeting", "needs-review", "solution-agreed", "proposal", "decision")
GATES = ("admits_need", "open_to_solutions", "agrees_to_discuss", "can_decide")
BEGAN_DAYS = 60
"""So long ago a deal was made, unless told otherwise."""


def a_deal(
    owner: Person | None, customer: str = "Brightwater Dairy", stage: str = "proposal", **more: Any
) -> Deal:
    """A deal that went through every stage up to this one, ten days each."""
    today = timezone.localdate()
    began = more.pop("began", today - timedelta(days=BEGAN_DAYS))
    team = Membership.objects.now().filter(person=owner, leads=False).first() if owner else None
    at = STAGES.index(stage) if stage in STAGES else 0
    days = [began + timedelta(days=10 * i) for i in range(at + 1)]
    told = {
        "name": f"Doors for {customer}",
        "created_on": began,
        "entered_on": days[-1],
        "value": 18000,
        "currency": "EUR",
        **more,
    }
    deal = Deal.objects.create(
        customer=Customer.objects.get_or_create(name=customer)[0],
        owner=owner,
        team=team.team if team else None,
        stage=stage,
        **told,
    )
    StageEntry.objects.bulk_create(
        StageEntry(deal=deal, stage=s, on=on) for s, on in zip(STAGES, days, strict=False)
    )
    return deal


def evidence(
    deal: Deal, gate: str, side: str, state: str = "accepted", **more: Any
) -> GateEvidence:
    """A piece of evidence that somebody has decided on."""
    told = {"kind": "said", "words": f"{side} on {gate}", "on": timezone.localdate(), **more}
    return GateEvidence.objects.create(deal=deal, gate=gate, side=side, state=state, **told)


def an_activity(
    deal: Deal, kind: str, days_ago: int, direction: str = "", words: str = "", **more: Any
) -> Activity:
    """Something that was done."""
    return Activity.objects.create(
        deal=deal,
        customer=deal.customer,
        owner=deal.owner,
        kind=kind,
        direction=direction,
        at=noon(timezone.localdate() - timedelta(days=days_ago)),
        subject=words or f"{kind} {days_ago} days ago",
        **more,
    )


def with_customer(call: Call, deal: Deal, days_ago: int = 5) -> Call:
    """A call as one with a deal's customer, held some days ago; nothing follows from that yet."""
    Call.objects.filter(pk=call.pk).update(
        customer=deal.customer,
        started_at=noon(timezone.localdate() - timedelta(days=days_ago)),
        dated=True,
    )
    call.refresh_from_db()
    return call


def in_use(process: Process, version: int = 1) -> Framework:
    """A framework as the one in use."""
    return Framework.objects.create(
        journey=process.journey.value,
        version=version,
        name=process.name,
        state=Framework.State.PUBLISHED,
        body=plain(process),
    )


def noon(day: date) -> datetime:
    """Twelve o'clock."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
