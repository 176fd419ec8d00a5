"""The record: it only grows, is found by filters, says what was done, and is taken out safely."""

import ast
import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

import ridealong
from ridealong.web.audit import look_up, words
from ridealong.web.audit.look_up import Wanted
from ridealong.web.audit.models import Entry
from ridealong.web.audit.record import record
from ridealong.web.ui.sheets import harmless

SOURCE = Path(ridealong.__file__).parent / "web"


@pytest.fixture
def ada(cast, as_):
    return as_(cast.ada)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'call.added'",
        "UPDATE audit_entry SET why = ''",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id > 0",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_an_entry(statement, cast):
    record(cast.mel, "call.seen", "call 1", about=cast.rita)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.get().action == "call.seen"


def test_neither_does_a_query_of_ours(cast):
    record(cast.mel, "call.seen", "call 1", about=cast.rita)
    for change in (
        lambda: Entry.objects.update(actor="Somebody"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.get().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_an_entry_outlives_the_person_whom_it_speaks_of(cast):
    record(cast.mel, "call.seen", "call 1", about=cast.rita)
    cast.mel.memberships.all().delete()
    cast.mel.delete()
    assert Entry.objects.get().actor == "Mel Brandt"


def written_actions() -> dict[str, str]:
    """Every action that the code writes down, with the file in which it does."""
    found: dict[str, str] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "record",
                "write_down",
            }:
                texts = [t for a in node.args[1:2] for n in ast.walk(a) if (t := _action(n))]
                found |= dict.fromkeys(texts, path.name)
    return found


def _action(node: ast.AST) -> str:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) and "." in value else ""


def test_every_action_that_is_written_down_has_its_words():
    actions = written_actions()
    assert len(actions) > 20
    missing = {action: file for action, file in actions.items() if action not in words.ACTIONS}
    assert not missing, f"give these their words in audit/words.py: {missing}"


def test_every_detail_that_is_written_down_has_its_word():
    calls = [
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
    ]
    names = {k.arg for call in calls for k in call.keywords if k.arg} - {"about", "why"}
    assert len(names) > 15
    assert not names - set(words.FIELDS), "give these their words in audit/words.py"


def test_an_action_without_words_is_shown_as_it_is(ada, cast):
    record(cast.mel, "deal.sealed", "deal 1")
    assert "deal.sealed" in ada.get("/record/").content.decode()


def test_filters_stand_in_the_address(ada, cast):
    record(cast.mel, "call.seen", "call 1", about=cast.rita)
    record(cast.olga, "call.seen", "call 2", about=cast.tess)
    record(cast.mel, "call.exported", "call 3", about=cast.rita)
    record(None, "call.deleted", "call 4")
    today = timezone.localdate()
    for query, things in {
        "": {1, 2, 3, 4},
        f"who={cast.mel.pk}": {1, 3},
        f"about={cast.tess.pk}": {2},
        "action=call.seen": {1, 2},
        f"who={cast.mel.pk}&action=call.seen&about={cast.rita.pk}": {1},
        f"since={today}&until={today}": {1, 2, 3, 4},
        f"until={today - timedelta(days=1)}": set(),
    }.items():
        page = ada.get(f"/record/?{query}").content.decode()
        assert {n for n in range(1, 5) if f"call {n}<" in page} == things, query


def test_days_are_those_of_whoever_looks(ada, cast):
    cast.ada.time_zone = "Asia/Tokyo"
    cast.ada.save()
    Entry.objects.create(
        actor="Mel", action="call.seen", thing="call 1", at=datetime(2026, 3, 1, 20, tzinfo=UTC)
    )
    assert "call 1<" in ada.get("/record/?since=2026-03-02&until=2026-03-02").content.decode()
    assert "call 1<" not in ada.get("/record/?until=2026-03-01").content.decode()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=soon", "This is no day"),
        ("since=2026-03-02&until=2026-03-01", "Turn them round"),
        ("who=99999", "Select a valid choice"),
        ("action=x", "Select a valid choice"),
    ],
)
def test_a_filter_that_cannot_be_is_told(query, says, ada, cast):
    answer = ada.get(f"/record/?{query}")
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ada.get(f"/record/export/?{query}").status_code == 422


def test_the_record_is_paged_by_key(ada, cast):
    for number in range(look_up.PAGE * 2 + 7):
        record(cast.mel, "call.seen", f"call {number}")
    seen, before = [], None
    while True:
        page = look_up.page(Wanted(action="call.seen"), before)
        seen += [e.thing for e in page.entries]
        before = page.before
        if before is None:
            break
    assert seen == [f"call {n}" for n in reversed(range(look_up.PAGE * 2 + 7))]
    first = ada.get("/record/?action=call.seen").content.decode()
    assert "?action=call.seen&amp;before=" in first


def rows_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_an_export_holds_what_the_filters_leave_and_is_itself_an_entry(ada, cast):
    record(cast.mel, "call.seen", "call 1", about=cast.rita)
    record(cast.olga, "call.seen", "call 2", about=cast.tess)
    answer = ada.get(f"/record/export/?who={cast.mel.pk}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="record-')
    head, *rows = rows_of(answer)
    assert head[:4] == ["when (UTC)", "who", "action", "did"]
    assert [row[1:6] for row in rows] == [
        ["Mel Brandt", "call.seen", "read a call", "call 1", "Rita Hollis"]
    ]
    export = Entry.objects.get(action="record.exported")
    assert (export.actor_id, export.why) == (cast.ada.pk, "who: Mel Brandt")


def test_a_name_cannot_be_a_formula_in_somebodys_spreadsheet(ada, cast):
    cast.mel.name = '=HYPERLINK("http://evil.example";"Mel")'
    record(cast.mel, "call.seen", "call 1", why="@SUM(1)")
    (row,) = (r for r in rows_of(ada.get("/record/export/")) if r[2] == "call.seen")
    assert row[1].startswith("'=HYPERLINK")
    assert row[6] == "'@SUM(1)"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Mel", "a=1", "", None, -3, 2.5])
def test_what_does_not_stays_as_it_is(value):
    assert harmless(value) == value


def test_an_export_of_many_entries_is_whole(ada, cast, monkeypatch):
    monkeypatch.setattr(look_up, "_AT_A_TIME", 10)
    for number in range(35):
        record(cast.mel, "call.seen", f"call {number}")
    rows = rows_of(ada.get("/record/export/?action=call.seen"))
    assert [row[4] for row in rows[1:]] == [f"call {n}" for n in reversed(range(35))]


def test_html_in_the_record_is_shown_as_it_is_written(ada, cast):
    cast.mel.name = "<b>Mel</b>"
    record(cast.mel, "call.seen", "call 1", why="<script>", note="<i>")
    page = ada.get("/record/").content.decode()
    for tag in ("<b>Mel", "<script>", "<i>"):
        assert tag not in page.split("<tbody>")[1]
