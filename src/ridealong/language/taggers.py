"""The two taggers that come with Ridealong: the fast one, and the default one.

The fast tagger is the linear model alone. The default one adds the encoder's scores to it: they
err on different turns, and together they are better than either. Both are calibrated on authors
that their training had not seen; a move is said from the probability that serves F1 best there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ridealong.conversation import Conversation
from ridealong.language.casting import Script, scripts, warnings
from ridealong.language.model import Said, Tagger, Tagging
from ridealong.language.scoring import Calibration, Scorer, Scores, said_in

if TYPE_CHECKING:
    from ridealong.language.scoring import Floats


@dataclass(frozen=True, slots=True)
class ModelTagger:
    """A tagger that is a model with its calibration."""

    name: str
    scorer: Scorer
    calibration: Calibration

    def tag(self, conversations: Sequence[Conversation]) -> list[Tagging]:
        """One tagging for each conversation."""
        read = [scripts(c) for c in conversations]
        scored = iter(self.scorer.score([script for all_ in read for script in all_]))
        return [
            self._tagging(c, [(script, next(scored)) for script in all_])
            for c, all_ in zip(conversations, read, strict=True)
        ]

    def _tagging(
        self, conversation: Conversation, scored: Iterable[tuple[Script, Scores]]
    ) -> Tagging:
        found = [
            said_enough
            for script, scores in scored
            for said_enough in said_in(script, scores, self.calibration)
        ]
        likelihood: dict[tuple[int, str], float] = {}
        for said, _ in found:
            key = said.turn, said.move
            likelihood[key] = max(said.p, likelihood.get(key, 0.0))
        likely: list[Said] = sorted(said for said, enough in found if enough)
        return Tagging(self.name, tuple(likely), likelihood, warnings(conversation))


@dataclass(frozen=True, slots=True)
class Together:
    """The weighted sum of two scorers, for turns and for their sentences."""

    first: Scorer
    second: Scorer
    weight: float

    def score(self, scripts: Sequence[Script]) -> list[Scores]:
        """The scores of each script."""
        both = zip(self.first.score(scripts), self.second.score(scripts), strict=True)
        return [_Sum(a, b, self.weight) for a, b in both]


@dataclass(frozen=True, slots=True)
class _Sum:
    first: Scores
    second: Scores
    weight: float

    @property
    def logits(self) -> "Floats":
        summed: Floats = self.first.logits + self.weight * self.second.logits
        return summed

    def by_sentence(self, line: int, spans: Sequence[tuple[int, int]], move: int) -> "Floats":
        theirs = self.weight * self.second.by_sentence(line, spans, move)
        summed: Floats = self.first.by_sentence(line, spans, move) + theirs
        return summed


@cache
def fast() -> Tagger:
    """The linear model alone: no encoder is loaded."""
    from ridealong.language.linear import Linear  # noqa: PLC0415  # numpy, only when tagging

    stored = _stored()
    return ModelTagger(f"fast {stored['version']}", Linear.load(), calibration(stored["fast"]))


@cache
def default() -> Tagger:
    """The encoder together with the linear model."""
    from ridealong.language.encoder import Encoder  # noqa: PLC0415  # slow to load
    from ridealong.language.linear import Linear  # noqa: PLC0415

    stored = _stored()
    together = Together(Encoder.load(), Linear.load(), stored["default"]["linear_weight"])
    return ModelTagger(f"default {stored['version']}", together, calibration(stored["default"]))


def calibration(stored: Mapping[str, Any]) -> Calibration:
    """The calibration that stands in weights/calibration.json for one tagger."""
    rows: Mapping[str, Mapping[str, float]] = stored["moves"]
    return Calibration(
        slope={m: r["slope"] for m, r in rows.items()},
        offset={m: r["offset"] for m, r in rows.items()},
        threshold={m: r["threshold"] for m, r in rows.items()},
    )


def _stored() -> Mapping[str, Any]:
    path = files(__package__) / "weights" / "calibration.json"
    stored: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored
