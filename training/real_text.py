"""Real talk from licensed corpora, joined with our labels; the text itself is never stored here.

Each file of `real/` names its corpus; a line holds the dialogue, the turn and its moves. Where the
folder of the corpora is absent, nothing is yielded, and the rest of the training goes on.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from training.corpus import HERE, Example, Labelled

type Turns = list[tuple[str, str, str]]
"""Key of the turn, role, text."""

_INTERVAL = re.compile(r'xmin = ([\d.]+)\s+xmax = [\d.]+\s+text = "((?:[^"]|"")*)"')
_MARKUP = re.compile(r"<[^<>]*>")
_KINDS = {"primock57": "service", "casino": "sales", "p4g": "sales"}
_WITHOUT_LABELS = {"bridge": "rep", "uptake": "rep"}
"""The role whose turns nobody labelled."""


def real(corpora: Path) -> Iterator[Example]:
    """The labelled dialogues of every corpus that is there."""
    for source, turns_of in _CORPORA.items():
        labels = _labels(source)
        for dialogue, moves in labels.items():
            turns = turns_of(corpora, dialogue)
            yield Example(
                f"{source}:{dialogue}",
                source,
                _KINDS.get(source, "coaching"),
                tuple(_labelled(source, turn, moves) for turn in turns),
            )


def present(corpora: Path) -> bool:
    """Whether the texts are there."""
    return all((corpora / name).is_dir() for name in ("primock57", "casino", "bridge_tutoring"))


def _labelled(
    source: str, turn: tuple[str, str, str], moves: Mapping[str, tuple[str, ...]]
) -> Labelled:
    key, role, text = turn
    known = key in moves and role != _WITHOUT_LABELS.get(source)
    return Labelled(role, text, moves.get(key, ()), counts=known)


def _labels(source: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    path = HERE / "real" / f"{source}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["dialogue"], {})[row["turn"]] = tuple(row["moves"])
    return found


def _consultation(corpora: Path, stem: str) -> Turns:
    """A consultation of PriMock57: intervals of both speakers by start, neighbours joined."""
    spoken = []
    for who, role in (("doctor", "agent"), ("patient", "customer")):
        path = corpora / "primock57" / "transcripts" / f"{stem}_{who}.TextGrid"
        for start, text in _INTERVAL.findall(path.read_text(encoding="utf-8")):
            words = " ".join(_MARKUP.sub(" ", text.replace('""', '"')).split())
            if words:
                spoken.append((float(start), role, words))
    turns: list[list[str]] = []
    for _, role, words in sorted(spoken, key=lambda s: (s[0], s[1])):
        if turns and turns[-1][0] == role:
            turns[-1][1] += " " + words
        else:
            turns.append([role, words])
    return [(str(i), role, words) for i, (role, words) in enumerate(turns)]


def _negotiation(corpora: Path, dialogue: str) -> Turns:
    """A negotiation of CaSiNo; who writes first counts as the seller."""
    log = _casino(corpora)[dialogue]
    first = log[0]["id"]
    return [
        (str(i), "seller" if m["id"] == first else "customer", m["text"]) for i, m in enumerate(log)
    ]


@cache
def _casino(corpora: Path) -> dict[str, list[dict[str, str]]]:
    text = (corpora / "casino" / "casino_train.json").read_text(encoding="utf-8")
    return {str(d["dialogue_id"]): d["chat_logs"] for d in json.loads(text)}


def _appeal(corpora: Path, dialogue: str) -> Turns:
    """A chat of Persuasion for Good; the one who asks for a gift counts as the seller."""
    return _persuasion(corpora)[dialogue]


@cache
def _persuasion(corpora: Path) -> dict[str, Turns]:
    found: dict[str, Turns] = {}
    path = corpora / "persuasion_for_good" / "full_dialog.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            role = "seller" if row["B4"] == "0" else "customer"
            key = f"{row['Turn']}{role[0]}"
            found.setdefault(row["B2"], []).append((key, role, row["Unit"].strip()))
    return found


def _tutoring(corpora: Path, dialogue: str) -> Turns:
    """A tutoring chat of Bridge: the talk, the novice's reply, the expert's rewrite of it."""
    chat = _bridge(corpora)[int(dialogue.split(":", maxsplit=1)[0])]
    turns: Turns = []
    offset = 0
    for part in ("c_h", "c_r", "c_revision"):
        last = None
        for i, message in enumerate(chat[part] or []):
            role = "coach" if message["user"] == "tutor" else "rep"
            if role == last:
                key, _, text = turns.pop()
                turns.append((key, role, f"{text} {message['text'].strip()}"))
            else:
                turns.append((str(offset + i), role, message["text"].strip()))
            last = role
        offset += len(chat[part] or [])
    return turns


@cache
def _bridge(corpora: Path) -> list[dict[str, list[dict[str, str]] | None]]:
    path = corpora / "bridge_tutoring" / "train.json"
    found: list[dict[str, list[dict[str, str]] | None]] = json.loads(
        path.read_text(encoding="utf-8")
    )
    return found


def _exchange(corpora: Path, dialogue: str) -> Turns:
    """A pupil's words and the teacher's reply, of Conversational Uptake."""
    row = _uptake(corpora)[dialogue]
    return [("0", "rep", row["student_text"]), ("1", "coach", row["teacher_text"])]


@cache
def _uptake(corpora: Path) -> dict[str, dict[str, str]]:
    with (corpora / "uptake" / "uptake_data.csv").open(encoding="utf-8", newline="") as file:
        return {f"{r['obs_id']}:{r['exchange_idx']}": r for r in csv.DictReader(file)}


_CORPORA: Mapping[str, Callable[[Path, str], Turns]] = {
    "primock57": _consultation,
    "casino": _negotiation,
    "p4g": _appeal,
    "bridge": _tutoring,
    "uptake": _exchange,
}
