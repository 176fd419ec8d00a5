"""The labelled conversations: those written for the project, and real ones whose text lies apart.

`conversations/` holds native transcripts with `moves` on every turn; the first letter of a name is
its author. `real/` holds ids and moves alone; their text is read from a folder of the licensed
corpora where it is present (`real_text`). `lexicon.jsonl` holds single turns without a conversation
around them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CONVERSATIONS = HERE / "conversations"
FOLDS = (
    ("a", "d", "j", "n", "p", "uptake"),
    ("b", "c", "i", "p4g", "bridge"),
    ("e", "g", "k", "o", "r", "casino"),
    ("f", "h", "l", "m", "q", "primock57"),
)
"""Authors and sources; each fold is predicted by a model that has seen none of its own.

Every kind of conversation, and raw as well as tidy transcripts, stand on both sides of each.
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
    """One labelled conversation, or one turn that stands alone."""

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


def lexicon(path: Path = HERE / "lexicon.jsonl") -> Iterator[Example]:
    """Single turns, written as examples of what is to be told apart; in no fold."""
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        kind = "sales" if row["role"] in {"seller", "customer"} else "coaching"
        turn = Labelled(row["role"], row["text"], tuple(row["moves"]))
        yield Example(f"lexicon:{i:04}", "lexicon", kind, (turn,))
