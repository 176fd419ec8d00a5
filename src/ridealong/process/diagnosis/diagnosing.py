"""Look at everything, control false discoveries over all of it, explain the little that is left.

Every p of a run is one family. Benjamini and Hochberg's rule is used with weights (Genovese, Roeder
and Wasserman 2006), the same for everybody: a stage weighs 3, one of the three rules 2, anything
else 1/2. They are scaled to a mean of 1, so that q means what it means without them.
"""

from collections.abc import Iterator, Mapping, Sequence

from ridealong.process.diagnosis.candidates import Candidate, all_of, cell_facts
from ridealong.process.diagnosis.explaining import explain, question
from ridealong.process.diagnosis.material import Material
from ridealong.process.diagnosis.measured import measures
from ridealong.process.diagnosis.model import CallEvidence, Diagnosis, Flag, Looked, Rule, Warned
from ridealong.process.model import Pipeline
from ridealong.process.shape.cells import look, week_of
from ridealong.process.shape.discovery import chances
from ridealong.process.shape.judging import Q_ONE_DAY, Q, decided, steady
from ridealong.process.shape.model import Cell, Verdict, Week
from ridealong.process.shape.peers import FEWEST

_WEIGHT_OF_A_STAGE = 3.0
_WEIGHTS = {Rule.STUCK: 0.5, Rule.WIN_RATE: 0.5}
_WEIGHT_OF_A_RULE = 2.0
_LIKELY_CHANCE = 0.05
_STAGE = "stage"


def diagnose(
    pipeline: Pipeline,
    calls: Mapping[str, CallEvidence] | None = None,
    *,
    before: Week | None = None,
    targets: Mapping[tuple[str, str], float] | None = None,
    proposal_stage: str | None = None,
) -> Diagnosis:
    """Diagnose a pipeline.

    Args:
        pipeline: the deals, on their day.
        calls: what the calls of each seller show, by the seller's id.
        before: the verdicts of the week before (`Cell.today`); None: made again from the history of
            stages, where there is one.
        targets: entries a week that were agreed, by seller and stage.
        proposal_stage: the stage that is the proposal; None: found by key or name.
    """
    material = Material(pipeline, calls or {}, targets or {}, proposal_stage)
    teams = [seller.team for seller in pipeline.sellers]
    looked = look(material.ledger, teams)
    candidates = all_of(material, looked)
    found = _chances(looked, candidates)
    of_cells, of_rules = found[: len(looked)], found[len(looked) :]
    week = before or week_of(material.ledger, teams)
    cells = _judged(looked, of_cells, week)
    flags = (*_of_cells(material, cells), *_of_rules(material, candidates, of_rules))
    return Diagnosis(
        cells=cells,
        ages=material.ages,
        measures=measures(material, candidates),
        flags=_once(flags, pipeline.stages),
        looked=tuple(_looked(cells, candidates, of_rules)),
        q=Q if week else Q_ONE_DAY,
        warnings=tuple(_warnings(material, cells, week)),
    )


def _chances(cells: Sequence[Cell], candidates: Sequence[Candidate]) -> list[float | None]:
    """The chance of everything, each p divided by its weight."""
    ps = [cell.p for cell in cells] + [candidate.p for candidate in candidates]
    raw = [_WEIGHT_OF_A_STAGE] * len(cells)
    raw += [_WEIGHTS.get(c.rule, _WEIGHT_OF_A_RULE) for c in candidates]
    told = [(p, weight) for p, weight in zip(ps, raw, strict=True) if p is not None]
    mean = sum(weight for _, weight in told) / max(1, len(told))
    adjusted = iter(chances([min(1.0, p * mean / weight) for p, weight in told]))
    return [None if p is None else next(adjusted) for p in ps]


def _judged(
    looked: Sequence[Cell], found: Sequence[float | None], week: Week | None
) -> tuple[Cell, ...]:
    """Two weeks of `Q`, or one day of half of it where nothing is known of the week before."""
    twice = decided(looked, found, Q)
    if week is None:
        return decided(looked, found, Q_ONE_DAY)
    known = {key for key, _ in week.verdicts}
    once = decided(looked, found, Q_ONE_DAY)
    kept = [a if a.key in known else b for a, b in zip(twice, once, strict=True)]
    return steady(kept, week)


