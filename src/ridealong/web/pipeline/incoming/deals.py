"""Deals of a CRM, laid out and brought in: what the sheet has no column for stays as it is.

A stage that changes between two imports becomes an entry of that day, so that a weekly export of
the plain list keeps a history as well. A deal keeps the version of the process that it was run
under; a new one gets the version in use.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from ridealong.process.model import Outcome
from ridealong.process.sheets import Record, Refusal
from ridealong.report.words import _
from ridealong.web.pipeline.incoming import customers, removing, settling
from ridealong.web.pipeline.incoming.context import (
    MOST_VALUE,
    Context,
    id_of,
    line,
    longest,
    no_id,
)
from ridealong.web.pipeline.incoming.merging import Merge, Merged
from ridealong.web.pipeline.incoming.others import owned_by
from ridealong.web.pipeline.incoming.outcomes import outcome_of
from ridealong.web.pipeline.incoming.staging import (
    Staged,
    count_anew,
    execute,
    fetch,
    quote,
    staged,
    table_of,
    typed,
)
from ridealong.web.pipeline.models import Contact, Deal, StageEntry

_TEXTS = ("source", "product", "segment", "partner", "next_step")
_VALUES = ("value", "list_value")
_KEEPS = frozenset(
    [
        "name",
        "owner_label",
        "stage",
        "outcome",
        "closed_on",
        "expected_on",
        "currency",
        "customer_id",
    ]
)
"""A blank cell says nothing of these."""
_FILLS = {"created": "created_on", "engaged": "created_on"}
_DOUBTED = frozenset({*_TEXTS, *_VALUES, "created_on"})
_OWNED = {"owner_id": "owner_label", "team_id": "owner_label"}
_PLACE = ("stage", "stage_id")
_OF_OTHERS = (
    _("belongs to nobody in your teams"),
    _("Bring the deals of your own teams, or ask an administrator to bring this sheet"),
)
_RELATED = frozenset({"customer_id", "owner_id", "team_id", "framework_id"})


def columns_of(context: Context) -> tuple[str, ...]:
    """The columns of a deal that a sheet fills."""
    has = context.has
    told = ["name"] if has("name") else []
    if has("account", "account_id"):
        told.append("customer_id")
    if has("owner", "owner_id", "owner_email"):
        told += ["owner_id", "owner_label", "team_id"]
    if has(*_PLACE):
        told += ["stage", "crm_stage"]
    if has(*_PLACE, "outcome", "won", "closed_flag"):
        told.append("outcome")
    if has("created", "engaged"):
        told.append("created_on")
    if has("close", "closed", "expected"):
        told += ["closed_on", "expected_on"]
    told += [name for name in _VALUES if has(name)]
    told += ["currency"] if has(*_VALUES) else []
    return (*told, *(name for name in _TEXTS if has(name)))


@dataclass
class DealLoader:
    """Takes a list of deals."""

    context: Context
    columns: tuple[str, ...] = ()
    staged: Staged | None = None
    known: customers.Customers | None = None
    gone: set[str] = field(default_factory=set)

    def stage(self, records: Iterator[Record]) -> None:
        """Lay the deals out."""
        self.lay_out("sheet_deals")
        assert self.staged  # noqa: S101  # laid out a line above
        self.staged.fill(row for record in records if (row := self.row(record)))

    def lay_out(self, name: str, *more: str) -> Staged:
        """Make the table; it has all columns of a deal that a sheet may fill."""
        self.columns = columns_of(self.context)
        self.known = customers.Customers.now()
        names = ("crm_id", *self.columns, "framework_id", "seen_from", "entered_on")
        kinds = typed(
            Deal, *(name.removesuffix("_id") if name in _RELATED else name for name in names)
        )
        kinds |= {"account": "text", "contact": "text", "unread": "text", "row": "integer"}
        kinds |= dict.fromkeys(more, "date")
        self.staged = Staged(name, kinds)
        return self.staged

    def row(self, record: Record, *more: Any) -> tuple[Any, ...] | None:
        """The row of a record; None where it is not taken."""
        crm_id = id_of(record)
        if not crm_id:
            no_id(self.context, record)
            return None
        if record.yes("deleted"):
            self.gone.add(crm_id)
            return None
        told = self._told(record)
        if "owner_id" in told and not self.context.owners.brings(told["owner_id"]):
            self._of_others(record)
            return None
        open_ = told.get("outcome", Outcome.OPEN.value) in {Outcome.OPEN.value, None}
        values = (told.get(column) for column in self.columns)
        seen_from = self.context.today if open_ else None
        process, entered_on = self.context.stages.number, told["entered_on"]
        account, contact = told["account"], line(record.text("contact_id"), 80)
        unread = self._unread(record) if "unread" in record.values else ""
        beside = (process, seen_from, entered_on, account, contact, unread, record.row)
        return (crm_id, *values, *beside, *more)

    def _unread(self, record: Record) -> str:
        """The columns of a deal of which the row has a value that cannot be read."""
        headings = record.text("unread").split("\n")
        fields = (name for name, heading in self.context.columns.items() if heading in headings)
        return "".join(f",{_FILLS.get(name, name)}" for name in fields) + ","

    def _told(self, record: Record) -> dict[str, Any]:
        """What the row says, by column."""
        stages = self.context.stages
        label = record.text("stage") or record.text("stage_id")
        meant = stages.meant(label)
        outcome = outcome_of(record, meant, stages)
        told: dict[str, Any] = {
            "name": line(record.text("name") or record.text("id"), longest(Deal, "name")),
            "stage": meant.stage or None,
            "crm_stage": line(stages.name(label), longest(Deal, "crm_stage")),
            "outcome": outcome,
            "created_on": record.day("created") or record.day("engaged"),
            "entered_on": record.day("stage_since"),
        }
        told |= self._days(record, outcome)
        told |= self._owner(record, told["closed_on"])
        told |= self._account(record)
        told |= {name: self._value(record, name) for name in _VALUES}
        told["currency"] = (record.text("currency") or self.context.currency)[:3].upper() or None
        return told | {name: line(record.text(name), longest(Deal, name)) for name in _TEXTS}

    @staticmethod
    def _days(record: Record, outcome: str | None) -> dict[str, date | None]:
        """When it closed, or is expected to: a CRM has one column for both."""
        close = record.day("close")
        open_ = outcome in {Outcome.OPEN.value, None}
        return {
            "closed_on": None if open_ else record.day("closed") or close,
            "expected_on": record.day("expected") or (close if open_ else None),
        }

    def _owner(self, record: Record, closed_on: date | None) -> dict[str, Any]:
        email, name = record.text("owner_email"), record.text("owner")
        label = line(record.text("owner_id") or email or name, longest(Deal, "owner_label"))
        owners = self.context.owners
        person = owners.person(label, email, name) if label else None
        team = owners.team(person, closed_on, self.context.today)
        return {"owner_id": person, "owner_label": label or None, "team_id": team}

    def _account(self, record: Record) -> dict[str, Any]:
        assert self.known  # noqa: S101  # laid out before
        crm_id, name = record.text("account_id"), customers.name_in(record.text("account"))
        customer = self.known.find(crm_id, name)
        if customer is None and crm_id and not name:
            self.context.waiting += 1
        new = self.known.new_name(name) if customer is None else ""
        return {"customer_id": customer, "account": new or None}

    def _value(self, record: Record, name: str) -> float | None:
        value = record.number(name)
        if value is None or abs(value) < MOST_VALUE:
            return None if value is None else round(value, 2)
        self.context.refuse(
            record,
            name,
            _("is more than a deal can be worth"),
            _("Check the figure in the CRM, and how the column writes decimals"),
            kept=True,
        )
        return None

    def _of_others(self, record: Record) -> None:
        name = next((n for n in ("owner", "owner_email", "owner_id") if record.text(n)), "owner")
        self.context.refuse(record, name, *_OF_OTHERS)

    def merge(self) -> Merged:
        """Bring the deals in."""
        assert self.staged  # noqa: S101  # laid out before
        self.staged.index("crm_id")
        return self.bring(self.staged)

    def bring(self, source: Staged) -> Merged:
        """The same from a table that has one row a deal."""
        self._keep_others_out(source)
        self._make_customers(source)
        self._enter_changed(source)
        now = timezone.now()
        merged = Merge(
            model=Deal,
            key="crm_id",
            columns=self.columns,
            keeps=_KEEPS,
            beside=_OWNED,
            doubted=_DOUBTED,
            once=("framework_id", "seen_from"),
            stamped={"changed_at": now},
        ).run(source)
        count_anew(Deal, merged.added)
        entered = self._enter_told(source)
        self._reach_contacts(source)
        self._settle(source, None if entered else now)
        self.context.removed = removing.remove_deals(self.gone, self.context)
        return merged + Merged(changed=self.context.removed)

    def _settle(self, source: Staged, since: datetime | None) -> None:
        """Bring those in line that came or changed; those of the whole sheet where not known."""
        with staged("sheet_settled", typed(Deal, "id")) as settled:
            changed = "" if since is None else " AND m.changed_at = %s"
            execute(
                f"INSERT INTO {settled.quoted} (id) SELECT m.id FROM {source.quoted} AS s "
                f"JOIN {table_of(Deal)} AS m ON m.crm_id = s.crm_id WHERE TRUE{changed}",
                () if since is None else (since,),
            )
            settled.index("id")
            settling.settle(f"SELECT id FROM {settled.quoted}", self.context.stages)

    def _keep_others_out(self, source: Staged) -> None:
        """A manager changes no deal that is another team's, or nobody's."""
        allowed = self.context.owners.allowed
        if allowed is None:
            return
        theirs = f"SELECT crm_id FROM {table_of(Deal)} WHERE NOT {owned_by(allowed)}"
        rows = fetch(f"SELECT row, crm_id FROM {source.quoted} WHERE crm_id IN ({theirs})")
        for row, crm_id in rows:
            self.context.refused(Refusal(row, "", crm_id, *_OF_OTHERS, kept=False))
        execute(f"DELETE FROM {source.quoted} WHERE crm_id IN ({theirs})")

    def _make_customers(self, source: Staged) -> None:
        """Accounts that are known by name alone become customers."""
        if "customer_id" not in self.columns:
            return
        customers.make_for(source)

    def _enter_changed(self, source: Staged) -> None:
        """A deal that stands elsewhere than before entered that stage, at the latest today."""
        if "stage" not in self.columns:
            return
        today = f"CAST('{self.context.today.isoformat()}' AS {source.kinds['entered_on']})"
        if connection.vendor == "sqlite":
            today = f"'{self.context.today.isoformat()}'"
        moved = "m.stage <> '' AND m.stage <> s.stage AND m.crm_stage <> s.crm_stage"
        open_ = f"s.entered_on IS NULL AND m.outcome = '{Outcome.OPEN.value}'"
        self._enter(source, today, f"{moved} AND {open_}", seen=True)

    def _enter_told(self, source: Staged) -> int:
        """A sheet that says since when a deal stands where it stands; how many are new."""
        if "stage" not in self.columns:
            return 0
        return self._enter(source, "s.entered_on", "s.entered_on IS NOT NULL", seen=False)

    @staticmethod
    def _enter(source: Staged, day: str, where: str, *, seen: bool) -> int:
        return execute(
            f"INSERT INTO {table_of(StageEntry)} (deal_id, stage, {quote('on')}, seen) "
            f"SELECT m.id, s.stage, {day}, {'TRUE' if seen else 'FALSE'} "
            f"FROM {source.quoted} AS s JOIN {table_of(Deal)} AS m ON m.crm_id = s.crm_id "
            f"WHERE s.stage IS NOT NULL AND {where} ON CONFLICT DO NOTHING"
        )

    def _reach_contacts(self, source: Staged) -> None:
        """The contact that a deal names, as far as they are here."""
        if not self.context.has("contact_id"):
            return
        through = table_of(Deal.contacts.through)
        execute(
            f"INSERT INTO {through} (deal_id, contact_id) SELECT m.id, c.id "
            f"FROM {source.quoted} AS s JOIN {table_of(Deal)} AS m ON m.crm_id = s.crm_id "
            f"JOIN {table_of(Contact)} AS c ON c.crm_id = s.contact ON CONFLICT DO NOTHING"
        )

    def close(self) -> None:
        """Clear away what was laid out."""
        if self.staged:
            self.staged.drop()
