"""Workbooks: XLSX, and what else calamine reads (XLS, XLSB, ODS), worksheet by worksheet."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ridealong.errors import Malformed, NotASheet, Protected, ReadError, TooLarge
from ridealong.process.sheets.model import Cell
from ridealong.process.sheets.sheet import Row, Sheet, is_blank, sheet_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(path: Path, max_bytes: int) -> list[Sheet]:
    """The worksheets that hold a table, in their order.

    Raises:
        ReadError: it cannot be read, or no worksheet holds a table.
    """
    _refuse_protected(path)
    _refuse_bomb(path, max_bytes)
    book = _loaded(path)
    sheets: list[Sheet] = []
    first: ReadError | None = None
    names = [m.name for m in book.sheets_metadata if "Work" in str(m.typ)]
    for name in names:
        try:
            sheets.append(_sheet(path, book, name))
        except ReadError as error:
            error.place = ", ".join(part for part in (f"worksheet {name}", error.place) if part)
            first = first or error
    if sheets:
        return sheets
    raise first or NotASheet("holds no worksheet", remedy="Export it again")


def _sheet(path: Path, book: "CalamineWorkbook", name: str) -> Sheet:
    sheet = _guarded(lambda: book.get_sheet_by_name(name))
    merged = _merged(sheet)
    notes = ["Merged cells count for every row that they span."] if merged else []
    return sheet_of(
        lambda: _rows(sheet, merged), path=str(path), name=name, kind="workbook", notes=notes
    )


def _rows(sheet: "CalamineSheet", merged: dict[tuple[int, int], int]) -> Iterator[Row]:
    """All rows from the first of the worksheet on, wherever its cells begin."""
    kept: dict[int, Cell] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(cell) for cell in row]
        if merged and not is_blank(cells):
            _fill(cells, number - 1, merged, kept)
        yield number, cells


def _fill(
    cells: list[Cell], row: int, merged: dict[tuple[int, int], int], kept: dict[int, Cell]
) -> None:
    """Write the value of a merged cell into each row that it spans."""
    for at in range(len(cells)):
        top = merged.get((row, at))
        if top is None:
            continue
        if row == top:
            kept[at] = cells[at]
        elif cells[at] in {"", None}:
            cells[at] = kept.get(at)


def _merged(sheet: "CalamineSheet") -> dict[tuple[int, int], int]:
    """For each cell of a range that spans several rows of one column: the range's first row."""
    spans: dict[tuple[int, int], int] = {}
    first = sheet.start[1] if sheet.start else 0  # rows come from there on
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and 0 < bottom - top < 100_000:
            spans |= {(row, left - first): top for row in range(top, bottom + 1)}
    return spans


def _cell(cell: Any) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool | datetime | date) else str(cell)


def _loaded(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # heavy

    return _guarded(lambda: CalamineWorkbook.from_path(path))


def _guarded[T](read: Callable[[], T]) -> T:
    """What `read` returns, with faults of the file told as such."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    try:
        return read()
    except PasswordError as error:
        raise _protected() from error
    except (CalamineError, OSError, ValueError) as error:
        raise Malformed(
            f"is a broken workbook ({str(error)[:100]})",
            remedy="Save it again in a spreadsheet program, or export it as CSV",
        ) from error


def _refuse_protected(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4)
        if head == b"\xd0\xcf\x11\xe0" and _ENCRYPTED in head + file.read(4 * 2**20):
            raise _protected()


def _protected() -> Protected:
    return Protected("asks for a password", remedy="Save it without a password and give that file")


def _refuse_bomb(path: Path, max_bytes: int) -> None:
    """Refuse what unpacks to very much more than a sheet can be."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise Malformed(f"is a broken workbook ({error})", remedy="Save it again") from error
    if unpacked > 2 * max_bytes:
        raise TooLarge(
            f"unpacks to more than {2 * max_bytes // 2**20} MB",
            remedy="Split it, or export it as CSV",
        )


def names_of(sheets: Sequence[Sheet]) -> str:
    """The worksheets of a workbook, with commas between."""
    return ", ".join(sheet.name for sheet in sheets)
