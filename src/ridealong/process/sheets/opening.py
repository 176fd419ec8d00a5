"""A file becomes its sheets; what it is stands in its first bytes, not in its name."""

from pathlib import Path

from ridealong.errors import EmptyFile, NotASheet, ReadError, TooLarge, UsageError
from ridealong.process.sheets.csv_file import open_csv
from ridealong.process.sheets.parquet_file import open_parquet
from ridealong.process.sheets.sheet import Sheet
from ridealong.process.sheets.workbook import names_of, open_workbook

MAX_BYTES = 500 * 2**20
"""The largest sheet that is read; a million changes of stage are about 60 MB of CSV."""
_OTHER = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
)


def open_sheets(path: Path | str, max_bytes: int = MAX_BYTES) -> tuple[Sheet, ...]:
    """Every sheet of a file; a workbook may have several.

    Raises:
        ReadError: it cannot be opened, is too large, or holds no table.
    """
    path = Path(path)
    try:
        return tuple(_sheets(path, max_bytes))
    except ReadError as error:
        error.path = error.path or str(path)
        raise
    except OSError as error:
        raise ReadError(
            f"cannot be opened ({error.strerror or error})",
            remedy="Check the path and that you may read it",
            path=str(path),
        ) from error


def open_sheet(path: Path | str, worksheet: str | None = None, max_bytes: int = MAX_BYTES) -> Sheet:
    """One sheet: the named worksheet, else the first that holds a table.

    Raises:
        ReadError: see `open_sheets`.
        UsageError: there is no such worksheet.
    """
    sheets = open_sheets(path, max_bytes)
    if worksheet is None:
        return sheets[0]
    for sheet in sheets:
        if sheet.name == worksheet:
            return sheet
    raise UsageError(
        f"{path} has no worksheet “{worksheet}” with a table; it has {names_of(sheets)}"
    )


def _sheets(path: Path, max_bytes: int) -> list[Sheet]:
    size = path.stat().st_size
    if size > max_bytes:
        raise TooLarge(
            f"is larger than {max_bytes // 2**20} MB",
            remedy="Split it by year, or set RIDEALONG_MAX_SHEET_MB",
        )
    if not size:
        raise EmptyFile("is empty", remedy="Export it again; the report may have had no rows")
    with path.open("rb") as file:
        head = file.read(16)
    for mark, what in _OTHER:
        if head.startswith(mark):
            raise NotASheet(f"is {what}", remedy="Give the sheet itself as CSV, XLSX or Parquet")
    if head.startswith(b"PAR1"):
        return [open_parquet(path, max_bytes)]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return open_workbook(path, max_bytes)
    return [open_csv(path)]
