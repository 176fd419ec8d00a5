"""What a person has to see of a sheet to say what it means: first rows, stages, owners.

It is looked up once, when the sheet comes in or its columns are said anew, and kept beside the
columns until the sheet is in.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ridealong.process.sheets import Mapping, Sheet
from ridealong.web.pipeline.incoming.context import line
from ridealong.web.pipeline.models import CrmImport

ROWS = 20
_SCANNED = 200_000
_CELL = 60
_LABELS, _OWNERS = 80, 300
_OWNER_FIELDS = ("owner_id", "owner_email", "owner")
SEEN = "seen"


@dataclass(frozen=True)
class Seen:
    """What was looked up."""

    first: list[tuple[int, list[str]]]
    """The first rows with their numbers."""
    labels: list[tuple[str, int]]
    """Labels of stages, and in how many rows."""
    owners: list[tuple[str, str, str, int]]
    """Owners by label, address and name, and in how many rows."""
    notes: list[str]
    whole: bool
    """Whether all rows were looked at."""


def look(sheet: Sheet, mapping: Mapping) -> dict[str, Any]:
    """Look a sheet through, as far as a page can wait for it."""
    stage = mapping.column("stage") or mapping.column("stage_id")
    owner = [mapping.column(name) for name in _OWNER_FIELDS]
    labels: Counter[str] = Counter()
    owners: Counter[tuple[str, str, str]] = Counter()
    scanned = 0
    if stage or any(owner):
        for scanned, (_row, cells) in enumerate(islice(sheet.rows(), _SCANNED), 1):  # noqa: B007
            if stage and (label := _text(cells, stage.at)):
                labels[label] += 1
            crm_id, email, name = (_text(cells, c.at) if c else "" for c in owner)
            if crm_id or email or name:
                owners[crm_id or email or name, email, name] += 1
    return {
        "first": [
            [row, [line(_plain(cell), _CELL) for cell in cells]] for row, cells in sheet.first
        ],
        "labels": labels.most_common(_LABELS),
        "owners": [[*who, n] for who, n in owners.most_common(_OWNERS)],
        "notes": list(sheet.notes),
        "whole": scanned < _SCANNED,
    }


def seen(work: CrmImport) -> Seen:
    """What was looked up of an import."""
    kept = work.mapping.get(SEEN, {})
    return Seen(
        first=[(row, list(cells)) for row, cells in kept.get("first", [])][:ROWS],
        labels=[(label, n) for label, n in kept.get("labels", [])],
        owners=[(a, b, c, n) for a, b, c, n in kept.get("owners", [])],
        notes=list(kept.get("notes", [])),
        whole=bool(kept.get("whole", True)),
    )


def _text(cells: Sequence[object], at: int) -> str:
    return line(_plain(cells[at]), 120).strip() if at < len(cells) else ""


def _plain(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
