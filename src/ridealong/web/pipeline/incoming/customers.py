"""Customers as sheets name them: by an account's id, by a name, by the domain of an address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from ridealong.conversation.us import FREE_MAIL, domain_of
from ridealong.web.calls.models import Customer
from ridealong.web.people.models import Organisation
from ridealong.web.pipeline.incoming.context import line, longest
from ridealong.web.pipeline.incoming.staging import Staged, execute, fetch, table_of
from ridealong.web.pipeline.models import Account

_LONGEST_DOMAIN = 120
_AT_ONCE = 500


@dataclass
class Customers:
    """Every customer by what sheets know it by, made once for a sheet."""

    by_account: dict[str, int]
    by_name: dict[str, int]
    spelt: dict[str, str]
    """Names of customers who are not there yet, by the name in lower case."""

    @classmethod
    def now(cls) -> "Customers":
        """As it stands."""
        accounts = {
            crm_id: pk
            for crm_id, pk in Account.objects.values_list("crm_id", "customer").iterator()
            if crm_id
        }
        rows = Customer.objects.values_list("name", "pk").iterator()
        return cls(accounts, {name.casefold(): pk for name, pk in rows}, {})

    def find(self, account_id: str, name: str) -> int | None:
        """The customer of an account's id or name; None for one who is not there yet."""
        by_id = self.by_account.get(account_id) if account_id else None
        return by_id if by_id is not None else self.by_name.get(name.casefold()) if name else None

    def new_name(self, name: str) -> str:
        """The name under which a customer will be made; the first spelling counts."""
        return self.spelt.setdefault(name.casefold(), name) if name else ""


def make_for(source: Staged) -> None:
    """Make customers who are known by name alone, and put them into the staged rows."""
    query = f"SELECT DISTINCT account FROM {source.quoted} WHERE account IS NOT NULL"
    rows = [Customer(name=name) for (name,) in fetch(query)]
    Customer.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    execute(
        f"UPDATE {source.quoted} SET customer_id = c.id FROM {table_of(Customer)} AS c "
        f"WHERE {source.quoted}.account = c.name"
    )


def name_in(text: str) -> str:
    """A customer's name as a table can hold it."""
    return line(" ".join(text.split()), longest(Customer, "name"))


def domain_in(text: str) -> str:
    """The domain of a website or an address, where it says whose it is.

    >>> domain_in("https://www.Acme.example/en"), domain_in("acme.example"), domain_in("none")
    ('acme.example', 'acme.example', '')
    >>> domain_in("jo@gmail.com")
    ''
    """
    text = text.strip().casefold()
    if "@" in text:
        domain = domain_of(text)
    else:
        try:
            domain = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        except ValueError:
            return ""
    domain = domain.removeprefix("www.")
    sound = "." in domain.strip(".") and len(domain) <= _LONGEST_DOMAIN and domain.isascii()
    plain = sound and all(sign.isalnum() or sign in ".-" for sign in domain)
    return domain if plain and domain not in FREE_MAIL else ""


def our_domains() -> frozenset[str]:
    """Domains that are ours, and never a customer's."""
    return frozenset(Organisation.get().domains.casefold().split())
