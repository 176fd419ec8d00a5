"""One page of calls: those of a list, or those in which something was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ridealong.web.calls.lists.asked import asked
from ridealong.web.calls.lists.choices import Choices
from ridealong.web.calls.lists.filters import Filters
from ridealong.web.calls.lists.newest import Key, found, newest
from ridealong.web.calls.lists.places import Places, places
from ridealong.web.calls.lists.query import Query
from ridealong.web.calls.lists.rows import Row, rows, with_what_rows_need
from ridealong.web.calls.lists.talk import talk
from ridealong.web.calls.models import Call, Customer
from ridealong.web.people.models import Person
from ridealong.web.people.policy import listed
from ridealong.web.people.viewer import Viewer

ROWS = 50
RESULTS = 20
_NAMES = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a list, newest first."""

    rows: tuple[Row, ...]
    next: str = ""
    """Where the next page begins; empty on the last."""


@dataclass(frozen=True, slots=True)
class Results:
    """Some of the calls in which something was said, newest first."""

    rows: tuple[tuple[Row, Places], ...] = ()
    next: str = ""
    back_to: datetime | None = None
    """Where the search gave up, if it did; from there it can go on."""
    people: tuple[Person, ...] = ()
    """Of this name."""
    customers: tuple[Customer, ...] = ()


def list_page(viewer: Viewer, filters: Filters, after: Key | None) -> Page:
    """A page of a list."""
    wanted = newest(asked(viewer, filters), after, ROWS + 1)
    calls = list(with_what_rows_need(wanted))
    more = len(calls) > ROWS
    following = Key.of(calls[ROWS - 1]).text if more else ""
    return Page(tuple(rows(viewer, calls[:ROWS])), following)


def results_page(
    viewer: Viewer, filters: Filters, query: Query, offered: Choices, after: Key | None
) -> Results:
    """A page of what a search found; on the first also people and customers of that name."""
    people, customers = ((), ()) if after else _named(viewer, filters.q, offered)
    if not query:
        return Results(people=people, customers=customers)
    there = found(asked(viewer, filters), query, after, RESULTS + 1)
    calls = _with_words(there.ids[:RESULTS])
    more = len(there.ids) > RESULTS
    following = Key.of(calls[-1]) if more and calls else there.until
    return Results(
        rows=tuple(zip(rows(viewer, calls), _places(calls, query), strict=True)),
        next=following.text if following else "",
        back_to=there.until.started_at if there.until and not more else None,
        people=people,
        customers=customers,
    )


def _with_words(ids: Sequence[int]) -> list[Call]:
    calls = with_what_rows_need(Call.objects.filter(pk__in=ids), "transcript__native")
    by_id = {call.pk: call for call in calls}
    return [by_id[pk] for pk in ids if pk in by_id]


def _places(calls: Sequence[Call], query: Query) -> list[Places]:
    return [places(talk(bytes(c.transcript.native)), c.title, query) for c in calls]


def _named(
    viewer: Viewer, typed: str, offered: Choices
) -> tuple[tuple[Person, ...], tuple[Customer, ...]]:
    """People and customers whose calls the viewer may know of, by a name that begins so."""
    name = typed.strip().strip('"').strip()
    if not name or ":" in name:
        return (), ()
    theirs = Call.objects.filter(listed(viewer), customer=OuterRef("pk"))
    begins = Q(name__istartswith=name) | Q(name__icontains=f" {name}")
    customers = Customer.objects.filter(begins, Exists(theirs)).order_by("name")[:_NAMES]
    return tuple(offered.named(name)[:_NAMES]), tuple(customers)
