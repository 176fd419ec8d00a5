"""Rows become records, and what cannot is refused with row, column, value, reason and remedy."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made_sheets
from ridealong.errors import NotASheet
from ridealong.process.sheets import Record, Refusal, Table, guess, open_sheet, read_rows

HEAD = "Deal ID,Deal Name,Stage,Create Date,Close Date,Amount,Is Closed\n"
GOOD = (
    "1,Vans,Proposal,2026-01-01,2026-02-01,100,false\n"
    "2,Lorries,Won,2026-01-02,2026-02-02,200,true\n"
)


@pytest.mark.parametrize(
    ("row", "place", "why", "kept"),
    [
        (
            "3,a,Won,2026-02-30,,5,true",
            ("Create Date", "2026-02-30"),
            "no day of the calendar",
            True,
        ),
        ("3,a,Won,soon,,5,true", ("Create Date", "soon"), "is no date", True),
        ("3,a,Won,0206-01-01,,5,true", ("Create Date", "0206-01-01"), "lies in the year 206", True),
        ("3,a,Won,2026-01-01,,many,true", ("Amount", "many"), "is no amount", True),
        ("3,a,Won,2026-01-01,,#REF!,true", ("Amount", "#REF!"), "is the error of a formula", True),
        ("3,a,Won,2026-01-01,,=B2*2,true", ("Amount", "=B2*2"), "is a formula", True),
        ("3,=SUM(A1),Won,2026-01-01,,5,true", ("Deal Name", "=SUM(A1)"), "is a formula", True),
        ("3,a,Won,2026-01-01,,5,maybe", ("Is Closed", "maybe"), "is neither yes nor no", True),
        ("3,a,Won", ("", "Won"), "has 3 cells under 7 headings; the missing ones", True),
        ("3,a, b,Won,2026-01-01,,5,true", ("", "true"), "has 8 cells under 7 headings", False),
        (",a,Won,2026-01-01,,5,true", ("Deal ID", ""), "says no id", False),
        ("3.95E+09,a,Won,,,5,true", ("Deal ID", "3.95E+09"), "a spreadsheet shortened", False),
        ("Grand Total,,,,,,", ("", "Grand Total"), "is a line of the report", False),
        ("Confidential: do not share", ("", "Confidential: do not share"), "a line of the", False),
        (",Total: 2 records,,,,,", ("", "Total: 2 records"), "is a line of the report", False),
    ],
)
def test_what_is_refused_is_named(tmp_path, row, place, why, kept):
    sheet = made_sheets.sheet_of(tmp_path, f"{HEAD}{GOOD}{row}\n")
    records, refusals, rows = made_sheets.read(sheet)
    (refusal,) = refusals
    assert (refusal.row, refusal.column, refusal.value) == (4, *place)
    assert why in refusal.why
    assert refusal.remedy
    assert refusal.kept is kept
    assert len(records) == rows.counts.taken == (3 if kept else 2)
    assert (rows.counts.refused, rows.counts.values) == ((0, 1) if kept else (1, 0))
    assert "row 4" in str(refusal)


def test_a_formula_that_only_keeps_a_text_a_text_is_that_text(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, f'{HEAD}{GOOD}"=""0042""",a,Won,,,"=""12""",\n')
    records, refusals, _ = made_sheets.read(sheet)
    assert not refusals
    assert records[2].text("id") == "0042"
    assert records[2].number("value") == 12.0


def test_words_for_nothing_are_nothing(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, f"{HEAD}{GOOD}3,NULL,Won,-,n/a,N/A,\n")
    records, refusals, _ = made_sheets.read(sheet)
    assert not refusals
    assert records[2].values == {"id": "3", "stage": "Won"}


