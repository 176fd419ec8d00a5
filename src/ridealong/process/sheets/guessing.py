"""What the rows of a sheet are and which column is which field: by headings, then by values."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from ridealong.process.sheets import unknown
from ridealong.process.sheets.fields import Field, Fields, Kind, fields_of, kind
from ridealong.process.sheets.forms import with_forms
from ridealong.process.sheets.looks import Look, look_at
from ridealong.process.sheets.model import MANY, Cell, Column, Mapping, Table
from ridealong.process.sheets.sheet import Sheet
from ridealong.process.sheets.words import currency_signs, folded, kind_of, outcome_of, plain

_SAMPLE = 1000
_NOUNS = ("opportunity", "deal", "opp", "account", "contact", "company", "activity", "task", "lead")
_NEVER = re.compile(r"_fivetran_(?!active|start|end|deleted)", re.IGNORECASE)
_FEWEST_AGREEING = 0.5
_LIKELY = 1.5
"""The score from which on a table is recognised."""


class _Match(NamedTuple):
    rank: float
    """0 is the best."""
    at: int
    confidence: float
    because: str


def guess(sheet: Sheet) -> Mapping:
    """The likeliest reading of a sheet, with a confidence for each column.

    What has to be stated before it can be read is told by `questions`.
    """
    names, looks = _seen(sheet)
    tables = [table for table in Table if table is not Table.UNKNOWN]
    scored = [(_score(fields_of(table), names, looks, sheet), table) for table in tables]
    best, table = max(scored, key=lambda pair: pair[0])
    if best < _LIKELY:
        mapping = unknown.by_values(sheet.columns, looks)
    else:
        mapping = _mapping(sheet, fields_of(table), names, looks, min(1.0, best / 10))
    mapping = with_forms(sheet, mapping)
    return replace(mapping, kind=_kind_by_name(sheet) if table is Table.ACTIVITIES else "")


def guess_as(sheet: Sheet, table: Table) -> Mapping:
    """The likeliest columns of a sheet of which somebody said what its rows are."""
    names, looks = _seen(sheet)
    mapping = with_forms(sheet, _mapping(sheet, fields_of(table), names, looks, 1.0))
    return replace(mapping, kind=_kind_by_name(sheet) if table is Table.ACTIVITIES else "")


def _seen(sheet: Sheet) -> tuple[list[str], list[Look]]:
    """The headings as they are compared, and what the first values look like."""
    rows = [cells for _, cells in islice(sheet.rows(), _SAMPLE)]
    looks = [look_at(_values(rows, at)) for at in range(len(sheet.columns))]
    return [_plain(name) for name in sheet.columns], looks


def _plain(name: str) -> str:
    """A heading as it is compared; nothing where the column is an exporter's own."""
    if _NEVER.match(name):
        return ""
    words = plain(re.sub(r" \(\d+\)$", "", name))
    kept = [word for word in words.split() if word not in currency_signs() or word == "rs"]
    return " ".join(kept) or words


def _score(fields: Fields, names: Sequence[str], looks: Sequence[Look], sheet: Sheet) -> float:
    """How well a sheet fits a table; 0 where something is missing that the table needs."""
    found = _matches(fields, names, looks)
    if not all(any(key in found for key in group) for group in fields.needs):
        return 0.0
    marks = sum(found[key].confidence for key in found if key in fields.marks)
    others = sum(0.1 * m.confidence for key, m in found.items() if key not in fields.marks)
    return marks + others + _by_name(fields, sheet) + _leaning(fields.table, found, names, looks)


def _by_name(fields: Fields, sheet: Sheet) -> float:
    """What the name of file or worksheet adds: the longest match counts, the last word most."""
    name = f" {plain(sheet.name)} "
    hits = [word for word in fields.files if f" {word} " in name]
    if not hits:
        return 0.0
    best = max(hits, key=lambda word: (len(word.split()), name.rfind(word)))
    last = name.rstrip().endswith(best)
    return 2.5 * len(best.split()) + (1.0 if last else 0.0)


