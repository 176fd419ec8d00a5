"""Many rows of a query as few."""

from datetime import UTC, datetime

import pytest
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ridealong.web.audit.models import Entry
from ridealong.web.packed_rows import grouped, time

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, 0, 0, 250, tzinfo=UTC)


def entries() -> None:
    for number, action in enumerate(("a", "b", "a", "a")):
        Entry.objects.create(
            actor="Mel",
            action=f"call.{action}",
            thing=f'"{number}" ö',
            at=NOON.replace(day=number + 1),
        )


def test_rows_that_belong_together_come_as_one():
    entries()
    rows = Entry.objects.values_list("action", "thing", "at")
    found = {action: sorted(others) for action, others in grouped(rows, 1)}
    assert [thing for thing, _at in found["call.a"]] == ['"0" ö', '"2" ö', '"3" ö']
    assert [time(at) for _thing, at in found["call.b"]] == [NOON.replace(day=2)]


def test_the_newest_of_each_group_alone():
    entries()
    newest = Window(RowNumber(), partition_by=[F("action")], order_by=F("at").desc())
    rows = Entry.objects.annotate(nth=newest).filter(nth__lte=2).values_list("action", "thing")
    found = {action: sorted(others) for action, others in grouped(rows, 1)}
    assert found == {"call.a": [['"2" ö'], ['"3" ö']], "call.b": [['"1" ö']]}


def test_nothing_has_no_groups():
    assert list(grouped(Entry.objects.values_list("action", "thing"), 1)) == []
