"""A file becomes its sheets: encodings, delimiters, headings, worksheets, Parquet."""

from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import made_sheets
from ridealong.errors import UsageError
from ridealong.process.sheets import guess, open_sheet, open_sheets, read_rows

DEALS = "Deal ID,Deal Name,Stage,Amount\n1,Öl für Köln,Proposal,5\n2,Schläuche,Won,6\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_every_usual_encoding_is_read(tmp_path, encoding):
    sheet = open_sheet(made_sheets.csv_of(tmp_path, DEALS, encoding=encoding))
    assert sheet.columns == ("Deal ID", "Deal Name", "Stage", "Amount")
    assert [cells[1] for _, cells in sheet.rows()] == ["Öl für Köln", "Schläuche"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
def test_any_delimiter_is_found(tmp_path, delimiter):
    sheet = made_sheets.sheet_of(tmp_path, DEALS.replace(",", delimiter))
    assert sheet.columns == ("Deal ID", "Deal Name", "Stage", "Amount")


def test_a_decimal_comma_divides_nothing(tmp_path):
    text = "Deal ID;Stage;Amount;Probability\n1;Won;1,5;2,5\n2;Lost;2,5;3,5\n3;Won;2,5;3,5\n"
    assert len(made_sheets.sheet_of(tmp_path, text).columns) == 4


def test_times_divide_nothing(tmp_path):
    text = "id,created,timestamp\n1,2026-01-01 10:00:00,2026-01-01 11:00:00\n"
    assert len(made_sheets.sheet_of(tmp_path, text).columns) == 3


def test_a_spreadsheets_own_word_for_the_delimiter_counts(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, f"sep=;\n{DEALS.replace(',', ';')}")
    assert sheet.heading == 2
    assert next(sheet.rows())[0] == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_a_spreadsheet_counts(tmp_path, end):
    lines = ["Deal ID,Next Step,Stage", '1,"call', 'again",Won', "", "2,,Lost", ""]
    sheet = made_sheets.sheet_of(tmp_path, end.join(lines))
    assert [number for number, _ in sheet.rows()] == [2, 4]
    assert next(sheet.rows())[1][1] == f"call{end}again"


def test_headings_are_found_under_title_lines(tmp_path):
    text = f"Pipeline of the north\nAs of 2026-11-30,,\n\n{DEALS}"
    sheet = made_sheets.sheet_of(tmp_path, text)
    assert sheet.heading == 4
    assert sheet.columns[0] == "Deal ID"
    assert [number for number, _ in sheet.first] == [5, 6]
    assert "row 4" in sheet.notes[0]


def test_of_two_rows_of_headings_the_better_known_is_taken(tmp_path):
    text = f"A_KEY,B_TXT,C_STG,D_VAL\n{DEALS}"
    sheet = made_sheets.sheet_of(tmp_path, text)
    assert sheet.columns == ("Deal ID", "Deal Name", "Stage", "Amount")
    assert [number for number, _ in sheet.rows()] == [3, 4]
    assert "two rows of headings; row 1 was not read" in " ".join(sheet.notes)


def test_columns_of_the_same_name_are_numbered(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, "Deal ID,Name,Name,,Stage\n1,a,b,c,Won\n")
    assert sheet.columns == ("Deal ID", "Name", "Name (2)", "Column D", "Stage")
    assert "More than one column is called Name" in sheet.notes[0]


def test_the_first_twenty_rows_are_there_to_be_shown(tmp_path):
    rows = "".join(f"{i},Deal {i},Won,1\n" for i in range(100))
    sheet = made_sheets.sheet_of(tmp_path, f"Deal ID,Deal Name,Stage,Amount\n{rows}")
    assert len(sheet.first) == 20
    assert len(list(sheet.rows())) == len(list(sheet.rows())) == 100


def test_a_workbook_has_a_sheet_for_each_worksheet_with_a_table(tmp_path):
    path = made_sheets.workbook(
        tmp_path / "crm.xlsx",
        {
            "Cover": [["Our pipeline"]],
            "Deals": [
                ["Opportunity ID", "Stage", "Close Date", "Amount"],
                [123, "Won", date(2026, 11, 30), 1200.5],
                [124, "Lost", datetime(2026, 12, 1, 14, 30), None],  # noqa: DTZ001
            ],
            "People": [["User ID", "Name", "Manager"], [7, "Rita", "Mel"]],
            "Empty": [],
        },
    )
    assert [sheet.name for sheet in open_sheets(path)] == ["Deals", "People"]
    records, refusals, _ = made_sheets.read(open_sheet(path))
    assert not refusals
    assert records[0].values == {
        "id": "123", "stage": "Won", "close": date(2026, 11, 30), "value": 1200.5,
    }  # fmt: skip
    assert records[1].day("close") == date(2026, 12, 1)
    assert open_sheet(path, "People").columns == ("User ID", "Name", "Manager")
    with pytest.raises(UsageError, match=r"no worksheet “Leads” .* Deals, People"):
        open_sheet(path, "Leads")


def test_a_worksheet_that_begins_further_down_keeps_its_row_numbers(tmp_path):
    rows: list[list[object]] = [
        [],
        [],
        [None, "Owner", "Deal ID", "Stage", "Amount"],
        [None, "Rita", 1, "Won", 5],
        [],
        [None, None, 2, "Lost", 6],
        [None, None, 3, "Won", 7],
    ]
    path = made_sheets.workbook(tmp_path / "a.xlsx", {"Deals": rows}, merged=["B4:B7"])
    sheet = open_sheet(path)
    assert sheet.heading == 3
    records, _, _ = made_sheets.read(sheet)
    assert [record.row for record in records] == [4, 6, 7]
    assert [record.text("owner") for record in records] == ["Rita"] * 3


def test_merged_cells_count_for_every_row_that_they_span(tmp_path):
    rows: list[list[object]] = [
        ["Owner", "Deal ID", "Stage", "Amount"],
        ["Rita", 1, "Won", 5],
        [None, 2, "Lost", 6],
        ["Pat", 3, "Won", 7],
    ]
    path = made_sheets.workbook(tmp_path / "a.xlsx", {"Deals": rows}, merged=["A2:A3"])
    records, _, _ = made_sheets.read(open_sheet(path))
    assert [record.text("owner") for record in records] == ["Rita", "Rita", "Pat"]


def test_parquet_knows_its_own_dates_and_numbers(tmp_path):
    path = tmp_path / "deals.parquet"
    table = pa.table(
        {
            "Id": ["a", "b"],
            "StageName": ["Won", "Lost"],
            "Amount": [1.5, None],
            "CreatedDate": pa.array([1_796_000_000_000_000_000] * 2, pa.timestamp("ns")),
            "CloseDate": [date(2026, 11, 30), None],
        }
    )
    pq.write_table(table, path)
    records, refusals, rows = made_sheets.read(open_sheet(path))
    assert not refusals
    assert [record.row for record in records] == [2, 3]
    assert records[0].number("value") == 1.5
    assert records[0].day("created") == date(2026, 11, 30)
    assert rows.counts.taken == 2


def test_a_mapping_that_was_kept_reads_the_next_export_alike(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, DEALS)
    mapping = guess(sheet)
    kept = type(mapping).from_dict(mapping.to_dict())
    assert kept == mapping
    assert list(read_rows(sheet, kept)) == list(read_rows(sheet, mapping))
    other = made_sheets.sheet_of(tmp_path, "amount;stage;DEAL ID;Deal-Name\n1;Won;2;x\n", "b.csv")
    assert other.fingerprint == sheet.fingerprint
