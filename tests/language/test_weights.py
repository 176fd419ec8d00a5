"""The weights that are shipped fit the vocabulary, each other, and the promised size."""

import json
from importlib.resources import files

import numpy as np

from ridealong.conversation import Role
from ridealong.language import moves, taggers
from ridealong.language.encoder import Encoder
from ridealong.language.features import ROWS
from ridealong.language.linear import FAMILIES, Linear, columns_of

WEIGHTS = files("ridealong.language") / "weights"
MOST_BYTES = 30_000_000


def test_they_are_small_enough_for_the_wheel():
    assert sum(len(f.read_bytes()) for f in WEIGHTS.iterdir()) <= MOST_BYTES


def test_the_calibration_knows_every_move_and_no_other():
    stored = json.loads((WEIGHTS / "calibration.json").read_text(encoding="utf-8"))
    for name in ("fast", "default"):
        rows = stored[name]["moves"]
        assert list(rows) == list(moves())
        assert all(0 < r["threshold"] <= 1 and r["slope"] > 0 for r in rows.values())


def test_the_heads_score_every_move():
    heads = Encoder.load().heads
    assert len(heads.bias) == len(heads.scale) == len(moves())
    assert heads.definitions.shape == heads.weights.shape
    assert np.allclose(np.linalg.norm(heads.definitions, axis=1), 1, atol=1e-2)


def test_the_linear_model_has_a_part_for_every_family_of_roles():
    parts = Linear.load().parts
    assert set(parts) == set(FAMILIES)
    for family, part in parts.items():
        assert part.weights.shape == (ROWS, len(columns_of(family)))
        assert len(part.idf) == ROWS


def test_no_move_is_held_back_for_lack_of_cases():
    stored = json.loads((WEIGHTS / "calibration.json").read_text(encoding="utf-8"))
    never = {m for m, row in stored["default"]["moves"].items() if row["threshold"] == 1}
    assert never == set()


def test_encoder_and_linear_model_are_calibrated_together():
    assert taggers.default().name.split()[1] == taggers.fast().name.split()[1]
    assert Role.AGENT not in FAMILIES
