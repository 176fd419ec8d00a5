"""Stages: which label and which id are the same one, which of them end a deal, and in which order.

The order comes from a table of stages, else from the probabilities of deals, else from the order in
which deals pass them, else from what stages are usually called.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from ridealong.process.model import Outcome
from ridealong.process.sheets.gathered import Gathered
from ridealong.process.sheets.model import Record
from ridealong.process.sheets.words import folded, outcome_of, plain, words

_ENDS = {"won": Outcome.WON, "lost": Outcome.LOST, "no decision": Outcome.NO_DECISION}


@dataclass(slots=True)
class Stage:
    """One stage, as far as the sheets say."""

    key: str
    label: str
    pipeline: str = ""
    order: float | None = None
    ends: Outcome | None = None
    """How a deal in it has ended; None: it is still open."""
    used: bool = False
    unknown_end: bool = False
    """Whether all its deals are closed and nothing says whether they were won."""


class Stages:
    """All stages of an export, found by id or label."""

    def __init__(self, gathered: Gathered) -> None:
        self.all: dict[str, Stage] = {}
        self._by_label: dict[tuple[str, str], Stage] = {}
        self._found: dict[tuple[str, str], Stage] = {}
        self.order_from = ""
        """"stages", "probabilities", "deals", "names"; empty where there are fewer than two."""
        for record in gathered.stages:
            self._declare(record)
        self._lost_by_probability(gathered.stages)
        self.declared = bool(self.all)

    def _declare(self, record: Record) -> None:
        key = record.text("id") or record.text("name")
        label = record.text("name") or key
        stage = Stage(key, label, record.text("pipeline"), record.number("order"))
        if record.yes("won"):
            stage.ends = Outcome.WON
        elif record.yes("closed_flag"):
            stage.ends = _ENDS.get(outcome_of(label)) or Outcome.LOST
        else:
            stage.ends = _ENDS.get(outcome_of(label)) or _ENDS.get(outcome_of(key))
        self.all[key] = stage
        self._by_label.setdefault((folded(stage.pipeline), folded(label)), stage)
        self._by_label.setdefault(("", folded(label)), stage)

    def _lost_by_probability(self, records: Sequence[Record]) -> None:
        """A stage without any probability behind others that have one is where deals are lost."""
        by_pipeline: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.number("probability") is not None:
                by_pipeline[record.text("pipeline")].append(record)
        for rows in by_pipeline.values():
            rows.sort(key=lambda r: r.number("order") or 0.0)
            positive = [bool(row.number("probability")) for row in rows]
            for at, row in enumerate(rows):
                stage = self.all.get(row.text("id") or row.text("name"))
                if stage and not positive[at] and any(positive[:at]) and stage.ends is None:
                    stage.ends = Outcome.LOST

    def find(self, said: str, pipeline: str = "") -> Stage:
        """The stage that is meant, made where it is new."""
        stage = self._found.get((said, pipeline))
        if stage is None:
            stage = self._found[said, pipeline] = self._look_up(said, pipeline)
        return stage

    def _look_up(self, said: str, pipeline: str) -> Stage:
        if stage := self.all.get(said):
            return stage
        label = folded(said)
        stage = self._by_label.get((folded(pipeline), label)) or self._by_label.get(("", label))
        if stage is None:
            stage = Stage(said, said, "", None, _ENDS.get(outcome_of(said)))
            self.all[said] = self._by_label["", label] = stage
        return stage

    def settle_ends(self, records: Iterable[Record]) -> None:
        """Stages in which every deal is closed end deals; where none is known, at 100 and 0 %."""
        closed: dict[str, list[bool]] = defaultdict(list)
        won: dict[str, list[bool]] = defaultdict(list)
        sure: dict[str, list[float]] = defaultdict(list)
        for record in records:
            said = said_stage(record)
            if not said:
                continue
            key = self.find(said, record.text("pipeline")).key
            if (flag := record.yes("closed_flag")) is not None:
                closed[key].append(flag)
            if (flag := record.yes("won")) is not None:
                won[key].append(flag)
            if (share := record.number("probability")) is not None:
                sure[key].append(share)
        for key, flags in closed.items():
            if all(flags) and self.all[key].ends is None:
                is_won = bool(won[key]) and all(won[key])
                self.all[key].ends = Outcome.WON if is_won else Outcome.LOST
                self.all[key].unknown_end = not won[key]
        if not any(stage.ends is Outcome.WON for stage in self.all.values()):
            self._ends_by_probability(sure)

    def _ends_by_probability(self, sure: dict[str, list[float]]) -> None:
        top = max((value for values in sure.values() for value in values), default=0.0)
        if top not in {1.0, 100.0} or len(sure) < 3:
            return
        for key, values in sure.items():
            stage = self.all[key]
            if stage.ends is None and set(values) in ({0.0}, {top}):
                stage.ends = Outcome.LOST if values[0] == 0.0 else Outcome.WON

    def ordered(
        self, gathered: Gathered, paths: Iterable[Sequence[str]], pipelines: dict[str, float]
    ) -> list[Stage]:
        """The open stages in the order of the process."""
        open_ = [s for s in self.all.values() if s.ends is None and (s.used or self._beside(s))]
        if len(open_) < 2:
            return open_
        if all(stage.order is not None for stage in open_):
            self.order_from = "stages"
            return sorted(
                open_, key=lambda s: (pipelines.get(s.pipeline, 0.0), s.pipeline, s.order)
            )
        rank = _by_probability(self, gathered.deals.values(), open_)
        if rank:
            self.order_from = "probabilities"
        elif rank := _by_passing(paths, open_):
            self.order_from = "deals"
        else:
            self.order_from = "names"
            rank = {stage.key: usual_place(stage.label) for stage in open_}
        known = [stage for stage in open_ if stage.key in rank]
        others = [stage for stage in open_ if stage.key not in rank]
        return sorted(known, key=lambda s: rank[s.key]) + others

    def _beside(self, stage: Stage) -> bool:
        """Whether a stage that no deal is in belongs to a pipeline that is used."""
        if stage.order is None:
            return False
        return any(s.used and s.pipeline == stage.pipeline for s in self.all.values())


def said_stage(record: Record) -> str:
    """The stage of a row as it stands there."""
    return record.text("stage_id") or record.text("stage")


def _by_probability(
    stages: Stages, records: Iterable[Record], open_: Sequence[Stage]
) -> dict[str, float]:
    """The mean probability of each stage, where all have one and no two the same."""
    found: dict[str, list[float]] = defaultdict(list)
    for record in records:
        said, share = said_stage(record), record.number("probability")
        if said and share is not None:
            found[stages.find(said, record.text("pipeline")).key].append(share)
    means = {s.key: round(fmean(found[s.key]), 6) for s in open_ if s.key in found}
    return means if len(means) == len(open_) == len(set(means.values())) else {}


def _by_passing(paths: Iterable[Sequence[str]], open_: Sequence[Stage]) -> dict[str, float]:
    """By how many deals pass one stage before another, each pair of stages with equal weight."""
    before: dict[tuple[str, str], int] = defaultdict(int)
    for path in paths:
        stages = list(dict.fromkeys(path))
        for at, earlier in enumerate(stages):
            for later in stages[at + 1 :]:
                before[earlier, later] += 1
    keys = [stage.key for stage in open_]
    rank: dict[str, float] = {}
    for key in keys:
        shares = []
        for other in keys:
            out, back = before.get((key, other), 0), before.get((other, key), 0)
            if other != key and out + back:
                shares.append((back - out) / (out + back))
        if shares:
            rank[key] = fmean(shares)
    return rank if len(rank) >= 2 else {}


def usual_place(label: str) -> float:
    """Where a stage of such a name usually stands."""
    said = plain(label)
    for at, beginning in enumerate(words()["usual_order"]):
        if f" {beginning}" in f" {said}":
            return float(at)
    return 1000.0
