"""Find entries of the record: by who, what, about whom and when; page by page, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from ridealong.web.audit.models import Entry
from ridealong.web.audit.words import LOOKED

PAGE = 50
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; what is empty asks for nothing."""

    who: int | None = None
    about: int | None = None
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """From then on no more."""
    concerns: int | None = None
    """Somebody who did it, or whom it is about."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, and the number with which the next page begins."""

    entries: list[Entry]
    before: int | None


def found(wanted: Wanted) -> QuerySet[Entry]:
    """The entries, the newest first."""
    rows = Entry.objects.order_by("-id")
    for name, value in (
        ("actor_id", wanted.who),
        ("about_id", wanted.about),
        ("action", wanted.action),
        ("at__gte", wanted.since),
        ("at__lt", wanted.until),
    ):
        if value:
            rows = rows.filter(**{name: value})
    if wanted.concerns:
        rows = rows.filter(Q(actor_id=wanted.concerns) | Q(about_id=wanted.concerns))
    return rows


def page(wanted: Wanted, before: int | None = None, size: int = PAGE) -> Page:
    """One page of them.

    Args:
        wanted: which entries.
        before: only those with a smaller number: the key of the page.
        size: how many.
    """
    rows = found(wanted)
    if before:
        rows = rows.filter(id__lt=before)
    entries = list(rows[: size + 1])
    more = len(entries) > size
    return Page(entries[:size], entries[size - 1].pk if more else None)


def all_of(wanted: Wanted) -> Iterator[Entry]:
    """Every entry, some at a time, so that an export of years needs no memory."""
    before: int | None = None
    while True:
        some = page(wanted, before, _AT_A_TIME)
        yield from some.entries
        if some.before is None:
            return
        before = some.before


def looked_at(person: int, most: int) -> list[Entry]:
    """Who else has looked at somebody's calls, the newest first."""
    looks = Entry.objects.filter(about_id=person, action__in=LOOKED).exclude(actor_id=person)
    return list(looks.order_by("-id")[:most])
