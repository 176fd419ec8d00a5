"""What is refused of a CRM's files at the door: whatever is no sheet, or more than one can be."""

from pathlib import PurePosixPath
from typing import ClassVar, override

from ridealong.errors import NotATranscript, ReadError, TooLarge
from ridealong.readers.source import refuse_if_no_text
from ridealong.web.calls.incoming.limits import Door

MOST_SHEET_BYTES = 512 * 2**20
"""A million rows of a CRM take some 100 MB."""
_TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt"})
_STARTS = {
    ".xlsx": b"PK\x03\x04",
    ".parquet": b"PAR1",
    ".zip": b"PK",
}
KINDS = (*sorted(_TEXTS), *_STARTS)
"""Ends of names of files that come through."""


class SheetDoor(Door):
    """Looks at one file of a CRM while it comes in."""

    packed_documents: ClassVar[tuple[str, ...]] = (".xlsx",)

    @override
    def _look(self) -> None:
        self._looked = True
        kind = PurePosixPath(self.name.lower()).suffix
        try:
            if kind in _TEXTS:
                refuse_if_no_text(self._head, self.name)
            elif kind not in _STARTS:
                raise _no_sheet(self.name)
            elif self._head and not self._head.startswith(_STARTS[kind]):
                raise NotATranscript(
                    f"is called {kind} and is none inside",
                    remedy="Export it again, as CSV if your CRM offers that",
                    path=self.name,
                )
        except ReadError as error:
            error.remedy = error.remedy.replace("Give a transcript: docs/formats.md", "docs/crm.md")
            raise

    @override
    def _weigh(self) -> None:
        if self._size > MOST_SHEET_BYTES:
            raise TooLarge(
                f"is larger than {MOST_SHEET_BYTES // 2**20} MB",
                remedy="Export it in several parts, for example by year",
                path=self.name,
            )


def _no_sheet(name: str) -> ReadError:
    return NotATranscript(
        "is no sheet",
        remedy="Export it from your CRM as CSV, XLSX or Parquet, or give a zip of such files",
        path=name,
    )
