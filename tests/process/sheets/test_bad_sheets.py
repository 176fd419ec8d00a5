"""What is no sheet says so: what, where, why, and what to do."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import made_sheets
from ridealong.errors import (
    EmptyFile,
    Malformed,
    NotASheet,
    Protected,
    ReadError,
    TooLarge,
    Unstated,
)
from ridealong.process.sheets import guess, open_sheet, read_rows

HEAD = "Deal ID,Stage,Amount\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BAD = [
    ("nothing", b"", EmptyFile, "is empty", ""),
    ("white space", b" \n\t\n \n", EmptyFile, "is empty", ""),
    ("a mark alone", b"\xef\xbb\xbf", EmptyFile, "is empty", ""),
    ("headings alone", HEAD.encode(), EmptyFile, "has headings and no row", "row 1"),
    ("no headings", b"1,Won,5\n2,Lost,6\n", NotASheet, "has no headings", "row 1"),
    ("words, no headings", b"a,Won\nb,Won\na,Lost\n", NotASheet, "has no headings", "row 1"),
    ("prose", b"Dear Rita,\nhere is the pipeline.\nAll the best\n", NotASheet, "no table", ""),
    ("one column", b"Deal ID\n1\n2\n3\n", NotASheet, "no table", ""),
    ("a web page", b"<html><table><tr><td>1</td></tr></table>", NotASheet, "a web page", ""),
    ("XML", b"<?xml version='1.0'?><Workbook/>", NotASheet, "is XML", ""),
    ("JSON", b'{"deals": []}', NotASheet, "is JSON", ""),
    ("a PDF", b"%PDF-1.7 rest", NotASheet, "is a PDF", ""),
    ("a picture", b"\x89PNG\r\n\x1a\n", NotASheet, "is a picture", ""),
    ("a database", b"SQLite format 3\0 rest", NotASheet, "is a database", ""),
    ("an archive", b"\x1f\x8b\x08\0", NotASheet, "is a compressed file", ""),
    ("noise", bytes(range(256)) * 40, NotASheet, "is no text", ""),
    ("a broken zip", b"PK\x03\x04 and then nothing", Malformed, "a broken workbook", ""),
    ("a broken old workbook", OLE + bytes(600), Malformed, "a broken workbook", ""),
    (
        "a protected workbook",
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        Protected,
        "asks for a password",
        "",
    ),
    ("a broken Parquet", b"PAR1" + bytes(100), Malformed, "a broken Parquet", ""),
]


@pytest.mark.parametrize(
    ("data", "kind", "cause", "place"),
    [case[1:] for case in BAD],
    ids=[case[0] for case in BAD],
)
def test_what_is_no_sheet_says_so(tmp_path, data, kind, cause, place):
    path = tmp_path / "deals.xls"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        open_sheet(path)
    error = caught.value
    assert type(error) is kind
    assert cause in error.cause
    assert error.place == place
    assert error.path == str(path)
    assert error.remedy


def test_what_is_not_there_says_so(tmp_path):
    with pytest.raises(ReadError, match="cannot be opened"):
        open_sheet(tmp_path / "none.csv")
    with pytest.raises(ReadError, match="cannot be opened"):
        open_sheet(tmp_path)


def test_a_sheet_that_is_too_large_names_the_setting(tmp_path):
    path = made_sheets.csv_of(tmp_path, HEAD + "1,Won,5\n" * 200_000)
    with pytest.raises(TooLarge, match="larger than 1 MB") as caught:
        open_sheet(path, max_bytes=2**20)
    assert "RIDEALONG_MAX_SHEET_MB" in caught.value.remedy


def test_a_small_workbook_that_unpacks_to_very_much_is_refused(tmp_path):
    rows = [["Deal ID", "Stage"], ["x" * 10**6, "y"]]
    path = made_sheets.workbook(tmp_path / "a.xlsx", {"Deals": rows})
    with pytest.raises(TooLarge, match="unpacks to more than"):
        open_sheet(path, max_bytes=100_000)


def test_a_quote_that_never_closes_is_named_with_its_row(tmp_path):
    text = HEAD + '1,Won,5\n2,"Lost,6\n3,Won,7\n4,Won,8\n'
    with pytest.raises(Malformed, match="never closes") as caught:
        made_sheets.sheet_of(tmp_path, text)
    assert caught.value.place == "row 3"


def test_a_quote_that_swallows_megabytes_is_named_with_its_row(tmp_path):
    text = HEAD + "1,Won,5\n" * 60 + '62,"Lost,6\n' + "3,Won,7\n" * 50_000
    sheet = made_sheets.sheet_of(tmp_path, text)
    with pytest.raises(Malformed, match="never closes") as caught:
        list(sheet.rows())
    assert caught.value.place == "row 62"
    assert caught.value.path == sheet.path


def test_a_parquet_file_that_is_cut_off_is_named(tmp_path):
    path = tmp_path / "deals.parquet"
    pq.write_table(pa.table({"Id": ["a"] * 1000, "StageName": ["Won"] * 1000}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Malformed, match="broken Parquet"):
        open_sheet(path)


def test_a_parquet_file_with_a_broken_page_is_named(tmp_path):
    path = tmp_path / "deals.parquet"
    table = pa.table({"Id": [str(i) * 20 for i in range(1000)], "StageName": ["Won"] * 1000})
    pq.write_table(table, path, compression="zstd", use_dictionary=False)
    data = bytearray(path.read_bytes())
    data[200:400] = bytes(200)
    path.write_bytes(data)
    with pytest.raises(Malformed, match="broken Parquet"):
        list(open_sheet(path).rows())


def test_a_parquet_file_without_rows_is_empty(tmp_path):
    path = tmp_path / "deals.parquet"
    pq.write_table(pa.table({"Id": pa.array([], pa.string())}), path)
    with pytest.raises(EmptyFile):
        open_sheet(path)


def test_what_can_be_read_in_two_ways_is_asked(tmp_path):
    text = "Deal ID,Stage,Close Date\n1,Won,3/4/2026\n2,Lost,5/6/2026\n"
    sheet = made_sheets.sheet_of(tmp_path, text)
    with pytest.raises(Unstated, match="Close Date") as caught:
        read_rows(sheet, guess(sheet))
    assert "dmy or mdy" in caught.value.remedy


def test_a_sheet_of_something_else_is_asked_about(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, "Planet,Moons\nMars,2\nJupiter,95\n")
    with pytest.raises(Unstated, match="Nothing says what the rows"):
        read_rows(sheet, guess(sheet))
