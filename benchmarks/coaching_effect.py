"""How often the rules of the coaching loop say that somebody changed who did not, and who did.

Simulated people: each call has a level on the log-odds around the person's own (standard deviation
.6), neighbouring calls correlated at .3; counted calls throw about nine acts at that level. Run:

    python -m benchmarks.coaching_effect [--rounds 400]
"""

import argparse
import math
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import numpy as np

from ridealong.coaching.commitments import Commitment, State, standing
from ridealong.coaching.effect import Verdict, single_case, spread_of, team_effect
from ridealong.coaching.effect.single_case import odds
from ridealong.coaching.levels import Single

SCATTER, TOGETHER, LEVEL, BETWEEN, ACTS = 0.6, 0.3, -0.4, 0.4, 9
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SIZES = ((8, 8), (12, 12), (20, 20))


def levels(rng, calls, *, own=LEVEL, together=TOGETHER, scatter=SCATTER):
    """The level of each call, AR(1)."""
    noise = [rng.normal(0, scatter)]
    for _ in range(calls - 1):
        noise.append(together * noise[-1] + rng.normal(0, scatter * math.sqrt(1 - together**2)))
    return own + np.array(noise)


def held(rng, ys, *, counted):
    """Calls at these levels."""
    shares = 1 / (1 + np.exp(-ys))
    if not counted:
        return [Single(START + timedelta(days=i), s, 20) for i, s in enumerate(shares)]
    ns = [max(1, int(n)) for n in rng.poisson(ACTS, len(shares))]
    return [
        Single(START + timedelta(days=i), rng.binomial(n, s) / n, n)
        for i, (s, n) in enumerate(zip(shares, ns, strict=True))
    ]


def colleagues(rng, *, counted, calls=20, people=8):
    """How the levels of some colleagues lie."""
    own = [rng.normal(LEVEL, BETWEEN) for _ in range(people)]
    return spread_of(
        [odds(held(rng, levels(rng, calls, own=o), counted=counted), counted=counted) for o in own]
    )


def said(rng, size, *, step=0.0, slope=0.0, counted=True, together=TOGETHER, known=True):
    """What is said of one person whose level takes a step, or rises all the time."""
    before, after = size
    ys = levels(rng, before + after, own=rng.normal(LEVEL, BETWEEN), together=together)
    ys += slope * np.arange(len(ys))
    ys[before:] += step
    calls = held(rng, ys, counted=counted)
    spread = colleagues(rng, counted=counted) if known else None
    return single_case(
        calls[:before], calls[before:], counted=counted, spread=spread, companions=False
    ).verdict


def chosen_low(rng, size, *, known=True, split=False):
    """The same of the lowest of eight, who has not changed."""
    before, after = size
    own = [rng.normal(LEVEL, BETWEEN) for _ in range(8)]
    rows = [held(rng, levels(rng, 2 * before + after, own=o), counted=True) for o in own]
    window = slice(0, before) if split else slice(before, 2 * before)
    lowest = min(rows, key=lambda row: np.mean(odds(row[window], counted=True)))
    others = [odds(row[: 2 * before], counted=True) for row in rows]
    return single_case(
        lowest[before : 2 * before],
        lowest[2 * before :],
        counted=True,
        spread=spread_of(others) if known else None,
        chosen_on=lowest[:before] if split else (),
        companions=False,
    )


def share(rounds: int, happens: Callable[[], bool]) -> float:
    """How often something happens."""
    return sum(happens() for _ in range(rounds)) / rounds


def _people(rng, rounds, size) -> Iterator[tuple[str, str]]:
    """How often something is said of one person."""
    label, told = f"{size[0]} + {size[1]} calls", {Verdict.BETTER, Verdict.WORSE}
    for name, kwargs in (
        ("no change", {}),
        ("no change, shares", {"counted": False}),
        ("no change, colleagues unknown", {"known": False}),
        ("no change, correlation .5", {"together": 0.5}),
    ):
        hits = share(rounds, lambda: said(rng, size, **kwargs) in told)  # noqa: B023
        yield f"{label}: {name}: better or worse", f"{hits:.1%}"
    hits = share(rounds, lambda: said(rng, size, slope=0.03) is Verdict.BETTER)
    yield f"{label}: rising by .03 a call all along: better", f"{hits:.1%}"
    for step in (0.4, 0.8, 1.2):
        hits = share(rounds, lambda: said(rng, size, step=step) is Verdict.BETTER)  # noqa: B023
        points = 100 * (1 / (1 + math.exp(-LEVEL - step)) - 1 / (1 + math.exp(-LEVEL)))
        yield f"{label}: {points:.0f} points better: better", f"{hits:.1%}"


def _chosen(rng, rounds, size):
    label = f"{size[0]} + {size[1]} calls, the lowest of eight, no change"
    for name, kwargs in (
        ("", {}),
        (", colleagues unknown", {"known": False}),
        (", split", {"split": True}),
    ):
        found = [chosen_low(rng, size, **kwargs) for _ in range(rounds)]
        hits = np.mean([f.verdict is Verdict.BETTER for f in found])
        seen = np.mean([f.tested.difference for f in found])
        anyway = np.mean([f.tested.expected for f in found])
        yield f"{label}{name}: better", f"{hits:.1%}"
        yield (
            f"{label}{name}: points seen, expected anyway",
            f"{100 * seen:.1f}, {100 * anyway:.1f}",
        )


def _teams(rng, rounds):
    for people, weeks in ((5, 12), (8, 16)):
        for step in (0.0, 0.5, 1.0):

            def refused(people=people, weeks=weeks, step=step):
                starts = {p: 3 + int(i) for p, i in enumerate(rng.permutation(people))}
                table = {}
                for p in range(people):
                    ys = levels(rng, weeks, own=rng.normal(LEVEL, BETWEEN), scatter=0.4)
                    table[p] = list(ys + step * (np.arange(weeks) >= starts[p]))
                found = team_effect(table, starts)
                return found.p is not None and found.p <= 0.05

            yield (
                f"team of {people}, {weeks} weeks, a step of {step} on the log-odds: p ≤ .05",
                f"{share(rounds, refused):.1%}",
            )


def _holds(rng, rounds):
    made = date(2026, 1, 1)
    plan = Commitment(
        says="I ask", follows="behaviour:open_questions", target=0.5, made=made, by=made
    )
    own = math.log(0.4 / 0.6)
    for since in (6, 10, 16):
        for level in (0.4, 0.5, 0.6, 0.7):

            def holds(since=since, level=level):
                ys = levels(rng, 30 + since, own=own)
                ys[30:] += math.log(level / (1 - level)) - own
                calls = held(rng, ys, counted=True)
                found = standing(plan, calls[30:], calls[:30], made)
                return found.state is State.HOLDS

            yield (
                f"commitment from 40 to 50 %, {since} calls since at {level:.0%}: holds",
                f"{share(rounds, holds):.1%}",
            )


PARTS: dict[str, Callable[..., Iterator[tuple[str, str]]]] = {
    **{f"{a}+{b}": partial(_people, size=(a, b)) for a, b in SIZES},
    **{f"lowest {a}+{b}": partial(_chosen, size=(a, b)) for a, b in SIZES},
    "teams": _teams,
    "holds": _holds,
}


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--part", choices=PARTS, action="append")
    asked = parser.parse_args()
    for place, (name, part) in enumerate(PARTS.items()):
        if name in (asked.part or PARTS):
            for what, figure in part(np.random.default_rng([20261, place]), asked.rounds):
                print(f"{what}: {figure}", flush=True)


if __name__ == "__main__":
    main()
