"""Parquet, one row a turn: as `writers.tables` writes it, or any table with a text column."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ridealong.conversation import Conversation, Timing
from ridealong.conversation.native import from_dict
from ridealong.errors import EmptyFile, Malformed, ReadError, TooLarge, UnknownFormat
from ridealong.readers.columns import Columns, find_columns
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tables import read_rows

MAX_BYTES = 512 * 2**20
"""The most that a file may unpack to: a small file can hold one long value a million times."""
_BATCH = 1024

Row = dict[str, Any]


def sniff(source: Source) -> int:
    return Sure.CERTAIN if source.binary == "parquet" else Sure.NO


def read(source: Source) -> list[Conversation]:
    rows, about = _rows(source.data)
    read_all = _own(rows, about) if about is not None else _foreign(rows)
    if not any(c.turns for c in read_all):
        raise EmptyFile("holds no turns", remedy="Write one row a turn")
    return read_all


def _rows(data: bytes) -> tuple[list[Row], list[Any] | None]:
    """All rows, and what our own writer put into the metadata, None where there is none."""
    import pyarrow as pa  # noqa: PLC0415  # heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        kept = (file.schema_arrow.metadata or {}).get(b"ridealong")
        about = json.loads(kept) if kept else None
        wanted = None if about is not None else _wanted(file.schema_arrow.names)
        rows: list[Row] = []
        unpacked = 0
        for batch in file.iter_batches(_BATCH, columns=wanted):
            unpacked += batch.nbytes
            if unpacked > MAX_BYTES:
                raise TooLarge(f"unpacks to more than {MAX_BYTES // 2**20} MB", remedy="Split it")
            rows += batch.to_pylist()
    except ReadError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError, RecursionError) as error:
        raise Malformed(
            f"is a broken Parquet file ({str(error)[:100]})", remedy="Write it again"
        ) from error
    return rows, about if isinstance(about, list) else None


def _own(rows: Sequence[Row], about: list[Any]) -> list[Conversation]:
    turns: list[list[tuple[int, Row]]] = [[] for _ in about]
    for i, row in enumerate(rows):
        number, index = row.get("conversation"), row.get("turn")
        if type(number) is not int or not 0 <= number < len(about) or type(index) is not int:
            raise Malformed(
                "names no conversation of this file and no turn",
                place=f"row {i}",
                remedy="Write it again",
            )
        turns[number].append((index, _turn(row)))
    return [_whole(n, about[n], turns[n]) for n in range(len(about))]


def _whole(number: int, about: object, turns: list[tuple[int, Row]]) -> Conversation:
    turns.sort(key=lambda pair: pair[0])  # tables may have been written in another order
    try:
        whole = {**about} if isinstance(about, dict) else {}
        return from_dict({**whole, "turns": [turn for _, turn in turns]})
    except ReadError as error:
        error.place = f"conversation {number}, {error.place}"
        raise


def _turn(row: Row) -> Row:
    """A row as a turn of native JSON."""
    turn = {key: row.get(key) for key in ("speaker", "start_s", "end_s", "text")}
    turn |= {k: row[k] for k in ("confidence", "language", "ref") if row.get(k) is not None}
    if words := row.get("words"):
        turn["words"] = [list(word.values()) if isinstance(word, dict) else word for word in words]
    if isinstance(more := row.get("extra"), str):
        try:
            turn |= json.loads(more)
        except (ValueError, TypeError):
            turn["extra"] = more
    return turn


def _wanted(names: Sequence[str]) -> list[str]:
    """The columns of a foreign table that are read, in its order."""
    return [names[i] for i in sorted(_columns(names).at.values())]


def _columns(names: Sequence[str]) -> Columns:
    """What the columns of a foreign table mean.

    Raises:
        UnknownFormat: there is no talk in it.
    """
    if columns := find_columns(names):
        return columns
    raise UnknownFormat(
        f"is Parquet without columns of a talk (it has {', '.join(names)[:200] or 'none'})",
        remedy="Name the columns speaker, start_s, end_s and text",
    )


def _foreign(rows: Sequence[Row]) -> list[Conversation]:
    if not rows:
        return []
    cells = ((f"row {i}", [_cell(value) for value in row.values()]) for i, row in enumerate(rows))
    return read_rows(_columns(list(rows[0])), cells)


def _cell(value: object) -> str:
    """A value as a table of text would hold it; "" for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return ""
    return str(value) if isinstance(value, int) else f"{value:.6f}".rstrip("0").rstrip(".")


FORMATS = (
    Format(
        id="parquet",
        title="Parquet, one row a turn",
        suffixes=(".parquet",),
        timing=Timing.WORD,
        speakers="column `speaker`, of other tables also `name`, `participant` and the like",
        sides="columns `side` and `role`",
        traps="a file of ours comes back without loss; other tables are read as CSV is, by the "
        "names of their columns; a small file that unpacks to very much is refused",
        sniff=sniff,
        read=read,
    ),
)
