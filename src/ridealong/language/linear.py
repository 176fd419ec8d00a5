"""A linear model of the words of a turn: fast, small, and easy to look into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from ridealong.conversation import Role
from ridealong.language.casting import Script
from ridealong.language.features import tokens, turn_features, word_features
from ridealong.language.moves import moves, moves_of
from ridealong.language.scoring import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

FAMILIES = (Role.SELLER, Role.CUSTOMER, Role.COACH, Role.REP)
"""One model for each of these; an agent is read with the seller's, a partner with the rep's."""
FAMILY = {Role.AGENT: Role.SELLER, Role.PARTNER: Role.REP} | {role: role for role in FAMILIES}
IMPOSSIBLE = -12.0
"""The score of a move that the role cannot make."""


@dataclass(frozen=True, slots=True)
class Part:
    """The model of one role."""

    columns: "NDArray[np.intp]"
    """Which moves it scores, as places in the vocabulary."""
    idf: "Floats"
    """Of each row of features: rare signs count more."""
    weights: "NDArray[np.int8]"
    """Rows of features by columns."""
    scale: "Floats"
    """Of each column: what one step of a weight is worth."""
    bias: "Floats"

    def score(self, signs: Sequence[dict[int, float]]) -> "Floats":
        """The scores of turns (rows) for this part's moves (columns)."""
        counts = [len(s) for s in signs]
        rows = np.fromiter((r for s in signs for r in s), np.intp, sum(counts))
        values = np.fromiter((v for s in signs for v in s.values()), np.float32, sum(counts))
        values *= self.idf[rows]
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        sums = np.add.reduceat(self.weights[rows] * values[:, None], starts)
        norms = np.sqrt(np.add.reduceat(values * values, starts))
        scored = sums / np.maximum(norms, 1e-6)[:, None] * self.scale + self.bias
        return scored.astype(np.float32)


@dataclass(frozen=True, slots=True)
class LinearScores:
    """The scores of one script."""

    logits: "Floats"
    script: Script
    model: "Linear"
    sentences: dict[int, "Floats"] = field(default_factory=dict)
    """Of the lines that were asked for: sentences by the moves of the role."""

    def by_sentence(self, line: int, spans: Sequence[tuple[int, int]], move: int) -> "Floats":
        """Each sentence scored by its words alone."""
        own = self.script[line]
        part = self.model.parts[FAMILY[own.role]]
        if line not in self.sentences:
            signs = [word_features(tokens(own.text[a:b])) for a, b in spans]
            self.sentences[line] = part.score(signs)
        scored: Floats = self.sentences[line][:, int(np.searchsorted(part.columns, move))]
        return scored


class Linear:
    """Scores scripts by the words of their turns."""

    def __init__(self, parts: dict[Role, Part]) -> None:
        self.parts = parts

    @classmethod
    def load(cls) -> "Linear":
        """The model that comes with Ridealong."""
        return _load()

    def score(self, scripts: Sequence[Script]) -> list[Scores]:
        """The scores of each script."""
        return [self._score(script) for script in scripts]

    def _score(self, script: Script) -> LinearScores:
        signs = signs_of(script)
        logits = np.full((len(script), len(moves())), IMPOSSIBLE, np.float32)
        for family, part in self.parts.items():
            own = [i for i, line in enumerate(script) if FAMILY[line.role] is family]
            if own:
                logits[np.ix_(own, part.columns)] = part.score([signs[i] for i in own])
        return LinearScores(logits, script, self)


def signs_of(script: Script) -> list[dict[int, float]]:
    """The features of every line of a script."""
    spoken = [tokens(line.text) for line in script]
    last: dict[Role, int] = {}
    found = []
    for i, line in enumerate(script):
        family = FAMILY[line.role]
        before = max((k for role, k in last.items() if role is not family), default=None)
        said_before = spoken[before] if before is not None else ()
        found.append(turn_features(spoken[i], said_before, str(line.role), i / len(script)))
        last[family] = i
    return found


def columns_of(family: Role) -> "NDArray[np.intp]":
    """The places of a family's moves in the vocabulary."""
    able = {m for role, f in FAMILY.items() if f is family for m in moves_of(role)}
    return np.array([k for k, move in enumerate(moves()) if move in able], np.intp)


@cache
def _load() -> Linear:
    with (files(__package__) / "weights" / "linear.npz").open("rb") as file:
        stored = np.load(file)
        parts = {
            family: Part(
                columns=columns_of(family),
                idf=stored[f"{family}_idf"].astype(np.float32),
                weights=stored[f"{family}_weights"],
                scale=stored[f"{family}_scale"],
                bias=stored[f"{family}_bias"],
            )
            for family in FAMILIES
        }
    return Linear(parts)