def test_formulas_without_a_result_are_empty_and_errors_are_named(tmp_path):
    rows: list[list[object]] = [
        ["Deal ID", "Stage", "Amount", "Create Date"],
        [1, "Won", made_sheets.Formula("A1*2"), None],
        [2, "Lost", "#N/A", date(2026, 1, 1)],
        [3, "Won", 7, 46000],
    ]
    sheet = open_sheet(made_sheets.workbook(tmp_path / "a.xlsx", {"Deals": rows}))
    records, refusals, _ = made_sheets.read(sheet)
    assert [record.number("value") for record in records] == [None, None, 7.0]
    assert [(r.row, r.value, r.kept) for r in refusals if r.column == "Amount"] == [
        (3, "#N/A", True)
    ]


def test_blank_rows_and_headings_that_come_again_are_counted(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, f"{HEAD}{GOOD}\n,,,,,,\n{HEAD}3,c,Won,,,,\n")
    records, refusals, rows = made_sheets.read(sheet)
    assert [record.row for record in records] == [2, 3, 7]
    assert not refusals
    assert (rows.counts.blank, rows.counts.headings) == (2, 1)


def test_deleted_and_superseded_rows_are_skipped_and_counted(tmp_path):
    text = (
        "id,stage_name,amount,close_date,is_deleted,_fivetran_active,_fivetran_synced\n"
        "1,Won,1,2026-01-01,false,true,x\n2,Won,2,2026-01-01,TRUE,true,x\n"
        "1,Lost,3,2026-01-01,false,FALSE,x\n"
    )
    sheet = made_sheets.sheet_of(tmp_path, text, "sf_opportunity.csv")
    records, refusals, rows = made_sheets.read(sheet)
    assert [record.text("id") for record in records] == ["1"]
    assert not refusals
    assert (rows.counts.deleted, rows.counts.superseded) == (1, 1)
    assert "_fivetran_synced" in rows.mapping.unread


def test_the_same_id_with_the_same_content_counts_once(tmp_path):
    text = f"{HEAD}{GOOD}1,Vans,Proposal,2026-01-01,2026-02-01,100,false\n"
    records, (refusal,), rows = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert sorted(record.text("id") for record in records) == ["1", "2"]
    assert (refusal.row, refusal.column, refusal.value) == (2, "Deal ID", "1")
    assert "row 4 with the same content" in refusal.why
    assert (rows.counts.repeated, rows.counts.refused, rows.counts.taken) == (1, 0, 2)


@pytest.mark.parametrize(
    ("first", "second", "winner", "why"),
    [
        ("2026-03-01", "2026-02-01", 2, "changed later"),
        ("2026-02-01", "2026-03-01", 3, "changed later"),
        ("2026-02-01", "2026-02-01", 3, "comes later in the sheet"),
        ("", "", 3, "comes later in the sheet"),
        ("2026-02-01", "", 2, "changed later"),
    ],
)
def test_of_the_same_id_with_other_content_the_latest_counts(tmp_path, first, second, winner, why):
    head = "Deal ID,Stage,Amount,Last Modified Date\n"
    text = f"{head}1,Open,5,{first}\n1,Won,6,{second}\n2,Won,7,2026-01-01\n"
    records, (refusal,), rows = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert winner in {record.row for record in records}
    assert {refusal.row, winner} == {2, 3}
    assert why in refusal.why
    assert rows.counts.refused == 1


def test_a_file_that_was_cut_off_loses_its_last_row_and_says_so(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, f"{HEAD}{GOOD}3,c,Won,2026-0")
    records, (refusal,), _ = made_sheets.read(sheet)
    assert len(records) == 2
    assert "cut off" in refusal.why
    assert not refusal.kept


def test_a_last_line_without_an_end_is_taken(tmp_path):
    records, refusals, _ = made_sheets.read(made_sheets.sheet_of(tmp_path, (HEAD + GOOD).rstrip()))
    assert len(records) == 2
    assert not refusals


def test_amounts_keep_the_currency_beside_them(tmp_path):
    text = 'Deal ID,Stage,Amount\n1,Won,"$1,234.50"\n2,Lost,"€2,000.00"\n3,Won,"(1,200)"\n'
    records, _, _ = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert [(r.number("value"), r.text("currency")) for r in records] == [
        (1234.5, "USD"),
        (2000.0, "EUR"),
        (-1200.0, ""),
    ]


