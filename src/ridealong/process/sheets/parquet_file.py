"""Parquet, some thousand rows at a time."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ridealong.errors import EmptyFile, Malformed, TooLarge
from ridealong.process.sheets.model import Cell
from ridealong.process.sheets.sheet import Row, Sheet, sheet_of

_BATCH = 8192


def open_parquet(path: Path, max_bytes: int) -> Sheet:
    """The sheet in a Parquet file; its names are row 1.

    Raises:
        ReadError: it cannot be read or holds nothing.
    """
    import pyarrow as pa  # noqa: PLC0415  # heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            unpacked = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
            rows = about.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(error) from error
    if unpacked > 4 * max_bytes:
        raise TooLarge(f"unpacks to more than {4 * max_bytes // 2**20} MB", remedy="Split it")
    if not rows:
        raise EmptyFile("holds no rows", remedy="Write it again with its rows")
    return sheet_of(lambda: _rows(path), path=str(path), name=path.stem, kind="parquet")


def _rows(path: Path) -> Iterator[Row]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 1
    try:
        with pq.ParquetFile(path) as file:
            yield 1, list(file.schema_arrow.names)
            for batch in file.iter_batches(_BATCH):
                columns = [_cells(batch.column(i)) for i in range(batch.num_columns)]
                for number, cells in enumerate(zip(*columns, strict=True), number + 1):  # noqa: B020
                    yield number, cells
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise _broken(error, f"after row {number}") from error


def _cells(column: Any) -> list[Cell]:
    """The values of a column as Python has them; times finer than a microsecond are cut."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = pc.cast(column, pa.timestamp("us", kind.tz), safe=False)
    values = column.to_pylist()
    plain = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
    return values if plain else [_cell(value) for value in values]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool | datetime | date):
        return None if isinstance(value, float) and value != value else value  # noqa: PLR0124
    if isinstance(value, Decimal):
        return float(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _broken(error: Exception, place: str = "") -> Malformed:
    return Malformed(
        f"is a broken Parquet file ({str(error)[:100]})",
        place=place,
        remedy="Write it again; it may be cut off",
    )
