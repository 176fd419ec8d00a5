"""The record of who did what, for administrators: filters in the address, and an export."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import NamedTuple

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.look_up import all_of, page
from ridealong.web.audit.models import Entry
from ridealong.web.audit.record import record as write_down
from ridealong.web.audit.words import action_words, details_words
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.forms.record import RecordFilter, number
from ridealong.web.people.models import Person
from ridealong.web.ui.sheets import sheet


class Line(NamedTuple):
    """An entry as a page shows it."""

    entry: Entry
    says: str
    about: str
    details: str


@access(ADMINISTRATORS)
def record(request: Signed) -> HttpResponse:
    """Who did what, the newest first."""
    form = RecordFilter(request.GET)
    found = page(form.wanted(), number(request.GET.get("before", ""))) if form.is_valid() else None
    query = request.GET.copy()
    query.pop("before", None)
    shown = {
        "form": form,
        "entries": with_names(found.entries) if found else [],
        "before": found.before if found else None,
        "query": query.urlencode(),
        "filtered": any(query.values()),
    }
    return render(request, "people/record.html", shown, status=200 if found else 422)


@access(ADMINISTRATORS)
def export_record(request: Signed) -> HttpResponseBase:
    """The entries that the filters leave, as a CSV file; that it was made is an entry, too."""
    form = RecordFilter(request.GET)
    if not form.is_valid():
        return record(request)
    write_down(request.viewer.person, "record.exported", why=form.says())
    head = (
        _("when (UTC)"),
        _("who"),
        _("action"),
        _("did"),
        _("what"),
        _("about"),
        _("why"),
        _("details"),
    )
    name = f"record-{timezone.localdate().isoformat()}.csv"
    return sheet(name, head, _rows(all_of(form.wanted())))


def with_names(entries: Iterable[Entry], *known: Person) -> list[Line]:
    """Entries with the names of those whom they are about: one query for all who are not known."""
    listed, names = list(entries), {person.pk: person.name for person in known}
    ids = {e.about_id for e in listed if e.about_id} - set(names)
    if ids:
        names |= dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [_line(entry, names) for entry in listed]


def _line(entry: Entry, names: dict[int, str]) -> Line:
    about = names.get(entry.about_id or 0, "")
    return Line(entry, action_words(entry.action), about, details_words(entry.details))


def _rows(entries: Iterator[Entry]) -> Iterator[tuple[object, ...]]:
    names = dict(Person.objects.values_list("pk", "name"))
    for entry in entries:
        line = _line(entry, names)
        at = entry.at.astimezone(UTC).isoformat(timespec="seconds")
        yield (
            at,
            entry.actor,
            entry.action,
            line.says,
            entry.thing,
            line.about,
            entry.why,
            line.details,
        )
