"""A table of rows under one heading, read again and again without being held."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ridealong.errors import ReadError
from ridealong.process.sheets.heading import find_heading
from ridealong.process.sheets.model import Cell, fingerprint

Row = tuple[int, Sequence[Cell]]
"""A row's number, as a spreadsheet counts, and its cells."""
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of one file."""

    path: str
    name: str
    """Of the worksheet, else of the file."""
    columns: tuple[str, ...]
    """The headings, made unique; a column without one is "Column C"."""
    heading: int
    """The row of the headings."""
    first: tuple[Row, ...]
    """The first rows below, to be shown."""
    kind: str
    """"csv", "workbook" or "parquet"."""
    notes: tuple[str, ...] = ()
    """What was done to read it that a person should know."""
    cut: bool = False
    """Whether its last line does not end, so that it may be cut off."""
    below: int
    """The first row below the headings."""
    source: Callable[[], Iterator[Row]] = field(repr=False)
    """Makes all rows of the file, from the first, blank ones too."""

    def all_rows(self) -> Iterator[Row]:
        """All rows below the headings, blank ones too.

        Raises:
            ReadError: the file breaks off; while it is iterated.
        """
        try:
            yield from (row for row in self.source() if row[0] >= self.below)
        except ReadError as error:
            error.path = error.path or self.path
            raise

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold something."""
        return (row for row in self.all_rows() if not is_blank(row[1]))

    @property
    def fingerprint(self) -> str:
        """Remembers its mapping."""
        return fingerprint(self.columns)


def is_blank(cells: Sequence[Cell]) -> bool:
    """Whether a row holds nothing."""
    for cell in cells:  # a loop: this is asked of every row
        if cell is not None and (not isinstance(cell, str) or (cell and not cell.isspace())):
            return False
    return True


def sheet_of(
    source: Callable[[], Iterator[Row]],
    *,
    path: str,
    name: str,
    kind: str,
    notes: Sequence[str] = (),
    cut: bool = False,
) -> Sheet:
    """A sheet from its rows: finds the headings and takes the first rows to be shown.

    Raises:
        ReadError: there are no headings, or nothing below them.
    """
    top = list(islice((row for row in source() if not is_blank(row[1])), 60))
    heading = find_heading(top)
    first = [row for row in top if row[0] >= heading.below][:SHOWN]
    return Sheet(
        path=path,
        name=name,
        columns=heading.names,
        heading=heading.row,
        below=heading.below,
        first=tuple(first),
        kind=kind,
        notes=(*notes, *heading.notes),
        cut=cut,
        source=source,
    )
