"""The same files through other libraries: what they cost and what each loses.

webvtt-py and pysubs2 against our caption reader, ConvoKit's TalkTimeSharing against our talk
measures. They live in an environment of their own (`benchmarks/environment.py`).
"""

import html
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import environment
from benchmarks.material import write_calls
from ridealong.analysis import analyse
from ridealong.conversation import Conversation, assign_sides
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.writers import write

REAL = environment.ROOT.parent / "shared" / "samples"
REAL_VTT = (
    "zoom_vtt/eth_acde_233.vtt",
    "teams_vtt/graph_guid_ids.vtt",
    "teams_vtt/stream_classic_note_confidence.vtt",
    "teams_metadata_vtt/metadata_content.vtt",
    "webex_vtt/webex.vtt",
    "podcast_vtt/example.vtt",
    "vtt_odd/pbs_example.vtt",
)
_TAGS = re.compile(r"<[^>]*>")


def run() -> dict[str, list[list[str]]]:
    """Two tables: captions, talk time."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        vtt = [*write_calls(folder, 1), *(s.path for s in SAMPLES if s.path.suffix == ".vtt")]
        vtt += [REAL / name for name in REAL_VTT if (REAL / name).exists()]
        calls = _calls_with_sides(folder)
        asked = {"vtt": [str(path) for path in vtt], "conversations": list(calls)}
        theirs = environment.ask("others.py", asked)
        return {
            "captions": [row for path in vtt for row in _caption_rows(path, theirs)],
            "talk": _talk_rows(calls, theirs["convokit"]),
        }


def _caption_rows(path: Path, theirs: dict[str, Any]) -> list[list[str]]:
    took = _median_ms(lambda: read(path))
    ours = read(path).conversations[0]
    starts = [t.start_s for t in ours.turns if t.start_s is not None]
    name = path.name
    rows = [
        [
            name,
            "ridealong",
            f"{took:.2f}",
            str(len(ours.turns)),
            str(len(ours.speakers)),
            f"{min(starts):.3f}",
            "",
        ]
    ]
    for library in ("webvtt-py", "pysubs2"):
        answer = theirs[library][str(path)]
        if "refused" in answer:
            rows.append([name, library, "", "", "", "", f"refuses it: {answer['refused']}"])
            continue
        rows.append(
            [
                name,
                library,
                f"{answer['ms']:.2f}",
                str(answer["cues"]),
                str(answer["speakers"]),
                f"{answer['first_start_s']:.3f}",
                _lost(ours, min(starts), answer),
            ]
        )
    return rows


def _lost(ours: Conversation, first_start: float, answer: dict[str, Any]) -> str:
    """What the other library's answer lacks or adds, found by comparing with ours."""
    lost = []
    if ours.speakers and answer["speakers"] < len(ours.speakers):
        lost.append(f"{len(ours.speakers) - answer['speakers']} of {len(ours.speakers)} speakers")
    if abs(answer["first_start_s"] - first_start) > 0.0005:
        lost.append("milliseconds")
    if answer["cues"] != len(ours.turns):
        lost.append(f"{answer['cues']} cues for {len(ours.turns)} turns")
    text = answer["text"]
    if sum("&" in t and html.unescape(t) != t for t in text):
        lost.append("entities undecoded")
    said = {_bare(t.text) for t in ours.turns}
    strange = [t for t in text if _bare(t) not in said and _bare(_without_name(t)) not in said]
    if strange:
        lost.append(f"{len(strange)} × something else in the text")
    return "; ".join(lost) or "nothing"


def _without_name(text: str) -> str:
    return text.split(": ", 1)[-1]


def _bare(text: str) -> str:
    return " ".join(_TAGS.sub("", html.unescape(text).replace("\\N", " ")).split())


def _calls_with_sides(folder: Path) -> dict[str, Conversation]:
    """Conversations with both sides and both ends of every turn, by the path of their JSON."""
    found = {}
    for sample in SAMPLES:
        for read_one in read(sample.path).conversations:
            conversation = assign_sides(read_one, sample.us, sample.kind)
            sides = {s.side for s in conversation.speakers}
            timed = all(t.end_s is not None for t in conversation.turns)
            if timed and len(sides - {None}) == 2:
                path = folder / f"{sample.path.stem}.json"
                path.write_bytes(write([conversation], "native"))
                found[str(path)] = conversation
    return found


def _talk_rows(calls: dict[str, Conversation], theirs: dict[str, Any]) -> list[list[str]]:
    rows = []
    for path, conversation in calls.items():
        measure = analyse(conversation).measure("talk_share", of="us")
        ours = measure.value if measure else None
        share = theirs["shares"][path]["share_us"]
        rows.append(
            [
                Path(path).stem,
                "withheld" if ours is None else f"{ours:.4f}",
                f"{share:.4f}",
                "" if ours is None else f"{round(ours - share, 4) + 0.0:+.4f}",
            ]
        )
    took = statistics.mean(_median_ms(lambda c=c: analyse(c)) for c in calls.values())  # type: ignore[misc]
    ms = f"{took:.2f} ms, {len(analyse(next(iter(calls.values()))).measures)} measures"
    convokit = f"{theirs['ms_corpus'] + theirs['ms_transform']:.2f} ms, 2 measures"
    rows.append(["CPU per call, mean", ms, convokit, ""])
    return rows


def _median_ms(work: Callable[[], object], rounds: int = 15) -> float:
    took = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took) * 1000


if __name__ == "__main__":
    json.dump(run(), sys.stdout, indent=1)
