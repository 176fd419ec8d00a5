"""Lists to take along: within one's rights, safe in a spreadsheet, and written down."""

import csv
import io

import pyarrow.parquet as pq
import pytest

from held_calls import a_call
from matrix_world import made as world_of
from ridealong.analysis.labels import GATES
from ridealong.web.audit.models import Entry
from ridealong.web.calls.lists import export, index
from ridealong.web.people import policy
from ridealong.web.people.viewer import viewer_of
from spoken_calls import spoken


def taken(client, form="csv", **filters) -> list[dict[str, object]]:
    answer = client.get(f"/calls/export/{form}/", filters)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode())))
    rows: list[dict[str, object]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


@pytest.mark.parametrize("form", export.FORMS)
def test_a_list_is_taken_along_with_its_filters(cast, as_, form):
    spoken(cast.rita, title="one", customer="Brightwater Dairy", gates=0b1001)
    spoken(cast.rita, title="two", kind="partner")
    rows = taken(as_(cast.mel), form, kind="sales")
    assert [row["title"] for row in rows] == ["one"]
    (row,) = rows
    assert (row["customer"], row["owner"], row["team"]) == (
        "Brightwater Dairy",
        "Rita Hollis",
        "North",
    )
    yes, no = ("yes", "no") if form == "csv" else (True, False)
    assert [row[f"gate_{gate}"] for gate in GATES] == [yes, no, no, yes]
    assert not any("Good morning" in str(value) for value in row.values())


def test_what_was_found_can_be_taken_along(cast, as_):
    spoken(cast.rita, ("us", "mango"), title="one")
    spoken(cast.rita, title="two")
    assert [row["title"] for row in taken(as_(cast.rita), q="mango")] == ["one"]
    assert taken(as_(cast.rita), q="?!") == []


def test_more_calls_than_are_read_together(cast, as_, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 3)
    titles = [spoken(cast.rita, ("us", "mango"), title=f"number {n}").title for n in range(7)]
    for filters in ({}, {"q": "mango"}):
        for form in export.FORMS:
            rows = taken(as_(cast.rita), form, **filters)
            assert [row["title"] for row in rows] == titles[::-1]


def test_everybody_takes_what_they_may_and_not_a_row_more(cast, as_):
    world = world_of(cast)
    for person in cast.people.values():
        if person == cast.ada:
            continue
        viewer = viewer_of(person)
        may = [c.pk for c in world.calls.values() if policy.may(viewer, policy.Action.EXPORT, c)]
        rows = taken(as_(person))
        assert {int(str(row["call"])) for row in rows} == set(may), person
        open_ = {
            c.pk
            for c in world.calls.values()
            if policy.sees_analysis(viewer, c, getattr(c, "debrief", None))
        }
        for row in rows:
            assert bool(row["gate_admits_need"]) <= (int(str(row["call"])) in open_)


@pytest.mark.parametrize("form", export.FORMS)
def test_moves_with_their_quotes_come_when_they_are_asked_for(cast, as_, form):
    call = a_call(cast.rita, seen_by_manager=True)
    rows = taken(as_(cast.mel), form, **{"with": "moves"})
    turns = call.transcript.conversation().turns
    assert len(rows) == sum(call.moves.values_list("count", flat=True))
    for row in rows:
        assert str(row["quote"]).lstrip("'") in turns[int(str(row["turn"]))].text
    assert taken(as_(cast.rita), form, **{"with": "moves"}) == [], "before her debrief"


@pytest.mark.parametrize("begin", list("=+-@\t\r"))
def test_no_cell_is_taken_for_a_formula(cast, as_, begin):
    spoken(cast.rita, title=f"{begin}cmd|' /C calc'!A0", customer=f"{begin}1+1")
    (row,) = taken(as_(cast.rita))
    assert row["title"] == f"'{begin}cmd|' /C calc'!A0"
    assert row["customer"] == f"'{begin}1+1"
    (row,) = taken(as_(cast.rita), "parquet")
    assert row["title"] == f"{begin}cmd|' /C calc'!A0"


def test_who_took_what_is_written_down(cast, as_):
    taken(as_(cast.mel), person=cast.rita.pk, kind="sales", **{"with": "moves"})
    entry = Entry.objects.get(action="calls.exported")
    assert (entry.actor, entry.about_id) == ("Mel Brandt", cast.rita.pk)
    assert entry.details == {
        "form": "csv",
        "filters": f"person={cast.rita.pk}&kind=sales",
        "with_moves": True,
    }


def test_there_are_these_forms_only(cast, as_):
    assert as_(cast.rita).get("/calls/export/xlsx/").status_code == 404


def test_an_empty_list_is_a_file_all_the_same(cast, as_):
    for form in export.FORMS:
        assert taken(as_(cast.rita), form) == []


def test_a_search_index_is_not_needed_for_a_list(cast, as_):
    spoken(cast.rita, title="one")
    index.backend().clear()
    assert len(taken(as_(cast.rita))) == 1