def _of_cells(material: Material, cells: Sequence[Cell]) -> Iterator[Flag]:
    for cell in cells:
        if cell.verdict not in {Verdict.FULL, Verdict.EMPTY} or cell.beside is None:
            continue
        full = cell.verdict is Verdict.FULL
        rule = Rule.STAGE_FULL if full else Rule.STAGE_EMPTY
        if not full and cell.stage == material.proposal:
            rule = Rule.NOT_ENOUGH_PROPOSALS
        deals = material.open_deals.get(cell.key, ()) if full else ()
        candidate = Candidate(
            rule=rule,
            seller=cell.seller,
            stage=cell.stage,
            p=cell.p if cell.p is not None else 1.0,
            matters=True,
            facts=cell_facts(cell),
            may_be_usual=cell.beside.low <= 1 <= cell.beside.high,
            deals=tuple(deal.id for deal in deals),
        )
        yield _flag(material, candidate, cell.chance if cell.chance is not None else 1.0)


def _of_rules(
    material: Material,
    candidates: Sequence[Candidate],
    found: Sequence[float | None],
) -> Iterator[Flag]:
    for candidate, chance in zip(candidates, found, strict=True):
        if candidate.matters and chance is not None and chance <= Q_ONE_DAY:
            yield _flag(material, candidate, chance)


def _flag(material: Material, found: Candidate, chance: float) -> Flag:
    return Flag(
        rule=found.rule,
        seller=found.seller,
        stage=found.stage,
        facts=found.facts,
        hypotheses=explain(material, found),
        ask=question(material, found),
        p=found.p,
        chance=chance,
        may_be_chance=found.may_be_usual or chance > _LIKELY_CHANCE,
        deals=found.deals,
    )


def _once(flags: Sequence[Flag], stages: Sequence[str]) -> tuple[Flag, ...]:
    """What one finding says, no second one repeats.

    Proposals of which few are won fill their stage, leave those behind it empty, and are lost.
    """
    both = {f.seller: f.stage for f in flags if f.rule is Rule.PROPOSALS_WITHOUT_DEALS}
    seen: dict[str, Flag] = {}
    for flag in flags:
        if flag.seller not in both or not _repeats(flag, both[flag.seller], stages):
            seen.setdefault(flag.id, flag)
    return tuple(seen.values())


def _repeats(flag: Flag, proposal: str, stages: Sequence[str]) -> bool:
    if flag.rule is Rule.STAGE_EMPTY:
        return stages.index(flag.stage) > stages.index(proposal)
    return flag.rule is Rule.WIN_RATE or (flag.rule is Rule.STAGE_FULL and flag.stage == proposal)


def _looked(
    cells: Sequence[Cell], candidates: Sequence[Candidate], found: Sequence[float | None]
) -> Iterator[Looked]:
    for cell in cells:
        if cell.p is not None and cell.chance is not None:
            yield Looked(cell.seller, _STAGE, cell.stage, cell.p, cell.chance)
    for candidate, chance in zip(candidates, found, strict=True):
        if chance is not None:
            yield Looked(candidate.seller, candidate.rule, candidate.stage, candidate.p, chance)


def _warnings(material: Material, cells: Sequence[Cell], week: Week | None) -> Iterator[Warned]:
    pipeline, ledger = material.pipeline, material.ledger
    if not pipeline.deals:
        yield Warned(key="no-deals")
        return
    if week is None:
        yield Warned(key="one-day")
    else:
        known = {stage for (_, stage), _ in week.verdicts}
        if unknown := tuple(pipeline.label(s) for s in ledger.stages if s not in known):
            yield Warned(key="one-day-of", of=unknown)
    if not material.proposal:
        yield Warned(key="no-proposal-stage")
    if len(pipeline.sellers) >= FEWEST and not any(s.team for s in pipeline.sellers):
        yield Warned(key="no-teams", n=len(pipeline.sellers))
    if not any(cell.p is not None for cell in cells):
        yield Warned(key="nothing-judged")
    if not material.discounts.n:
        yield Warned(key="no-list-prices")
