"""All deals as they stood on several days: the last day is the list, the days between the history.

A deal entered a stage, at the latest, on the first day on which it stood there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ridealong.process.sheets import Record
from ridealong.report.words import _
from ridealong.web.pipeline.incoming.context import Context
from ridealong.web.pipeline.incoming.deals import DealLoader
from ridealong.web.pipeline.incoming.history import HistoryLoader
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.staging import Staged, execute, quote


@dataclass
class SnapshotLoader:
    """Takes weekly lists of all deals."""

    context: Context
    deals: DealLoader | None = None
    history: HistoryLoader | None = None
    latest: Staged | None = None

    @property
    def gone(self) -> set[str]:
        """Deals that the CRM marks as deleted."""
        return self.deals.gone if self.deals else set()

    def stage(self, records: Iterator[Record]) -> None:
        """Lay all days out, and the last one of each deal beside them."""
        self.deals = DealLoader(self.context)
        every = self.deals.lay_out("sheet_snapshots", "snapshot")
        every.fill(row for record in records if (row := self._row(record)))
        every.index("crm_id")
        self.latest = Staged("sheet_latest", every.kinds)
        names = ", ".join(map(quote, every.columns))
        execute(
            f"INSERT INTO {self.latest.quoted} ({names}) SELECT {names} FROM ("
            f"SELECT s.*, ROW_NUMBER() OVER (PARTITION BY crm_id ORDER BY snapshot DESC, "
            f"{quote('row')} DESC) AS n FROM {every.quoted} AS s) AS x WHERE n = 1"
        )
        self.latest.index("crm_id")
        if "stage" in self.deals.columns:
            self._lay_out_changes(every)

    def _row(self, record: Record) -> tuple[object, ...] | None:
        assert self.deals  # noqa: S101  # made before
        day = record.day("snapshot")
        if day is None:
            why, remedy = _("says of no day how the deal stood"), _("Give the day of the snapshot")
            self.context.refuse(record, "snapshot", why, remedy)
            return None
        return self.deals.row(record, day)

    def _lay_out_changes(self, every: Staged) -> None:
        self.history = HistoryLoader(self.context)
        changes = self.history.lay_out()
        execute(
            f"INSERT INTO {changes.quoted} "
            f"(crm_id, stage, {quote('on')}, {quote('row')}, outcome, old) "
            f"SELECT crm_id, CASE WHEN outcome = 'open' THEN COALESCE(stage, '') ELSE '' END, "
            f"snapshot, {quote('row')}, CASE WHEN outcome = 'open' THEN '' ELSE outcome END, '' "
            f"FROM {every.quoted}"
        )

    def merge(self) -> Merged:
        """Bring the deals in, then when they moved."""
        assert self.deals  # noqa: S101  # made before
        assert self.latest  # noqa: S101
        merged = self.deals.bring(self.latest)
        if self.history and self.history.staged:
            self.history.compare(self.history.staged)
            merged += self.history.bring(self.history.staged)
        return merged

    def close(self) -> None:
        """Clear away what was laid out."""
        for part in (self.deals, self.history):
            if part:
                part.close()
        if self.latest:
            self.latest.drop()