def _leaning(
    table: Table, found: dict[str, _Match], names: Sequence[str], looks: Sequence[Look]
) -> float:
    """What tells tables apart that share their headings."""
    is_version = "fivetran start" in names
    repeated = "id" in found and looks[found["id"].at].distinct < looks[found["id"].at].filled
    if table is Table.HISTORY:
        ref = found.get("deal") or found["deal_name"]
        again = looks[ref.at].distinct < looks[ref.at].filled
        own = names[ref.at] in {"id", "record id"} and not is_version
        return (3.0 if is_version else 0.0) + (1.5 if again else 0.0) - (4.0 if own else 0.0)
    if table is Table.DEALS:
        return -6.0 if is_version or "snapshot" in names else -1.0 * repeated
    if table is Table.SNAPSHOTS:
        return 4.0 if repeated or "id" not in found else -4.0
    if table is Table.LINKS:
        return 3.0 if len([name for name in names if name]) <= 6 else -4.0
    if table is Table.LEADS:
        return 2.0 if "converted" in found else -2.0
    return 0.0


def _mapping(
    sheet: Sheet, fields: Fields, names: Sequence[str], looks: Sequence[Look], confidence: float
) -> Mapping:
    found = {match.at: (key, match) for key, match in _matches(fields, names, looks).items()}
    columns = []
    for at, name in enumerate(sheet.columns):
        key, match = found.get(at, ("", None))
        column = Column(name=name, at=at)
        if match:
            column = replace(column, field=key, confidence=match.confidence, because=match.because)
        columns.append(column)
    mapping = Mapping(table=fields.table, columns=tuple(columns), confidence=round(confidence, 2))
    if fields.table in {Table.DEALS, Table.SNAPSHOTS}:
        mapping = _in_one_currency(mapping, names, looks)
        mapping = _entered(mapping, names, looks)
        mapping = unknown.fill(mapping, looks)
    if fields.table is Table.HISTORY:
        mapping = _without_property(mapping, names)
    mapping = _again(mapping, fields, names, looks)
    return replace(mapping, currency=_currency_of_headings(mapping))


def _again(
    mapping: Mapping, fields: Fields, names: Sequence[str], looks: Sequence[Look]
) -> Mapping:
    """Further columns of fields that may have several, such as when won and when lost."""
    columns = list(mapping.columns)
    for field in fields.all:
        if field.key not in MANY or not any(c.field == field.key for c in columns):
            continue
        for at, column in enumerate(columns):
            match = None if column.field else _match(field, names[at], looks[at], at)
            if match and match.rank < 20:
                columns[at] = replace(
                    column, field=field.key, confidence=match.confidence, because=match.because
                )
    return replace(mapping, columns=tuple(columns))


def _without_property(mapping: Mapping, names: Sequence[str]) -> Mapping:
    """A history names the property that changed only where its values may be of any property."""
    stage, named = mapping.column("stage"), mapping.column("property")
    if not stage or not named or names[stage.at] in {"value", "new value", "old value"}:
        return mapping
    field = "deal_name" if names[named.at] == "name" and "deal_name" not in mapping.fields else ""
    return _with_field(mapping, named.at, field)


def _with_field(mapping: Mapping, at: int, field: str) -> Mapping:
    """The mapping with another field for one column."""
    columns = list(mapping.columns)
    columns[at] = replace(columns[at], field=field, because="heading" if field else "")
    return replace(mapping, columns=tuple(columns))


def _matches(fields: Fields, names: Sequence[str], looks: Sequence[Look]) -> dict[str, _Match]:
    """The best column of each field; no column is given twice."""
    all_matches = sorted(
        (match.rank, -looks[match.at].filled, match.at, field.key, match)
        for field in fields.all
        for at in range(len(names))
        if (match := _match(field, names[at], looks[at], at)) is not None
    )
    found: dict[str, _Match] = {}
    taken: set[int] = set()
    for _, _, at, key, match in all_matches:
        if key not in found and at not in taken:
            found[key] = match
            taken.add(at)
    return found


def _match(field: Field, name: str, look: Look, at: int) -> _Match | None:
    """How well a column fits a field, None where not at all."""
    if not name:
        return None
    rank, sure = _heading_rank(field.headings, name)
    if rank is None:
        return None
    agrees = look.agrees(field.kind)
    if agrees < _FEWEST_AGREEING:
        return None
    if not look.filled:
        rank += 50
    checked = look.filled and field.kind not in {Kind.TEXT, Kind.ID}
    because = "heading and values" if checked else "heading"
    return _Match(rank, at, round(sure * (0.5 + 0.5 * agrees), 2), because)


