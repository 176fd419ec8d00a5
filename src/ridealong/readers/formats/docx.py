"""Word documents: what a Teams, Google Meet or Otter document shows, and tables of talk.

The document's body is walked in order. A table under headings of talk is read as a table; all
else becomes lines of text, and those are read as the text format that they are in.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ridealong.conversation import Conversation, Timing
from ridealong.errors import (
    EmptyFile,
    Malformed,
    NotATranscript,
    ReadError,
    TooLarge,
    UnknownFormat,
)
from ridealong.readers.columns import Columns, find_columns
from ridealong.readers.format import Format, Sure
from ridealong.readers.patterns import lazy
from ridealong.readers.source import MAX_BYTES, Source
from ridealong.readers.tables import Row, read_rows

if TYPE_CHECKING:
    from zipfile import ZipFile

_MAIN = b"word/document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TEXTS = (".xml", ".rels")
_BITE = 65_536
_MOST_PARTS = 2000
_TOPIC = lazy(r"^\[(Topic \d{1,3}|ISSUE|OUTCOME|ACTION_ITEM)\]\s*")
"""What the AWS document writes before a text where its summary begins a topic."""
_TRAP = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def sniff(source: Source) -> int:
    if not source.is_zip:
        return Sure.NO
    if _MAIN in source.data:
        return Sure.CERTAIN
    return Sure.POSSIBLE if source.suffix == ".docx" else Sure.NO


def read(source: Source) -> list[Conversation]:
    """The talk in the document.

    Raises:
        Malformed: it cannot be unpacked, or is no Word document inside.
        TooLarge: it unpacks to more than a transcript can be.
        NotATranscript: nobody talks in it.
    """
    body = _body(source)
    lines: list[str] = []
    for block in _blocks(body):
        if isinstance(block, str):
            lines.append(block)
        elif columns := find_columns(block[0]):
            return _read_table(columns, block)
        else:
            lines += _as_lines(block)
    return _read_lines(lines, source)


def _body(source: Source) -> Any:
    """The body element, opened by python-docx once nothing in the package can be a trap."""
    from zipfile import ZipFile  # noqa: PLC0415

    try:
        with ZipFile(io.BytesIO(source.data)) as package:
            harmless = _unpacked(package)
        from docx import Document  # noqa: PLC0415

        return Document(harmless).element.body
    except ReadError:
        raise
    except Exception as error:  # whatever zipfile, lxml or python-docx trip over
        cause = f"is a damaged Word document ({str(error)[:80] or 'cut off'})"
        raise _damaged(cause, "the document's package") from error


def _unpacked(package: "ZipFile") -> io.BytesIO:
    """The package again, unpacked in small bites, its pictures left empty.

    A stated size may be a lie, so that unpacking a part in one go could fill the memory.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile  # noqa: PLC0415

    parts = {part.filename: part for part in package.infolist()}
    texts = [part for name, part in parts.items() if name.endswith(_TEXTS)]
    unpacked = sum(part.file_size for part in texts)
    if len(parts) > _MOST_PARTS or unpacked > MAX_BYTES:
        raise TooLarge(
            f"unpacks to {unpacked // 2**20} MB in {len(parts)} parts, more than a transcript",
            remedy="Save the talk alone, or as text",
        )
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in texts):
        raise _damaged("is packed in a way in which Word does not pack", "its parts")
    harmless = io.BytesIO()
    with ZipFile(harmless, "w") as out:
        for name, part in parts.items():
            content = b""
            if name.endswith(_TEXTS):
                with package.open(part) as file:
                    content = b"".join(iter(lambda: file.read(_BITE), b""))
            if _TRAP.search(content[:4096].replace(b"\0", b"")):
                raise _damaged("defines XML entities, which can be a trap", name[:100])
            out.writestr(name, content)
    return harmless


def _damaged(cause: str, place: str) -> Malformed:
    return Malformed(cause, place=place, remedy="Open it in Word and save it again, or as text")


def _blocks(body: Any) -> Iterator[str | list[list[str]]]:
    """Lines and tables, in the order of the body."""
    for element in _children(body):
        if element.tag in {f"{_W}p", f"{_STRICT}p"}:
            yield from _text(element).split("\n")
        else:
            rows = [[_cell(c) for c in _named(row, "tc")] for row in _named(element, "tr")]
            yield [row for row in rows if row] or [[""]]


def _children(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables in an element, also inside content controls and the like."""
    stack = [parent]
    while stack:
        element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.rpartition("}")[2]
        if name in {"p", "tbl"} and tag.startswith((_W, _STRICT)):
            yield element
        elif name != "Fallback":
            stack.extend(reversed(element))


def _named(parent: Any, name: str) -> Iterator[Any]:
    """The nearest descendants of that name: the rows of a table, not those of a table inside."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag.rpartition("}")[2] == name:
            yield element
        else:
            stack.extend(reversed(element))


def _cell(element: Any) -> str:
    return "\n".join(line for p in _children(element) if (line := _text(p).strip()))


def _text(element: Any) -> str:
    """The text of a paragraph (of a table: of all in it), with its tabs and line breaks."""
    parts: list[str] = []
    stack = list(reversed(element))
    while stack:
        inner = stack.pop()
        tag = inner.tag if isinstance(inner.tag, str) else ""
        name = tag.rpartition("}")[2]
        if name == "t":
            parts.append(inner.text or "")
        elif name in {"tab", "ptab"}:
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in {"pPr", "rPr", "Fallback", "del", "instrText", "drawing", "pict"}:
            stack.extend(reversed(inner))
    return "".join(parts)


def _read_table(columns: Columns, table: list[list[str]]) -> list[Conversation]:
    """A table with headings of talk; what a summary wrote into the text is taken out."""
    index = columns.at.get("text", columns.at.get("word", 0))
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], 2):
        if index < len(cells):
            cells[index] = _TOPIC.sub("", cells[index])
        rows.append((f"row {number} of the table", cells))
    conversations = read_rows(columns, rows)
    if not any(c.turns for c in conversations):
        raise EmptyFile("has a table for talk and no row in it", remedy="Export it again")
    return conversations


def _as_lines(table: list[list[str]]) -> list[str]:
    """A table without headings of talk: name and text side by side where names come back."""
    first = [row[0].strip() for row in table if len(row) == 2]
    if len(first) == len(table) and 0 < len(set(first)) < len(first) and all(first):
        return [f"{name.removesuffix(':')}: {text}" for name, text in table]
    if all(len(row) == 1 for row in table):
        return [line for row in table for line in (*row[0].split("\n"), "")]
    return ["\t".join(row) for row in table]


def _read_lines(lines: list[str], source: Source) -> list[Conversation]:
    from ridealong.readers.registry import recognise  # noqa: PLC0415  # it imports this module

    shown = Source("\n".join(lines).encode("utf-8", "replace"), f"{source.path}.txt")
    try:
        conversations = list(recognise(shown).read(shown))
    except (UnknownFormat, EmptyFile):
        raise NotATranscript(
            "is a Word document in which nobody talks",
            remedy='Write one turn a paragraph, as "Name: what they said"',
        ) from None
    source.warnings += shown.warnings
    return conversations


FORMATS = (
    Format(
        id="docx",
        title="Word document (Teams, Google Meet, Otter, AWS, or any “Name: text”)",
        suffixes=(".docx",),
        timing=Timing.CUE,
        speakers="as in the text format that its paragraphs are in, or a column of a table",
        traps="a Teams turn is one paragraph with line breaks in it; talk may stand in a table; "
        "packages that unpack to too much, or define XML entities, are refused",
        sniff=sniff,
        read=read,
    ),
)