def test_a_column_of_currencies_wins_over_signs(tmp_path):
    text = "Deal ID,Stage,Amount,Currency\n1,Won,$5,CAD\n2,Lost,$6,Canadian Dollar\n3,Won,7,EUR\n"
    records, refusals, _ = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert [record.text("currency") for record in records] == ["CAD", "USD", "EUR"]
    assert [(r.row, r.why, r.kept) for r in refusals] == [(3, "names no currency", True)]


def test_changes_of_other_properties_are_counted_not_taken(tmp_path):
    text = (
        "deal_id,timestamp,name,value\n1,2026-01-01 10:00:00,dealstage,qualified\n"
        "1,2026-01-02 10:00:00,amount,500\n1,2026-01-03 10:00:00,dealstage,won\n"
    )
    sheet = made_sheets.sheet_of(tmp_path, text, "deal_property_history.csv")
    records, refusals, rows = made_sheets.read(sheet)
    assert [record.text("stage") for record in records] == ["qualified", "won"]
    assert records[0].moment("at") == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert not refusals
    assert rows.counts.other_changes == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Call", "call"),
        ("INCOMING_EMAIL", "email"),
        ("Meeting", "meeting"),
        ("TODO", "task"),
        ("X", "call"),
    ],
)
def test_an_activity_is_of_one_of_five_kinds(tmp_path, said, kind):
    text = (
        "Id,Type,ActivityDate,Subject,WhatId,WhoId,CallDurationInSeconds,CallType\n"
        f"00T1,{said},2026-01-01,Hello,0061G00000N38JZQAZ,0031G00001S3ckZQAR,90,Inbound\n"
    )
    sheet = made_sheets.sheet_of(tmp_path, text, "sf_calls.csv")
    (record,), refusals, rows = made_sheets.read(sheet)
    assert rows.mapping.table is Table.ACTIVITIES
    assert not refusals
    assert record.text("kind") == kind
    assert record.text("deal") == "0061G00000N38JZQAZ"
    assert record.text("contact_id") == "0031G00001S3ckZQAR"
    assert record.number("minutes") == 1.5
    assert record.text("direction") == "in"


def test_a_sheet_without_ids_names_its_deals_by_what_they_are_about(tmp_path):
    text = (
        "Deal Name,Customer,Stage,Created\nVans,Okoro,Won,2026-01-01\nVans,Okoro,Lost,2026-02-01\n"
    )
    records, refusals, _ = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert [r.text("id") for r in records] == [
        "Vans / Okoro / 2026-01-01",
        "Vans / Okoro / 2026-02-01",
    ]
    assert not refusals


def test_nul_bytes_never_come_through(tmp_path):
    records, _, _ = made_sheets.read(
        made_sheets.sheet_of(tmp_path, f"{HEAD}{GOOD}3,a\0b,Won,,,,\n")
    )
    assert records[2].text("name") == "ab"


CELLS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), min_size=1, max_size=8))
def test_every_row_is_taken_refused_or_counted(tmp_path, cells):
    written = StringIO()
    csv.writer(written).writerows(cells)
    try:
        sheet = made_sheets.sheet_of(tmp_path, HEAD + GOOD * 5 + written.getvalue())
    except NotASheet as error:
        assert "is no text" in error.cause  # mostly control characters
        return
    rows = read_rows(sheet, guess(sheet))
    together = list(rows)
    counts = rows.counts
    taken = [one for one in together if isinstance(one, Record)]
    refused = [one for one in together if isinstance(one, Refusal) and not one.kept]
    assert len(taken) == counts.taken
    assert len(refused) == counts.refused + counts.repeated
    told = counts.taken + counts.refused + counts.repeated + counts.blank + counts.headings
    assert told + counts.deleted == sum(1 for _ in sheet.all_rows())