def _heading_rank(headings: Sequence[str], name: str) -> tuple[float | None, float]:
    """The place of a heading among those of a field, and how sure it is."""
    if name in headings:
        return headings.index(name), 0.95
    for noun in _NOUNS:
        for bare in (name.removeprefix(f"{noun} "), name.removesuffix(f" {noun}")):
            if bare != name and bare in headings:
                return 20 + headings.index(bare), 0.85
    words = name.split()
    for place, heading in enumerate(headings):
        known = heading.split()
        if len(known) >= 2 and set(known) <= set(words) and len(known) >= 0.6 * len(words):
            return 30 + place, 0.6
    return None, 0.0


def _in_one_currency(mapping: Mapping, names: Sequence[str], looks: Sequence[Look]) -> Mapping:
    """Where nothing names the currency of a deal, its amount in the firm's own is better."""
    value = mapping.column("value")
    own = [i for i, name in enumerate(names) if name in _CONVERTED and looks[i].filled]
    if not value or not own or value.at == own[0] or mapping.column("currency"):
        return mapping
    columns = list(mapping.columns)
    columns[own[0]] = replace(value, name=columns[own[0]].name, at=own[0])
    columns[value.at] = Column(name=value.name, at=value.at)
    return replace(mapping, columns=tuple(columns))


_CONVERTED = ("amount in company currency", "amount converted")
_WHEN = re.compile(
    r"\b(?:date entered|entered|date|on|at|start|started|sent|held|datum|am|became|stage)\b"
)


def _entered(mapping: Mapping, names: Sequence[str], looks: Sequence[Look]) -> Mapping:
    """Columns such as "Date entered Proposal": the heading names a stage of the stage column."""
    stage = mapping.column("stage")
    stages = [str(v) for v in looks[stage.at].values if isinstance(v, str)] if stage else []
    columns = list(mapping.columns)
    for at, column in enumerate(columns):
        free = not column.field or (column.field == "created" and names[at].startswith("engage"))
        if not free or looks[at].dates < _FEWEST_AGREEING or not looks[at].filled:
            continue
        if said := _stage_in(names[at], stages):
            columns[at] = replace(
                column, field="entered", of=said, confidence=0.7, because="heading and values"
            )
    return replace(mapping, columns=tuple(columns))


def _stage_in(name: str, stages: Sequence[str]) -> str:
    """The open stage that a heading of a date names."""
    if not _WHEN.search(name):
        return ""
    bare = re.sub(r"\(.*\)", "", _WHEN.sub(" ", name)).split()
    for stage in stages:
        if outcome_of(stage) in {"won", "lost", "no decision"}:
            continue
        words = folded(plain(stage)).split()
        if bare and (words == bare[: len(words)] or _same_stem(bare, words)):
            return stage
    return ""


def _same_stem(one: Sequence[str], other: Sequence[str]) -> bool:
    """Such as engage and Engaging, proposal and Proposals."""
    if len(one) != 1 or len(other) != 1:
        return False
    shared = min(len(one[0]), len(other[0])) - 1
    return shared >= 4 and one[0][:shared] == other[0][:shared]


def _currency_of_headings(mapping: Mapping) -> str:
    """The currency that the heading of an amount names: "Value (EUR)"."""
    found = set()
    for column in mapping.columns:
        if kind(column.field) is Kind.AMOUNT:
            for word in re.findall(r"[^\W\d_]+|[^\w\s()]", column.name.casefold()):
                found |= {currency_signs().get(word, "")} - {""}
    return found.pop() if len(found) == 1 else ""


def _kind_by_name(sheet: Sheet) -> str:
    """The kind of activities by the name of their file: "sf_task", "engagement_call"."""
    words = plain(sheet.name).split()
    kinds = [kind_of(word.removesuffix("s")) for word in reversed(words)]
    return next((said for said in kinds if said), "")


def _values(rows: Sequence[Sequence[Cell]], at: int) -> list[Cell]:
    return [cells[at] for cells in rows if at < len(cells)]
