"""All records of an export, sorted by what they are, with changes of stage kept small.

A change is one whole number, its second and the number of its stage, so that a million of them take
some 40 MB.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from ridealong.process.sheets.ids import first_of, same_id
from ridealong.process.sheets.model import Record, Table
from ridealong.process.sheets.words import folded

_BITS = 16
_MOST = 1 << _BITS
_DAY_S = 86_400


class Changes:
    """Which deal was in which stage when, by deal."""

    def __init__(self) -> None:
        self.names: list[str] = []
        """The stages as they were said."""
        self._numbers: dict[str, int] = {}
        self.of: dict[str, list[int]] = {}
        self.before: dict[str, tuple[int, str]] = {}
        """The stage before a deal's earliest change, with the second of that change."""
        self.first: int | None = None
        self.last: int | None = None
        self.lost = 0
        """Changes to a stage after the 65,536th; no process has so many."""

    def add(self, deal: str, second: int, stage: str, before: str = "") -> None:
        """Keep one change."""
        number = self._numbers.get(stage)
        if number is None:
            if len(self.names) == _MOST:
                self.lost += 1
                return
            number = self._numbers[stage] = len(self.names)
            self.names.append(stage)
        self.of.setdefault(deal, []).append(second << _BITS | number)
        if before and (deal not in self.before or second < self.before[deal][0]):
            self.before[deal] = (second, before)
        if self.first is None or second < self.first:
            self.first = second
        if self.last is None or second > self.last:
            self.last = second

    def path(self, deal: str) -> list[tuple[int, str]]:
        """The changes of a deal, oldest first, each to another stage than the one before.

        Changes of the same second keep the order of the sheet, read from its older end.
        """
        codes = self.of.get(deal, [])
        if len(codes) > 1 and codes[0] >> _BITS > codes[-1] >> _BITS:
            codes = codes[::-1]
        path: list[tuple[int, str]] = []
        last = -1
        for code in sorted(codes, key=_second):
            number = code & (_MOST - 1)
            if number != last:
                path.append((code >> _BITS, self.names[number]))
                last = number
        return path


def _second(code: int) -> int:
    return code >> _BITS


def second_of(at: date | datetime) -> int:
    """A moment as seconds on the sheet's own clock."""
    if isinstance(at, datetime):
        return at.toordinal() * _DAY_S + at.hour * 3600 + at.minute * 60 + at.second
    return at.toordinal() * _DAY_S


def day_of(second: int) -> date:
    """The day of a second."""
    return date.fromordinal(second // _DAY_S)


class Gathered:
    """The records of all sheets."""

    def __init__(self) -> None:
        self.deals: dict[str, Record] = {}
        self.changes = Changes()
        self.snapshots = Changes()
        self.people: list[Record] = []
        self.teams: dict[str, str] = {}
        self.stages: list[Record] = []
        self.pipelines: dict[str, Record] = {}
        self.accounts: dict[str, Record] = {}
        self.products: dict[str, float] = {}
        self.lines: dict[str, tuple[float, float, bool]] = {}
        """Of each deal: the sum of prices, the sum of list prices, whether all had list prices."""
        self.account_of: dict[str, str] = {}
        self.twice = Counter[str]()
        self._names: dict[str, str] = {}

    def take(self, table: Table, records: Iterable[Record]) -> None:
        """Keep the records of a sheet; what says nothing about deals is passed by."""
        keep = {
            Table.DEALS: self._deal,
            Table.SNAPSHOTS: self._snapshot,
            Table.HISTORY: self._change,
            Table.PEOPLE: self.people.append,
            Table.TEAMS: self._team,
            Table.STAGES: self.stages.append,
            Table.PIPELINES: self._pipeline,
            Table.ACCOUNTS: self._account,
            Table.PRODUCTS: self._product,
            Table.LINES: self._line,
            Table.LINKS: self._link,
        }.get(table)
        for record in records:
            if keep:
                keep(record)

    def _deal(self, record: Record) -> None:
        key = same_id(record.text("id"))
        self.twice[key] += key in self.deals
        self.deals[key] = record

    def _snapshot(self, record: Record) -> None:
        key = same_id(record.text("id"))
        on = record.day("snapshot")
        if on is None:
            return
        kept = self.deals.get(key)
        if kept is None or (kept.day("snapshot") or on) <= on:
            self.deals[key] = record
        stage = record.text("stage_id") or record.text("stage") or record.text("outcome")
        self.snapshots.add(key, second_of(on), stage)

    def _change(self, record: Record) -> None:
        said = record.values  # not by its methods: this is done a million times
        at, stage = said.get("at"), said.get("stage_id") or said.get("stage")
        deal = said.get("deal")
        key = same_id(deal) if isinstance(deal, str) else f"name:{folded(record.text('deal_name'))}"
        if isinstance(at, datetime) and isinstance(stage, str):
            self.changes.add(key, second_of(at), stage, str(said.get("old_stage", "")))

    def _team(self, record: Record) -> None:
        self.teams[same_id(record.text("id"))] = record.text("name")

    def _pipeline(self, record: Record) -> None:
        self.pipelines[record.text("id")] = record

    def _account(self, record: Record) -> None:
        for key in (same_id(record.text("id")), folded(record.text("name"))):
            if key:
                self.accounts[key] = record

    def _product(self, record: Record) -> None:
        price = record.number("list_price")
        for name in (record.text("id"), record.text("name")):
            if name and price is not None:
                self.products[bare(name)] = price

    def _line(self, record: Record) -> None:
        deal = same_id(record.text("deal"))
        net, gross, complete = self.lines.get(deal, (0.0, 0.0, True))
        quantity = record.number("quantity")
        quantity = 1.0 if quantity is None else quantity
        total, price = record.number("value"), record.number("price")
        listed = record.number("list_price")
        net += total if total is not None else (price or 0.0) * quantity
        gross += (listed or 0.0) * quantity
        self.lines[deal] = (net, gross, complete and listed is not None)

    def _link(self, record: Record) -> None:
        if account := record.text("account_id"):
            self.account_of.setdefault(same_id(record.text("deal")), same_id(first_of(account)))


def bare(name: str) -> str:
    """A product's name without white space and case: "GTX Pro" and "GTXPro" are one."""
    return "".join(name.split()).casefold()
