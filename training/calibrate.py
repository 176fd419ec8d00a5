"""From held-out scores to probabilities, and from which probability a move is said.

The scores come from models that had not seen the author of the turn. For each move a slope and an
offset are fitted (Platt's method, the slope drawn toward the one of all moves where cases are
few). The threshold is the one that gives the best F1 that the probabilities themselves promise.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ridealong.language.sentences import sentences
from ridealong.language.words import words_for

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]

FORMS = ("written", "plain")
WEIGHTS = (0.0, 0.2, 0.35, 0.5, 0.7, 1.0)
"""Of the linear model beside the encoder, tried in turn."""
PRIOR_CASES = 20.0
"""How many cases the shared slope is worth."""
STEPS = 60


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Turns with their labels, and the scores of models that had not seen their authors."""

    moves: tuple[str, ...]
    talk: NDArray[np.str_]
    source: NDArray[np.str_]
    area: NDArray[np.str_]
    role: NDArray[np.str_]
    labels: Flags
    """Turns by moves."""
    able: Flags
    """Turns by moves: the role can make it, and somebody labelled the turn."""
    encoder: Mapping[str, Floats]
    """By form of the text."""
    linear: Mapping[str, Floats]
    asks: Flags | None = None
    """Turns: a sentence of it ends in a question mark that is no tag."""

    def scores(self, form: str, weight: float | None) -> Floats:
        """The scores of the default tagger; of the fast one where `weight` is None."""
        if weight is None:
            return self.linear[form]
        summed: Floats = self.encoder[form] + weight * self.linear[form]
        return summed


@dataclass(frozen=True, slots=True)
class Fitted:
    """A calibration, by move in the vocabulary's order."""

    slope: Floats
    offset: Floats
    threshold: Floats

    def p(self, scores: Floats) -> Floats:
        """Probabilities of scores."""
        chances: Floats = 1 / (1 + np.exp(-(scores * self.slope + self.offset)))
        return chances


def load(run: Path) -> HeldOut:
    """The held-out scores of a run; turns without an encoder's scores are left out."""
    raw = json.loads((run / "corpus.json").read_text(encoding="utf-8"))
    moves = tuple(raw["moves"])
    places = {move: i for i, move in enumerate(moves)}
    linear = {form: np.load(run / f"linear-{form}.npz") for form in FORMS}
    encoder: dict[str, dict[str, Floats]] = {form: {} for form in FORMS}
    for form in FORMS:
        for path in sorted(run.glob(f"encoder-*-{form}.npz")):
            stored = np.load(path)
            encoder[form] |= {name: stored[name] for name in stored.files}
    talks = [c for c in raw["conversations"] if c["id"] in encoder["written"]]
    turns = [(c, t) for c in talks for t in c["turns"]]
    labels = np.zeros((len(turns), len(moves)), bool)
    able = np.zeros_like(labels)
    for i, (_, (role, _, _, said, counts)) in enumerate(turns):
        labels[i, [places[m] for m in said]] = True
        able[i, [places[m] for m in raw["roles"][role]]] = counts
    return HeldOut(
        moves=moves,
        talk=np.array([c["id"] for c, _ in turns]),
        source=np.array([c["source"] for c, _ in turns]),
        area=np.array([c["area"] for c, _ in turns]),
        role=np.array([t[0] for _, t in turns]),
        labels=labels & able,
        able=able,
        encoder={f: np.concatenate([encoder[f][c["id"]] for c in talks]) for f in FORMS},
        linear={f: np.concatenate([linear[f][c["id"]] for c in talks]) for f in FORMS},
        asks=np.array([_asks(t[1]) for _, t in turns]),
    )


def _asks(text: str) -> bool:
    words = words_for(None)
    return any(words.is_question(text[a:b]) for a, b in sentences(text))


