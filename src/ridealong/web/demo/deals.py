"""The deals of the invented firm: those that its talks are about, and many others."""

import random
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from ridealong.process.framework.model import Framework, Gate, Journey, Side
from ridealong.process.model import Deal as Drawn
from ridealong.process.model import Entry
from ridealong.process.plan.steps import Per, Step, Steps, Target, Unit
from ridealong.simulate.firm import Effect, Firm, Habit, Planted
from ridealong.simulate.organisation import organisation
from ridealong.web.calls.models import Customer
from ridealong.web.people.models import Membership, Person, Team
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.gates.following import follow_deals
from ridealong.web.pipeline.models import (
    Activity,
    Agreement,
    Commit,
    Deal,
    GateEvidence,
    SharedContent,
    StageEntry,
)
from ridealong.web.pipeline.shapes.weeks import roll_up_on

_HERE = Path(__file__).parent
_BOTH = {True: 0.85, False: 0.55}
"""How often the customer did their part for a claimed gate: in deals that were won, in others."""
_BOTH_OPEN = 0.72
_HALF = {"Rita Hollis": 0.4}
"""Instead of the last, for the open deals of some."""
_TARGETS = {
    "first-meeting": Target(4, Per.WEEK),
    "proposal": Target(1, Per.WEEK),
    "decision": Target(0.6, Per.PERIOD, Unit.SHARE),
}
_EVIDENCE_DAYS = 365
_TOUCHES_A_WEEK = 9
_TOUCHES = {"Noor Haddad": 5}
_WEEKS = 20
_WEEKS_LOOKED_AT = 3


