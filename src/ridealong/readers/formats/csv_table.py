"""CSV, TSV and other tables with a heading, and bare lists of numbered sentences."""

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import EmptyFile, Malformed
from ridealong.readers.columns import Columns, find_columns
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tables import Row, read_rows

_DELIMITERS = ("\t", ",", ";", "|")
_HEAD = 8192
_FEWEST_WORDS = 1.5
"""A row of talk has more words on average; a table of customers has fewer."""
_TOP = 10
"""Lines among which the headings are looked for: exports put a title above them."""
_MOST_LINES_A_ROW = 50


class _Header(NamedTuple):
    line: int
    """Counted from 0."""
    delimiter: str
    width: int
    """How many headings there are."""
    columns: Columns


def sniff(source: Source) -> int:
    if source.is_zip or source.head[:1] in {"{", "[", "<"}:
        return Sure.NO
    lines = source.text[:_HEAD].split("\n")
    header = _header(lines)
    if header is None:
        return Sure.NO
    if header.columns.who is not None and "start" in header.columns.at:
        return Sure.LIKELY
    texts = [header.columns.cell(cells, "text") for _, cells in _rows(lines, header)]
    words = sum(text.count(" ") + 1 for text in texts if text)
    return Sure.POSSIBLE if words >= _FEWEST_WORDS * len(texts) else Sure.NO


def read(source: Source) -> list[Conversation]:
    """Every row below the headings.

    Raises:
        EmptyFile: headings and nothing below.
    """
    header = _header(source.lines)
    if header is None:  # the sniff saw one
        raise Malformed("has no headings", place="line 1", remedy="Export it again")
    rows = list(_rows(source.lines_of_talk(), header))
    if not rows:
        raise EmptyFile("has headings and no row", remedy="Export it again with its rows")
    return read_rows(header.columns, rows)


def _header(lines: Sequence[str]) -> _Header | None:
    """The first line that reads as headings, and what divides them."""
    best: _Header | None = None
    for i, line in enumerate(lines[:_TOP]):
        if len(line) > 4096:
            continue
        for delimiter in _DELIMITERS:
            if delimiter not in line:
                continue
            headings = [cell.strip().strip('"') for cell in line.lstrip("\ufeff").split(delimiter)]
            columns = find_columns(headings)
            if columns and (best is None or len(columns.at) > len(best.columns.at)):
                best = _Header(i, delimiter, len(headings), columns)
        if best:
            return best
    return None


def _rows(lines: Sequence[str], header: _Header) -> Iterator[Row]:
    """The rows with their places. A quote that never closes costs no more than its own line."""
    at = header.line + 1
    while at < len(lines):
        text, used = lines[at], 1
        if text.count('"') % 2:
            text, used = _closed(lines, at, header.delimiter)
        if text.strip(f"{header.delimiter} \0"):
            yield f"line {at + 1}", _cells(text, header)
        at += used


def _closed(lines: Sequence[str], at: int, delimiter: str) -> tuple[str, int]:
    """The lines of a row whose quoted cell has line ends in it, and how many they are."""
    if not _is_open(lines[at], delimiter):
        return lines[at], 1
    for end in range(at + 1, min(at + _MOST_LINES_A_ROW, len(lines))):
        if lines[end].count('"') % 2:
            joined = "\n".join(lines[at : end + 1])
            if not _is_open(joined, delimiter):
                return joined, end + 1 - at
    return lines[at].replace('"', ""), 1


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quote at the start of a cell is still open at the end."""
    try:
        list(csv.reader(text.split("\n"), delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _cells(text: str, header: _Header) -> list[str]:
    """The cells of a row; what a text has of dividers too many stays with the text."""
    if '"' not in text or len(text) > csv.field_size_limit():
        cells = text.split(header.delimiter)
    else:
        lines = (f"{line}\n" for line in text.split("\n"))
        reader = csv.reader(lines, delimiter=header.delimiter, skipinitialspace=True)
        cells = [cell for row in reader for cell in row]
    last = header.width - 1
    if len(cells) > header.width and header.columns.at.get("text") == last:
        cells[last:] = [header.delimiter.join(cells[last:])]
    return cells


def sniff_numbered(source: Source) -> int:
    if source.is_zip or not source.head[:1].isdigit():
        return Sure.NO
    lines = source.head.split("\n")[:-1][:50]
    cells = [line.split("\t") for line in lines if line]
    if len(cells) < 3 or any(len(c) != 2 or not c[0].isdecimal() for c in cells):
        return Sure.NO
    numbers = [int(c[0][:9]) for c in cells]
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    words = sum(len(c[1].split()) for c in cells)
    return Sure.POSSIBLE if counts and numbers[0] <= 1 and words >= 4 * len(cells) else Sure.NO


def read_numbered(source: Source) -> list[Conversation]:
    draft = Draft(Timing.NONE)
    draft.warn("The file is a list of sentences; it says neither who speaks nor when.")
    for number, line in enumerate(source.lines_of_talk(), 1):
        ref, tab, text = line.partition("\t")
        if tab:
            draft.turn(None, text, ref=ref.strip()[:20], place=f"line {number}")
        elif line.strip():
            draft.tally("a line without a number; it was left out", f"line {number}")
    return [draft.finish()]


FORMATS = (
    Format(
        id="table",
        title="Table with headings (CSV, TSV, divided by semicolons or bars)",
        suffixes=(".csv", ".tsv", ".txt"),
        timing=Timing.WORD,
        speakers="a column called speaker, name, participant and the like",
        sides="columns side and role, as `ridealong read --to csv` writes them",
        traps="times in seconds, milliseconds or as clocks, told by heading, form or size; a row "
        "may be a turn or a word; several conversations where a column names them",
        sniff=sniff,
        read=read,
    ),
    Format(
        id="numbered-tsv",
        title="Numbered sentences (TSV)",
        suffixes=(".tsv",),
        timing=Timing.NONE,
        speakers="none",
        traps="neither speakers nor times",
        sniff=sniff_numbered,
        read=read_numbered,
    ),
)