def fit(held: HeldOut, rows: NDArray[np.intp], weight: float | None) -> Fitted:
    """Calibrate on these turns, in both forms."""
    scores = np.concatenate([held.scores(form, weight)[rows] for form in FORMS])
    labels = np.concatenate([held.labels[rows]] * len(FORMS))
    able = np.concatenate([held.able[rows]] * len(FORMS))
    shared, _ = _platt(scores[able], labels[able], None)
    count = len(held.moves)
    slope, offset, threshold = np.full(count, shared), np.full(count, -9.0), np.ones(count)
    for k in range(count):
        mine = able[:, k]
        if labels[mine, k].any():
            slope[k], offset[k] = _platt(scores[mine, k], labels[mine, k], shared)
            p = 1 / (1 + np.exp(-(scores[mine, k] * slope[k] + offset[k])))
            threshold[k] = best_threshold(p)
    return Fitted(slope, offset, threshold)


def best_threshold(p: Floats) -> float:
    """From which probability on to say yes, so that the expected F1 is best.

    >>> round(best_threshold(np.array([0.9, 0.8, 0.2, 0.1])), 2)
    0.8
    """
    ordered = np.sort(p)[::-1]
    hits = np.cumsum(ordered)
    promised = 2 * hits / (np.arange(1, len(p) + 1) + ordered.sum())
    return float(ordered[int(promised.argmax())])


def choose_weight(held: HeldOut) -> float:
    """The weight of the linear model that gives the best macro F1 on held-out turns."""
    rows = np.arange(len(held.talk))

    def macro(weight: float) -> float:
        fitted = fit(held, rows, weight)
        said = fitted.p(held.scores("written", weight)) >= fitted.threshold
        return float(np.nanmean(f1(said & held.able, held.labels)))

    return max(WEIGHTS, key=macro)


def f1(said: Flags, labels: Flags, fewest: int = 15) -> Floats:
    """F1 of each column; NaN where there are fewer cases than `fewest`."""
    hits = (said & labels).sum(0)
    both = said.sum(0) + labels.sum(0)
    scored: Floats = np.where(labels.sum(0) >= fewest, 2 * hits / np.maximum(both, 1), np.nan)
    return scored


def stored(held: HeldOut, fitted: Fitted) -> dict[str, dict[str, float]]:
    """A calibration as weights/calibration.json holds it."""
    rows = zip(fitted.slope, fitted.offset, fitted.threshold, strict=True)
    return {
        move: {
            "slope": round(float(slope), 4),
            "offset": round(float(offset), 4),
            "threshold": round(float(threshold), 4),
        }
        for move, (slope, offset, threshold) in zip(held.moves, rows, strict=True)
    }


def write(held: HeldOut, path: Path, version: str) -> None:
    """Calibrate both taggers on all held-out turns and write the file."""
    rows = np.arange(len(held.talk))
    weight = choose_weight(held)
    kept = {
        "version": version,
        "fast": {"moves": stored(held, fit(held, rows, None))},
        "default": {
            "linear_weight": weight,
            "moves": stored(held, fit(held, rows, weight)),
        },
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _platt(scores: Floats, labels: Flags, shared: float | None) -> tuple[float, float]:
    """Slope and offset by Newton's method, the slope drawn toward `shared`."""
    x, y = scores.astype(float), labels.astype(float)
    pull = 0.0 if shared is None else PRIOR_CASES * float(np.var(x)) / 4
    center = shared or 1.0
    a, b = center, float(np.log((y.mean() + 1e-6) / (1 - y.mean() + 1e-6))) - center * x.mean()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(a * x + b, -30, 30)))
        w = p * (1 - p) + 1e-9
        gradient = np.array([((p - y) * x).sum() + pull * (a - center), (p - y).sum()])
        curve = np.array([[(w * x * x).sum() + pull, (w * x).sum()], [(w * x).sum(), w.sum()]])
        step = np.linalg.solve(curve + 1e-6 * np.eye(2), gradient)
        step = np.clip(step, -1, 1)
        a, b = max(0.05, a - step[0]), b - step[1]
        if np.abs(step).max() < 1e-6:
            break
    return float(a), float(b)


def select(held: HeldOut, sources: Sequence[str], *, inside: bool) -> NDArray[np.intp]:
    """The turns of these sources, or all others."""
    return np.flatnonzero(np.isin(held.source, sources) == inside)