@cache
def told() -> Mapping[str, Any]:
    """What `pipeline.toml` says."""
    return tomllib.loads((_HERE / "pipeline.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _House:
    """Whom and what every deal needs."""

    people: Mapping[str, Person]
    teams: Mapping[int, Team]
    process: Framework
    version: int
    today: date
    chance: random.Random


def fill(people: Mapping[str, Person], today: date) -> int:
    """Make all deals; say how many. The talks are there already."""
    version = using.in_use(Journey.SALES)
    rows = Membership.objects.filter(leads=False).select_related("team")
    teams = {row.person_id: row.team for row in rows}
    house = _House(people, teams, using.parsed(version), version.pk, today, random.Random(11))  # noqa: S311
    with transaction.atomic():
        drawn = _drawn_deals(house)
        named = [_named(house, row) for row in told()["deal"]]
        _activities(house, drawn)
        _agreements(house)
    follow_deals(deal.pk for deal in named)
    _accept(house, named)
    for weeks in reversed(range(_WEEKS_LOOKED_AT)):
        roll_up_on(today - timedelta(weeks=weeks))
    return len(drawn) + len(named)


def _firm(today: date) -> Firm:
    history = told()["history"]
    number = {name: i for i, name in enumerate(history["reps"])}
    return Firm(
        teams=1,
        people=len(number),
        as_of=today,
        days=history["days"],
        leads_a_week=history["leads_a_week"],
        discounted=history["discounted"],
        value=history["value"],
        planted=tuple(
            Planted(
                number[p["rep"]],
                Effect(p["effect"]),
                p["factor"],
                p.get("stage", ""),
                p.get("since_days"),
            )
            for p in history["planted"]
        ),
        habits=tuple(Habit(number[h["rep"]], h["stage"]) for h in history["habit"]),
    )


def _drawn_deals(house: _House) -> list[Deal]:
    history = told()["history"]
    drawn = organisation(_firm(house.today), history["seed"]).pipeline.deals
    owners = {f"s{i}": house.people[name] for i, name in enumerate(history["reps"])}
    customers = _customers(house)
    rows = [_row(house, deal, owners[deal.owner], house.chance.choice(customers)) for deal in drawn]
    Deal.objects.bulk_create(rows)
    _entries(zip(rows, (deal.history for deal in drawn), strict=True))
    _gates(house, rows)
    return rows


def _customers(house: _House) -> list[Customer]:
    names = told()["names"]
    pairs = [f"{place} {trade}" for place in names["places"] for trade in names["trades"]]
    house.chance.shuffle(pairs)
    return Customer.objects.bulk_create(Customer(name=name) for name in pairs)


def _row(house: _House, deal: Drawn, owner: Person, customer: Customer) -> Deal:
    return Deal(
        name=customer.name,
        customer=customer,
        owner=owner,
        team=house.teams.get(owner.pk),
        framework_id=house.version,
        stage=deal.stage,
        outcome=deal.outcome.value,
        created_on=deal.created,
        entered_on=deal.history[-1].on,
        closed_on=deal.closed,
        value=_money(deal.value),
        list_value=_money(deal.list_value),
        currency="EUR",
        source=deal.source,
    )


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(round(value / 100) * 100)


def _entries(of: Iterable[tuple[Deal, Iterable[Entry]]]) -> None:
    StageEntry.objects.bulk_create(
        StageEntry(deal=deal, stage=entry.stage, on=entry.on) for deal, all_ in of for entry in all_
    )


def _gates(house: _House, deals: Iterable[Deal]) -> None:
    """What was done for the gates that a deal has passed; our part always, theirs not always."""
    first = house.today - timedelta(days=_EVIDENCE_DAYS)
    recent = [d for d in deals if d.closed_on is None or d.closed_on >= first]
    GateEvidence.objects.bulk_create(row for deal in recent for row in _evidence(house, deal))


def _evidence(house: _House, deal: Deal) -> Iterator[GateEvidence]:
    keys = [stage.key for stage in house.process.stages]
    passed = house.process.stages[: keys.index(deal.stage)]
    asked = deal.entered_on or house.today
    if deal.outcome == Deal.Outcome.OPEN:
        share = _HALF.get(deal.owner.name if deal.owner else "", _BOTH_OPEN)
    else:
        share = _BOTH[deal.outcome == Deal.Outcome.WON]
    for stage in passed:
        if stage.gate is None:
            continue
        yield _done(house, deal, stage.gate, Side.SELLER, asked)
        if house.chance.random() < share:
            yield _done(house, deal, stage.gate, Side.CUSTOMER, asked)


def _done(house: _House, deal: Deal, gate: Gate, side: Side, day: date) -> GateEvidence:
    words = told()["wrote" if side is Side.CUSTOMER else "did"][gate.key]
    kinds = gate.kinds(side)
    at = datetime.combine(day, time(17, 0), UTC)
    return GateEvidence(
        deal=deal,
        gate=gate.key,
        side=side.value,
        kind=next((k.key for k in kinds if k.key == "confirmed"), kinds[0].key),
        words=house.chance.choice(words),
        on=day,
        state=GateEvidence.State.ACCEPTED,
        entered_by=deal.owner,
        decided_by=deal.owner,
        decided_at=at,
        at=at,
    )


def _named(house: _House, told_of: Mapping[str, Any]) -> Deal:
    """One of the deals that the talks are about."""
    customer = Customer.objects.get(name=told_of["customer"])
    stages = [stage.key for stage in house.process.stages]
    days = [house.today - timedelta(weeks=weeks) for weeks in told_of["weeks"]]
    history = [Entry(stage, day) for stage, day in zip(stages, days, strict=False)]
    closed = told_of.get("closed")
    deal = _row(
        house,
        Drawn(
            id="",
            owner="",
            stage=history[-1].stage,
            created=days[0],
            closed=None if closed is None else house.today - timedelta(weeks=closed),
            value=told_of["value"],
            list_value=told_of["list_value"],
            source=told_of["source"],
            history=tuple(history),
        ),
        house.people[told_of["owner"]],
        customer,
    )
    deal.outcome = told_of.get("outcome", Deal.Outcome.OPEN.value)
    deal.next_step = told_of.get("next_step", "")
    deal.save()
    _entries([(deal, history)])
    _words(house, deal, told_of)
    return deal


def _words(house: _House, deal: Deal, told_of: Mapping[str, Any]) -> None:
    """What the rep said of it, what they gave the customer, and what they did for its gates."""
    for weeks, will, because in told_of.get("commit", ()):
        at = datetime.combine(house.today - timedelta(weeks=weeks), time(16, 0), UTC)
        Commit.objects.create(
            deal=deal, by=deal.owner, at=at, will=will, value=deal.value, because=because
        )
    for what, weeks, reaction, words in told_of.get("shared", ()):
        SharedContent.objects.create(
            deal=deal,
            what=what,
            by=deal.owner,
            on=house.today - timedelta(weeks=weeks),
            reaction=reaction,
            reaction_words=words,
        )
    GateEvidence.objects.bulk_create(
        row for row in _evidence(house, deal) if row.side == Side.SELLER.value
    )


def _accept(house: _House, deals: Iterable[Deal]) -> None:
    """What the talks brought is accepted where a deal has passed the gate; what is new waits."""
    keys = [stage.key for stage in house.process.stages]
    for deal in deals:
        passed = house.process.stages[: keys.index(deal.stage)]
        gates = [stage.gate.key for stage in passed if stage.gate]
        deal.evidence.filter(
            gate__in=gates,
            state=GateEvidence.State.PROPOSED,
            on__lt=house.today - timedelta(weeks=2),
        ).update(
            state=GateEvidence.State.ACCEPTED,
            decided_by=deal.owner,
            decided_at=datetime.combine(house.today - timedelta(weeks=1), time(9, 0), UTC),
        )


def _agreements(house: _House) -> None:
    """What each rep has agreed on for a year with whoever leads them; both have signed."""
    begins = (house.today - timedelta(days=75)).replace(day=1)
    ends = begins + timedelta(days=364)
    signed = datetime.combine(begins + timedelta(days=8), time(10, 0), UTC)
    contacts = Step("contact", "First contacts", target=Target(4, Per.WEEK))
    stages = (Step(s.key, s.label, s.until, _TARGETS.get(s.key)) for s in house.process.stages)
    steps = Steps((contacts, *stages))
    for name in told()["history"]["reps"]:
        rep = house.people[name]
        lead = Membership.objects.filter(team=house.teams[rep.pk], leads=True).first()
        Agreement.objects.create(
            person=rep,
            version=1,
            framework_id=house.version,
            begins_on=begins,
            ends_on=ends,
            quota=told()["history"]["quota"],
            currency="EUR",
            capacity=14,
            body=steps.as_dict(),
            made_by=rep,
            made_at=signed,
            signed_by_rep_at=signed,
            manager=lead.person if lead else None,
            signed_by_manager_at=signed,
        )


def _activities(house: _House, deals: list[Deal]) -> None:
    """What the last weeks were spent on: mails, calls, meetings, each about a deal of then."""
    own: dict[int, list[Deal]] = {}
    for deal in deals:
        if deal.owner_id is not None:
            own.setdefault(deal.owner_id, []).append(deal)
    Activity.objects.bulk_create(
        row for name in told()["history"]["reps"] for row in _touches(house, name, own)
    )


def _touches(house: _House, name: str, own: Mapping[int, list[Deal]]) -> Iterator[Activity]:
    person, chance = house.people[name], house.chance
    a_week = _TOUCHES.get(name, _TOUCHES_A_WEEK)
    for days in range(1, 7 * _WEEKS):
        day = house.today - timedelta(days=days)
        alive = [d for d in own[person.pk] if _was_open(d, day)]
        if day.weekday() > 4 or not alive:
            continue
        for _touch in range(a_week // 5 + (chance.random() < a_week % 5 / 5)):
            deal = chance.choice(alive)
            kind = chance.choices(("email", "call", "meeting"), (6, 3, 1))[0]
            answered = kind == "email" and chance.random() < 0.35
            yield Activity(
                deal=deal,
                customer=deal.customer,
                owner=person,
                kind=kind,
                direction="in" if answered else "out",
                at=datetime.combine(day, time(9 + chance.randrange(8), chance.randrange(60)), UTC),
            )


def _was_open(deal: Deal, day: date) -> bool:
    began = deal.created_on is not None and deal.created_on <= day
    return began and (deal.closed_on is None or deal.closed_on > day)
