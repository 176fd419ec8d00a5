"""Changes of stage, laid out and brought in: each becomes an entry of its deal, once.

CRMs write a row for every change, also where only the amount changed; what is no change of stage
is passed over. A row whose deal is not here waits for it. A stage that an import saw earlier gives
way to the day on which the deal really entered it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ridealong.process.model import Outcome
from ridealong.process.sheets import Record
from ridealong.report.words import _
from ridealong.web.pipeline.incoming import settling
from ridealong.web.pipeline.incoming.context import Context, id_of, no_id
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.others import touchable
from ridealong.web.pipeline.incoming.staging import (
    Staged,
    count_anew,
    execute,
    fetch,
    quote,
    table_of,
    typed,
)
from ridealong.web.pipeline.models import Activity, Deal, StageEntry

_DEAL, _ENTRY, _ON = table_of(Deal), table_of(StageEntry), quote("on")
_END = "''"
_LAST = (
    f"SELECT e.stage FROM {_ENTRY} AS e WHERE e.deal_id = x.deal_id AND e.{_ON} < x.{_ON} "
    f"ORDER BY e.{_ON} DESC, e.id DESC LIMIT 1"
)


@dataclass
class HistoryLoader:
    """Takes changes of stage."""

    context: Context
    staged: Staged | None = None
    moves: Staged | None = None
    by_name: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    """Rows whose deal was not here when they were compared."""
    compared: tuple[Any, ...] = ()
    """How the deals stood then."""

    def stage(self, records: Iterator[Record]) -> None:
        """Lay the changes out, and find those that are changes of stage."""
        if self.context.has("deal_name") and not self.context.has("deal"):
            self.by_name = _unique_names()
        staged = self.lay_out()
        staged.fill(row for record in records if (row := self._row(record)))
        self.compare(staged)

    def lay_out(self) -> Staged:
        """Make the tables."""
        kinds = {"row": "integer"} | typed(Deal, "crm_id") | typed(StageEntry, "stage", "on")
        kinds |= {"at": typed(Activity, "at")["at"], "outcome": "text", "old": kinds["stage"]}
        self.staged = Staged("sheet_changes", kinds)
        kinds = typed(StageEntry, "deal", "stage", "on") | {"n": "integer", "fresh": "integer"}
        self.moves = Staged("sheet_entries", kinds)
        return self.staged

    def _row(self, record: Record) -> tuple[Any, ...] | None:
        crm_id = id_of(record, "deal") or self.by_name.get(record.text("deal_name").casefold(), "")
        day, label = record.day("at"), record.text("stage") or record.text("stage_id")
        if record.yes("deleted"):
            return None
        if not crm_id:
            no_id(self.context, record, "deal")
            return None
        if day is None or not label:
            self._incomplete(record, "at" if day is None else "stage")
            return None
        meant = self.context.stages.meant(label)
        old = self.context.stages.meant(old) if (old := record.text("old_stage")) else None
        at = record.moment("at")
        return (record.row, crm_id, meant.stage, day, at, meant.outcome, old.stage if old else "")

    def _incomplete(self, record: Record, name: str) -> None:
        why = _("says no day") if name == "at" else _("says no stage")
        remedy = _("Complete the row in the CRM, or leave it: nothing of it is taken")
        self.context.refuse(record, name, why, remedy)

    def compare(self, source: Staged) -> None:
        """Keep what differs from the stage before, of deals that are here."""
        source.index("crm_id")
        self._compare(source)

    def _compare(self, source: Staged) -> None:
        assert self.moves  # noqa: S101  # laid out before
        self.compared, self.missing = _signature(), self._waiting(source)
        execute(f"DELETE FROM {self.moves.quoted}")
        changes = (
            f"SELECT d.id AS deal_id, s.stage, s.{_ON}, s.row, s.old, d.created_on, "
            f"LAG(s.stage) OVER (PARTITION BY d.id ORDER BY s.{_ON}, s.at, s.row) AS before "
            f"FROM {source.quoted} AS s JOIN {_DEAL} AS d ON d.crm_id = s.crm_id "
            f"WHERE {touchable(self.context, 'd')}"
        )
        execute(
            f"INSERT INTO {self.moves.quoted} (deal_id, stage, {_ON}, n, fresh) "
            f"SELECT deal_id, stage, {_ON}, row, 1 FROM ({changes}) AS x WHERE stage <> {_END} "
            f"AND stage <> COALESCE(before, ({_LAST}), {_END})"
        )
        execute(
            f"INSERT INTO {self.moves.quoted} (deal_id, stage, {_ON}, n, fresh) "
            f"SELECT deal_id, old, created_on, 0, 1 FROM ({changes}) AS x WHERE before IS NULL "
            f"AND old <> {_END} AND created_on <= {_ON} AND ({_LAST}) IS NULL"
        )
        execute(
            f"UPDATE {self.moves.quoted} AS v SET fresh = 0 FROM {_ENTRY} AS e "
            f"WHERE e.deal_id = v.deal_id AND e.{_ON} = v.{_ON} AND e.stage = v.stage "
            "AND NOT e.seen"
        )
        self.moves.index("deal_id", "on")

    def merge(self) -> Merged:
        """Bring the entries in."""
        assert self.staged  # noqa: S101  # laid out before
        if _signature() != self.compared:  # another import has brought deals meanwhile
            self._compare(self.staged)
        self.context.waiting += self.missing
        return self.bring(self.staged)

    def bring(self, source: Staged) -> Merged:
        """The same without counting what waits."""
        assert self.moves  # noqa: S101  # laid out before
        gave_way = self._give_way() if StageEntry.objects.filter(seen=True).exists() else 0
        added = execute(
            f"INSERT INTO {_ENTRY} (deal_id, stage, {_ON}, seen) "
            f"SELECT deal_id, stage, {_ON}, FALSE FROM {self.moves.quoted} "
            f"WHERE fresh = 1 ORDER BY deal_id, {_ON}, n ON CONFLICT DO NOTHING"
        )
        count_anew(StageEntry, added)
        self._end(source)
        touched = f"SELECT deal_id FROM {self.moves.quoted}"
        if not gave_way:
            touched += " WHERE fresh = 1"
        settling.settle(touched, self.context.stages)
        return Merged(added=added)

    def _waiting(self, source: Staged) -> int:
        here = (
            f"SELECT 1 FROM {_DEAL} AS d WHERE d.crm_id = s.crm_id "
            f"AND {touchable(self.context, 'd')}"
        )
        counted = f"SELECT COUNT(*) FROM {source.quoted} AS s WHERE NOT EXISTS ({here})"
        return int(fetch(counted)[0][0])

    def _give_way(self) -> int:
        """Stages that an import saw give way to what the CRM itself wrote down.

        All up to the last day of the sheet, and the first one behind it where it is the same stage.
        """
        assert self.moves  # noqa: S101  # laid out before
        last = f"SELECT deal_id, MAX({_ON}) AS until FROM {self.moves.quoted} GROUP BY deal_id"
        stands = (
            f"SELECT v.stage FROM {self.moves.quoted} AS v WHERE v.deal_id = e.deal_id "
            f"ORDER BY v.{_ON} DESC, v.n DESC LIMIT 1"
        )
        between = (
            f"SELECT 1 FROM {_ENTRY} AS b WHERE b.deal_id = e.deal_id "
            f"AND b.{_ON} > r.until AND (b.{_ON} < e.{_ON} OR (b.{_ON} = e.{_ON} AND b.id < e.id))"
        )
        return execute(
            f"DELETE FROM {_ENTRY} WHERE id IN (SELECT e.id FROM {_ENTRY} AS e "
            f"JOIN ({last}) AS r ON r.deal_id = e.deal_id WHERE e.seen AND (e.{_ON} <= r.until "
            f"OR (e.stage = ({stands}) AND NOT EXISTS ({between}))))"
        )

    @staticmethod
    def _end(source: Staged) -> None:
        """A closed deal whose row does not say when it closed."""
        ended = (
            f"SELECT s.crm_id, MAX(s.{_ON}) AS ended FROM {source.quoted} AS s "
            "WHERE s.outcome <> '' GROUP BY s.crm_id"
        )
        execute(
            f"UPDATE {_DEAL} AS m SET closed_on = e.ended FROM ({ended}) AS e "
            f"WHERE m.crm_id = e.crm_id AND m.closed_on IS NULL "
            f"AND m.outcome <> '{Outcome.OPEN.value}'"
        )

    def close(self) -> None:
        """Clear away what was laid out."""
        for table in (self.staged, self.moves):
            if table:
                table.drop()


def _signature() -> tuple[Any, ...]:
    """Changes with every deal that comes, goes or changes."""
    return fetch(f"SELECT COUNT(*), MAX(id), MAX(changed_at) FROM {_DEAL}")[0]


def _unique_names() -> dict[str, str]:
    """CRM ids of deals by a name that no other deal has."""
    found: dict[str, str] = {}
    for name, crm_id in Deal.objects.filter(crm_id__isnull=False).values_list("name", "crm_id"):
        found[name.casefold()] = "" if name.casefold() in found else str(crm_id)
    return found
