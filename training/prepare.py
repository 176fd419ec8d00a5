"""Lay out the data for the two trainers, which run in an environment of their own.

Writes `corpus.json` (turns, moves, the vocabulary with its definitions) and `features.npz` (the
linear model's signs of every turn, with and without punctuation) into the folder of the run.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ridealong.conversation import Role
from ridealong.language.casting import Line
from ridealong.language.linear import FAMILY, signs_of
from ridealong.language.moves import moves, moves_of
from training.corpus import FOLDS, Example

_PUNCTUATION = re.compile(r"[^\w\s'$%€£]")


def plain(text: str) -> str:
    """The text as a recogniser without punctuation gives it.

    >>> plain("Well, it's £20. Right?").split()
    ['well', "it's", '£20', 'right']
    """
    return _PUNCTUATION.sub(" ", text.lower())


def prepare(examples: Sequence[Example], run: Path) -> None:
    """Write the data of a run."""
    run.mkdir(parents=True, exist_ok=True)
    roles = {str(role): [str(m) for m in moves_of(role)] for role in Role}
    laid_out = {
        "folds": FOLDS,
        "roles": roles,
        "families": {str(role): str(family) for role, family in FAMILY.items()},
        "moves": {m.id: f"{m.name}: {m.means}" for m in moves().values()},
        "conversations": [_conversation(e) for e in examples],
    }
    (run / "corpus.json").write_text(json.dumps(laid_out, ensure_ascii=False), encoding="utf-8")
    stored = {}
    for name, change in (("written", str), ("plain", plain)):
        signs = [s for e in examples for s in signs_of(_script(e, change))]
        stored[f"{name}_ends"] = np.cumsum([len(s) for s in signs])
        stored[f"{name}_rows"] = np.array([r for s in signs for r in s], np.int32)
        stored[f"{name}_values"] = np.array([v for s in signs for v in s.values()], np.float32)
    np.savez(run / "features.npz", **stored)


def _conversation(example: Example) -> dict[str, object]:
    return {
        "id": example.id,
        "source": example.source,
        "area": example.area,
        "turns": [[t.role, t.text, plain(t.text), t.moves, t.counts] for t in example.turns],
    }


def _script(example: Example, change) -> tuple[Line, ...]:  # noqa: ANN001
    return tuple(
        Line(i, Role(t.role), change(t.text), t.counts) for i, t in enumerate(example.turns)
    )
