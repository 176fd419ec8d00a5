"""A large export is read without being held as rows."""

import csv
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

HEAD = ["Id", "Name", "OwnerId", "StageName", "Amount", "CreatedDate", "CloseDate", "IsClosed"]
STAGES = ["Qualification", "Needs Analysis", "Solution", "Proposal", "Negotiation"]
READ = """
import re, sys
from pathlib import Path
from ridealong.process.sheets import read_folder
reading = read_folder(sys.argv[1])
assert not reading.failed
changes = sum(file.counts.taken for file in reading.files) - len(reading.pipeline.deals)
print(len(reading.pipeline.deals), changes, *reading.pipeline.stages, sep="|")
# The most that this very program held: what rusage tells begins with what its parent held.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def export(folder, deals):
    """Deals with ten changes of stage each."""
    rnd = random.Random(7)  # noqa: S311  # a sheet, no secret
    start = datetime(2024, 1, 1, tzinfo=UTC)
    with (
        (folder / "opportunity.csv").open("w", newline="") as deals_file,
        (folder / "opportunity_history.csv").open("w", newline="") as changes_file,
    ):
        deal, change = csv.writer(deals_file), csv.writer(changes_file)
        deal.writerow(
            ["Id", "Name", "OwnerId", "StageName", "Amount", "CreatedDate", "CloseDate", "IsClosed"]
        )
        change.writerow(["Id", "OpportunityId", "StageName", "Amount", "CreatedDate"])
        for n in range(deals):
            at, stage = start + timedelta(minutes=rnd.randrange(10**6)), 0
            row = [f"006{n:012}", f"Deal {n}, large", f"005{n % 500:012}", "", f"{n}.50", at]
            for step in range(10):
                change.writerow([n * 10 + step, row[0], STAGES[stage], n, at])
                stage = min(4, max(0, stage + rnd.choice([-1, 1, 1])))
                at += timedelta(minutes=rnd.randrange(10**4))
            row[3] = STAGES[stage]
            deal.writerow([*row, at.date(), "false"])


@pytest.mark.slow
def test_two_hundred_thousand_changes_are_read_one_after_the_other(tmp_path):
    export(tmp_path, 20_000)
    done = subprocess.run(
        [sys.executable, "-c", READ, tmp_path], capture_output=True, text=True, check=True
    )
    counts, megabytes = done.stdout.splitlines()
    assert counts.split("|") == ["20000", "200000", *STAGES]
    assert float(megabytes) < 350
