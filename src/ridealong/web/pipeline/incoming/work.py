"""Take a sheet in: laid out first, then brought in within one short transaction, or not at all.

A worker may be killed anywhere in here: what was laid out goes with its connection, and nobody has
seen any of it. Whoever takes the work up again begins anew and comes to the same end.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from ridealong.errors import ReadError
from ridealong.process.sheets import Mapping, Record, Refusal, Rows, Sheet, Table, read_rows
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import printable
from ridealong.web.jobs import lease
from ridealong.web.people.models import Role
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.incoming.accounts import AccountLoader
from ridealong.web.pipeline.incoming.activities import ActivityLoader
from ridealong.web.pipeline.incoming.contacts import ContactLoader
from ridealong.web.pipeline.incoming.context import Context, Forgetting, Loader
from ridealong.web.pipeline.incoming.deals import DealLoader
from ridealong.web.pipeline.incoming.history import HistoryLoader
from ridealong.web.pipeline.incoming.lines import LineLoader
from ridealong.web.pipeline.incoming.links import LinkLoader
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.owners import Owners
from ridealong.web.pipeline.incoming.reading import deleted_ids, mapping_of, sheet_of
from ridealong.web.pipeline.incoming.retelling import retell
from ridealong.web.pipeline.incoming.said import have_loaded
from ridealong.web.pipeline.incoming.snapshots import SnapshotLoader
from ridealong.web.pipeline.incoming.stages import Stages
from ridealong.web.pipeline.incoming.staging import one_at_a_time
from ridealong.web.pipeline.incoming.tables import KINDS, kind_of
from ridealong.web.pipeline.incoming.telling import PeopleLoader, StageLoader
from ridealong.web.pipeline.models import CrmImport, RefusedRow

Stage = CrmImport.Stage
MOST_REFUSED = 10_000
"""Refused rows that are kept, to be shown; all of them are counted."""
PASSED = "passed"
"""Where the mapping of an import keeps how many rows were passed over, and why."""
_SAY_EVERY_S = 1.0
_LOADERS: dict[Table, Callable[[Context], Loader]] = {
    Table.PEOPLE: PeopleLoader,
    Table.STAGES: StageLoader,
    Table.ACCOUNTS: AccountLoader,
    Table.CONTACTS: ContactLoader,
    Table.DEALS: DealLoader,
    Table.SNAPSHOTS: SnapshotLoader,
    Table.HISTORY: HistoryLoader,
    Table.ACTIVITIES: ActivityLoader,
    Table.LINES: LineLoader,
    Table.LINKS: LinkLoader,
}
_TELL_STAGES = frozenset({Table.STAGES, Table.DEALS, Table.SNAPSHOTS, Table.HISTORY})

type Tell = Callable[[int], None]
"""Is told after how many rows it is."""


@dataclass
class Reading:
    """One pass over a sheet, with what is refused on the way."""

    work: CrmImport
    rows: Rows
    tell: Tell
    refused: list[Refusal] = field(default_factory=list)
    own: int = 0
    """Rows that the desk refused, beside those of the reader."""
    read: int = 0

    def records(self) -> Iterator[Record]:
        """The records, one after another; what is refused is kept aside."""
        said = time.monotonic()
        bad: list[Refusal] = []
        for found in self.rows:
            if isinstance(found, Refusal):
                self._keep(found)
                bad.append(found)
                continue
            if bad:
                unread = [r.column for r in bad if r.row == found.row and r.kept and r.column]
                bad.clear()
                if unread:
                    found.values["unread"] = "\n".join(unread)
            self.read += 1
            yield found
            if time.monotonic() - said > _SAY_EVERY_S:
                said = time.monotonic()
                self.tell(self.read)
        self.tell(self.read)

    def refuse(self, refusal: Refusal) -> None:
        """What the desk itself does not take."""
        self.own += not refusal.kept
        self._keep(refusal)

    def _keep(self, refusal: Refusal) -> None:
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refusal)

    @property
    def lost(self) -> int:
        """Rows that were not taken."""
        return self.rows.counts.refused + self.own


def load(pk: int, tell: Tell | None = None) -> None:
    """Take a sheet in, if nobody else does and if it lies on this machine.

    Args:
        pk: of the import.
        tell: is told how far it is, beside the row itself.
    """
    there = CrmImport.objects.filter(pk=pk).values_list("spooled", flat=True).first()
    if there is None or spool.is_elsewhere(there):
        return  # the sweep offers it again, until the right worker takes it
    work = lease.take(CrmImport, pk)
    if work is None:
        return
    with lease.held(work):
        _load(work, tell)
    work.refresh_from_db()
    if work.stage in {Stage.LOADED, Stage.FAILED} and not work.on_hold:
        spool.remove([work.spooled])
        CrmImport.objects.filter(pk=pk).update(spooled="")


def _load(work: CrmImport, tell: Tell | None) -> None:
    def say(rows: int) -> None:
        CrmImport.objects.filter(pk=work.pk).update(done_rows=rows)
        if tell:
            tell(rows)

    try:
        sheet, mapping = sheet_of(work), mapping_of(work)
        _bring(work, sheet, mapping, say)
    except ReadError as error:
        _failed(work, error)


def _bring(work: CrmImport, sheet: Sheet, mapping: Mapping, tell: Tell) -> None:
    """Lay out, and bring in.

    Raises:
        ReadError: the sheet cannot be read to its end; nothing of it is taken.
    """
    reading = Reading(work, read_rows(sheet, mapping), tell)
    context = _context(work, mapping, reading)
    loader = _LOADERS[mapping.table](context)
    try:
        loader.stage(reading.records())
        if isinstance(loader, Forgetting):
            loader.gone.update(deleted_ids(sheet, mapping))
        with transaction.atomic():
            one_at_a_time()
            merged = loader.merge()
            if mapping.table in _TELL_STAGES:
                retell(Stages.now())
            _over(work, reading, context, merged)
    finally:
        loader.close()


def _context(work: CrmImport, mapping: Mapping, reading: Reading) -> Context:
    viewer = viewer_of(work.by) if work.by and work.by.role != Role.ADMINISTRATOR else None
    return Context(
        owners=Owners.now(viewer),
        stages=Stages.now(),
        today=timezone.localdate(),
        by=work.by,
        columns=mapping.fields,
        currency=mapping.currency,
        refused=reading.refuse,
    )


def _over(work: CrmImport, reading: Reading, context: Context, merged: Merged) -> None:
    """Write down what became of it, within the same transaction."""
    counts = reading.rows.counts
    RefusedRow.objects.filter(batch=work).delete()
    RefusedRow.objects.bulk_create(
        [_row(work, refusal) for refusal in reading.refused], batch_size=1000
    )
    passed = {
        "deleted": counts.deleted,
        "superseded": counts.superseded,
        "other": counts.other_changes,
    }
    alike = counts.taken - reading.own - merged.added - (merged.changed - context.removed)
    apart = context.waiting if _are_apart(work) else 0
    lease.finish(
        work,
        stage=Stage.LOADED,
        rows=counts.taken + counts.refused + sum(passed.values()),
        done_rows=reading.read,
        added=work.added + merged.added,
        changed=work.changed + merged.changed,
        unchanged=max(0, alike - apart - work.added - work.changed),
        refused=reading.lost,
        on_hold=context.waiting,
        removed=work.removed + context.removed,
        mapping=work.mapping | {PASSED: passed | {"values": counts.values}},
        cause="",
        remedy="",
    )
    record(
        work.by,
        "crm_import.loaded",
        work,
        table=work.table,
        added=merged.added,
        changed=merged.changed,
        refused=reading.lost,
    )
    if merged.added:
        _wake(work)


def _are_apart(work: CrmImport) -> bool:
    """Whether a row that waits is not taken at all, and not only without what it waits for."""
    return work.table in {Table.HISTORY, Table.LINKS, Table.LINES}


def _wake(work: CrmImport) -> None:
    """What waits for a sheet like this one is read once more."""
    above = [table for table, kind in KINDS.items() if kind.rank > kind_of(work.table).rank]
    waiting = CrmImport.objects.filter(on_hold__gt=0, stage=Stage.LOADED, table__in=above)
    pks = list(waiting.exclude(spooled="").exclude(pk=work.pk).values_list("pk", flat=True))
    CrmImport.objects.filter(pk__in=pks).update(stage=Stage.LOADING)
    have_loaded(pks)


def _row(work: CrmImport, refusal: Refusal) -> RefusedRow:
    return RefusedRow(
        batch=work,
        row=refusal.row,
        column=printable(refusal.column)[:120],
        value=printable(refusal.value)[:200],
        why=printable(refusal.why)[:300],
        remedy=printable(refusal.remedy)[:300],
        kept=refusal.kept,
    )


def _failed(work: CrmImport, error: ReadError) -> None:
    """Nothing of it is taken; why is written down."""
    where = _(", at {place}").format(place=error.place) if error.place else ""
    with transaction.atomic():
        lease.finish(
            work,
            stage=Stage.FAILED,
            cause=printable(error.cause + where)[:500],
            remedy=printable(error.remedy)[:500],
        )
        record(work.by, "crm_import.failed", work, table=work.table)
