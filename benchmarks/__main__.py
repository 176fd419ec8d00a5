"""Run every benchmark and write docs/benchmarks.md: `make bench`."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import cost, hearing, side_by_side

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
TEMPLATE = """# What it costs

Made by `make bench` on {date}: {machine}, {cores} cores, {system}, Python {python}, Ridealong
{ridealong}. Each figure comes from a script in `benchmarks/`; run it on an otherwise idle machine.

## Speed and memory

The calls are an hour long, of 10,000 words in 1,000 captions (`benchmarks/material.py`). "Measured"
is everything that times alone can tell, all sides and persons; the command is run with `--fast`.
CPU time is of one core.

{cost}

## Hearing what is said

A call of {turns} turns and {words:,} words, put together from written conversations
(`benchmarks/hearing.py`). How well it is heard stands in
[the model card](../training/MODEL_CARD.md). ConvoKit's politeness and question features are not set
beside it: they need spaCy's English model, which is on no package index.

{hearing}

## Captions, beside webvtt-py and pysubs2

The same files in one run (`benchmarks/side_by_side.py`, libraries by `benchmarks/requirements.txt`).
Milliseconds of CPU, median of 15; both libraries parse the captions and stop there, ours goes on to
turns, speakers and checked times. "Lost" is found by comparing with our reading: the speaker in a
voice tag, a cue id or a prefix; fractions of a second; entities; ids and notes glued into text. The
first line of each file is our own reading.

{captions}

## Talk time, beside ConvoKit's TalkTimeSharing

Our share of talk on the shipped calls, beside ConvoKit {convokit} (groupA is us, first and last turn
kept). ConvoKit adds up turn lengths; ours is the union of a side's time, so that two colleagues who
speak at once count once: where the shares differ, that is why. ConvoKit's CPU includes building its
corpus; ours includes all other measures.

{talk}
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def machine() -> str:
    """The processor's name, as the system tells it."""
    try:
        about = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in about.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def main() -> None:
    figures = cost.run()
    heard = hearing.run()
    beside = side_by_side.run()
    convokit = (PAGE.parents[1] / "benchmarks" / "requirements.txt").read_text(encoding="utf-8")
    page = TEMPLATE.format(
        date=datetime.now(UTC).date().isoformat(),
        machine=machine(),
        cores=os.cpu_count(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        ridealong=version("ridealong"),
        convokit=convokit.split("convokit==")[1].split()[0],
        cost=table(["what", "measured", "wanted"], figures),
        hearing=table(["what", "measured", "wanted"], heard),
        turns=hearing.TURNS,
        words=hearing.WORDS,
        captions=table(
            ["file", "reader", "ms", "turns", "speakers", "first start s", "lost"],
            beside["captions"],
        ),
        talk=table(["call", "ours", "ConvoKit", "difference"], beside["talk"]),
    )
    PAGE.write_text(page, encoding="utf-8")
    print(page)


main()
