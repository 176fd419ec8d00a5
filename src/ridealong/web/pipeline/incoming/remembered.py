"""What was said once about a CRM and holds for every sheet: its stages, the names of its people.

Both stand in one row each beside the remembered mappings of headings.
"""

from collections.abc import Mapping
from typing import Any

from ridealong.process.sheets import Mapping as ColumnMapping
from ridealong.process.sheets import fingerprint
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


def mapping_of(columns: tuple[str, ...]) -> ColumnMapping | None:
    """How a sheet with these headings was read last, if it still fits."""
    row = RememberedMapping.objects.filter(heading_sha256=fingerprint(columns)).first()
    if row is None:
        return None
    try:
        kept = ColumnMapping.from_dict(row.mapping)
    except ValueError:
        return None
    return kept if tuple(c.name for c in kept.columns) == columns else None


def keep_mapping(mapping: ColumnMapping, by: Person | None) -> None:
    """Remember how a sheet with these headings is read."""
    RememberedMapping.objects.update_or_create(
        heading_sha256=fingerprint([column.name for column in mapping.columns]),
        defaults={"table": mapping.table.value, "mapping": mapping.to_dict(), "by": by},
    )
