"""Train the linear model: one logistic regression a move, on the signs of a turn.

Runs in the training environment (numpy, scipy, scikit-learn):

    python training/linear.py RUN                held-out scores of every fold
    python training/linear.py RUN --export DIR   train on everything and write linear.npz

Signs are weighted by how rare they are, and turns are brought to length one. Every turn is seen
twice, with and without punctuation, at half the weight each. Weights are stored as int8, one
scale a move.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

ROWS = 1 << 16
FEWEST = 2
"""Turns in which a sign must occur."""
FEWEST_CASES = 3
STRENGTH = 3.0
MOST_POSITIVE_WEIGHT = 8.0
NEVER = -6.0
"""The score of a move of which there are too few cases."""
FORMS = ("written", "plain")


class Corpus:
    """Every turn as a row of signs, with its labels and where it comes from."""

    def __init__(self, run):
        raw = json.loads((run / "corpus.json").read_text(encoding="utf-8"))
        self.folds, self.roles, self.families = raw["folds"], raw["roles"], raw["families"]
        self.moves = list(raw["moves"])
        turns = [(c, t) for c in raw["conversations"] for t in c["turns"]]
        self.talks = [c["id"] for c, _ in turns]
        self.sources = np.array([c["source"] for c, _ in turns])
        self.family = np.array([self.families[t[0]] for _, t in turns])
        self.counts = np.array([t[4] for _, t in turns], bool)
        places = {move: i for i, move in enumerate(self.moves)}
        self.labels = np.zeros((len(turns), len(self.moves)), bool)
        for i, (_, turn) in enumerate(turns):
            self.labels[i, [places[m] for m in turn[3]]] = True
        stored = np.load(run / "features.npz")
        self.signs = {
            form: sparse.csr_matrix(
                (
                    stored[f"{form}_values"],
                    stored[f"{form}_rows"],
                    np.concatenate(([0], stored[f"{form}_ends"])),
                ),
                shape=(len(turns), ROWS),
            )
            for form in FORMS
        }

    def columns(self, family):
        able = {m for role, f in self.families.items() if f == family for m in self.roles[role]}
        return [i for i, move in enumerate(self.moves) if move in able]


class Part:
    """The model of one family of roles."""

    def __init__(self, corpus, family, rows):
        rows = rows[(corpus.family[rows] == family) & corpus.counts[rows]]
        both = sparse.vstack([corpus.signs[form][rows] for form in FORMS]).tocsr()
        self.columns = corpus.columns(family)
        self.idf = _idf(corpus.signs["written"][rows])
        signs = _unit(both, self.idf)
        labels = np.concatenate([corpus.labels[rows]] * 2)
        half = np.full(len(labels), 0.5)
        self.weights = np.zeros((ROWS, len(self.columns)), np.float32)
        self.bias = np.full(len(self.columns), NEVER, np.float32)
        for k, column in enumerate(self.columns):
            wanted = labels[:, column]
            if wanted.sum() < 2 * FEWEST_CASES:
                continue
            share = wanted.mean()
            weight = min(MOST_POSITIVE_WEIGHT, max(1.0, ((1 - share) / share) ** 0.5))
            model = LogisticRegression(
                C=STRENGTH,
                solver="liblinear",
                class_weight={False: 1.0, True: weight},
                intercept_scaling=5,
                tol=1e-2,
                random_state=1,
            ).fit(signs, wanted, sample_weight=half)
            self.weights[:, k] = model.coef_[0]
            self.bias[k] = model.intercept_[0]
        self.scale = np.maximum(np.abs(self.weights).max(0), 1e-6) / 127
        self.small = np.rint(self.weights / self.scale).astype(np.int8)

    def score(self, signs):
        return _unit(signs, self.idf) @ (self.small * self.scale) + self.bias


def _idf(signs):
    seen = np.asarray((signs > 0).sum(0)).ravel()
    rare = np.log((1 + signs.shape[0]) / (1 + seen)) + 1
    return np.where(seen >= FEWEST, rare, 0).astype(np.float16).astype(np.float32)


def _unit(signs, idf):
    weighted = signs.multiply(idf).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(1)).ravel())
    return sparse.diags(1 / np.maximum(norms, 1e-6)) @ weighted


def held_out(corpus, run):
    """Scores of every turn by a model that has seen none of its author's."""
    families = sorted(set(corpus.families.values()))
    scores = {form: np.full(corpus.labels.shape, -12.0, np.float32) for form in FORMS}
    for fold in corpus.folds:
        out = np.isin(corpus.sources, fold)
        for family in families:
            part = Part(corpus, family, np.flatnonzero(~out))
            rows = np.flatnonzero(out & (corpus.family == family))
            for form in FORMS:
                scores[form][np.ix_(rows, part.columns)] = part.score(corpus.signs[form][rows])
    for form in FORMS:
        by_talk = {}
        for talk, row in zip(corpus.talks, scores[form]):
            by_talk.setdefault(talk, []).append(row)
        np.savez(run / f"linear-{form}.npz", **{t: np.array(r) for t, r in by_talk.items()})


def export(corpus, folder):
    """Write linear.npz, trained on everything."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {}
    for family in sorted(set(corpus.families.values())):
        part = Part(corpus, family, np.arange(len(corpus.talks)))
        stored[f"{family}_idf"] = part.idf.astype(np.float16)
        stored[f"{family}_weights"] = part.small
        stored[f"{family}_scale"] = part.scale.astype(np.float32)
        stored[f"{family}_bias"] = part.bias
    np.savez(folder / "linear.npz", **stored)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--export", type=Path)
    asked = parser.parse_args()
    corpus = Corpus(asked.run)
    if asked.export:
        export(corpus, asked.export)
    else:
        held_out(corpus, asked.run)


if __name__ == "__main__":
    main()
