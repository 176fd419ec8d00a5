"""Records of deals, changes, people and stages become a pipeline, and what was assumed is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ridealong.process.model import Deal, Entry, Outcome, Pipeline
from ridealong.process.sheets.entries import Histories
from ridealong.process.sheets.gathered import Gathered, bare
from ridealong.process.sheets.ids import first_of, same_id
from ridealong.process.sheets.model import Record, Table
from ridealong.process.sheets.sellers import Sellers
from ridealong.process.sheets.stages import Stages, said_stage
from ridealong.process.sheets.told import Told
from ridealong.process.sheets.words import folded, outcome_of

_ENDS = {
    "won": Outcome.WON,
    "lost": Outcome.LOST,
    "no decision": Outcome.NO_DECISION,
    "open": Outcome.OPEN,
}


@dataclass(frozen=True, slots=True)
class Joined:
    """A pipeline, and what had to be assumed or left open to make it."""

    pipeline: Pipeline
    notes: tuple[str, ...]
    order_from: str
    """What the order of stages was taken from: "stages", "probabilities", "deals", "names"."""


def pipeline_of(
    tables: Iterable[tuple[Table, Iterable[Record]]], as_of: date | None = None
) -> Joined:
    """Join the records of one export into a pipeline.

    Args:
        tables: what each sheet's rows are, and its records; they are gone through once.
        as_of: the day for which it holds; the last day that the sheets speak of where it is None.
    """
    gathered = Gathered()
    for table, records in tables:
        gathered.take(table, records)
    return _Join(gathered, as_of).joined()


class _Join:
    def __init__(self, gathered: Gathered, as_of: date | None) -> None:
        self.gathered = gathered
        self.stages = Stages(gathered)
        self.sellers = Sellers(gathered)
        self.told = Told()
        self.as_of = as_of
        self.last: date | None = None
        self.histories = Histories(gathered, self.stages)

    def joined(self) -> Joined:
        self.stages.settle_ends(self.gathered.deals.values())
        deals = [deal for deal in map(self._deal, self.gathered.deals.items()) if deal]
        self._tell_strangers()
        ranks = {key: r.number("order") or 0.0 for key, r in self.gathered.pipelines.items()}
        paths = ([entry.stage for entry in deal.history] for deal in deals if deal.history)
        stages = self.stages.ordered(self.gathered, paths, ranks)
        self.told.order(self.stages.order_from, stages)
        self.told.currencies(deals)
        seen = (self.last, self.histories.last)
        as_of = self.as_of or max((day for day in seen if day), default=date(1970, 1, 1))
        self.told.names_twice = tuple(self.sellers.names_twice)
        pipeline = Pipeline(
            sellers=self.sellers.all(dict.fromkeys(deal.owner for deal in deals)),
            stages=tuple(stage.key for stage in stages),
            deals=tuple(deals),
            as_of=as_of,
            labels=tuple((s.key, s.label) for s in stages if s.label != s.key),
        )
        return Joined(pipeline, self.told.notes(), self.stages.order_from)

    def _deal(self, item: tuple[str, Record]) -> Deal | None:
        key, record = item
        stage = self._stage_key(key, record)
        outcome = self._outcome(record, stage)
        if outcome is None:
            self.told.unknown_end += 1
            return None
        if outcome is Outcome.OPEN and self.histories.is_gone(record):
            self.told.gone += 1
            return None
        created = record.day("created")
        history, ended, seen_from = self.histories.of(key, record, outcome)
        if created is None and history and seen_from is None:
            created = history[0].on
            self.told.created_from_history += 1
        closed = self._closed(record, outcome, ended)
        net, listed = self._values(key, record)
        self._see(created, closed)
        self._tell(record, created, closed, outcome)
        return Deal(
            id=record.text("id"),
            owner=self.sellers.owner(record),
            stage=self._last_stage(stage, outcome, history),
            outcome=outcome,
            name=record.text("name"),
            account=self._account(key, record),
            created=created,
            closed=closed,
            expected=_expected(record) if outcome is Outcome.OPEN else None,
            value=net,
            list_value=listed,
            currency=record.text("currency"),
            source=record.text("source"),
            product=record.text("product"),
            segment=self._segment(key, record),
            partner=record.text("partner"),
            history=history,
            seen_from=seen_from,
        )

    def _stage_key(self, key: str, record: Record) -> str:
        """Where it stands: by its own row, else by its last change."""
        said = said_stage(record)
        if not said and (path := self.gathered.changes.path(key)):
            said = path[-1][1]
        if not said and outcome_of(record.text("outcome")) == "":
            said = record.text("outcome")
        if not said:
            return ""
        stage = self.stages.find(said, record.text("pipeline"))
        stage.used = True
        return stage.key

    def _outcome(self, record: Record, stage: str) -> Outcome | None:
        """How it ended: by the flags, the status, the stage, whichever says so first.

        None where it is closed and nothing says whether it was won.
        """
        won, closed = record.yes("won"), record.yes("closed_flag")
        if won:
            return Outcome.WON
        if closed is False:
            return Outcome.OPEN
        of = self.stages.all[stage] if stage else None
        by_stage = of.ends if of and not of.unknown_end else None
        found = _ENDS.get(outcome_of(record.text("outcome"))) or by_stage
        if closed or (of and of.unknown_end):
            found = _closed_as(found, won)
        if found is Outcome.LOST and outcome_of(record.text("lost_reason")) == "no decision":
            return Outcome.NO_DECISION
        return Outcome.OPEN if found is None and not (closed or (of and of.unknown_end)) else found

    def _closed(self, record: Record, outcome: Outcome, ended: date | None) -> date | None:
        if outcome is Outcome.OPEN:
            return None
        return record.day("closed") or record.day("close") or ended

    def _last_stage(self, stage: str, outcome: Outcome, history: Sequence[Entry]) -> str:
        if outcome is Outcome.OPEN:
            return stage if not stage or self.stages.all[stage].ends is None else ""
        if stage and self.stages.all[stage].ends is None:
            return stage
        return history[-1].stage if history else ""

    def _values(self, key: str, record: Record) -> tuple[float | None, float | None]:
        """Net and list value: of the deal, else of its line items, else of its product."""
        net, listed = record.number("value"), record.number("list_value")
        if line := self.gathered.lines.get(key):
            net = line[0] if net is None else net
            listed = line[1] if listed is None and line[2] else listed
        if listed is None and (product := record.text("product")):
            listed = self.gathered.products.get(bare(product))
        return net, listed

    def _account_record(self, key: str, record: Record) -> Record | None:
        said = same_id(first_of(record.text("account_id"))) or self.gathered.account_of.get(key, "")
        name = folded(record.text("account"))
        return self.gathered.accounts.get(said) or self.gathered.accounts.get(name)

    def _account(self, key: str, record: Record) -> str:
        found = self._account_record(key, record)
        said = record.text("account") or (found.text("name") if found else "")
        return first_of(said or record.text("account_id"))

    def _segment(self, key: str, record: Record) -> str:
        found = self._account_record(key, record)
        of_account = (found.text("segment") or found.text("industry")) if found else ""
        return record.text("segment") or of_account

    def _see(self, *days: date | None) -> None:
        for day in days:
            if day and (self.last is None or day > self.last):
                self.last = day

    def _tell(
        self, record: Record, created: date | None, closed: date | None, outcome: Outcome
    ) -> None:
        told = self.told
        told.ownerless += not (
            record.text("owner_id") or record.text("owner") or record.text("owner_email")
        )
        told.uncreated += created is None
        told.unclosed += outcome is not Outcome.OPEN and closed is None
        if created and closed and closed < created:
            told.backward += 1
            told.backward_first = told.backward_first or record.text("id")

    def _tell_strangers(self) -> None:
        """Changes of deals that no sheet of deals knows."""
        known = self.gathered.deals
        names = {f"name:{folded(r.text('name'))}" for r in known.values()}
        strangers = [k for k in self.gathered.changes.of if k not in known and k not in names]
        self.told.strangers = len(strangers)
        self.told.stranger_first = strangers[0] if strangers else ""
        self.told.twice = sum(Counter(self.gathered.twice).values())
        self.told.too_many_stages = self.gathered.changes.lost


def _closed_as(said: Outcome | None, won: bool | None) -> Outcome | None:  # noqa: FBT001  # a flag
    """How a deal ended that is closed: what is said of it, unless that is open."""
    if said in {Outcome.LOST, Outcome.NO_DECISION}:
        return said
    if won is False:
        return Outcome.LOST
    return said if said is Outcome.WON else None


def _expected(record: Record) -> date | None:
    return record.day("expected") or record.day("close")
