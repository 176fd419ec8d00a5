"""The figures by which stages, gates and focus are told, learnt from labelled calls.

`python -m training.calls` makes `tables.yaml` and measures it on authors that it has not seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ridealong.analysis.labels import StageName
from ridealong.language.yaml import load_yaml

STAGES: tuple[StageName, ...] = ("opening", "interview", "solution", "close")
FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Tables:
    """What `tables.yaml` holds."""

    usual: Mapping[str, float]
    """How often a turn of its speaker's side makes each move, in any stage."""
    moves: Mapping[str, Mapping[str, Sequence[float]]]
    """By stage and move: how often its first turn makes it, and its other turns."""
    ours: Mapping[str, Sequence[float]]
    """By stage: how often its first turn is ours, and its other turns."""
    begins: Mapping[str, float]
    """By stage: how often a call begins with it."""
    follows: Sequence[Mapping[str, Mapping[str, float]]]
    """By fifth of the call, stage and stage: how often a turn of the one follows the other."""
    gates: Mapping[str, Mapping[str, float]]
    """By gate: the weight of each sign that the customer passes it, and the "offset"."""
    focus: Mapping[str, Mapping[str, float]]
    """By focus: the weight of each sign, and the "offset"."""


@cache
def tables() -> Tables:
    """The tables."""
    return Tables(**load_yaml(__package__, "tables.yaml"))
