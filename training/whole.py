"""How well whole conversations are labelled from moves that the tagger heard, author by author.

The moves are those of models that have not seen the author (`evaluate.judge`); the labels are what
`ridealong.analysis` makes of them, held against the labels that the conversations carry.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ridealong.analysis import Labels, analyse
from ridealong.analysis.labels import GATES, STEPS
from ridealong.conversation import Conversation, assign_sides
from ridealong.language import Said, Tagging
from ridealong.readers import read
from training.corpus import CONVERSATIONS, Example
from training.evaluate import Figure, Judged

DRAWS = 500
_SINGLE = (
    "focus",
    "solution_before_need",
    "value_first",
    "business_problem_found",
    "next_step_agreed",
    "coaching_focus",
    "stance",
    "substance",
)
_SERVICE = ("need_met", "root_cause_found", "rushed", "scripted")


@dataclass(frozen=True, slots=True)
class Pair:
    """One conversation's labels as told, beside those that it carries."""

    kind: str
    told: Labels
    true: Mapping[str, Any]


def pairs(judged: Judged, examples: Sequence[Example], folder: Path = CONVERSATIONS) -> list[Pair]:
    """Every written conversation, analysed from held-out moves."""
    held = judged.held
    rows = {talk: np.flatnonzero(held.talk == talk) for talk in np.unique(held.talk)}
    found = []
    for example in examples:
        path = folder / f"{example.id}.json"
        if example.id in rows and path.exists():
            conversation = assign_sides(read(path).conversations[0])
            heard = _tagging(conversation, judged, rows[example.id])
            told = analyse(conversation, tagging=heard).labels
            found.append(Pair(example.kind, told, example.labels))
    return found


def figures(found: Sequence[Pair]) -> Iterator[Figure]:
    """Every label's share of right answers, with intervals over conversations."""
    yield _share("interview, overlap of turns (IoU)", [_overlap(p) for p in found])
    for gate in GATES:
        yield from _gate(gate, found)
    for name in _SINGLE:
        yield _share(f"{name} right", [_same(p, name) for p in found])
    yield _share("substance within 1", [_near(p) for p in found])
    for name in _SERVICE:
        yield _share(f"{name} right", [_service(p, name) for p in found])
    for step in STEPS:
        yield _share(f"{step}: found or absent rightly", [_step(p, step) for p in found])
        yield _share(f"{step}: first turn within 2", [_step_turn(p, step) for p in found])
    for term in ("short_term", "long_term"):
        yield _share(f"goals, {term} right", [_goal(p, term) for p in found])


def _tagging(conversation: Conversation, judged: Judged, rows: NDArray[np.intp]) -> Tagging:
    moves = judged.held.moves
    said, likelihood = [], {}
    for turn, row in enumerate(rows):
        role = conversation.by_id[conversation.turns[turn].speaker or ""].role
        text = conversation.turns[turn].text
        for k in np.flatnonzero(judged.held.able[row] & (judged.p[row] >= 0.02)):
            p = float(judged.p[row, k])
            likelihood[turn, moves[k]] = p
            if judged.said[row, k] and role is not None:
                said.append(Said(turn, moves[k], p, role, 0, len(text)))
    return Tagging("held out", tuple(sorted(said)), likelihood)


def _share(name: str, right: Sequence[float | None]) -> Figure:
    values = np.array([r for r in right if r is not None], float)
    if not len(values):
        return Figure(name, float("nan"), float("nan"), float("nan"), 0)
    rng = np.random.default_rng(1)
    drawn = rng.choice(values, (DRAWS, len(values))).mean(1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Figure(name, float(values.mean()), float(low), float(high), len(values))


def _gate(gate: str, found: Sequence[Pair]) -> Iterator[Figure]:
    known = [p for p in found if isinstance(p.true.get("gates"), Mapping)]
    passed = [
        (p.told.gates[gate] is not None, p.true["gates"].get(gate) is not None) for p in known
    ]
    yield _share(f"{gate}: precision", [float(true) for told, true in passed if told])
    yield _share(f"{gate}: recall", [float(told) for told, true in passed if true])


def _overlap(pair: Pair) -> float | None:
    stages = pair.true.get("stages")
    if not stages:
        return None
    true = _turns((s["start_turn"], s["end_turn"]) for s in stages if s["name"] == "interview")
    told = _turns(pair.told.interview())
    return len(true & told) / len(true | told) if true else None


def _turns(spans: Any) -> set[int]:
    return {t for first, last in spans for t in range(first, last + 1)}


def _same(pair: Pair, name: str) -> float | None:
    true = pair.true.get(name)
    if name == "coaching_focus" and pair.kind == "debrief":
        return None  # a debrief has no coach
    return None if true is None else float(getattr(pair.told, name) == true)


def _near(pair: Pair) -> float | None:
    true, told = pair.true.get("substance"), pair.told.substance
    return None if true is None else float(told is not None and abs(told - true) <= 1)


def _service(pair: Pair, name: str) -> float | None:
    true = pair.true.get(name, (pair.true.get("service") or {}).get(name))
    told = pair.told.service
    return None if true is None else float(told is not None and getattr(told, name) == true)


def _step(pair: Pair, step: str) -> float | None:
    true, told = pair.true.get("mmot"), pair.told.mmot
    if not isinstance(true, Mapping):
        return None
    return float(((told or {}).get(step) is None) == (true.get(step) is None))


def _step_turn(pair: Pair, step: str) -> float | None:
    true, told = pair.true.get("mmot"), pair.told.mmot or {}
    if not isinstance(true, Mapping) or true.get(step) is None:
        return None
    turn = told.get(step)
    return float(turn is not None and abs(turn - true[step]) <= 2)


def _goal(pair: Pair, term: str) -> float | None:
    true, told = pair.true.get("goals"), pair.told.goals
    if not isinstance(true, Mapping):
        return None
    return float(told is not None and getattr(told, term) == true.get(term))


__all__ = ["Pair", "figures", "pairs"]
