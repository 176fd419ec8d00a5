"""Contacts of a CRM, each at its account, else at the customer whose domain their address has.

Where a customer has no domain yet, and all of its contacts write from one, that one becomes its.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from ridealong.process.sheets import Record
from ridealong.web.calls.models import Customer
from ridealong.web.pipeline.incoming import customers
from ridealong.web.pipeline.incoming.context import Context, id_of, line, longest, no_id
from ridealong.web.pipeline.incoming.merging import Merge, Merged
from ridealong.web.pipeline.incoming.staging import Staged, typed
from ridealong.web.pipeline.models import Contact

_TEXTS = ("email", "phone", "title")
_KEEPS = frozenset({"customer_id", "name"})


@dataclass
class ContactLoader:
    """Takes contacts."""

    context: Context
    staged: Staged | None = None
    gone: set[str] = field(default_factory=set)
    domains: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def stage(self, records: Iterator[Record]) -> None:
        """Lay them out."""
        names = ("crm_id", "name", "customer", *_TEXTS)
        self.staged = Staged("sheet_contacts", typed(Contact, *names) | {"account": "text"})
        known = customers.Customers.now()
        rows = Customer.objects.exclude(domain="").values_list("domain", "pk")
        by_domain = dict(rows)
        ours = customers.our_domains()
        self.staged.fill(
            row for record in records if (row := self._row(record, known, by_domain, ours))
        )

    def _row(
        self,
        record: Record,
        known: customers.Customers,
        by_domain: dict[str, int],
        ours: frozenset[str],
    ) -> tuple[Any, ...] | None:
        crm_id = id_of(record)
        if not crm_id:
            no_id(self.context, record)
            return None
        if record.yes("deleted"):
            self.gone.add(crm_id)
            return None
        texts = [line(record.text(name), longest(Contact, name)) for name in _TEXTS]
        texts[0] = texts[0].casefold()
        account, name = record.text("account_id"), customers.name_in(record.text("account"))
        customer = known.find(account, name)
        domain = customers.domain_in(texts[0]) if "@" in texts[0] else ""
        domain = "" if domain in ours else domain
        if customer is None and not name and domain:
            customer = by_domain.get(domain)
        if customer is not None and domain:
            self.domains[customer].add(domain)
        if customer is None and account and not name:
            self.context.waiting += 1
        new = known.new_name(name) if customer is None else ""
        return (crm_id, _name(record, crm_id), customer, *texts, new or None)

    def merge(self) -> Merged:
        """Bring them in, and give customers their domains."""
        assert self.staged  # noqa: S101  # laid out before
        customers.make_for(self.staged)
        merged = self._merge().run(self.staged)
        self._give_domains()
        self.context.removed = self._remove()
        return merged + Merged(changed=self.context.removed)

    def _merge(self) -> Merge:
        """A manager adds contacts, and changes none."""
        told = ("name", "customer_id", *(name for name in _TEXTS if self.context.has(name)))
        changes = self.context.owners.allowed is None
        return Merge(
            model=Contact,
            key="crm_id",
            columns=told if changes else (),
            keeps=_KEEPS,
            once=tuple(c for c in _ALL if c not in told) if changes else _ALL,
        )

    def _give_domains(self) -> None:
        sure = {pk: next(iter(found)) for pk, found in self.domains.items() if len(found) == 1}
        for some in batched(sure, 500):
            changed = []
            for customer in Customer.objects.filter(pk__in=some, domain=""):
                customer.domain = sure[customer.pk]
                changed.append(customer)
            Customer.objects.bulk_update(changed, ["domain"])

    def _remove(self) -> int:
        if self.context.owners.allowed is not None:
            return 0
        parts = (Contact.objects.filter(crm_id__in=some) for some in batched(self.gone, 500))
        return sum(part.delete()[1].get("pipeline.Contact", 0) for part in parts)

    def close(self) -> None:
        """Clear away what was laid out."""
        if self.staged:
            self.staged.drop()


_ALL = ("name", "customer_id", "email", "phone", "title")


def _name(record: Record, crm_id: str) -> str:
    parts = (record.text("first_name"), record.text("last_name"))
    name = record.text("name") or " ".join(filter(None, parts)) or record.text("email") or crm_id
    return line(name, longest(Contact, "name"))
