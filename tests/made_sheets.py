"""Sheets made for tests: CSV by lines, and workbooks by cells, written as the standard has them."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ridealong.process.sheets import Record, Refusal, Rows, Sheet, guess, open_sheet, read_rows


class Formula(str):
    """A cell with a formula whose result nobody computed."""

    __slots__ = ()


def csv_of(folder: Path, text: str, name: str = "deals.csv", encoding: str = "utf-8") -> Path:
    """A text file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def sheet_of(folder: Path, text: str, name: str = "deals.csv") -> Sheet:
    """The sheet in a text file."""
    return open_sheet(csv_of(folder, text, name))


def read(sheet: Sheet, **changes: Any) -> tuple[list[Record], list[Refusal], Rows]:
    """Records and refusals of a sheet as it is guessed."""
    rows = read_rows(sheet, replace(guess(sheet), **changes))
    together = list(rows)
    records = [one for one in together if isinstance(one, Record)]
    refusals = [one for one in together if isinstance(one, Refusal)]
    return records, refusals, rows


def workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()
) -> Path:
    """An XLSX file; `merged` are ranges of the first worksheet, such as "A2:A4"."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _types(len(sheets)))
        packed.writestr("_rels/.rels", _rels(["officeDocument"], ["xl/workbook.xml"]))
        packed.writestr("xl/workbook.xml", _book(list(sheets)))
        parts = [f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)]
        kinds = ["worksheet"] * len(sheets)
        packed.writestr(
            "xl/_rels/workbook.xml.rels", _rels([*kinds, "styles"], [*parts, "styles.xml"])
        )
        packed.writestr("xl/styles.xml", _STYLES)
        for n, rows in enumerate(sheets.values(), 1):
            spans = merged if n == 1 else ()
            packed.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows, spans))
    return path


_OF = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_OF}/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


def _types(sheets: int) -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{main}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_OF}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{main}.styles+xml"/>{parts}</Types>'
    )


def _rels(kinds: list[str], targets: list[str]) -> str:
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{_OF}/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(zip(kinds, targets, strict=True), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_OF}/package/2006/relationships">{rels}</Relationships>'


def _book(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_OF}/spreadsheetml/2006/main" '
        f'xmlns:r="{_OF}/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>'
    )


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[str]) -> str:
    lines = "".join(_row(n, row) for n, row in enumerate(rows, 1))
    spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged)
    spans = f"<mergeCells>{spans}</mergeCells>" if merged else ""
    return (
        f'{_HEAD}<worksheet xmlns="{_OF}/spreadsheetml/2006/main"><sheetData>{lines}</sheetData>'
        f"{spans}</worksheet>"
    )


def _row(number: int, row: Sequence[Any]) -> str:
    cells = "".join(_cell(cell, f"{chr(65 + at)}{number}") for at, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell(value: Any, at: str) -> str:  # noqa: PLR0911  # one line a kind
    if value is None:
        return ""
    if isinstance(value, Formula):
        return f'<c r="{at}"><f>{escape(value)}</f></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001
        return f'<c r="{at}" s="2"><v>{days}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{value.toordinal() - 693_594}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
