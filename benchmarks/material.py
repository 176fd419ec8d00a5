"""Calls to measure with: an hour long, 10,000 words, made from the conversations that we ship.

The words are real sentences in their order; only the length is made up, by starting over. Every
call begins at another sentence, so that no two are the same.
"""

from pathlib import Path

from ridealong.readers import read
from ridealong.samples import SAMPLES

WORDS = 10_000
SECONDS = 3600.0
CUE_WORDS = 10


def sentences() -> list[str]:
    """Every turn of the shipped conversations, in order."""
    return [
        turn.text
        for sample in SAMPLES
        for conversation in read(sample.path).conversations
        for turn in conversation.turns
        if turn.text
    ]


def hour_long_vtt(said: list[str], first: int) -> str:
    """A Zoom transcript of an hour: 1,000 cues of ten words, two people in turn of six cues."""
    words: list[str] = []
    at = first
    while len(words) < WORDS:
        words += said[at % len(said)].split()
        at += 1
    cues = WORDS // CUE_WORDS
    step = SECONDS / cues
    parts = ["WEBVTT", ""]
    for i in range(cues):
        start, end = i * step, (i + 0.93) * step
        name = "Rita Vance" if (i // 6) % 2 else "Bo Lindgren"
        text = " ".join(words[i * CUE_WORDS : (i + 1) * CUE_WORDS])
        parts += [str(i + 1), f"{_clock(start)} --> {_clock(end)}", f"{name}: {text}", ""]
    return "\n".join(parts)


def write_calls(folder: Path, count: int) -> list[Path]:
    """Write `count` hour-long calls into `folder`."""
    said = sentences()
    paths = []
    for i in range(count):
        path = folder / f"call-{i:04}.vtt"
        path.write_text(hour_long_vtt(said, first=i * 7), encoding="utf-8")
        paths.append(path)
    return paths


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{seconds % 60:06.3f}"
