"""A file of the spool as a sheet: under the name that it had, with the worksheet that is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ridealong.errors import ReadError
from ridealong.process.sheets import Mapping, Sheet, open_sheets
from ridealong.process.sheets.looks import YES
from ridealong.web.calls.incoming import spool
from ridealong.web.pipeline.incoming.door import MOST_SHEET_BYTES
from ridealong.web.pipeline.models import CrmImport

SHEET = "sheet"
"""Where the mapping of an import names the worksheet that is meant."""


def sheets_of(path: Path, name: str) -> tuple[Sheet, ...]:
    """The sheets of a file.

    Args:
        path: where it lies.
        name: what whoever brought it calls it.

    Raises:
        ReadError: it holds no table.
    """
    found = open_sheets(path, MOST_SHEET_BYTES)
    stem = PurePosixPath(name).stem
    return tuple(s if s.kind == "workbook" else replace(s, name=stem) for s in found)


def sheet_of(work: CrmImport) -> Sheet:
    """The sheet of an import.

    Raises:
        ReadError: it is not there any more, or not what it was.
    """
    path = spool.path_of(work.spooled)
    if not work.spooled or not path.exists():
        raise ReadError("is no longer in the spool of the desk", remedy="Bring it once more")
    found = sheets_of(path, work.name)
    wanted = work.mapping.get(SHEET, "")
    return next((s for s in found if s.name == wanted), found[0])


def mapping_of(work: CrmImport) -> Mapping:
    """How an import's columns are meant.

    Raises:
        ReadError: nothing sensible is written down.
    """
    try:
        return Mapping.from_dict(work.mapping.get("columns", {}))
    except ValueError as error:
        raise ReadError("has no columns that are meant", remedy="Bring it once more") from error


def deleted_ids(sheet: Sheet, mapping: Mapping) -> Iterator[str]:
    """Ids of rows that the CRM marks as deleted; they are no records."""
    mark, own = mapping.column("deleted"), mapping.column("id")
    if mark is None or own is None:
        return
    for _row, cells in sheet.rows():
        if _text(cells, mark.at).casefold() in YES and (found := _text(cells, own.at)):
            yield found


def _text(cells: Sequence[object], at: int) -> str:
    cell = cells[at] if at < len(cells) else None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
