"""What a CRM's export costs: `python -m benchmarks.crm_import --deals 100000 --on sqlite`.

A list of deals and a sheet of their stage changes are brought in as `ridealong import crm` does it,
then both once more, which must change nothing. Meanwhile somebody else writes into the same
database every 50 ms: how long they wait at the most is what a page that saves something would wait.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

DEALS = 100_000
CHANGES_EACH = 10
SELLERS = 500
WANTED = "100,000 deals with 1,000,000 changes of stage within 60 s and 1 GB"
_STAGES = ("Qualification", "Needs Analysis", "Value Proposition", "Proposal", "Negotiation")
_EVERY_S = 0.05


def sheets(folder: Path, deals: int) -> tuple[Path, Path]:
    """Deals and their changes of stage, as Salesforce reports them."""
    dice = random.Random(5)  # noqa: S311
    began = date(2025, 1, 1)
    list_, history = folder / "opportunities.csv", folder / "opportunity history.csv"
    with list_.open("w", newline="") as one, history.open("w", newline="") as two:
        rows, changes = csv.writer(one), csv.writer(two)
        rows.writerow(
            [
                *("Opportunity ID", "Opportunity Name", "Account Name", "Opportunity Owner"),
                *("Stage", "Created Date", "Close Date", "Amount", "Lead Source"),
            ]
        )
        changes.writerow(["Opportunity ID", "Last Modified", "From Stage", "To Stage"])
        for number in range(deals):
            _deal(number, began, dice, rows, changes)
    return list_, history


def _deal(number: int, began: date, dice: random.Random, rows, changes) -> None:
    crm_id = f"006{number:012}AAA"
    day = began + timedelta(days=dice.randrange(500))
    created, stage = day, ""
    for _change in range(CHANGES_EACH):
        before, stage = stage, dice.choice([s for s in _STAGES if s != stage])
        changes.writerow([crm_id, f"{day.isoformat()} 09:30:00", before, stage])
        day += timedelta(days=dice.randrange(1, 9))
    end = dice.choice((stage, stage, "Closed Won", "Closed Lost"))
    name, account = f"Deal {number}", f"Customer {number % (1 + number // 3)}"
    owner, value = f"Seller {number % SELLERS}", dice.randrange(500, 90_000)
    rows.writerow(
        [crm_id, name, account, owner, end, created.isoformat(), day.isoformat(), value, "Web"]
    )


def prepare(folder: Path, on: str) -> None:
    """A desk with its sellers, in this process."""
    os.environ["RIDEALONG_DATA"] = str(folder / "desk")
    if on == "postgresql":
        from benchmarks.desk_pages import _postgresql

        os.environ["RIDEALONG_DATABASE_URL"] = _postgresql(folder)
    from ridealong.web import boot

    boot.start()
    from ridealong.web.people.models import Membership, Person, Role, Team

    team = Team.objects.create(name="North")
    for number in range(SELLERS):
        person = Person.objects.create(
            email=f"seller{number}@ridealong.example", name=f"Seller {number}", role=Role.REP
        )
        Membership.objects.create(person=person, team=team, since="2020-01-01")


class Other(threading.Thread):
    """Somebody who writes meanwhile, and how long they waited at the most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.longest_s = 0.0
        self.waits: list[float] = []

    def run(self) -> None:
        from django.db import connection

        from ridealong.web.people.models import Organisation

        Organisation.get()
        while not self.over.wait(_EVERY_S):
            began = time.perf_counter()
            Organisation.objects.filter(pk=1).update(manager_after_h=24)
            self.waits.append(time.perf_counter() - began)
        connection.close()


def bring(paths: Sequence[Path]) -> dict[str, object]:
    """Bring sheets in; says how long it took and what was done."""
    from ridealong.web.pipeline.incoming import by_command

    other = Other()
    other.start()
    began, cpu_s = time.perf_counter(), time.process_time()
    taken = by_command.take((str(path), path.name) for path in paths)
    ready, asked = by_command.begin(taken, by_command.stated("", (), "", "", ""))
    by_command.load_all(ready, lambda _sheet, _rows: None)
    took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
    other.over.set()
    other.join()
    for row in ready:
        row.refresh_from_db()
        if row.stage != "loaded":
            raise SystemExit(f"{row.name}: {row.error}{row.cause}")
    if asked:
        raise SystemExit(f"{asked} leave something open")
    return {
        "took_s": took_s,
        "cpu_s": cpu_s,
        "longest_wait_s": max(other.waits, default=0.0),
        "added": sum(row.added for row in ready),
        "changed": sum(row.changed for row in ready),
        "refused": sum(row.refused for row in ready),
        "waiting": sum(row.on_hold for row in ready),
    }


def measure(deals: int, on: str) -> dict[str, object]:
    """Both runs, in this process; its memory is that of a worker."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        paths = sheets(folder, deals)
        prepare(folder, on)
        first, second = bring(paths), bring(paths)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return {"first": first, "second": second, "peak_mb": peak}


def run(deals: int = DEALS) -> list[tuple[str, ...]]:
    """Rows for the documentation, each database in a process of its own."""
    found = []
    for on, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        command = [sys.executable, "-m", "benchmarks.crm_import", "--deals", str(deals)]
        done = subprocess.run([*command, "--on", on], check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        for which, label in (("first", "first time"), ("second", "again")):
            one = told[which]
            found.append(
                (
                    f"{name}, {label}",
                    f"{one['took_s']:.0f} s",
                    f"{one['cpu_s']:.0f} s",
                    f"{one['added']:,} added, {one['changed']:,} changed",
                    f"{told['peak_mb']:,} MB",
                    f"{one['longest_wait_s']:.1f} s",
                )
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=DEALS)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.deals, chosen.on)))


if __name__ == "__main__":
    main()
