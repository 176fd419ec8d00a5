"""How often a diagnosis is wrong and how often it finds what is there, on invented organisations.

`python -m benchmarks.diagnosis` draws every world anew, prints a row for each, and writes the
figures into docs/diagnosis.md between its marks, with machine and date. `--organisations 50` is a
quick look that writes nothing. A run that was interrupted goes on where it was; delete
build/diagnosis-rows.json after a change of the code.
"""

import argparse
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from math import sqrt
from pathlib import Path

from ridealong.process.diagnosis import Diagnosis, Rule, diagnose
from ridealong.process.model import Pipeline
from ridealong.process.shape import Verdict
from ridealong.simulate.firm import Effect, Firm, Planted, Step
from ridealong.simulate.organisation import Organisation, organisation
from ridealong.simulate.two_stages import ENGAGING, PROSPECTING, Doubled, Filled, two_stages

PAGE = Path(__file__).resolve().parents[1] / "docs" / "diagnosis.md"
KEPT = Path(__file__).resolve().parents[1] / "build" / "diagnosis-rows.json"
MARKS = ("<!-- measured: python -m benchmarks.diagnosis -->", "<!-- end -->")
STEPS = (
    Step("first-meeting", 12, 0.80),
    Step("needs-review", 18, 0.80),
    Step("solution-agreed", 15, 0.85),
    Step("proposal", 40, 0.60),
    Step("decision", 14, 0.60),
)
"""Stages in which 3 to 16 deals of a person stand."""
FULL = Firm(teams=2, people=8, leads_a_week=6.0, steps=STEPS, days=560)
SMALL = replace(FULL, teams=1)
USUAL = Firm(teams=3, people=6, days=560)
"""Stages in which 1 to 4 deals stand, as in most firms."""
WHO = 3
STAY = Planted(WHO, Effect.STAY, 2.0, "proposal")
CELL = ("s3", "proposal")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one diagnosis showed."""

    named: frozenset[tuple[str, str, str]]
    """Rule or verdict, seller, stage."""
    expected: float | None = None
    """In the planted cell."""
    covered: tuple[int, int] = (0, 0)
    """Intervals that hold the true ratio, of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Organisations of one kind."""

    title: str
    draw: Callable[[int], "Organisation | Pipeline"]
    target: Callable[[int], tuple[str, str]] | None = None
    """Seller and stage of what is planted; the stage is empty for what has none."""
    rules: frozenset[str] = frozenset()
    """By which the planted difference may be named."""
    share: float = 1.0
    """Of the organisations that were asked for."""


def _firm(firm: Firm, seed: int) -> Organisation:
    return organisation(firm, seed)


def _without_history(firm: Firm, seed: int) -> Pipeline:
    drawn = organisation(firm, seed).pipeline
    return replace(drawn, deals=tuple(replace(deal, history=()) for deal in drawn.deals))


def _field(filled: Filled, seed: int) -> Pipeline:
    return _one_group(two_stages(seed, filled))


def _doubled(filled: Filled, stage: str, seed: int) -> Pipeline:
    agent = int(_agent(filled, stage, seed)[0][1:])
    return _one_group(two_stages(seed, filled, Doubled(agent, stage)))


def _one_group(pipeline: Pipeline) -> Pipeline:
    return replace(pipeline, sellers=tuple(replace(s, team="") for s in pipeline.sellers))


def _agent(filled: Filled, stage: str, seed: int) -> tuple[str, str]:
    """Any agent with at least 15 deals there."""
    counts: dict[str, int] = {}
    for deal in two_stages(seed, filled).deals:
        if deal.open and deal.stage == stage:
            counts[deal.owner] = counts.get(deal.owner, 0) + 1
    large = sorted(who for who, n in counts.items() if n >= 15)
    return large[seed % len(large)], stage


def _cell(_seed: int) -> tuple[str, str]:
    return CELL


def _who(_seed: int) -> tuple[str, str]:
    return "s3", ""


def _stay(**firm: object) -> Callable[[int], Organisation]:
    return partial(_firm, replace(FULL, **{"planted": (STAY,), **firm}))  # type: ignore[arg-type]


_FULL_RULES = frozenset({"full", Rule.STAGE_FULL, Rule.PROPOSALS_WITHOUT_DEALS})
NULLS = (
    World(title="16 people in 2 teams, all alike", draw=partial(_firm, FULL)),
    World(
        title="the same, people differ by 20 % in every stage",
        draw=partial(_firm, replace(FULL, stay_spread=0.2, odds_spread=0.1)),
    ),
    World(
        title="the same, people differ by 35 % (a = 8)",
        draw=partial(_firm, replace(FULL, stay_spread=0.354)),
        share=0.4,
    ),
    World(
        title="the same, deals come in groups of 1.5 on average that fare alike",
        draw=partial(_firm, replace(FULL, batch=1.5)),
        share=0.2,
    ),
    World(
        title="one team of 8, people differ by 35 %",
        draw=partial(_firm, replace(SMALL, stay_spread=0.354)),
        share=0.2,
    ),
    World(
        title="18 people in 3 teams, few deals, people differ by 20 %",
        draw=partial(_firm, replace(USUAL, stay_spread=0.2, odds_spread=0.1)),
        share=0.2,
    ),
    World(
        title="16 people, one day without any history",
        draw=partial(_without_history, replace(FULL, stay_spread=0.2)),
        share=0.2,
    ),
    *(
        World(
            title=f"30 agents, two stages, Engaging filled {filled}",
            draw=partial(_field, filled),
            share=0.4,
        )
        for filled in Filled
    ),
)
PLANTED = (
    World(
        title="deals stay twice as long in Proposal; people alike",
        draw=_stay(),
        target=_cell,
        rules=_FULL_RULES,
        share=0.4,
    ),
    World(
        title="the same; one team of 8",
        draw=_stay(teams=1),
        target=_cell,
        rules=_FULL_RULES,
        share=0.2,
    ),
    World(
        title="the same; people differ by 10 %",
        draw=_stay(stay_spread=0.1),
        target=_cell,
        rules=_FULL_RULES,
        share=0.2,
    ),
    World(
        title="the same; people differ by 20 %",
        draw=_stay(stay_spread=0.2),
        target=_cell,
        rules=_FULL_RULES,
        share=0.2,
    ),
    World(
        title="the same; one day without any history",
        draw=partial(_without_history, replace(FULL, planted=(STAY,))),
        target=_cell,
        rules=_FULL_RULES,
        share=0.2,
    ),
    *(
        World(
            title=f"two stages: one agent's {stage} doubled; Engaging filled {filled}",
            draw=partial(_doubled, filled, stage),
            target=partial(_agent, filled, stage),
            rules=_FULL_RULES,
            share=0.2,
        )
        for filled in Filled
        for stage in (PROSPECTING, ENGAGING)
    ),
    World(
        title="eight points more discount",
        draw=partial(_firm, replace(FULL, planted=(Planted(WHO, Effect.DISCOUNT, 0.08),))),
        target=_who,
        rules=frozenset({Rule.DISCOUNTING}),
        share=0.2,
    ),
    World(
        title="a third of the new deals since nine months",
        draw=partial(
            _firm,
            replace(FULL, planted=(Planted(WHO, Effect.LEADS, 1 / 3, since_days=270),)),
        ),
        target=_cell,
        rules=frozenset({Rule.NOT_ENOUGH_PROPOSALS}),
        share=0.2,
    ),
    World(
        title="proposals stay twice as long, and a quarter of the odds to go on",
        draw=partial(
            _firm, replace(FULL, planted=(STAY, Planted(WHO, Effect.GO_ON, 0.25, "proposal")))
        ),
        target=_cell,
        rules=frozenset({Rule.PROPOSALS_WITHOUT_DEALS}),
        share=0.2,
    ),
)
COVERED = (
    World(
        title="people differ by 20 %",
        draw=partial(_firm, replace(FULL, stay_spread=0.2)),
        share=0.2,
    ),
    World(
        title="people differ by 35 %",
        draw=partial(_firm, replace(FULL, stay_spread=0.354)),
        share=0.2,
    ),
)


def seen(world: World, seed: int) -> Seen:
    """Diagnose one organisation."""
    drawn = world.draw(seed)
    pipeline = drawn if isinstance(drawn, Pipeline) else drawn.pipeline
    found = diagnose(pipeline)
    expected = None
    if world.target:
        cell = next((c for c in found.cells if c.key == world.target(seed)), None)
        expected = cell.peers.expected if cell and cell.peers else None
    covered = _covered(found, drawn) if isinstance(drawn, Organisation) else (0, 0)
    return Seen(_named(found), expected, covered)


def _named(found: Diagnosis) -> frozenset[tuple[str, str, str]]:
    flags = {(flag.rule.value, flag.seller, flag.stage) for flag in found.flags}
    cells = {
        (cell.verdict.value, *cell.key)
        for cell in found.cells
        if cell.verdict in {Verdict.FULL, Verdict.EMPTY}
    }
    return frozenset(flags | cells)


def _covered(found: Diagnosis, drawn: Organisation) -> tuple[int, int]:
    """How many intervals of cells beside the peers hold the ratio of the true stays."""
    stays, volume = drawn.truth.stays, drawn.truth.volume
    teams = [seller.team for seller in drawn.pipeline.sellers]
    held = told = 0
    for cell in found.cells:
        if cell.peers is None or cell.peers.days == 1:
            continue
        who, stage = int(cell.seller[1:]), drawn.pipeline.stages.index(cell.stage)
        others = [i for i, team in enumerate(teams) if team == teams[who] and i != who]
        weight = sum(volume[i] for i in others)
        usual = sum(volume[i] * stays[i, stage] for i in others) / weight
        told += 1
        held += cell.peers.low <= stays[who, stage] / usual <= cell.peers.high
    return held, told


def many(pool: ProcessPoolExecutor, world: World, organisations: int) -> list[Seen]:
    """Diagnose many."""
    seeds = range(_size(world, organisations))
    return list(pool.map(partial(seen, world), seeds, chunksize=5))


def _share(k: int, n: int) -> str:
    """A share with its 95 % interval (Wilson)."""
    if not n:
        return "–"
    p, z = k / n, 1.96
    centre = (p + z * z / 2 / n) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / 4 / n / n) / (1 + z * z / n)
    return f"{100 * p:.1f} % ({100 * (centre - half):.1f}–{100 * (centre + half):.1f})"


def _resumed(
    world: World, organisations: int, measure: Callable[[], Sequence[str]]
) -> Sequence[str]:
    """The row of a world; one that an earlier, interrupted run measured is not measured again."""
    kept: dict[str, list[str]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    name = f"{world.title}; {_size(world, organisations)}"
    if name not in kept:
        kept[name] = list(measure())
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return _told(kept[name])


def _size(world: World, organisations: int) -> int:
    return max(20, round(organisations * world.share))


def false_alarms(pool: ProcessPoolExecutor, organisations: int) -> Iterable[Sequence[str]]:
    """Of organisations in which nobody is planted, how many name anybody for anything."""
    for world in NULLS:
        yield _resumed(world, organisations, partial(_false_alarms, pool, world, organisations))


def _false_alarms(pool: ProcessPoolExecutor, world: World, organisations: int) -> Sequence[str]:
    found = many(pool, world, organisations)
    return world.title, str(len(found)), _share(sum(bool(s.named) for s in found), len(found))


def finds(pool: ProcessPoolExecutor, organisations: int) -> Iterable[Sequence[str]]:
    """How often what is planted is named, and how often somebody else is."""
    for world in PLANTED:
        yield _resumed(world, organisations, partial(_finds, pool, world, organisations))


def _finds(pool: ProcessPoolExecutor, world: World, organisations: int) -> Sequence[str]:
    assert world.target  # noqa: S101  # every planted world has one
    found = many(pool, world, organisations)
    hits = [_hit(world, seed, one) for seed, one in enumerate(found)]
    large = [hit for hit, one in zip(hits, found, strict=True) if (one.expected or 0) >= 15]
    wrong = sum(
        any(who != world.target(seed)[0] for _, who, _ in one.named)
        for seed, one in enumerate(found)
    )
    return (
        world.title,
        str(len(found)),
        _share(sum(hits), len(hits)),
        _share(sum(large), len(large)) if len(large) >= 20 else "–",
        _share(wrong, len(found)),
    )


def _hit(world: World, seed: int, one: Seen) -> bool:
    who, stage = world.target(seed) if world.target else ("", "")
    return any(
        rule in world.rules and seller == who and (not stage or place == stage)
        for rule, seller, place in one.named
    )


def coverage(pool: ProcessPoolExecutor, organisations: int) -> Iterable[Sequence[str]]:
    """Of 90 % intervals of true ratios, how many hold them."""
    for world in COVERED:
        yield _resumed(world, organisations, partial(_coverage, pool, world, organisations))


def _coverage(pool: ProcessPoolExecutor, world: World, organisations: int) -> Sequence[str]:
    found = many(pool, world, organisations)
    held, told = (sum(one.covered[i] for one in found) for i in range(2))
    return world.title, f"{told:,}", f"{100 * held / told:.1f} %"


def speed() -> Iterable[Sequence[str]]:
    """How long a diagnosis of 500 people takes."""
    firm = Firm(teams=50, people=10, days=730)
    drawn = organisation(firm, 1).pipeline
    diagnose(organisation(SMALL, 1).pipeline)
    began, spent = time.perf_counter(), time.process_time()
    diagnose(drawn)
    took, spent = time.perf_counter() - began, time.process_time() - spent
    changes = sum(len(deal.history) for deal in drawn.deals)
    yield _told(
        (
            f"{len(drawn.sellers)} people, {len(drawn.deals):,} deals, {changes:,} entries",
            f"{took:.1f} s",
            f"{spent:.1f} s",
        )
    )


def _told(row: Sequence[str]) -> Sequence[str]:
    print("  ".join(row), flush=True)
    return row


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _where() -> str:
    now = datetime.now(UTC)
    return (
        f"Made by `python -m benchmarks.diagnosis` on {now.day} {now:%B %Y}: "
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}. Shares with their 95 % intervals."
    )


def measured(organisations: int) -> str:
    """All tables."""
    with ProcessPoolExecutor(max(1, (os.cpu_count() or 2))) as pool:
        parts = [
            _where(),
            "### Nobody differs: how often anybody is named",
            _table(
                ("organisations", "drawn", "name anybody for anything"),
                list(false_alarms(pool, organisations)),
            ),
            "### Something is planted: how often it is found",
            _table(
                (
                    "planted",
                    "drawn",
                    "found",
                    "found where 15 and more are expected",
                    "somebody else named",
                ),
                list(finds(pool, organisations)),
            ),
            "### Do the 90 % intervals hold the truth?",
            _table(
                ("organisations", "intervals", "hold the true ratio"),
                list(coverage(pool, organisations)),
            ),
        ]
    parts += ["### How long it takes", _table(("diagnosis of", "time", "CPU"), list(speed()))]
    return "\n\n".join(parts)


def main() -> None:
    """Measure, and write the page where enough was drawn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=500)
    asked = parser.parse_args()
    told = measured(asked.organisations)
    if asked.organisations < 500:
        return
    page = PAGE.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", re.DOTALL)
    written = between.sub(lambda _m: f"{MARKS[0]}\n{told}\n{MARKS[1]}", page)
    PAGE.write_text(written, encoding="utf-8")
    KEPT.unlink()


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
