"""CSV with any delimiter in any usual encoding, a row at a time."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from ridealong.errors import EmptyFile, Malformed, NotASheet
from ridealong.process.sheets.sheet import Row, Sheet, sheet_of

_DELIMITERS = (",", ";", "\t", "|", "^", "~", "¦", "\x1f", "\x01", ":")
_SURELY_WIDE = 4
"""Lines of so many equal parts are no prose, though they be few."""
_HEAD = 256 * 1024
_CHUNK = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_csv(path: Path) -> Sheet:
    """The sheet in a text file.

    Raises:
        ReadError: it holds no table.
    """
    encoding, notes = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(_HEAD)
    if not head.strip("\ufeff\0 \t\r\n"):
        raise EmptyFile("is empty", remedy="Export it again; the report may have had no rows")
    _refuse_markup(head)
    delimiter = _stated_delimiter(head) or _delimiter(head)
    return sheet_of(
        lambda: _rows(path, encoding, delimiter),
        path=str(path),
        name=path.stem,
        kind="csv",
        notes=notes,
        cut=not head.endswith(("\n", "\r")) if len(head) < _HEAD else _is_cut(path, encoding),
    )


def _is_cut(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        file.seek(-8, 2)
        return not file.read().rstrip(b"\0").endswith((b"\n", b"\r")) and encoding != "utf-32"


def _encoding(path: Path) -> tuple[str, list[str]]:
    """How the text is written: a mark decides, then NULs, then whether all of it is UTF-8."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, []
    if wide := _wide(head):
        return wide, []
    _refuse_binary(head)
    sound, broken = _utf8(path)
    if not broken:
        return "utf-8", []
    if sound > broken:
        return "utf-8", ["Some bytes are not UTF-8; they show as \ufffd."]
    return "cp1252", []


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: text in Latin letters has a NUL in every other byte."""
    even, odd, half = head[0::2].count(0), head[1::2].count(0), max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _utf8(path: Path) -> tuple[int, int]:
    """How many signs beyond ASCII read well as UTF-8, and how many do not; 0 and 0 mostly."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    sound = broken = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii():
                continue
            text = decoder.decode(chunk)
            faults = text.count("\ufffd")
            broken += faults
            sound += sum(1 for sign in text if sign > "\x7f") - faults if broken else 1
    return sound, broken


def _refuse_binary(head: bytes) -> None:
    controls = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or byte in {28, 29, 30})
    if controls > 0.02 * len(head) + 1:
        raise NotASheet("is no text and no workbook", remedy="Export it as CSV, XLSX or Parquet")


def _refuse_markup(head: str) -> None:
    start = head[:2048].lstrip("\ufeff \r\n\t").casefold()
    if start.startswith(("<!doctype html", "<html", "<head", "<meta", "<table", "<style")):
        raise NotASheet(
            "is a web page, whatever its name says",
            remedy="Open it in a spreadsheet program and save it as XLSX, or export it as CSV",
        )
    if start.startswith(("<?xml", "<workbook")):
        raise NotASheet(
            "is XML", remedy="Open it in a spreadsheet program and save it as XLSX or CSV"
        )
    if start.startswith(("{", "[{")):
        raise NotASheet("is JSON", remedy="Export it as CSV, XLSX or Parquet")


def _stated_delimiter(head: str) -> str:
    """What a first line "sep=;" says, which spreadsheets write and read."""
    first = head.lstrip("\ufeff").split("\n", 1)[0].strip("\r").strip('"')
    return first[4] if first.casefold().startswith("sep=") and len(first) == 5 else ""


def _delimiter(head: str) -> str:
    """What divides most rows into the same number of cells.

    Raises:
        NotASheet: nothing does.
    """
    best, score = "", (0.0, 0.0, 0)
    for delimiter in _DELIMITERS:
        widths = _widths(head, delimiter)
        lines = widths.total()
        del widths[1]  # titles above and remarks below are no rows
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        share, covered = round(times / widths.total(), 1), round(times / lines, 1)
        is_table = covered >= 0.5 or (width >= _SURELY_WIDE and times >= 2)
        if is_table and share >= 0.5 and (covered, share, width) > score:
            best, score = delimiter, (covered, share, width)
    if not best:
        raise NotASheet(
            "holds no table: nothing divides its lines into columns",
            remedy="Export it as CSV with one row a line, or as XLSX",
        )
    return best


def _widths(head: str, delimiter: str) -> Counter[int]:
    """How many rows have how many cells, the last one aside, which may be cut off."""
    try:
        rows = list(islice(csv.reader(StringIO(head, newline=""), delimiter=delimiter), 61))
    except csv.Error:
        return Counter()
    rows = rows[:-1] if len(rows) > 2 and len(head) == _HEAD else rows
    return Counter(len(row) for row in rows if len(row) > 1 or (row and row[0].strip()))


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """All rows; a quoted cell may go over several lines, which count as one row.

    Raises:
        Malformed: a quote opens and never closes.
    """
    number, before, now = 0, 0, 0
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for number, cells in enumerate(reader, 1):
                before, now = now, reader.line_num
                yield number, cells
        except csv.Error as error:
            raise _unclosed(number + 1) from error
    if now > before + 1 and _ends_open(path, encoding, delimiter, before):
        raise _unclosed(number)


def _ends_open(path: Path, encoding: str, delimiter: str, line: int) -> bool:
    """Whether the row that begins after `line` has a quote that is still open at the end."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rest = csv.reader(islice(file, line, None), delimiter=delimiter, strict=True)
        try:
            for _ in rest:
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
    return False


def _unclosed(row: int) -> Malformed:
    return Malformed(
        "has a cell whose quote opens and never closes, so that the rows behind it are lost",
        place=f"row {row}",
        remedy="Put the quote right there, or export the file again",
    )
