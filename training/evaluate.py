"""How good the taggers are on authors and sources that they have never seen.

Each fold is scored by models trained on the other folds, and said by a calibration fitted on the
other folds, so nothing about an author is known beforehand. Intervals are 95 % bootstrap intervals
over conversations.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ridealong.language.scoring import ASKED, QUESTIONS
from training.calibrate import FORMS, Flags, Floats, HeldOut, fit, select
from training.corpus import FOLDS

DRAWS = 500
FEWEST = 15
"""Cases of a move, below which its F1 says little."""
BINS = 10
REAL = ("primock57", "casino", "p4g", "bridge", "uptake")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a tagger said of the held-out turns."""

    held: HeldOut
    p: Floats
    said: Flags

    def of(self, rows: NDArray[np.intp] | Flags) -> "Judged":
        """Some of the turns."""
        held = self.held
        some = HeldOut(
            held.moves,
            held.talk[rows],
            held.source[rows],
            held.area[rows],
            held.role[rows],
            held.labels[rows],
            held.able[rows],
            {},
            {},
        )
        return Judged(some, self.p[rows], self.said[rows])


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its interval."""

    name: str
    value: float
    low: float
    high: float
    cases: int

    def __str__(self) -> str:
        return f"{self.name}: {self.value:.3f} [{self.low:.3f}, {self.high:.3f}], n = {self.cases}"


def judge(held: HeldOut, weight: float | None, form: str = FORMS[0]) -> Judged:
    """What the tagger says of each fold, calibrated on the others."""
    p = np.zeros(held.labels.shape)
    said = np.zeros(held.labels.shape, bool)
    for fold in FOLDS:
        rows = select(held, fold, inside=True)
        if not len(rows):
            continue
        fitted = fit(held, select(held, fold, inside=False), weight)
        p[rows] = fitted.p(held.scores(form, weight)[rows])
        said[rows] = (p[rows] >= fitted.threshold) & held.able[rows]
    if form == FORMS[0] and held.asks is not None:
        said |= asked_by_mark(held, p, said)
    return Judged(held, p, said)


def asked_by_mark(held: HeldOut, p: Floats, said: Flags) -> Flags:
    """What the question mark adds, by the rule that the taggers keep (`language.scoring`)."""
    kinds = [held.moves.index(m) for m in QUESTIONS]
    added = np.zeros_like(said)
    open_ = np.asarray(held.asks) & ~said[:, kinds].any(1) & held.able[:, kinds].any(1)
    best = p[:, kinds].argmax(1)
    rows = np.flatnonzero(open_ & (p[:, kinds].max(1) >= ASKED))
    added[rows, np.array(kinds)[best[rows]]] = True
    return added


def figures(judged: Judged) -> Iterator[Figure]:
    """Macro and micro F1 by area, questions, single moves, calibration."""
    for area in ("calls", "talks"):
        part = judged.of(judged.held.area == area)
        moves = np.flatnonzero(part.held.labels.sum(0) >= FEWEST)
        yield figure(f"macro F1, {area}", part, partial(macro, moves=moves))
        yield figure(f"micro F1, {area}", part, micro)
    asked = [judged.held.moves.index(m) for m in QUESTIONS]
    sells = judged.of(np.isin(judged.held.role, ("seller", "agent")) & judged.held.able.any(1))
    yield figure(
        "a question, calls",
        sells,
        partial(any_of, moves=asked),
    )
    yield Figure("expected calibration error", calibration_error(judged), np.nan, np.nan, 0)


def by_move(judged: Judged) -> Iterator[Figure]:
    """F1 of every move with enough cases, the weakest first."""
    found = []
    for k, move in enumerate(judged.held.moves):
        for area in ("calls", "talks"):
            part = judged.of((judged.held.area == area) & judged.held.able[:, k])
            if part.held.labels[:, k].sum() >= FEWEST:
                found.append(figure(f"{move}, {area}", part, partial(one, move=k)))
    yield from sorted(found, key=lambda f: f.value)


def figure(name: str, judged: Judged, work: Callable[[Flags, Flags], float]) -> Figure:
    """A figure with its bootstrap interval over conversations."""
    said, labels = judged.said, judged.held.labels
    talks, which = np.unique(judged.held.talk, return_inverse=True)
    order = np.argsort(which, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(which))[:-1])
    rng = np.random.default_rng(1)
    drawn = []
    for _ in range(DRAWS if len(talks) > 1 else 0):
        rows = np.concatenate([groups[i] for i in rng.integers(0, len(talks), len(talks))])
        drawn.append(work(said[rows], labels[rows]))
    low, high = np.nanpercentile(drawn, (2.5, 97.5)) if drawn else (np.nan, np.nan)
    return Figure(name, work(said, labels), float(low), float(high), len(talks))


def micro(said: Flags, labels: Flags) -> float:
    """F1 of all cases together."""
    return float(2 * (said & labels).sum() / max(1, int(said.sum() + labels.sum())))


def macro(said: Flags, labels: Flags, moves: Sequence[int] | NDArray[np.intp]) -> float:
    """The mean of the moves' F1."""
    hits = (said & labels)[:, moves].sum(0)
    both = said[:, moves].sum(0) + labels[:, moves].sum(0)
    return float((2 * hits / np.maximum(both, 1)).mean())


def any_of(said: Flags, labels: Flags, moves: Sequence[int]) -> float:
    """F1 of turns that make at least one of these moves."""
    return micro(said[:, moves].any(1)[:, None], labels[:, moves].any(1)[:, None])


def one(said: Flags, labels: Flags, move: int) -> float:
    """F1 of one move."""
    return micro(said[:, [move]], labels[:, [move]])


def calibration_error(judged: Judged, least: float = 0.02) -> float:
    """Mean distance of stated from observed likelihood, over bins of equal count.

    Only moves worth a thought are counted: the many that nobody would think of are always right.
    """
    able = judged.held.able & (judged.p >= least)
    p, y = judged.p[able], judged.held.labels[able]
    order = np.argsort(p)
    parts = np.array_split(order, BINS)
    return float(sum(len(i) * abs(p[i].mean() - y[i].mean()) for i in parts) / max(1, len(p)))
