"""What was said once about a CRM and holds for every sheet: its stages, the names of its people.

Both stand in one row each beside the remembered mappings of headings.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ridealong.process.sheets import Mapping as ColumnMapping
from ridealong.process.sheets import Sheet, fingerprint
from ridealong.process.sheets.forms import with_forms
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models import RememberedMapping

STAGES = "stages of the CRM"
PEOPLE = "people of the CRM"


def known(what: str) -> dict[str, Any]:
    """What is known so far."""
    row = RememberedMapping.objects.filter(heading_sha256=what).first()
    return dict(row.mapping) if row else {}


def remember(what: str, more: Mapping[str, Any], by: Person | None) -> bool:
    """Add to what is known; says whether that changed anything. Call it in a transaction."""
    row, _new = RememberedMapping.objects.select_for_update().get_or_create(
        heading_sha256=what, defaults={"table": "", "mapping": {}}
    )
    together = {**row.mapping, **more}
    if together == row.mapping:
        return False
    row.mapping, row.by = together, by
    row.save()
    return True


def mapping_of(sheet: Sheet) -> ColumnMapping | None:
    """How a sheet with these headings was read last, if it still fits.

    How it writes dates and amounts is looked at anew, unless somebody has stated it.
    """
    row = RememberedMapping.objects.filter(heading_sha256=sheet.fingerprint).first()
    if row is None:
        return None
    try:
        kept = ColumnMapping.from_dict(row.mapping)
    except ValueError:
        return None
    if tuple(column.name for column in kept.columns) != sheet.columns:
        return None
    columns = (c if c.because == "stated" else replace(c, form="") for c in kept.columns)
    return with_forms(sheet, replace(kept, columns=tuple(columns)))


def keep_mapping(mapping: ColumnMapping, by: Person | None) -> None:
    """Remember how a sheet with these headings is read."""
    RememberedMapping.objects.update_or_create(
        heading_sha256=fingerprint([column.name for column in mapping.columns]),
        defaults={"table": mapping.table.value, "mapping": mapping.to_dict(), "by": by},
    )
