"""Which fields each table has, of which kind, which are needed, and under which headings."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ridealong.process.sheets.model import Table
from ridealong.process.sheets.words import listed, words


class Kind(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    ID = "id"
    DAY = "day"
    MOMENT = "moment"
    AMOUNT = "amount"
    NUMBER = "number"
    YES = "yes or no"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column can be."""

    key: str
    kind: Kind
    headings: tuple[str, ...]
    """The best first, as `words.plain` makes them."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a table can have."""

    table: Table
    all: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    """Of each group one field must be there."""
    marks: frozenset[str]
    files: tuple[str, ...]

    def field(self, key: str) -> Field | None:
        """The field of a key."""
        return next((field for field in self.all if field.key == key), None)


_KINDS = {
    Kind.ID: "id account_id owner_id stage_id contact_id deal team_id manager_id parent activity_id"
    " what who converted_deal converted_contact converted_account profile",
    Kind.DAY: "created close expected closed snapshot entered stage_since",
    Kind.MOMENT: "at ends changed",
    Kind.AMOUNT: "value list_value price list_price revenue",
    Kind.NUMBER: "probability order quantity discount minutes seconds milliseconds employees",
    Kind.YES: "won closed_flag deleted active valid",
    Kind.CURRENCY: "currency",
}
_KIND_OF = {key: kind for kind, keys in _KINDS.items() for key in keys.split()}
_HAS_COMMON = {
    Table.ACCOUNTS: "deleted changed created owner_id owner",
    Table.CONTACTS: "deleted changed created owner_id owner",
    Table.ACTIVITIES: "deleted changed owner_id owner",
    Table.LEADS: "deleted changed created owner_id owner",
    Table.LINES: "deleted changed",
    Table.PEOPLE: "deleted changed",
    Table.TEAMS: "deleted",
    Table.STAGES: "deleted changed",
    Table.PIPELINES: "deleted changed",
    Table.PRODUCTS: "deleted changed",
    Table.LINKS: "deleted",
}


@cache
def fields_of(table: Table) -> Fields:
    """The fields of a table; none of what is unknown."""
    if table is Table.UNKNOWN:
        return Fields(table, (), (), frozenset(), ())
    entry = words()["tables"][table.value]
    common = {key: words()["common"][key] for key in _HAS_COMMON.get(table, "").split()}
    named: dict[str, str] = common | entry["fields"]
    fields = [Field(key, kind(key), listed(headings)) for key, headings in named.items()]
    if table in {Table.DEALS, Table.SNAPSHOTS}:
        fields.append(Field("entered", Kind.DAY, ()))
    return Fields(
        table,
        tuple(fields),
        tuple(tuple(group.split()) for group in entry["needs"]),
        frozenset(entry["marks"]),
        listed(entry["files"]),
    )


def kind(key: str) -> Kind:
    """What the values of a field are."""
    return _KIND_OF.get(key, Kind.TEXT)
