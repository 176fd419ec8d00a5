"""What some of the invented firm put to themselves: ways of talking, a guess of a customer."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from ridealong.coaching.styles import vocabulary
from ridealong.web.calls.models import Call, Customer
from ridealong.web.coaching.customers import asking, ladder
from ridealong.web.coaching.models import CustomerVoice, Loyalty
from ridealong.web.coaching.own import styling
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Contact

_STEP = 5
"""Every fifth statement is answered a step nearer to the middle."""


@cache
def told() -> Mapping[str, Any]:
    """What `own.toml` says."""
    return tomllib.loads(Path(__file__).with_name("own.toml").read_text(encoding="utf-8"))


def fill(people: Mapping[str, Person], now: datetime) -> None:
    """As the desk would have kept it then; customers and deals are there already."""
    with transaction.atomic():
        for row in told()["style"]:
            viewer = viewer_of(people[row["person"]], now - timedelta(weeks=row["weeks"]))
            styling.answer(viewer, _answers(row))
            if row["shared"]:
                styling.share(viewer, shared=True)
        for row in told()["guess"]:
            viewer = viewer_of(people[row["by"]], now - timedelta(weeks=row["weeks"]))
            customer = Customer.objects.get(name=row["customer"])
            contact = Contact.objects.create(
                customer=customer, name=row["name"], title=row["title"]
            )
            for deal in customer.deals.filter(owner=viewer.id):
                deal.contacts.add(contact)
            styling.note(viewer, contact, row["cues"])


def customers(people: Mapping[str, Person], now: datetime) -> None:
    """What customers answered, and where one of them stands; their calls are there already."""
    for row in told()["word"]:
        call = Call.objects.get(title=row["call"])
        asked = asking.ask(viewer_of(people[row["by"]]), call)
        asking.answer(asked, row["worth"], row["missing"])
        at = call.started_at + timedelta(days=row["days"])
        CustomerVoice.objects.filter(pk=asked.pk).update(asked_at=at, answered_at=at)
    for row in told()["step"]:
        viewer = viewer_of(people[row["by"]], now - timedelta(weeks=row["weeks"]))
        customer = Customer.objects.get(name=row["customer"])
        placed = ladder.climb(viewer, customer, row["step"], row["because"])
        Loyalty.objects.filter(pk=placed.pk).update(at=viewer.now)


def _answers(row: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for place, item in enumerate(vocabulary().items):
        value = row[item.axis]
        if place % _STEP == 0:
            value += 1 if value < 3 else -1
        found[item.id] = str(6 - value if item.reversed else value)
    return found
