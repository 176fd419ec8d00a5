"""Whisper's tables: `start, end, text` by tabs, and the words of whisper-timestamped by commas."""

import csv
from typing import NamedTuple

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.conversation.text import count_words
from ridealong.errors import Malformed
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import seconds
from ridealong.readers.source import Source
from ridealong.readers.tolerant import finish
from ridealong.readers.turns import add_turns

_TSV_HEADER = ["start", "end", "text"]
_CSV_HEADER = ["text", "start", "end"]
_MS = 1000
_MOST_ONE_WORD = 0.9
"""Where so many rows hold one word, the rows are words and not segments."""


class Row(NamedTuple):
    """One row, with its times as they are written."""

    start: str
    end: str
    text: str
    line: int


def sniff_tsv(source: Source) -> int:
    if source.is_zip or source.head.split("\n", 1)[0].strip().split("\t") != _TSV_HEADER:
        return Sure.NO
    return Sure.CERTAIN


def sniff_csv(source: Source) -> int:
    """Text and two numbers in each row: nothing else looks so."""
    if source.is_zip or source.suffix != ".csv":
        return Sure.NO
    lines = [line for line in source.head.split("\n")[:6] if line.strip()]
    rows = list(csv.reader(lines[: max(len(lines) - 1, 1)]))
    if rows and rows[0] == _CSV_HEADER:
        return Sure.CERTAIN
    return Sure.LIKELY if rows and all(_is_row(row) for row in rows) else Sure.NO


def _is_row(row: list[str]) -> bool:
    if len(row) != 3 or not row[1] or not row[2]:
        return False
    try:
        begin, stop = seconds(row[1]), seconds(row[2])
    except (TypeError, ValueError, OverflowError):
        return False
    return begin is not None and stop is not None and begin <= stop


def read_tsv(source: Source) -> list[Conversation]:
    rows = []
    for number, line in enumerate(source.lines[1:], 2):
        start, _, rest = line.partition("\t")
        end, _, text = rest.partition("\t")
        if line.strip():
            rows.append(Row(start, end, text, number))
    whole = all(row.start.strip().isdigit() and row.end.strip().isdigit() for row in rows)
    return finish(source, [_draft(rows, _MS if whole else 1)])


def read_csv(source: Source) -> list[Conversation]:
    reader = csv.reader(source.lines)
    try:
        rows = [
            Row(cells[1], cells[2], cells[0], reader.line_num)
            for cells in reader
            if len(cells) >= 3 and cells[:3] != _CSV_HEADER
        ]
    except csv.Error as error:
        raise Malformed(
            f"is no valid CSV ({error})",
            place=f"line {reader.line_num}",
            remedy="Export it again; a quotation mark may be missing",
        ) from error
    return finish(source, [_draft(rows, 1)])


def _draft(rows: list[Row], per_second: float) -> Draft:
    singles = sum(count_words(row.text) <= 1 for row in rows)
    are_words = singles >= _MOST_ONE_WORD * len(rows)
    draft = Draft(Timing.WORD if are_words else Timing.CUE)
    timed = [(row, *_times(draft, row, per_second)) for row in rows]
    if are_words:
        add_turns(draft, ((None, Word(row.text.strip(), b, e)) for row, b, e in timed))
    else:
        for row, begin, stop in timed:
            draft.turn(None, row.text, begin, stop, place=f"line {row.line}")
    return draft


def _times(draft: Draft, row: Row, per_second: float) -> tuple[float | None, float | None]:
    try:
        return seconds(row.start, per_second), seconds(row.end, per_second)
    except (TypeError, ValueError, OverflowError):
        draft.tally("a time that is none; it was left out", f"line {row.line}")
        return None, None


FORMATS = (
    Format(
        id="whisper-tsv",
        title="Whisper table (TSV)",
        suffixes=(".tsv",),
        timing=Timing.WORD,
        speakers="none",
        traps=(
            "milliseconds, unless a time has a fraction, which is seconds; where nearly every row "
            "is one word, turns are cut from them"
        ),
        sniff=sniff_tsv,
        read=read_tsv,
    ),
    Format(
        id="whisper-csv",
        title="whisper-timestamped table (CSV)",
        suffixes=(".csv",),
        timing=Timing.WORD,
        speakers="none",
        traps="no header; text first; seconds",
        sniff=sniff_csv,
        read=read_csv,
    ),
)
