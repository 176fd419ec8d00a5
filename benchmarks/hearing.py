"""What it costs to hear what is said: a call of 300 turns and 4,500 words, by each tagger.

The call is put together from conversations of `training/conversations/`, so that its turns are as
long, as varied and as full of moves as talk is.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cost import Figure
from ridealong.analysis import analyse
from ridealong.conversation import assign_sides
from ridealong.language import taggers
from ridealong.language.corrections import tag
from ridealong.readers import read
from ridealong.report import SourceInfo, render_json

TRAINING = Path(__file__).resolve().parents[1] / "training" / "conversations"
TURNS, WORDS = 300, 4500
WANTED = {"default": "≤ 1.2 s CPU", "fast": "≤ 60 ms CPU"}


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "call.json"
        path.write_text(json.dumps(call()), encoding="utf-8")
        cold = {name: _cold(path, name) for name in WANTED}  # before this process grows itself
        return [f for name in WANTED for f in (*_one_call(path, name), cold[name])]


def call() -> dict[str, object]:
    """A sales call of 300 turns and about 4,500 words, with start and end of every turn."""
    lines = [line for path in sorted(TRAINING.glob("[abcg]*.json")) for line in _lines(path)]
    chosen = lines[:TURNS]
    spare = iter(sorted(lines[TURNS:], key=lambda line: -len(line[1].split())))
    while sum(len(text.split()) for _, text in chosen) < WORDS:
        shortest = min(range(TURNS), key=lambda i: len(chosen[i][1].split()))
        role, text = next(spare)
        chosen[shortest] = (role, text)
    turns, at = [], 0.0
    for role, text in chosen:
        end = at + len(text.split()) / 2.5
        turns.append({"speaker": role, "start_s": at, "end_s": end, "text": text})
        at = end + 0.3
    sides = {"seller": "us", "customer": "them"}
    speakers = [{"id": r, "name": r.title(), "side": s, "role": r} for r, s in sides.items()]
    return {
        "ridealong": 1,
        "kind": "sales",
        "speakers": speakers,
        "turns": turns,
        "timing": "cue",
    }


def _lines(path: Path) -> list[tuple[str, str]]:
    raw = json.loads(path.read_text(encoding="utf-8"))
    roles = {s["id"]: s["role"] for s in raw["speakers"]}
    found = [(roles[t["speaker"]], t["text"]) for t in raw["turns"]]
    return found if raw["kind"] == "sales" and set(roles.values()) == {"seller", "customer"} else []


def _one_call(path: Path, name: str) -> list[Figure]:
    tagger = getattr(taggers, name)()
    whole, tagging = [], []
    for _ in range(15):
        began = time.process_time()
        got = read(path)
        conversation = assign_sides(got.conversations[0])
        before = time.process_time()
        (heard,) = tag([conversation], tagger)
        tagging.append(time.process_time() - before)
        analysis = analyse(conversation, tagging=heard)
        render_json(analysis, SourceInfo(got.path, got.format, got.sha256))
        whole.append(time.process_time() - began)
    middle = statistics.median(whole)
    return [
        Figure(
            f"{name} tagger, a call of {TURNS} turns, {WORDS:,} words, from file to JSON",
            f"{middle * 1000:.0f} ms CPU (best {min(whole) * 1000:.0f})",
            WANTED[name],
        ),
        Figure("… of it tagging", f"{statistics.median(tagging) * 1000:.0f} ms CPU", ""),
        Figure("… throughput", f"{1 / middle:.1f} calls/s per core", ""),
    ]


def _cold(path: Path, name: str) -> Figure:
    """A whole `ridealong analyze` in a process of its own: wall time and peak memory."""
    command = [sys.executable, "-m", "ridealong", "analyze", str(path), "--format", "json"]
    command += ["--fast"] if name == "fast" else []
    took, memory = [], 0.0
    for _ in range(6):
        began = time.perf_counter()
        with Path(os.devnull).open("wb") as nowhere:
            child = subprocess.Popen(command, stdout=nowhere)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took.append(time.perf_counter() - began)
        memory = max(memory, usage.ru_maxrss / 1024)
    return Figure(
        "… the command from a cold start, this call included",
        f"{statistics.median(took[1:]):.2f} s wall, {memory:.0f} MB at most",
        "≤ 1.5 s, ≤ 450 MB" if name == "default" else "",
    )
