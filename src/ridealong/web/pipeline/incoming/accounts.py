"""Accounts of a CRM: each becomes a customer, or is found among those that the desk knows.

The domain of the website says it first, then the name. One customer is one account: a second
account of the same name keeps its name with the CRM's id behind it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched

from ridealong.process.sheets import Record
from ridealong.web.calls.models import Customer
from ridealong.web.pipeline.incoming.context import Context, id_of, line, longest, no_id
from ridealong.web.pipeline.incoming.customers import domain_in
from ridealong.web.pipeline.incoming.merging import Merge, Merged
from ridealong.web.pipeline.incoming.staging import Staged, typed
from ridealong.web.pipeline.models import Account

_TEXTS = {"segment": "segment", "industry": "industry", "country": "country"}


@dataclass
class _Told:
    """What the sheet says of an account."""

    crm_id: str
    name: str
    domain: str
    texts: dict[str, str]
    owner_label: str | None
    owner: int | None


@dataclass
class AccountLoader:
    """Takes accounts."""

    context: Context
    told: dict[str, _Told] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def stage(self, records: Iterator[Record]) -> None:
        """Remember what the sheet says; it is small beside the deals."""
        for record in records:
            crm_id = id_of(record)
            if not crm_id:
                no_id(self.context, record)
            elif record.yes("deleted"):
                self.gone.add(crm_id)
            else:
                self.told[crm_id] = self._told(record, crm_id)

    def _told(self, record: Record, crm_id: str) -> _Told:
        label = line(record.text("owner_id") or record.text("owner"), 120)
        return _Told(
            crm_id=crm_id,
            name=line(record.text("name"), longest(Customer, "name")) or crm_id,
            domain=domain_in(record.text("website")),
            texts={
                column: line(record.text(name), longest(Account, column))
                for column, name in _TEXTS.items()
                if self.context.has(name)
            },
            owner_label=label or None,
            owner=self.context.owners.person(label, name=record.text("owner")),
        )

    def merge(self) -> Merged:
        """Find or make the customers, then bring the accounts in."""
        self.context.removed = self._remove()
        known = dict(Account.objects.values_list("crm_id", "customer"))
        fresh = [told for crm_id, told in self.told.items() if crm_id not in known]
        customers = known | self._customers(fresh, set(known.values()))
        columns = tuple(self.told[next(iter(self.told))].texts) if self.told else ()
        names = ("customer", "crm_id", "owner", "owner_label", *columns)
        staged = Staged("sheet_accounts", typed(Account, *names))
        try:
            staged.fill(
                (customers[t.crm_id], t.crm_id, t.owner, t.owner_label, *t.texts.values())
                for t in self.told.values()
            )
            merged = self._merge(columns).run(staged)
        finally:
            staged.drop()
        return merged + Merged(changed=self.context.removed)

    def _merge(self, columns: tuple[str, ...]) -> Merge:
        """A manager adds accounts, and changes none."""
        told = ("owner_id", "owner_label", *columns)
        return Merge(
            model=Account,
            key="crm_id",
            columns=told if self.context.owners.allowed is None else (),
            keeps=frozenset({"owner_id", "owner_label"}),
            once=("customer_id",)
            if self.context.owners.allowed is None
            else ("customer_id", *told),
        )

    def _customers(self, fresh: list[_Told], taken: set[int]) -> dict[str, int]:
        """The customer of each account that is new here."""
        rows = list(Customer.objects.values_list("pk", "name", "domain"))
        by_domain = {domain: pk for pk, _name, domain in rows if domain}
        by_name = {name.casefold(): pk for pk, name, _domain in rows}
        found: dict[str, int] = {}
        new: dict[str, Customer] = {}
        for told in fresh:
            pk = by_domain.get(told.domain) if told.domain else None
            pk = by_name.get(told.name.casefold()) if pk is None or pk in taken else pk
            if pk is not None and pk not in taken:
                taken.add(pk)
                found[told.crm_id] = pk
            else:
                new[told.crm_id] = self._new(told, by_name)
                by_name[new[told.crm_id].name.casefold()] = -1
        made = Customer.objects.bulk_create(list(new.values()), batch_size=500)
        self._give_domains(found)
        return found | dict(zip(new, (customer.pk for customer in made), strict=True))

    def _new(self, told: _Told, names: Mapping[str, int]) -> Customer:
        name = told.name
        if name.casefold() in names:
            most = longest(Customer, "name") - len(told.crm_id) - 3
            name = f"{line(told.name, most)} ({told.crm_id})"
        return Customer(name=name, domain=told.domain)

    def _give_domains(self, found: dict[str, int]) -> None:
        """A customer whose domain nobody knew has the one of the account's website."""
        told = {pk: self.told[crm_id].domain for crm_id, pk in found.items()}
        bare = Customer.objects.filter(pk__in=[pk for pk, d in told.items() if d], domain="")
        changed = []
        for customer in bare.iterator():
            customer.domain = told[customer.pk]
            changed.append(customer)
        Customer.objects.bulk_update(changed, ["domain"], batch_size=500)

    def _remove(self) -> int:
        """Take out accounts that the CRM has deleted; the customer stays, with its calls."""
        if not self.gone or self.context.owners.allowed is not None:
            return 0
        parts = (Account.objects.filter(crm_id__in=some) for some in batched(self.gone, 500))
        return sum(part.delete()[1].get("pipeline.Account", 0) for part in parts)

    def close(self) -> None:
        """Nothing was laid out."""
