"""Deals of the cast, with calls, mails and content, for tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from cast import Cast
from held_calls import a_call
from ridealong.process.framework.model import Framework as Process
from ridealong.process.framework.model import Journey
from ridealong.process.framework.yaml import plain
from ridealong.web.calls.models import Call, Customer
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Membership, Person
from ridealong.web.pipeline.frameworks.using import in_use as shipped
from ridealong.web.pipeline.gates import following
from ridealong.web.pipeline.models import (
    Activity,
    Commit,
    Contact,
    Deal,
    Forecast,
    Framework,
    GateEvidence,
    SharedContent,
    StageEntry,
)

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


def in_every_state(cast: Cast) -> list[int]:
    """A deal with everything, one with next to nothing, and a list; numbers of the first two."""
    version = shipped(Journey.SALES)
    rich = a_deal(cast.rita, framework=version, next_step="Tomas and Ines call us back by Friday")
    told = with_customer(a_call(cast.rita, 0, seen_by_manager=True), rich, 12)
    Debrief.objects.create(call=told, by=cast.rita, skipped=True)
    _what_was_done(rich)
    following.follow_calls([told])
    _decided(rich, cast)
    _over_time(rich, cast)
    bare = a_deal(cast.rita, "Harbour Street Kitchens", "decision", framework=version, value=None)
    evidence(bare, "admits_need", "seller", kind="wrote", words="Sent what we had understood")
    an_activity(bare, "email", 11, "out", "What we understood, and three open points")
    for n in range(14):
        owner = (cast.rita, cast.pat)[n % 2]
        stage = STAGES[n % len(STAGES)]
        a_deal(owner, f"{_NAMES[n % len(_NAMES)]} {n + 1}", stage, framework=version)
    a_deal(cast.pat, "The Very Long Name of a Cooperative of Dairies and Cold Stores " * 2)
    return [rich.pk, bare.pk]


_NAMES = ("Fennick Seafood", "Northgate Fruit", "Ostler’s", "Tallis & Sons", "Vane Catering")


def _what_was_done(deal: Deal) -> None:
    ines = Contact.objects.create(
        customer=deal.customer, name="Ines Marlow", title="Head of operations"
    )
    Contact.objects.create(
        customer=deal.customer, name="Tomas Vrba", title="Managing director", decides="signs"
    )
    an_activity(deal, "email", 28, "out", "What we understood on Tuesday", contact=ines)
    an_activity(
        deal, "email", 26, "in", "Re: What we understood", contact=ines,
        text="Right, but it is three nights a week, not two. Dean would add the door in bay four.",
    )  # fmt: skip
    an_activity(deal, "meeting", 20, "", "Visit to the cold store", contact=ines, minutes=50)
    for n in range(14):
        an_activity(deal, "email", 30 + 2 * n, "out", f"Photographs of door {n + 1}")
    an_activity(deal, "email", 9, "out", "One page with the open points")
    today = timezone.localdate()
    for what, ago, reaction, words in (
        ("One page on what a night costs", 24, "corrected", "You forgot the second driver."),
        ("Photographs of the doors in Lund", 18, "used", ""),
        ("Brochure", 15, "refused", "We do not read brochures."),
        ("Offer, first draft", 10, "", ""),
    ):
        SharedContent.objects.create(
            deal=deal, what=what, on=today - timedelta(days=ago), by=deal.owner,
            reaction=reaction, reaction_words=words,
        )  # fmt: skip


def _decided(deal: Deal, cast: Cast) -> None:
    """The first gate is settled on both sides, one of ours for the second; the rest is open."""
    now = timezone.now()
    rows = list(deal.evidence.filter(gate="admits_need"))
    for row in rows:
        row.state, row.decided_by, row.decided_at = "accepted", cast.rita, now
        row.save()
    by: dict[str, Any] = {"decided_by": cast.mel, "decided_at": now}
    tried: dict[str, Any] = {"kind": "asked", "words": "Asked what they had tried"}
    evidence(deal, "open_to_solutions", "seller", **tried, **by)
    show: dict[str, Any] = {"entered_by": cast.rita, "words": "Show me on the floor, then we see."}
    evidence(deal, "agrees_to_discuss", "customer", **show, **by)
    evidence(deal, "agrees_to_discuss", "customer", "refused", words="Send me something.", **by)


def _over_time(deal: Deal, cast: Cast) -> None:
    today = timezone.localdate()
    for n in range(8):
        share = 0.3 + 0.03 * n
        Forecast.objects.create(
            deal=deal, on=today - timedelta(days=7 * (7 - n)), stage=deal.stage, gates=n // 3,
            probability=share, low=share - 0.13, high=share + 0.14, comparable=34 + n,
            close_early=today + timedelta(days=20), close_late=today + timedelta(days=65),
        )  # fmt: skip
    for ago, will, because in (
        (40, False, ""),
        (12, True, "Ines asked for the contract to read it with Tomas."),
    ):
        Commit.objects.create(
            deal=deal, by=cast.rita, will=will, because=because,
            value=18000 if will else None, on=today + timedelta(days=30) if will else None,
            at=noon(today - timedelta(days=ago)),
        )  # fmt: skip
