"""What the fields of a row say together: a name of its parts, whose an activity is, an id."""

import re

from ridealong.process.sheets.model import Mapping, Table, Value
from ridealong.process.sheets.words import kind_of, plain

_SALESFORCE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_OF_PREFIX = {"006": "deal", "001": "account_id", "003": "contact_id"}
_IN = frozenset({"in", "inbound", "incoming", "received", "eingehend"})
_OUT = frozenset({"out", "outbound", "outgoing", "sent", "ausgehend", "forwarded"})


def values(mapping: Mapping, row: int, found: dict[str, Value]) -> None:
    """Complete the fields of a row in place."""
    table = mapping.table
    if mapping.currency and ("value" in found or "list_value" in found):
        found.setdefault("currency", mapping.currency)
    if table is Table.HISTORY:
        return
    if table is Table.ACTIVITIES:
        _activity(mapping, found)
    elif table in {Table.DEALS, Table.SNAPSHOTS} and "id" not in found:
        _id(mapping, row, found)
    elif "first_name" in found or "last_name" in found:
        parts = [str(found.get(key, "")) for key in ("first_name", "last_name")]
        found.setdefault("name", " ".join(part for part in parts if part))


def _id(mapping: Mapping, row: int, found: dict[str, Value]) -> None:
    """An id for a row of a sheet that has none: of what it is about, else of its row."""
    if "id" in mapping.fields:
        return
    parts = [str(found[key]) for key in ("name", "account", "created") if key in found]
    found["id"] = " / ".join(parts) if "name" in found else f"row {row}"


def _activity(mapping: Mapping, found: dict[str, Value]) -> None:
    kind = kind_of(str(found.get("kind", ""))) or mapping.kind or "task"
    found["kind"] = kind
    for key in ("what", "who"):
        if key in found:
            _whose(str(found.pop(key)), found)
    if "seconds" in found:
        found.setdefault("minutes", float(found.pop("seconds")) / 60)  # type: ignore[arg-type]
    if "milliseconds" in found:
        found.setdefault("minutes", float(found.pop("milliseconds")) / 60_000)  # type: ignore[arg-type]
    if "direction" in found:
        words = set(plain(str(found.pop("direction"))).split())
        if words & _IN or words & _OUT:
            found["direction"] = "in" if words & _IN else "out"


def _whose(said: str, found: dict[str, Value]) -> None:
    """A Salesforce id says by its beginning what it is the id of."""
    if _SALESFORCE.fullmatch(said) and (key := _OF_PREFIX.get(said[:3])):
        found.setdefault(key, said)
