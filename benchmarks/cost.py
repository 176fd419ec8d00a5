"""Time and memory: one call after start, a cold start, a folder of a thousand calls."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.material import write_calls
from ridealong.analysis import analyse
from ridealong.conversation import assign_sides
from ridealong.readers import read
from ridealong.report import SourceInfo, render_html, render_json

_ANALYZE = (sys.executable, "-m", "ridealong", "analyze", "--fast", "--format", "json")


class Figure(NamedTuple):
    what: str
    value: str
    wanted: str


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        calls = write_calls(Path(folder), 1000)
        return [*one_call(calls[0]), cold_start(calls[0]), *a_folder(Path(folder), calls)]


def one_call(path: Path) -> list[Figure]:
    """CPU of reading, measuring and rendering an hour of 10,000 words, best and median of 40."""
    reading, measuring, json_s, html_s = [], [], [], []
    for _ in range(40):
        began = time.process_time()
        got = read(path)
        conversation = assign_sides(got.conversations[0], ["Rita"])
        was_read = time.process_time()
        analysis = analyse(conversation)
        measured = time.process_time()
        source = SourceInfo(got.path, got.format, got.sha256)
        render_json(analysis, source)
        as_json = time.process_time()
        render_html(analysis, source)
        reading.append(was_read - began)
        measuring.append(measured - was_read)
        json_s.append(as_json - measured)
        html_s.append(time.process_time() - as_json)
    both = [a + b for a, b in zip(reading, measuring, strict=True)]
    return [
        Figure("one call of 60 min, 10,000 words: read", _ms(reading), ""),
        Figure("… measured", _ms(measuring), ""),
        Figure("… read and measured", _ms(both), "≤ 40 ms CPU"),
        Figure("… JSON", _ms(json_s), ""),
        Figure("… HTML report", _ms(html_s), ""),
    ]


def cold_start(path: Path) -> Figure:
    """Wall time of a whole `ridealong analyze one.vtt --format json`, median of 20."""
    command = [*_ANALYZE, str(path)]
    took = []
    for _ in range(21):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - began)
    middle = statistics.median(took[1:])
    return Figure(
        "cold `ridealong analyze one.vtt --fast --format json`",
        f"{middle:.2f} s wall (slowest of 20: {max(took[1:]):.2f} s)",
        "",
    )


def a_folder(folder: Path, calls: list[Path]) -> list[Figure]:
    """The same command on 100 and on 1,000 calls: rate from CPU time, peak memory of each."""
    few_s, few_mb = _spent([str(p) for p in calls[:100]])
    all_s, all_mb = _spent([str(folder)])
    return [
        Figure(
            "1,000 such calls from a folder, one process",
            f"{len(calls) / all_s:.0f} calls/s per core",
            "",
        ),
        Figure(
            "… peak memory at 100 and at 1,000 calls",
            f"{few_mb:.0f} MB and {all_mb:.0f} MB",
            "flat",
        ),
        Figure("… 100 calls", f"{100 / few_s:.0f} calls/s per core", ""),
    ]


def _spent(paths: list[str]) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of analysing `paths` in a process of their own."""
    command = [*_ANALYZE, *paths]
    with Path(os.devnull).open("wb") as nowhere:
        child = subprocess.Popen([*command, "--us", "Rita"], stdout=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"analyze ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f} ms CPU (best {min(seconds) * 1000:.1f})"
