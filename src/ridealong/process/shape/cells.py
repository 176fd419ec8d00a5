"""Every stage of every person, judged on one day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ridealong.process.model import Pipeline
from ridealong.process.shape.judging import (
    Judged,
    Q,
    beside,
    decided,
    judged,
    over_cells,
    together,
)
from ridealong.process.shape.ledger import LONG_AGO, YEAR, Bools, Floats, Ledger, ledger_of
from ridealong.process.shape.looking import (
    QUARTER,
    Side,
    average_of,
    beside_past,
    beside_peers,
    best_of,
    stock_of,
)
from ridealong.process.shape.model import Because, Beside, Cell, Verdict, Week
from ridealong.process.shape.peers import Peers, peers_of

FEWEST_EXPECTED = 3.0
_YOUNG = 273
"""Days: before that a pipeline still fills."""
_A_WEEK = 7


def cells(pipeline: Pipeline, q: float = Q) -> tuple[Cell, ...]:
    """Judge the day of a pipeline; sellers in their order, stages in theirs."""
    looked = look(ledger_of(pipeline), [seller.team for seller in pipeline.sellers])
    return decided(looked, over_cells(looked), q)


def week_before(pipeline: Pipeline, q: float = Q) -> Week | None:
    """What `cells` would have shown a week ago, of stages whose history is known; else None."""
    return week_of(ledger_of(pipeline), [seller.team for seller in pipeline.sellers], q)


def week_of(ledger: Ledger, teams: Sequence[str], q: float = Q) -> Week | None:
    """The same, of a ledger."""
    day = ledger.today - _A_WEEK
    if not ledger.traced.any() or ledger.kept_from > day:
        return None
    looked = look(ledger, teams, day)
    known = {stage for stage, told in zip(ledger.stages, ledger.traced, strict=True) if told}
    then = decided(looked, over_cells(looked), q)
    verdicts = tuple((cell.key, cell.today) for cell in then if cell.stage in known)
    return Week(date.fromordinal(day), verdicts)


def look(ledger: Ledger, teams: Sequence[str], day: int | None = None) -> tuple[Cell, ...]:
    """Compare every cell of a day, without a verdict yet where one is possible."""
    if not ledger.sellers or not ledger.stages:
        return ()
    day = ledger.today if day is None else day
    # Which stages somebody keeps is seen today: a past day knows deals that have closed since.
    found, stock = peers_of(ledger, teams, ledger.today), stock_of(ledger, day)
    average = average_of(ledger, day)
    recent = best_of(average_of(ledger, day, longest=QUARTER), stock)
    sides = (
        _without_new(beside_peers(stock, found, FEWEST_EXPECTED), ledger, day),
        _without_new(beside_peers(average, found, FEWEST_EXPECTED), ledger, day),
        beside_past(ledger, recent, found, day, FEWEST_EXPECTED),
    )
    looks = tuple(_Look(side, judged(side, stock.standing)) for side in sides)
    new = _new(ledger, day)
    return tuple(
        _Place(ledger, found, stock.standing, bool(new[i]), (i, j)).cell(looks)
        for i in range(len(ledger.sellers))
        for j in range(len(ledger.stages))
    )


@dataclass(frozen=True)
class _Look:
    side: Side
    told: Judged

    def at(self, place: tuple[int, int]) -> Beside | None:
        return beside(self.side, self.told, place)


@dataclass(frozen=True)
class _Place:
    ledger: Ledger
    found: Peers
    standing: Floats
    new: bool
    place: tuple[int, int]

    def cell(self, looks: tuple[_Look, ...]) -> Cell:
        day, average, own = (look.at(self.place) for look in looks)
        peers = average or day
        p = together(peers, own)
        verdict, because = Verdict.USUAL, Because.NOTHING
        if not self.found.used[self.place]:
            verdict = Verdict.NOT_RECORDED
        elif p is None:
            verdict, because = Verdict.TOO_FEW, self._lacking(looks[0].side)
        return Cell(
            seller=self.ledger.sellers[self.place[0]],
            stage=self.ledger.stages[self.place[1]],
            observed=int(self.standing[self.place]),
            verdict=verdict,
            today=verdict,
            peers=peers,
            own=own,
            p=p,
            because=because,
        )

    def _lacking(self, side: Side) -> Because:
        if self.new:
            return Because.NEW
        return Because.FEW_EXPECTED if side.others[self.place] else Because.FEW_PEERS


def _new(ledger: Ledger, day: int) -> Bools:
    """Whose first deal is young, where the deals of others go back further."""
    old = ledger.first_day < day - YEAR
    first = ledger.first_days
    told: Bools = old & (first > LONG_AGO) & (first > day - _YOUNG)
    return told


def _without_new(side: Side, ledger: Ledger, day: int) -> Side:
    return replace(side, judged=side.judged & ~_new(ledger, day)[:, None])
