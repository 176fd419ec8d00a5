"""What somebody says about a sheet before it is taken in, and the step of taking it in.

Nothing of the sheet is read into the desk before; whoever may bring it may say it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.process.sheets import Mapping as ColumnMapping
from ridealong.process.sheets import Sheet, questions
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming import spool
from ridealong.web.jobs import lease
from ridealong.web.people.models import Alias, Person, Role
from ridealong.web.people.policy import crm_imports_seen, must_run
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming import remembered
from ridealong.web.pipeline.incoming.arriving import as_kept
from ridealong.web.pipeline.incoming.owners import alias_of
from ridealong.web.pipeline.incoming.reading import SHEET
from ridealong.web.pipeline.incoming.stages import said_of
from ridealong.web.pipeline.incoming.tables import kind_of
from ridealong.web.pipeline.models import CrmImport

Stage = CrmImport.Stage
SURE_OF_TABLE = 0.4
"""Below it somebody looks at what the rows of a sheet are taken for."""


@dataclass(frozen=True)
class Said:
    """Everything that is said of a sheet."""

    mapping: ColumnMapping
    stages: Mapping[str, str] = field(default_factory=dict)
    """By label, what it means; empty answers are none."""
    owners: Mapping[str, int] = field(default_factory=dict)
    """By the CRM's owner, the person."""


def held(viewer: Viewer, pk: int) -> CrmImport:
    """An import that waits for its columns, locked; call it in a transaction.

    Raises:
        PermissionDenied: it is not theirs, or does not wait any more.
    """
    rows = CrmImport.objects.select_for_update().filter(crm_imports_seen(viewer), pk=pk)
    found = rows.filter(stage=Stage.MAPPING).first()
    if found is None:
        raise PermissionDenied
    return found


def say(viewer: Viewer, work: CrmImport, sheet: Sheet, mapping: ColumnMapping) -> CrmImport:
    """Write down how the columns are meant, without taking anything in yet."""
    with transaction.atomic():
        work = held(viewer, work.pk)
        work.table, work.mapping = mapping.table.value, as_kept(sheet, mapping)
        work.save(update_fields=["table", "mapping"])
    return work


def take_in(viewer: Viewer, work: CrmImport, sheet: Sheet, said: Said) -> CrmImport:
    """Have a sheet read; what was said of it is remembered for the next of its kind.

    Raises:
        PermissionDenied: it is not theirs to bring.
    """
    may_take(viewer, said.mapping)
    with transaction.atomic():
        work = held(viewer, work.pk)
        remember(viewer, said)
        begin(work, sheet.name, said.mapping, viewer.person)
    return work


def may_take(viewer: Viewer, mapping: ColumnMapping) -> None:
    """Refuse what changes something for everybody to whoever is no administrator.

    Raises:
        PermissionDenied: it is not theirs to bring.
    """
    if kind_of(mapping.table.value).for_all:
        must_run(viewer)


def remember(viewer: Viewer, said: Said) -> None:
    """Keep what was said: the columns, the stages, and by administrators the people."""
    remembered.keep_mapping(replace(said.mapping, confidence=1.0), viewer.person)
    keep_stages(said.stages, viewer.person)
    if viewer.has(Role.ADMINISTRATOR):
        keep_owners(said.owners, viewer.person)


def keep_stages(answers: Mapping[str, str], by: Person | None) -> None:
    """Remember what labels of the CRM mean."""
    told = said_of(answers)
    before = remembered.known(remembered.STAGES).get("said", {})
    if told and remembered.remember(remembered.STAGES, {"said": {**before, **told}}, by):
        record(by, "crm_stages.told", labels=len(told))


def keep_owners(owners: Mapping[str, int], by: Person | None) -> None:
    """Remember who of us the CRM's owners are."""
    people = Person.objects.exclude(role=Role.ADMINISTRATOR).in_bulk(owners.values())
    for label, pk in owners.items():
        person = people.get(pk)
        if person is None or not label.strip():
            continue
        _alias, new = Alias.objects.update_or_create(
            kind=Alias.Kind.PROVIDER, value=alias_of(label), defaults={"person": person}
        )
        if new:
            record(by, "alias.remembered", person, about=person)


def begin(work: CrmImport, sheet: str, mapping: ColumnMapping, by: Person | None) -> None:
    """Give a sheet to a worker; call it in a transaction."""
    work.table = mapping.table.value
    work.mapping = {SHEET: sheet, "columns": mapping.to_dict()}
    work.stage, work.cause, work.remedy, work.done_rows = Stage.LOADING, "", "", 0
    work.added = work.changed = work.unchanged = work.refused = work.on_hold = work.removed = 0
    work.save()
    have_loaded([work.pk])
    record(by, "crm_import.taken_in", work, table=work.table)


def have_loaded(pks: Iterable[int]) -> None:
    """Give imports to the workers; call it in a transaction."""
    from ridealong.web.pipeline.tasks import load_sheet  # noqa: PLC0415  # tasks stand above

    for pk in pks:
        lease.requeue_all(CrmImport.objects.filter(pk=pk))
        load_sheet.enqueue(pk)


def needs_nobody(work: CrmImport) -> bool:
    """Whether a sheet can be taken in without a question."""
    try:
        mapping = ColumnMapping.from_dict(work.mapping.get("columns", {}))
    except ValueError:
        return False
    waits = work.stage == Stage.MAPPING and bool(work.spooled)
    sure = mapping.confidence >= SURE_OF_TABLE
    return waits and sure and not questions(mapping) and not kind_of(work.table).unused


def take_all(viewer: Viewer) -> int:
    """Have every sheet read that leaves nothing open; says how many that are."""
    rows = CrmImport.objects.filter(crm_imports_seen(viewer), stage=Stage.MAPPING)
    ready = [work for work in rows.exclude(spooled="").order_by("pk") if needs_nobody(work)]
    runs = viewer.has(Role.ADMINISTRATOR)
    ready = [work for work in ready if runs or not kind_of(work.table).for_all]
    ready.sort(key=lambda work: (kind_of(work.table).rank, work.pk))
    with transaction.atomic():
        for work in ready:
            mapping = ColumnMapping.from_dict(work.mapping["columns"])
            remembered.keep_mapping(mapping, viewer.person)
            begin(held(viewer, work.pk), work.mapping.get(SHEET, ""), mapping, viewer.person)
    return len(ready)


def throw_away(viewer: Viewer, work: CrmImport) -> None:
    """Throw a sheet away that was not taken in, with its file."""
    with transaction.atomic():
        work = held(viewer, work.pk)
        record(viewer.person, "crm_import.thrown_away", work)
        work.delete()
    spool.remove([work.spooled])
