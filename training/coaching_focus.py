"""Fits what a coaching talk is mostly about, and says how good that is on authors not seen.

A conditional logit with three weights, shared by all focuses, and one offset for each: few enough
for two hundred talks. `python -m training.coaching_focus PREDICTIONS` takes a folder of a tagger's
predictions for talks whose author it had not seen (one JSON list of [turn, move, p] a talk),
prints the figures and writes `focus.yaml`.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log1p
from pathlib import Path
from typing import Any, NamedTuple

from ridealong.analysis.clock import clock_of
from ridealong.analysis.coaching import focus
from ridealong.analysis.coaching.focus import SIGNS, Evidence, Focus
from ridealong.analysis.heard import Heard
from ridealong.conversation import Conversation, assign_sides
from ridealong.language import Tagging
from ridealong.readers import read

CONVERSATIONS = Path(__file__).parent / "conversations"
TARGET = Path(focus.__file__).with_name("focus.yaml")
STEPS, RATE, SHRINK = 400, 0.5, 0.002
KINDS = Evidence._fields
FOCUSES: tuple[Focus, ...] = tuple(SIGNS)
HEADER = """\
# How a coaching talk's focus is told: a weight for the logarithm of 1 + each kind of evidence, and
# an offset for each focus. Written by training/coaching_focus.py; on authors not seen in fitting
# the label was right in {figures}.
"""


class Talk(NamedTuple):
    """The evidence of one talk, by one source of moves, and its label."""

    author: str
    source: str
    features: Sequence[Sequence[float]]
    """Of each focus, by kind of evidence."""
    label: int


def talks(predictions: Path) -> Iterator[Talk]:
    """Every labelled coaching and partner talk, by its labelled moves and by a tagger's."""
    for path in sorted(CONVERSATIONS.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["kind"] not in {"coaching", "partner"}:
            continue
        conversation = assign_sides(read(path).conversations[0])
        label = FOCUSES.index(raw["labels"]["coaching_focus"])
        for source, likelihood in _sources(raw, predictions / path.name):
            yield Talk(path.stem[0], source, _features(conversation, likelihood), label)


def _sources(raw: Any, predicted: Path) -> Iterator[tuple[str, Mapping[tuple[int, str], float]]]:
    yield "labelled moves", {(i, m): 1.0 for i, t in enumerate(raw["turns"]) for m in t["moves"]}
    if predicted.exists():
        rows = json.loads(predicted.read_text(encoding="utf-8"))
        yield "a tagger's moves", {(turn, move): p for turn, move, p in rows}


def _features(
    conversation: Conversation, likelihood: Mapping[tuple[int, str], float]
) -> Sequence[Sequence[float]]:
    heard = Heard(clock_of(conversation), Tagging("training", likelihood=likelihood))
    return [[log1p(number) for number in found] for found in focus.evidence(heard).values()]


def fit(known: Sequence[Talk]) -> tuple[list[float], list[float]]:
    """Weights and offsets by gradient ascent; both sources of a talk count."""
    weights, offsets = [1.0] * len(KINDS), [0.0] * len(FOCUSES)
    for _ in range(STEPS):
        up, shift = [0.0] * len(KINDS), [0.0] * len(FOCUSES)
        for talk in known:
            for f, p in enumerate(_chances(talk, weights, offsets)):
                missed = (f == talk.label) - p
                shift[f] += missed
                for k in range(len(KINDS)):
                    up[k] += missed * talk.features[f][k]
        n = len(known)
        weights = [w + RATE * (u / n - SHRINK * w) for w, u in zip(weights, up, strict=True)]
        offsets = [o + RATE * (s / n - SHRINK * o) for o, s in zip(offsets, shift, strict=True)]
    return weights, offsets


def _chances(talk: Talk, weights: Sequence[float], offsets: Sequence[float]) -> list[float]:
    scores = [
        offset + sum(w * x for w, x in zip(weights, features, strict=True))
        for features, offset in zip(talk.features, offsets, strict=True)
    ]
    powers = [exp(s - max(scores)) for s in scores]
    return [p / sum(powers) for p in powers]


def right(fitted: tuple[list[float], list[float]], unseen: Sequence[Talk]) -> int:
    """How many of these talks get their label."""
    chances = (_chances(talk, *fitted) for talk in unseen)
    return sum(c.index(max(c)) == t.label for c, t in zip(chances, unseen, strict=True))


def main(predictions: Path) -> None:
    """Measure on each author in turn, then fit on all and write the weights."""
    known = list(talks(predictions))
    told: dict[str, list[int]] = {}
    for author in sorted({t.author for t in known}):
        fitted = fit([t for t in known if t.author != author])
        for source in ("labelled moves", "a tagger's moves"):
            unseen = [t for t in known if (t.author, t.source) == (author, source)]
            sums = told.setdefault(source, [0, 0])
            sums[0] += right(fitted, unseen)
            sums[1] += len(unseen)
    figures = " and ".join(f"{r} of {n} talks by {name}" for name, (r, n) in told.items())
    weights, offsets = fit(known)
    rows = [*zip(KINDS, weights, strict=True), *zip(FOCUSES, offsets, strict=True)]
    lines = "".join(f"{name}: {value:.2f}\n" for name, value in rows)
    TARGET.write_text(HEADER.format(figures=figures) + lines, encoding="utf-8")
    sys.stdout.write(f"{figures}\n{lines}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
