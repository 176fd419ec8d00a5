"""Activities of a CRM: calls, e-mails, meetings, tasks and notes, each with its deal and customer.

One whose deal is not here yet is taken all the same, and reaches it when the deal has come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import batched
from typing import Any

from ridealong.process.sheets import Record
from ridealong.report.words import _
from ridealong.web.pipeline.incoming.context import Context, id_of, line, longest, no_id, words
from ridealong.web.pipeline.incoming.merging import Merge, Merged
from ridealong.web.pipeline.incoming.others import touchable
from ridealong.web.pipeline.incoming.staging import Staged, execute, fetch, table_of, typed
from ridealong.web.pipeline.models import Account, Activity, Contact, Deal

_COLUMNS = ("kind", "direction", "at", "subject", "text", "minutes", "owner_id", "owner_label")
_LINKS = ("deal_id", "customer_id", "contact_id")
_MOST_MINUTES = 7 * 24 * 60


@dataclass
class ActivityLoader:
    """Takes activities."""

    context: Context
    staged: Staged | None = None
    gone: set[str] = field(default_factory=set)

    def stage(self, records: Iterator[Record]) -> None:
        """Lay them out, then find what they are about."""
        columns = [name.removesuffix("_id") for name in (*_COLUMNS, *_LINKS)]
        kinds = typed(Activity, "crm_id", *columns)
        kinds |= dict.fromkeys(("about", "account", "person"), "varchar(80)")
        self.staged = Staged("sheet_activities", kinds)
        self.staged.fill(row for record in records if (row := self._row(record)))

    def _row(self, record: Record) -> tuple[Any, ...] | None:
        crm_id = id_of(record)
        if not crm_id:
            no_id(self.context, record)
            return None
        if record.yes("deleted"):
            self.gone.add(crm_id)
            return None
        day = record.day("at")
        moment = record.moment("at")
        if day is None:
            why, remedy = _("says no day"), _("Give the day on which it was done")
            self.context.refuse(record, "at", why, remedy)
            return None
        label = line(record.text("owner_id") or record.text("owner"), 120)
        return (
            crm_id,
            record.text("kind"),
            record.text("direction"),
            moment or datetime.combine(day, time(12), UTC),
            line(record.text("subject"), longest(Activity, "subject")),
            words(record.text("text")),
            _minutes(record),
            self.context.owners.person(label, name=record.text("owner")) if label else None,
            label,
            None,
            None,
            None,
            *(id_of(record, name) or None for name in ("deal", "account_id", "contact_id")),
        )

    def merge(self) -> Merged:
        """Bring them in."""
        assert self.staged  # noqa: S101  # laid out before
        self._find(self.staged)
        self._keep_others_out(self.staged)
        merged = Merge(
            model=Activity,
            key="crm_id",
            columns=(*self._told(), *_LINKS),
            keeps=frozenset({*_LINKS, "owner_id"}),
            once=tuple(name for name in _COLUMNS if name not in self._told()),
        ).run(self.staged)
        self.context.removed = self._remove()
        return merged + Merged(changed=self.context.removed)

    def _told(self) -> tuple[str, ...]:
        has = self.context.has
        told = ["kind", "at"]
        told += [name for name in ("direction", "subject", "text") if has(name)]
        told += ["minutes"] if has("minutes", "seconds", "milliseconds", "ends") else []
        return (*told, *(("owner_id", "owner_label") if has("owner", "owner_id") else ()))

    def _find(self, source: Staged) -> None:
        """What they are about: a CRM writes deals and accounts into one column."""
        set_ = f"UPDATE {source.quoted} AS s SET"
        deal = f"{set_} deal_id = d.id, customer_id = d.customer_id FROM {table_of(Deal)} AS d"
        execute(f"{deal} WHERE d.crm_id = s.about AND {touchable(self.context, 'd')}")
        contact = f"{set_} contact_id = c.id FROM {table_of(Contact)} AS c"
        execute(f"{contact} WHERE c.crm_id = s.person")
        for name in ("account", "about"):
            found = f"{set_} customer_id = a.customer_id FROM {table_of(Account)} AS a"
            execute(f"{found} WHERE a.crm_id = s.{name} AND s.customer_id IS NULL")
        of_contact = f"{set_} customer_id = c.customer_id FROM {table_of(Contact)} AS c"
        execute(f"{of_contact} WHERE c.id = s.contact_id AND s.customer_id IS NULL")
        unknown = (
            f"SELECT COUNT(*) FROM {source.quoted} WHERE about IS NOT NULL AND deal_id IS NULL "
            f"AND customer_id IS NULL"
        )
        self.context.waiting += int(fetch(unknown)[0][0])

    def _keep_others_out(self, source: Staged) -> None:
        """A manager brings what belongs to deals of their teams, and changes nothing else."""
        if self.context.owners.allowed is None:
            return
        theirs = (
            f"SELECT a.crm_id FROM {table_of(Activity)} AS a "
            f"LEFT JOIN {table_of(Deal)} AS d ON d.id = a.deal_id "
            f"WHERE a.crm_id IS NOT NULL AND NOT {touchable(self.context, 'd')}"
        )
        execute(f"DELETE FROM {source.quoted} WHERE deal_id IS NULL OR crm_id IN ({theirs})")

    def _remove(self) -> int:
        """What the CRM has deleted; a call that was linked stays a call."""
        removed = 0
        for some in batched(self.gone, 500):
            rows = Activity.objects.filter(crm_id__in=some)
            if self.context.owners.allowed is not None:
                rows = rows.filter(deal__owner__in=self.context.owners.allowed)
            removed += rows.delete()[1].get("pipeline.Activity", 0)
        return removed

    def close(self) -> None:
        """Clear away what was laid out."""
        if self.staged:
            self.staged.drop()


def _minutes(record: Record) -> int | None:
    """How long it took."""
    minutes = record.number("minutes")
    began, ended = record.moment("at"), record.moment("ends")
    if minutes is None and began and ended:
        minutes = (ended - began).total_seconds() / 60
    return round(minutes) if minutes is not None and 0 <= minutes <= _MOST_MINUTES else None
