"""What work in the background costs: `python -m benchmarks.jobs --calls 1000 --tagger default`.

A fresh desk is served with its worker, as `ridealong serve` does it, and so many transcripts are
put into its watched folder at once. Measured is how long it takes until all are analysed, and how
long pages take meanwhile, opened by four people at once, each a little while after the other.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Self

from benchmarks.hearing import TRAINING, _lines

PORT = 8766
USERS = 4
PAUSE_S = 0.25
"""Between two pages of one person."""
TOGETHER = 3
"""Written conversations that make one call."""
PAGES = ("/", "/calls/", "/calls/?move=pushback", "/calls/?q=price")
CALLS = {"fast": 1000, "default": 200}
WANTED = "pages ≤ 250 ms p95"


def transcripts(count: int, folder: Path) -> None:
    """So many calls of a salesperson, none like another, put together from written ones."""
    dice = random.Random(1)  # noqa: S311
    pieces = [piece for path in sorted(TRAINING.glob("*.json")) if (piece := _lines(path))]
    us = {"id": "seller", "name": "Rita Hollis", "side": "us", "role": "seller"}
    for number in range(count):
        turns = [
            {"speaker": role, "text": text}
            for piece in dice.sample(pieces, TOGETHER)
            for role, text in piece
        ]
        them = {"id": "customer", "name": f"Bo {number}", "side": "them", "role": "customer"}
        call = {"ridealong": 1, "kind": "sales", "timing": "none", "title": f"Call {number}"}
        call |= {"speakers": [us, them], "turns": turns}
        (folder / f"{number:05}.json").write_text(json.dumps(call), encoding="utf-8")


def prepare(folder: Path, tagger: str, on: str) -> None:
    """A desk with Rita on it, for this process and those that it starts."""
    os.environ["RIDEALONG_DATA"] = str(folder / "desk")
    os.environ["RIDEALONG_WATCH"] = str(folder / "watched")
    os.environ["RIDEALONG_ADDRESS"] = f"http://127.0.0.1:{PORT}"
    os.environ["RIDEALONG_TAGGER"] = tagger
    (folder / "watched").mkdir()
    if on == "postgresql":
        from benchmarks.desk_pages import _postgresql

        os.environ["RIDEALONG_DATABASE_URL"] = _postgresql(folder)
    from ridealong.web import boot

    boot.start()
    from ridealong.web.people.models import Membership, Person, Role, Team

    rita = Person.objects.create_user("rita@ridealong.example", "Rita Hollis", Role.REP)
    north = Team.objects.create(name="North")
    Membership.objects.create(person=rita, team=north, since="2026-01-01")


@contextmanager
def served() -> Iterator[None]:
    """The desk with its worker."""
    command = [sys.executable, "-m", "ridealong", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        for line in server.stdout or ():
            if "is open" in line:
                break
        yield
        server.terminate()


class Visitors:
    """People who open pages until they are stopped."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie
        self.took_ms: list[float] = []
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(n,)) for n in range(USERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _visit(self, number: int) -> None:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        dice = random.Random(number)  # noqa: S311
        while not self._ended.wait(PAUSE_S):
            began = time.perf_counter()
            connection.request("GET", dice.choice(PAGES), headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            self.took_ms.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"a page answers {answer.status}")


def done() -> int:
    from ridealong.web.calls.models import Analysis

    return Analysis.objects.filter(state="done").count()


def measure(calls: int, tagger: str, on: str) -> list[str]:
    """One row: what, calls a second, pages p50 and p95. Runs in a process of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        prepare(folder, tagger, on)
        from benchmarks.desk_pages import sessions

        cookie = sessions({"rita@ridealong.example"})["rita@ridealong.example"]
        made = folder / "made"
        made.mkdir()
        transcripts(calls, made)
        with served(), Visitors(cookie) as visitors:
            began = time.perf_counter()
            for path in made.iterdir():
                path.rename(folder / "watched" / path.name)
            while done() < calls:
                time.sleep(0.5)
            took_s = time.perf_counter() - began
        times = sorted(visitors.took_ms)
        return [
            f"{calls:,} calls by the {tagger} tagger, {on}",
            f"{calls / took_s:.1f} calls/s",
            f"{statistics.median(times):.0f} ms",
            f"{times[int(0.95 * (len(times) - 1))]:.0f} ms",
        ]


def run(on: str = "sqlite") -> list[list[str]]:
    """Rows of a table, by tagger."""
    rows = []
    for tagger, calls in CALLS.items():
        command = [sys.executable, "-m", "benchmarks.jobs", "--json"]
        command += ["--calls", str(calls), "--on", on, "--tagger", tagger]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows.append(json.loads(said.splitlines()[-1]))
    return rows


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--calls", type=int, default=1000)
    options.add_argument("--tagger", choices=["fast", "default"], default="default")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    row = measure(chosen.calls, chosen.tagger, chosen.on)
    with suppress(BrokenPipeError):
        print(json.dumps(row) if chosen.json else "  ".join(row) + f"  ({WANTED})")


if __name__ == "__main__":
    main()
