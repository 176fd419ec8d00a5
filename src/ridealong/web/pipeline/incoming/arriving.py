"""Files of a CRM become imports, one a sheet, each with a first guess of what its columns mean.

A zip is opened at once, a workbook gives an import for each of its worksheets. Whatever cannot be
read is written down as such, with the reason; the others come in all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.errors import ReadError
from ridealong.process.sheets import Mapping, Sheet, guess
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming import spool, zips
from ridealong.web.calls.incoming.arriving import Arrived, printable, refusal
from ridealong.web.calls.incoming.zips import is_left_out
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Person
from ridealong.web.people.policy import may_bring_deals
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming import remembered
from ridealong.web.pipeline.incoming.door import SheetDoor
from ridealong.web.pipeline.incoming.looking import SEEN, look
from ridealong.web.pipeline.incoming.reading import SHEET, sheets_of
from ridealong.web.pipeline.incoming.tables import kind_of
from ridealong.web.pipeline.models import CrmImport

Stage = CrmImport.Stage
UPLOAD, COMMAND = "upload", "command"
_NAME = 255
_SHEETS = 100
"""The most worksheets of a workbook that are taken."""


def upload(viewer: Viewer, files: Sequence[Arrived]) -> list[CrmImport]:
    """Take in what somebody uploaded.

    Raises:
        PermissionDenied: they bring no sheets of a CRM.
        OSError: the disk takes no more; nothing was taken.
    """
    if not may_bring_deals(viewer):
        raise PermissionDenied
    return bring(UPLOAD, files, by=viewer.person)


def bring(way: str, files: Sequence[Arrived], *, by: Person | None = None) -> list[CrmImport]:
    """Write sheets down, so that somebody can say what their columns mean.

    What was brought together has one time. Of files that wait already the same rows come back.

    Raises:
        OSError: the disk takes no more; nothing was taken.
    """
    made: list[CrmImport] = []
    opened: list[Arrived] = []
    at = timezone.now()
    try:
        for file in _unpacked(files, opened):
            made += _waiting_twin(file, by) or [_row(way, by, at=at, **row) for row in _rows(file)]
        with transaction.atomic():
            new = [row for row in made if row.pk is None]
            CrmImport.objects.bulk_create(new)
            for row in new:
                record(by, "crm_import.begun", row, way=way)
    except BaseException:
        spool.remove(row.spooled for row in made if row.pk is None)
        spool.remove(file.spooled.name for file in opened if file.spooled)
        raise
    named = {row.spooled for row in made}
    for file in (*files, *opened):
        if file.spooled and file.spooled.name not in named:
            spool.remove([file.spooled.name])
    return made


def _unpacked(files: Sequence[Arrived], opened: list[Arrived]) -> Iterator[Arrived]:
    """The files, and those within zips in place of these."""
    for file in files:
        if file.spooled is None or not file.name.lower().endswith(".zip"):
            yield file
            continue
        try:
            for inside in zips.unpack(spool.path_of(file.spooled.name), file.name, SheetDoor):
                opened.append(inside)
                yield inside
        except ReadError as error:
            yield Arrived(file.name, file.size, error=error)


def _waiting_twin(file: Arrived, by: Person | None) -> list[CrmImport]:
    """The rows of the same file, where it waits for the same person already."""
    if file.spooled is None or by is None:
        return []
    rows = CrmImport.objects.filter(sha256=file.spooled.sha256, stage=Stage.MAPPING, by=by)
    return list(rows.exclude(spooled=""))


def _rows(file: Arrived) -> Iterator[dict[str, object]]:
    """What is written down of each sheet of a file."""
    name = printable(file.name)[-_NAME:]
    if file.error is not None or file.spooled is None:
        yield _refused(name, file.size, file.error)
        return
    path = spool.path_of(file.spooled.name)
    try:
        sheets = sheets_of(path, name)
    except ReadError as error:
        yield _refused(name, file.size, error)
        return
    for number, sheet in enumerate(islice(sheets, _SHEETS)):
        spooled = file.spooled
        if number:  # a copy each, so that each goes when it is in
            with path.open("rb") as stream:
                spooled = replace(spooled, name=spool.copy(stream).name)
        whole = name if len(sheets) == 1 else printable(f"{name} / {sheet.name}")[-_NAME:]
        yield {"name": whole, "size": file.size, "spooled": spooled.name} | {
            "sha256": spooled.sha256,
            **_meant(sheet),
        }


def _meant(sheet: Sheet) -> dict[str, object]:
    """What a sheet is taken for: as it was read last, else by a guess."""
    mapping = remembered.mapping_of(sheet) or guess(sheet)
    kind = kind_of(mapping.table.value)
    if kind.unused:
        over: dict[str, object] = {"stage": Stage.LOADED, "cause": kind.unused, "spooled": ""}
        return {"table": mapping.table.value, **over}
    return {"table": mapping.table.value, "mapping": as_kept(sheet, mapping)}


def as_kept(sheet: Sheet, mapping: Mapping) -> dict[str, object]:
    """What an import keeps of how its sheet is read."""
    return {SHEET: sheet.name, "columns": mapping.to_dict(), SEEN: look(sheet, mapping)}


def _refused(name: str, size: int, error: ReadError | None) -> dict[str, object]:
    said = refusal(error) if error else {"cause": "", "remedy": ""}
    told: dict[str, object] = {key: said[key] for key in ("cause", "remedy")}
    return {"name": name, "size": size, "stage": Stage.FAILED, **told}


def _row(way: str, by: Person | None, **told: object) -> CrmImport:
    """A row that nobody works on before somebody says so, not saved yet."""
    now = timezone.now()
    row = CrmImport(way=way, by=by, state=State.DONE, **told)
    if row.stage != Stage.MAPPING:
        row.finished_at = now
    return row


def with_folders(files: Sequence[Arrived]) -> list[Arrived]:
    """The files without what systems put into folders unasked."""
    return [f for f in files if not is_left_out(f.name) and PurePosixPath(f.name).name]
