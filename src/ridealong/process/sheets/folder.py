"""Several sheets of one export: each read as far as it can be, all joined into one pipeline."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ridealong.errors import NotASheet, ReadError
from ridealong.process.model import Pipeline
from ridealong.process.sheets.forms import recall
from ridealong.process.sheets.guessing import guess
from ridealong.process.sheets.joining import pipeline_of
from ridealong.process.sheets.model import Mapping, Record, Refusal, Table
from ridealong.process.sheets.opening import MAX_BYTES, open_sheets
from ridealong.process.sheets.rows import Counts, Rows, read_rows
from ridealong.process.sheets.sheet import Sheet

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".tab", ".parquet", ".ods"}) | frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls"}
)
MOST_REFUSALS = 1000
"""Refusals of a sheet that are kept; its counts tell of all."""


@dataclass(slots=True)
class FileRead:
    """What came of one sheet; of a workbook there are several."""

    path: str
    sheet: Sheet | None = None
    mapping: Mapping | None = None
    counts: Counts = field(default_factory=Counts)
    refusals: list[Refusal] = field(default_factory=list)
    """The first of them."""
    error: ReadError | None = None
    """Why it was not read, or not to its end."""

    def records(self) -> Iterator[Record]:
        """Its records, read anew and told of nothing."""
        if self.sheet is None or self.mapping is None or self.error:
            return iter(())
        rows = read_rows(self.sheet, self.mapping)
        return (read for read in rows if isinstance(read, Record))


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of all sheets."""

    files: tuple[FileRead, ...]
    pipeline: Pipeline
    notes: tuple[str, ...]
    order_from: str

    @property
    def failed(self) -> tuple[FileRead, ...]:
        """Sheets that were not read, or not to their end."""
        return tuple(file for file in self.files if file.error)

    def of(self, table: Table) -> tuple[FileRead, ...]:
        """The sheets whose rows are this."""
        return tuple(f for f in self.files if f.mapping and f.mapping.table is table)

    def records(self, table: Table) -> Iterator[Record]:
        """The records of a table, read anew."""
        return (record for file in self.of(table) for record in file.records())


def read_folder(
    path: Path | str,
    as_of: date | None = None,
    mappings: AnyMapping[str, Mapping] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Reading:
    """Every sheet of a folder, or of one file, joined; see `read_files`.

    Raises:
        ReadError: it cannot be opened, or no file in it is called like a sheet.
    """
    path = Path(path)
    if not path.is_dir():
        return read_files([path], as_of, mappings, max_bytes)
    files = sorted(
        p
        for p in path.iterdir()
        if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~"))
    )
    if not files:
        raise NotASheet(
            "holds no sheet", remedy="Put CSV, XLSX or Parquet files there", path=str(path)
        )
    return read_files(files, as_of, mappings, max_bytes)


def read_files(
    paths: Iterable[Path | str],
    as_of: date | None = None,
    mappings: AnyMapping[str, Mapping] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Reading:
    """Every sheet of some files, joined into one pipeline.

    One that cannot be read keeps its error and the others are read.

    Args:
        paths: the files; of a workbook every worksheet is read.
        as_of: the day for which the pipeline holds; None: the last that the sheets speak of.
        mappings: by fingerprint, what was stated about sheets with such headings.
        max_bytes: the largest file.
    """
    files = [file for path in paths for file in _opened(Path(path), mappings or {}, max_bytes)]
    tables = ((_table(file), _records(file)) for file in files)
    joined = pipeline_of(tables, as_of)
    return Reading(
        tuple(files), joined.pipeline, (*_missing(files), *joined.notes), joined.order_from
    )


def _opened(path: Path, mappings: AnyMapping[str, Mapping], max_bytes: int) -> list[FileRead]:
    try:
        sheets = open_sheets(path, max_bytes)
    except ReadError as error:
        return [FileRead(str(path), error=error)]
    return [FileRead(str(path), sheet, _mapping(sheet, mappings)) for sheet in sheets]


def _mapping(sheet: Sheet, mappings: AnyMapping[str, Mapping]) -> Mapping:
    kept = mappings.get(sheet.fingerprint)
    return recall(sheet, kept) if kept else guess(sheet)


def _table(file: FileRead) -> Table:
    return file.mapping.table if file.mapping else Table.UNKNOWN


def _records(file: FileRead) -> Iterator[Record]:
    """The records of a sheet, its refusals and counts kept beside it."""
    if file.sheet is None or file.mapping is None:
        return
    try:
        rows: Rows = read_rows(file.sheet, file.mapping)
        file.counts = rows.counts
        for read in rows:
            if isinstance(read, Record):
                yield read
            elif len(file.refusals) < MOST_REFUSALS:
                file.refusals.append(read)
    except ReadError as error:
        error.path = error.path or file.path
        file.error = error


def _missing(files: Iterable[FileRead]) -> list[str]:
    deals = [f for f in files if _table(f) in {Table.DEALS, Table.SNAPSHOTS} and not f.error]
    if not deals:
        return ["No sheet holds deals; without one there is no pipeline."]
    if any(file.counts.taken for file in deals):
        return []
    deleted = sum(file.counts.deleted for file in deals)
    return [f"No deal was taken; {deleted:,} are deleted in the CRM."]
