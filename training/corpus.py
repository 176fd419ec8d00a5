"""The labelled conversations: those written for the project, and real ones whose text lies apart.

`conversations/` holds native transcripts with `moves` on every turn; the first letter of a name is
its author. `real/` holds ids and moves alone; their text is read from a folder of the licensed
corpora where it is present (`real_text`).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CONVERSATIONS = HERE / "conversations"
FOLDS = (
    ("c", "e", "j", "k", "casino"),
    ("b", "f", "g", "h", "l", "p4g", "uptake"),
)
"""Authors and sources; each fold is predicted by a model that has seen none of its own.

The others are always trained on: every kind of conversation, and raw as well as tidy transcripts,
stand on both sides.
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One turn with its labels."""

    role: str
    text: str
    moves: tuple[str, ...]
    counts: bool = True
    """Whether somebody labelled it; else it is context alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled conversation."""

    id: str
    source: str
    """The author's letter, or the name of the corpus."""
    kind: str
    turns: tuple[Labelled, ...]
    labels: Mapping[str, Any] = field(default_factory=dict)
    """Of the conversation as a whole."""

    @property
    def area(self) -> str:
        """Either "calls" (with customers) or "talks" (coaching, partner, debrief)."""
        return "calls" if self.kind in {"sales", "service"} else "talks"


def written(folder: Path = CONVERSATIONS) -> Iterator[Example]:
    """The conversations written for the project."""
    for path in sorted(folder.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        roles = {s["id"]: s["role"] for s in raw["speakers"]}
        turns = tuple(
            Labelled(roles[t["speaker"]], t["text"], tuple(t["moves"])) for t in raw["turns"]
        )
        yield Example(raw["id"], raw["id"][0], raw["kind"], turns, raw["labels"])
