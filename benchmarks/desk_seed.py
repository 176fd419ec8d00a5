"""A desk of 100,000 or a million calls, made in minutes: rows by the bulk, in the database itself.

Three years of an organisation: teams of a manager and eight people with about 500 calls each, a
head of all teams, one person with 40 calls. A move stands in one call of 5,000.
"""

import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.desk_copies import copy_talks, insert, keep_talks, know_sizes
from benchmarks.desk_talks import SHARES, TALKS, Talk, talks

OF_A_PERSON = 500
IN_A_TEAM = 8
FEW = 40
SPAN = timedelta(days=3 * 365)
NOW = datetime.now(UTC).replace(microsecond=0)
AT_ONCE = 20_000
_GIVEN = "Ana Ben Cem Dora Eli Fred Gita Hugo Ines Jon Kai Lena Max Nora Ole Pia Rui Sara"
_FAMILY = "Ander Berg Castel Dahl Ecker Falk Grun Holm Iver Jans Kell Lund Mor Nord Ost Quist"
_ENDINGS = "son er mann holt wick ley by ström"
_ADJECTIVES = "Bright Cold Dry East Fair Green High Iron Kind Long North Old Red Salt West Young"
_NOUNS = "water field gate mill harbour bridge wood stone hill ford marsh brook ridge haven lane"
_TRADES = "Dairy Foods Logistics Tools Bakeries Clinics Print Textiles Energy Motors Glass Seeds"
_BEGAN = time.monotonic()


def seed(calls: int, kept: Path) -> None:
    """Fill an empty, migrated database.

    Args:
        calls: how many.
        kept: a folder for what is the same each time.
    """
    from django.db import transaction

    made = talks(TALKS, kept)
    say(f"{len(made)} talks")
    with transaction.atomic():
        _people(calls)
        _calls(calls, made)
        say("people, customers, calls")
        keep_talks(made)
        copy_talks(say)
    know_sizes()
    say("sizes")


def say(what: str) -> None:
    print(f"{time.monotonic() - _BEGAN:7.1f} s  {what}", flush=True)


def _people(calls: int) -> None:
    from ridealong.web.calls.models import Customer
    from ridealong.web.people.models import Membership, Organisation, Person, Role, Team

    Organisation.get()
    whole = Team.objects.create(name="All teams")
    count = max(2, round(calls / OF_A_PERSON / IN_A_TEAM))
    teams = [Team(name=f"Team {n:03}", parent=whole, serves=n % 6 == 5) for n in range(count)]
    Team.objects.bulk_create(teams)
    names = _names()
    since = (NOW - SPAN).date()
    places: list[Membership] = []

    def somebody(name: str, role: Role, team: Team) -> None:
        email = f"{len(places)}@ridealong.example"
        person = Person(email=email, name=name, role=role, password="!")  # noqa: S106  # none fits
        leads = role == Role.MANAGER
        places.append(Membership(person=person, team=team, leads=leads, since=since))

    somebody("Olaf Head", Role.MANAGER, whole)
    for team in teams:
        somebody(f"{next(names)} Lead", Role.MANAGER, team)
        for _number in range(IN_A_TEAM):
            somebody(next(names), Role.AGENT if team.serves else Role.REP, team)
    somebody("Fay Few", Role.REP, teams[0])
    Person.objects.bulk_create([place.person for place in places])
    Membership.objects.bulk_create(places)
    customers = itertools.islice(_customers(), max(20, calls // 20))
    Customer.objects.bulk_create([Customer(name=name) for name in customers], batch_size=5000)


def _names() -> Iterator[str]:
    pieces = itertools.product(_GIVEN.split(), _FAMILY.split(), _ENDINGS.split())
    return (f"{given} {family}{ending}" for given, family, ending in pieces)


def _customers() -> Iterator[str]:
    names = [
        f"{a}{b} {c}"
        for a, b, c in itertools.product(_ADJECTIVES.split(), _NOUNS.split(), _TRADES.split())
    ]
    random.Random(2).shuffle(names)  # noqa: S311
    yield from names
    for number in itertools.count(2):
        yield from (f"{name} {number}" for name in names)


@dataclass(frozen=True)
class _Chance:
    """What is drawn for each call."""

    draw: random.Random
    members: Sequence[Any]
    few: Any
    leads: dict[int, int]
    customers: Sequence[tuple[int, str]]
    talks: Sequence[Talk]
    by_kind: dict[str, list[int]]


def _calls(count: int, made: Sequence[Talk]) -> None:
    """The rows of the calls, and which talk each of them is."""
    from django.db import connection

    from ridealong.web.calls.models import Customer
    from ridealong.web.people.models import Membership

    *members, few = Membership.objects.filter(leads=False).order_by("pk")
    chance = _Chance(
        draw=random.Random(3),  # noqa: S311
        members=members,
        few=few,
        leads=dict(Membership.objects.filter(leads=True).values_list("team", "person")),
        customers=list(Customer.objects.values_list("pk", "name")),
        talks=made,
        by_kind={k: [i for i, t in enumerate(made) if t.kind == k] for k in SHARES},
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE of_call (call_id bigint PRIMARY KEY, talk int)")
    numbers = range(1, count + 1)
    for some in itertools.batched(numbers, AT_ONCE):
        drawn = [_call(number, number / count, count // FEW, chance) for number in some]
        insert("calls_call", tuple(drawn[0][0]), [tuple(row.values()) for row, _talk in drawn])
        insert("of_call", ("call_id", "talk"), [(row["id"], talk) for row, talk in drawn])


def _call(number: int, share: float, every: int, chance: _Chance) -> tuple[dict[str, Any], int]:
    """One row, and the number of its talk; most calls come in by the order of their time."""
    draw = chance.draw
    member = chance.few if number % every == 0 else draw.choice(chance.members)
    kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
    at_talk = draw.choice(chance.by_kind[kind])
    talk = chance.talks[at_talk]
    ago = SPAN * (draw.random() if draw.random() < 0.1 else 1 - share)
    at = NOW - ago - timedelta(seconds=draw.randrange(3600))
    with_others = kind not in {"coaching", "debrief"}
    customer = draw.choice(chance.customers) if with_others and draw.random() < 0.8 else None
    ready = at + timedelta(minutes=5)
    row = {
        "id": number,
        "kind": kind,
        "title": f"{customer[1]}, talk {number}" if customer else f"Talk {number}",
        "started_at": at,
        "dated": True,
        "duration_s": talk.duration_s,
        "turns": talk.turns,
        "words": talk.words,
        "source_name": f"{number}.vtt",
        "source_format": "zoom-vtt",
        "source_sha256": f"{number:064x}",
        "content_key": f"{number:064x}",
        "customer_id": customer[0] if customer else None,
        "owner_id": member.person_id,
        "coach_id": chance.leads[member.team_id] if kind == "coaching" else None,
        "team_id": member.team_id,
        "added_by_id": None,
        "added_at": at,
        "held_back": with_others and draw.random() < 0.001,
        "ready_at": None if ago < timedelta(minutes=30) else ready,
        "manager_from": ready + timedelta(hours=24) if with_others else None,
        "gates": talk.gates,
    }
    return row, at_talk
