"""Whose deals they are that name nobody here: the list by the CRM's owner, and giving them away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from ridealong.web.audit.record import record
from ridealong.web.people.models import Alias, Person, Role
from ridealong.web.people.policy import must_run
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming.owners import Owners, alias_of
from ridealong.web.pipeline.models import Account, Activity, Deal

MOST = 200
"""Owners on the page; the others come when these are given."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Unknown:
    """An owner of the CRM who is nobody here."""

    label: str
    """As the CRM names them; empty: the deals name no owner."""
    name: str
    deals: int
    open: int


def unknown_owners() -> list[Unknown]:
    """Owners whose deals are nobody's here, in order of name."""
    rows = (
        Deal.objects.filter(owner__isnull=True)
        .order_by("owner_label")
        .values_list("owner_label")
        .annotate(n=Count("pk"), still=Count("pk", filter=Q(outcome=Deal.Outcome.OPEN)))
    )
    names = Owners.now()
    found = [Unknown(label, names.name(label), n, still) for label, n, still in rows[: MOST + 1]]
    return sorted(found, key=lambda owner: (not owner.label, owner.name.casefold()))


def candidates() -> list[Person]:
    """The people who can have deals."""
    return list(Person.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR))


def give(viewer: Viewer, label: str, person: Person) -> int:
    """Say whose the deals of a CRM's owner are; says how many there were.

    The name is remembered, so that the next import knows it. Deals that name no owner are given
    without that.

    Raises:
        PermissionDenied: it is not theirs to say, or the person can have no deals.
    """
    must_run(viewer)
    if person.role == Role.ADMINISTRATOR:
        raise PermissionDenied
    with transaction.atomic():
        if label:
            Alias.objects.update_or_create(
                kind=Alias.Kind.PROVIDER, value=alias_of(label), defaults={"person": person}
            )
        given = give_all(Owners.now(), {label: person.pk})
        record(viewer.person, "deals.given", person, about=person, deals=given)
    return given


def give_all(owners: Owners, labels: dict[str, int]) -> int:
    """Give what is nobody's to those who are known by now; call it in a transaction."""
    given = 0
    for label, person in labels.items():
        rows = Deal.objects.filter(owner__isnull=True, owner_label=label)
        given += _give(owners, person, rows.values_list("pk", "outcome", "closed_on"))
        if label:
            for model in (Activity, Account):
                model._default_manager.filter(owner__isnull=True, owner_label=label).update(
                    owner=person
                )
    return given


def _give(owners: Owners, person: int, rows: Iterable[tuple[int, str, object]]) -> int:
    """Deals with the team in which the person is, or was when they closed."""
    today = timezone.localdate()
    by_team: defaultdict[int | None, list[int]] = defaultdict(list)
    for pk, outcome, closed_on in rows:
        on = None if outcome == Deal.Outcome.OPEN else closed_on
        by_team[owners.team(person, on, today)].append(pk)  # type: ignore[arg-type]
    now = timezone.now()
    for team, pks in by_team.items():
        for some in batched(pks, _AT_ONCE):
            Deal.objects.filter(pk__in=some).update(owner=person, team=team, changed_at=now)
    return sum(map(len, by_team.values()))
