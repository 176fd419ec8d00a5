"""Talks for a desk to measure with: put together from written conversations, and really analysed.

There are a few hundred different ones, of some 1,700 words; the calls of the desk share them. What
is said how often is therefore as in talk; what is said in one call alone stands in its title.
"""

import json
import pickle
import random
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ridealong import __version__
from ridealong.analysis import analyse
from ridealong.conversation import Conversation
from ridealong.conversation.native import from_dict
from ridealong.language import taggers
from ridealong.writers.native import write

TRAINING = Path(__file__).resolve().parents[1] / "training" / "conversations"
TALKS = 400
TOGETHER = 3
"""Written conversations that make one talk."""
WORDS_A_SECOND = 2.5
SHARES = {"sales": 0.70, "service": 0.16, "coaching": 0.08, "partner": 0.04, "debrief": 0.02}


@dataclass(frozen=True)
class Talk:
    """One talk, with everything that the desk writes down about it."""

    kind: str
    native: bytes
    turns: int
    words: int
    duration_s: float
    voices: list[tuple[str, str, str, int]]
    """Id, side, role and turns of everybody who speaks."""
    us: list[list[str]]
    them: list[list[str]]
    other: list[list[str]]
    sides: str
    moves: Counter[str]
    figures: dict[str, tuple[float, int]]
    gates: int
    result: bytes


def talks(count: int, kept: Path) -> list[Talk]:
    """So many talks, kept in a folder for the next time."""
    path = kept / f"talks-{__version__}-{count}.pickle"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(_made(count)))
    return pickle.loads(path.read_bytes())  # noqa: S301  # our own, made a line above


def _made(count: int) -> list[Talk]:
    written: dict[str, list[Any]] = {kind: [] for kind in SHARES}
    for path in sorted(TRAINING.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        written[told["kind"]].append(told)
    chance = random.Random(1)  # noqa: S311
    tagger = taggers.fast()
    made = []
    for kind, share in SHARES.items():
        for _number in range(max(2, round(share * count))):
            pieces = chance.sample(written[kind], TOGETHER)
            made.append(_talk(_joined(kind, pieces), tagger))
    return made


def _joined(kind: str, pieces: list[Any]) -> Conversation:
    speakers: dict[str, dict[str, Any]] = {}
    turns, at = [], 0.0
    for piece in pieces:
        role = {s["id"]: s.get("role") or "nobody" for s in piece["speakers"]}
        for speaker in piece["speakers"]:
            own = {**speaker, "id": role[speaker["id"]]}
            speakers.setdefault(own["id"], own)
        for turn in piece["turns"]:
            end = at + len(turn["text"].split()) / WORDS_A_SECOND
            who = role.get(turn["speaker"], "nobody")
            turns.append({"speaker": who, "text": turn["text"], "start_s": at, "end_s": end})
            at = end + 0.4
    heads = {"ridealong": 1, "kind": kind, "timing": "cue", "speakers": list(speakers.values())}
    return from_dict({**heads, "turns": turns})


def _talk(conversation: Conversation, tagger: Any) -> Talk:
    from ridealong.web.calls.analysing import figures, stored
    from ridealong.web.calls.lists.index import _LETTER
    from ridealong.web.calls.lists.tokens import words
    from ridealong.web.calls.models import Call

    (by_model,) = tagger.tag([conversation])
    said = analyse(conversation, None, tagging=by_model)
    side = {s.id: _LETTER[s.side] for s in conversation.speakers}
    letters = "".join(side.get(t.speaker or "", "o") for t in conversation.turns)
    spoken = [words(t.text) for t in conversation.turns]
    columns = {x: [w for s, w in zip(letters, spoken, strict=True) if s == x] for x in "uto"}
    followed = {f.measure: (f.value, f.n) for f in figures.followed(Call(), said)}
    turns = Counter(t.speaker for t in conversation.turns)
    return Talk(
        kind=str(conversation.kind),
        native=zlib.compress(write([conversation]), 6),
        turns=len(conversation.turns),
        words=sum(len(t.text.split()) for t in conversation.turns),
        duration_s=conversation.duration_s or 0.0,
        voices=[(s.id, s.side or "", s.role or "", turns[s.id]) for s in conversation.speakers],
        us=columns["u"],
        them=columns["t"],
        other=columns["o"],
        sides=letters,
        moves=Counter(s.move for s in said.tagging.said),
        figures=followed,
        gates=figures.gates_passed(said),
        result=stored.pack(said, by_model),
    )
