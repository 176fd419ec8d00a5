"""A team with two years of deals in the tables, as `simulate` draws them, with half gates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from cast import BEGAN, PASSWORD, Cast
from held_deals import GATES, STAGES
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Journey
from ridealong.process.model import Pipeline
from ridealong.process.plan.steps import Per, Step, Steps, Target
from ridealong.simulate.firm import Effect, Firm, Planted
from ridealong.simulate.organisation import organisation
from ridealong.web.calls.models import Customer
from ridealong.web.people.models import Membership, Person, Role, Team
from ridealong.web.pipeline.models import (
    Activity,
    Agreement,
    Deal,
    GateEvidence,
    ShapeWeek,
    StageEntry,
)

COLLEAGUES = ("Ilse Haddad", "Jon Weir", "Kofi Mensah", "Lena Voss", "Noor Patel", "Omar Reid")
CUSTOMERS = (
    "Brightwater Dairy",
    "Fennick Seafood",
    "Harbour Street Kitchens",
    "Northgate Fruit",
    "Tallis & Sons",
    "Ostler’s",
    "Vane Catering",
    "Quill Logistics",
    "Marlow Bakery",
    "Ashdown Farms",
    "Cobalt Foods",
    "Derry Ice",
)
SAID = (
    "Tomas signs anything above ten thousand.",
    "It’s with the board, I think.",
    "I’d have to see who owns that now.",
    "Leave it with me.",
    "We’re looking at a few.",
)


def a_team(cast: Cast) -> list[Person]:
    """Rita, Pat and six further colleagues in North."""
    others = []
    for name in COLLEAGUES:
        email = f"{name.lower().replace(' ', '.')}@ridealong.example"
        person = Person.objects.create_user(email, name, Role.REP, PASSWORD)
        Membership.objects.create(person=person, team=cast.north, since=BEGAN)
        others.append(person)
    return [cast.rita, cast.pat, *others]


def drawn(people: int = 8, *, teams: int = 1, seed: int = 7, full: float = 6.0) -> Pipeline:
    """A firm in whose first pipeline proposals stay `full` times as long for half a year."""
    planted = (Planted(0, Effect.STAY, full, "proposal", 182),) if full != 1.0 else ()
    firm = Firm(
        teams=teams,
        people=people,
        leads_a_week=3.4,
        as_of=timezone.localdate(),
        days=760,
        planted=planted,
    )
    return organisation(firm, seed).pipeline


def in_tables(pipeline: Pipeline, people: Sequence[Person], team: Team | None = None) -> None:
    """The deals of a pipeline as those of some people, in the order of its sellers."""
    by_seller = {s.id: p for s, p in zip(pipeline.sellers, people, strict=True)}
    customers = _customers()
    rows = []
    for number, deal in enumerate(pipeline.deals):
        customer = customers[number % len(customers)]
        rows.append(
            Deal(
                crm_id=f"drawn {deal.id}",
                name=f"Doors for {customer.name}",
                customer=customer,
                owner=by_seller[deal.owner],
                team=team,
                stage=deal.stage,
                outcome=deal.outcome.value,
                created_on=deal.created,
                entered_on=deal.history[-1].on if deal.history else None,
                closed_on=deal.closed,
                value=deal.value,
                list_value=deal.list_value,
                currency=deal.currency,
                source=deal.source,
            )
        )
    made = Deal.objects.bulk_create(rows, batch_size=1000)
    StageEntry.objects.bulk_create(
        [
            StageEntry(deal=row, stage=e.stage, on=e.on)
            for row, deal in zip(made, pipeline.deals, strict=True)
            for e in deal.history
        ],
        batch_size=2000,
    )


def speak_for_gates(person: Person) -> int:
    """Both sides accepted on the way of every open deal, but for every other one in proposal.

    Returns how many are half.
    """
    today, halves = timezone.localdate(), 0
    rows = []
    for deal in Deal.objects.filter(owner=person, outcome="open").order_by("pk"):
        at = STAGES.index(deal.stage)
        for gate in GATES[:at]:
            rows += [_piece(deal, gate, "seller", today), _piece(deal, gate, "customer", today)]
        if deal.stage == "proposal" and deal.pk % 2:
            halves += 1
            sent = (deal.entered_on or today) + timedelta(days=1)
            rows.append(_piece(deal, "can_decide", "seller", sent, words="proposal sent"))
            if halves % 3:
                words = SAID[halves % len(SAID)]
                rows.append(
                    _piece(deal, "can_decide", "customer", sent, words=words, state="proposed")
                )
    GateEvidence.objects.bulk_create(rows)
    return halves


def _piece(deal: Deal, gate: str, side: str, on: date, **more: str) -> GateEvidence:
    told = {"kind": "said", "words": "done", "state": "accepted", **more}
    return GateEvidence(deal=deal, gate=gate, side=side, on=on, **told)


def _customers() -> list[Customer]:
    return [Customer.objects.get_or_create(name=name)[0] for name in CUSTOMERS]


def whole(cast: Cast) -> Mapping[str, int]:
    """A team with deals and gates, rolled up in two weeks; the numbers that addresses need."""
    from ridealong.web.pipeline.shapes.weeks import roll_up_on  # noqa: PLC0415  # needs the tables

    people = a_team(cast)
    in_tables(drawn(), people, cast.north)
    halves = speak_for_gates(cast.rita)
    today = timezone.localdate()
    roll_up_on(today)
    ShapeWeek.objects.update(week=F("week") - timedelta(days=7))
    roll_up_on(today)
    return {"rita": cast.rita.pk, "pat": cast.pat.pk, "halves": halves}


def an_agreement(cast: Cast, *, quota: int | None = 120_000, signed: bool = True) -> Agreement:
    """What Rita and Mel have agreed on for the months around today."""
    today = timezone.localdate()
    steps = [Step("contact", "First contact", target=Target(6, Per.DAY))]
    steps += [
        Step(stage.key, stage.label, stage.seller_step, Target(n, Per.MONTH))
        for stage, n in zip(default(Journey.SALES).stages, (12, 8, 6, 4, 2), strict=True)
    ]
    return Agreement.objects.create(
        person=cast.rita,
        version=1,
        begins_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=120),
        quota=quota,
        currency="EUR",
        capacity=15,
        body=Steps(tuple(steps)).as_dict(),
        note="Fewer first meetings, better ones",
        made_by=cast.mel,
        manager=cast.mel,
        signed_by_rep_at=timezone.now() if signed else None,
        signed_by_manager_at=timezone.now() if signed else None,
    )


def contacted(person: Person, customers: int = 300) -> None:
    """First contacts of a year, evenly, each with a customer of its own."""
    now = timezone.now()
    for n in range(customers):
        customer = Customer.objects.create(name=f"Lead {person.pk}-{n}")
        at = now - timedelta(days=1 + 364 * n / customers)
        Activity.objects.create(
            owner=person, customer=customer, kind="call", direction="out", at=at
        )
