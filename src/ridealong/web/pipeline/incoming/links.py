"""Which deal belongs to which contact, account or activity: pairs of ids, as CRMs export them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ridealong.process.sheets import Record
from ridealong.web.pipeline.incoming.context import Context, id_of, no_id
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.others import touchable
from ridealong.web.pipeline.incoming.staging import (
    Staged,
    differs,
    execute,
    fetch,
    table_of,
    typed,
)
from ridealong.web.pipeline.models import Account, Activity, Contact, Deal

_TO = {"contact_id": Contact, "account_id": Account, "activity_id": Activity}
_DEAL = table_of(Deal)


@dataclass
class LinkLoader:
    """Takes pairs of ids."""

    context: Context
    staged: Staged | None = None
    to: str = ""

    def stage(self, records: Iterator[Record]) -> None:
        """Lay them out."""
        self.to = next((name for name in _TO if self.context.has(name)), "")
        kind = typed(Deal, "crm_id")["crm_id"]
        self.staged = Staged("sheet_links", {"crm_id": kind, "other": kind})
        pairs = (self._pair(record) for record in records if not record.yes("deleted"))
        self.staged.fill(pair for pair in pairs if pair)

    def _pair(self, record: Record) -> tuple[str, str] | None:
        for name in ("deal", self.to):
            if not name or not id_of(record, name):
                no_id(self.context, record, name)
                return None
        return id_of(record, "deal"), id_of(record, self.to)

    def merge(self) -> Merged:
        """Link what is here."""
        assert self.staged  # noqa: S101  # laid out before
        self.staged.index("crm_id")
        if not self.to:
            return Merged()
        self.context.waiting += self._waiting(self.staged, table_of(_TO[self.to]))
        both = (
            f"FROM {self.staged.quoted} AS s JOIN {_DEAL} AS m ON m.crm_id = s.crm_id "
            f"JOIN {table_of(_TO[self.to])} AS o ON o.crm_id = s.other "
            f"WHERE {touchable(self.context, 'm')}"
        )
        if self.to == "contact_id":
            through = table_of(Deal.contacts.through)
            sql = f"INSERT INTO {through} (deal_id, contact_id) SELECT DISTINCT m.id, o.id {both}"
            return Merged(added=execute(f"{sql} ON CONFLICT DO NOTHING"))
        if self.to == "account_id":
            return self._set(_DEAL, "customer_id", "m.id AS what, o.customer_id AS to_", both)
        return self._set(table_of(Activity), "deal_id", "o.id AS what, m.id AS to_", both)

    @staticmethod
    def _set(table: str, column: str, pair: str, both: str) -> Merged:
        found = f"SELECT {pair} {both}"  # our own names
        # One thing in two pairs: the smaller number, whenever it is read.
        one = f"SELECT what, MIN(to_) AS to_ FROM ({found}) AS f GROUP BY what"
        return Merged(
            changed=execute(
                f"UPDATE {table} AS t SET {column} = p.to_ FROM ({one}) AS p "
                f"WHERE t.id = p.what AND {differs(f't.{column}', 'p.to_')}"
            )
        )

    def _waiting(self, source: Staged, other: str) -> int:
        here = f"SELECT 1 FROM {_DEAL} AS m WHERE m.crm_id = s.crm_id"
        there = f"SELECT 1 FROM {other} AS o WHERE o.crm_id = s.other"
        counted = (
            f"SELECT COUNT(*) FROM {source.quoted} AS s "
            f"WHERE NOT EXISTS ({here} AND {touchable(self.context, 'm')}) OR NOT EXISTS ({there})"
        )
        return int(fetch(counted)[0][0])

    def close(self) -> None:
        """Clear away what was laid out."""
        if self.staged:
            self.staged.drop()
