"""Any JSON list of turns: objects that name a text, who said it, perhaps when.

The last resort for JSON whose vendor nobody knows. The keys of the objects are read like the
headings of a table (`readers.columns`), those of an object inside ("speaker": {"name": …}) as
"speaker_name".
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile
from ridealong.readers.columns import Columns, find_columns
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tables import read_rows

_DEEPEST = 5
_LOOKED_AT = 8
"""So many objects tell the keys of all."""


def sniff(source: Source) -> int:
    return Sure.FALLBACK + 5 if _best(source.json) else Sure.NO


def read(source: Source) -> list[Conversation]:
    found = _best(source.json)
    if found is None:
        raise EmptyFile("holds no list of turns", remedy="Export it again")
    path, columns, header, listed = found
    rows = [
        (f"{path}[{i}]", _cells(item, header))
        for i, item in enumerate(listed)
        if isinstance(item, dict)
    ]
    read_them = read_rows(columns, rows)
    if left_out := len(listed) - len(rows):
        source.warnings.append(f"{left_out} entries of {path} are no objects; they were left out.")
    source.warnings.append(
        f"The vendor of this JSON is not known; “{path}” was read as the list of turns."
    )
    return read_them


type _Found = tuple[str, Columns, list[str], list[Any]]


def _best(value: object) -> _Found | None:
    """The longest list whose objects say who speaks and what."""
    return max(_lists(value, "", _DEEPEST), key=lambda found: len(found[3]), default=None)


def _lists(value: object, path: str, depth: int) -> Iterator[_Found]:
    if isinstance(value, dict) and depth:
        for key, member in value.items():
            yield from _lists(member, f"{path}.{key}" if path else key, depth - 1)
    elif isinstance(value, list):
        header = list(
            dict.fromkeys(
                key for item in value[:_LOOKED_AT] if isinstance(item, dict) for key in _flat(item)
            )
        )
        columns = find_columns(header)
        if columns and columns.who and not columns.by_word:
            yield path or "the list", columns, header, value


def _flat(item: Mapping[str, Any]) -> dict[str, object]:
    """Keys and values, those of an object inside under both keys; lists are left out."""
    flat: dict[str, object] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            flat |= {f"{key}_{inner}": v for inner, v in value.items() if _plain(v)}
        elif _plain(value):
            flat[key] = value
    return flat


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _cells(item: Mapping[str, Any], header: list[str]) -> list[str]:
    flat = _flat(item)
    values = (flat.get(key) for key in header)
    return ["" if v is None or isinstance(v, bool) else str(v) for v in values]


FORMATS = (
    Format(
        id="json-turns",
        title="Any JSON with a list of turns",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="a key called speaker, name, participant, role and the like",
        sides="keys side and role",
        traps=(
            "nobody's in particular: keys are read like the headings of a table, a warning names "
            "the list that was taken for the turns"
        ),
        sniff=sniff,
        read=read,
    ),
)
