"""Sheets that the command line brings: the same spool, the same rows, taken in here and now.

What a page would ask is stated beforehand, or the sheet is left out with the question. A worker
that runs beside it may take some of them in first; each is taken in once, whoever does it.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from ridealong.errors import ReadError, UsageError
from ridealong.process.sheets import (
    Mapping,
    Question,
    Sheet,
    Table,
    fields_of,
    guess_as,
    questions,
)
from ridealong.process.sheets.forms import with_forms
from ridealong.report.words import _
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived
from ridealong.web.jobs.lease import State
from ridealong.web.pipeline.incoming import reading, remembered, said, work
from ridealong.web.pipeline.incoming.arriving import COMMAND, bring
from ridealong.web.pipeline.incoming.door import SheetDoor
from ridealong.web.pipeline.incoming.giving import unknown_owners
from ridealong.web.pipeline.incoming.stages import Stages
from ridealong.web.pipeline.incoming.tables import kind_of
from ridealong.web.pipeline.models import CrmImport, Deal

_LOOK_S = 0.2
_BITE = 1 << 20
_NAMED = 5
_WAITING = (State.QUEUED, State.RUNNING)
_FIELDS = {f.key for table in Table for f in fields_of(table).all if f.key != "entered"}

type Named = tuple[str, str]
"""A path, and the name under which the file is known."""
type Tell = Callable[[CrmImport, int], None]


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said about the sheets on the command line."""

    table: str = ""
    """What their rows are; empty: by a guess."""
    columns: dict[str, str] = field(default_factory=dict)
    """Field and column."""
    dates: str = ""
    decimals: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet that leaves something open."""

    work: CrmImport
    questions: tuple[Question, ...]


def stated(table: str, pairs: Iterable[str], dates: str, decimals: str, currency: str) -> Stated:
    """What the options say.

    Raises:
        UsageError: one of them names no field.
    """
    columns = {}
    for pair in pairs:
        name, mark, column = pair.partition("=")
        if not mark or name not in _FIELDS:
            known = ", ".join(sorted(_FIELDS))
            raise UsageError(f"--map {pair} names no field; write FIELD=COLUMN, FIELD of: {known}")
        columns[name] = column
    return Stated(table, columns, dates, decimals, currency.upper())


def take(files: Iterable[Named]) -> list[CrmImport]:
    """Bring files into the spool and write their sheets down.

    Raises:
        OSError: the disk takes no more; nothing was taken.
    """
    arrived: list[Arrived] = []
    try:
        for path, name in files:
            arrived.append(_arrived(path, name))
        return bring(COMMAND, arrived)
    except BaseException:
        spool.remove(file.spooled.name for file in arrived if file.spooled)
        raise


def begin(works: Iterable[CrmImport], told: Stated) -> tuple[list[CrmImport], list[Asked]]:
    """Say how the columns are meant, lowest rank first; those that leave something open are asked.

    What is asked is thrown away again: the command is given once more with the answer.
    """
    ready: list[tuple[CrmImport, Sheet, Mapping]] = []
    asked: list[Asked] = []
    for row in works:
        if row.stage != CrmImport.Stage.MAPPING:
            continue
        sheet = reading.sheet_of(row)
        mapping = _stated(sheet, reading.mapping_of(row), told)
        if open_ := questions(mapping):
            asked.append(Asked(row, open_))
            spool.remove([row.spooled])
            row.delete()
        else:
            ready.append((row, sheet, mapping))
    ready.sort(key=lambda one: kind_of(one[2].table.value).rank)
    for row, sheet, mapping in ready:
        with transaction.atomic():
            remembered.keep_mapping(mapping, None)
            said.begin(row, sheet.name, mapping, None)
    return [row for row, _sheet, _mapping in ready], asked


def load_all(works: Iterable[CrmImport], tell: Tell) -> None:
    """Take sheets in, one after the other; those whose rows waited for a later one once more.

    One that goes wrong is left as it is then; a worker tries it again later.
    """
    rows = list(works)
    for row in (*rows, *rows):
        row.refresh_from_db()
        while row.state in _WAITING and not row.error:
            work.load(row.pk, partial(tell, row))
            row.refresh_from_db()
            if row.state in _WAITING and not row.error:
                time.sleep(_LOOK_S)  # a worker has it


def nobodys() -> tuple[int, list[str]]:
    """How many owners of the CRM are nobody here, and the first of them by name."""
    owners = unknown_owners()
    return len(owners), [owner.name or _("(no owner named)") for owner in owners[:_NAMED]]


def unknown_stages() -> list[str]:
    """Words of the CRM for stages of which nobody has said what they mean."""
    stages = Stages.now()
    keys = [stage.key for stage in stages.framework.stages]
    rows = Deal.objects.exclude(stage__in=[*keys, ""]).order_by("stage")
    labels = rows.values_list("stage", flat=True).distinct()
    return [label for label in labels if not stages.is_said(label)]


def _stated(sheet: Sheet, mapping: Mapping, told: Stated) -> Mapping:
    """A guess with what was stated; what names no column of this sheet is meant for another."""
    if told.table and mapping.table.value != told.table:
        mapping = guess_as(sheet, Table(told.table))
    known = {f.key for f in fields_of(mapping.table).all}
    for name, column in told.columns.items():
        if name in known and column in sheet.columns:
            mapping = mapping.stated(column, field=name)
    mapping = with_forms(sheet, mapping)
    for question in questions(mapping):
        form = {"dates": told.dates, "amounts": told.decimals}.get(question.about, "")
        if form and question.column:
            mapping = mapping.stated(question.column, form=form)
    return replace(mapping, currency=told.currency or mapping.currency)


def _arrived(path: str, name: str) -> Arrived:
    try:
        with _opened(path, name) as stream, spool.writing() as file:
            door = SheetDoor(name)
            while bite := stream.read(_BITE):
                door.let_in(bite)
                file.write(bite)
            door.close()
            return Arrived(name, file.size, file.finish())
    except ReadError as error:
        return Arrived(name, 0, error=error)


def _opened(path: str, name: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ReadError(
            f"cannot be opened ({error.strerror})",
            remedy="Check the path and that you may read it",
            path=name,
        ) from error
