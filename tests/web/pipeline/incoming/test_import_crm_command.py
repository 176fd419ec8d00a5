"""`ridealong import crm`: the same sheets, without a browser; killed, and two at once."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial

import pytest

import desk_steps
from crm_sheets import changes, deals
from desks import Desk, database_for, until

COUNTS = "SELECT (SELECT count(*) FROM pipeline_deal), (SELECT count(*) FROM pipeline_stageentry)"


@pytest.fixture
def desk(tmp_path, request) -> Iterator[Desk]:
    made = Desk(tmp_path / "desk", database_for(request.node.name.lower()[:40]))
    made.does(desk_steps.people)
    yield made
    made.close()


@pytest.fixture
def started(desk):
    """Starts a command of Ridealong on the desk."""

    def start(*arguments: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "ridealong", *map(str, arguments)],
            env=desk.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture
def ran(started):
    """Runs one to its end: exit code, what it says, what it complains of."""

    def run(*arguments: object) -> tuple[int, str, str]:
        process = started(*arguments)
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    return run


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "export"
    path.mkdir()
    for name, data in (deals(), changes()):
        (path / name).write_bytes(data)
    return path


def many(path, deals_: int, changes_each: int):
    """The folder of a large export."""
    path.mkdir()
    head = deals()[1].decode().splitlines()[0]
    with (path / "opportunities.csv").open("w") as file:
        file.write(f"{head}\n")
        for n in range(deals_):
            file.write(f"006{n},Deal {n},Arlo,Rita Hollis,Proposal,2026-01-02,2026-12-18,{n}\n")
    with (path / "opportunity history.csv").open("w") as file:
        file.write("Opportunity ID,Last Modified,From Stage,To Stage\n")
        for n in range(deals_):
            for m in range(changes_each):
                stage = ("Prospecting", "Proposal")[m % 2]
                file.write(f"006{n},2026-{m + 2:02}-03 10:00:00,,{stage}\n")
    return path


def test_a_folder_is_taken_in_and_told_and_again_changes_nothing(desk, ran, folder):
    code, said, complained = ran("import", "crm", folder)
    assert code == 0, complained
    assert "export/opportunities.csv: deals. 4 added and 0 changed." in said
    assert "export/opportunity history.csv: changes of stage. 5 added and 0 changed." in said
    assert "Deals of Somebody Else are nobody’s here yet" in complained
    assert "Stages kept as the CRM calls them: Weighing Things." in complained
    code, said, _complained = ran("import", "crm", folder)
    assert "0 added, 0 changed and 4 as they were." in said
    assert desk.rows(COUNTS) == [(4, 5)]


def test_what_is_open_is_asked_and_can_be_stated(desk, ran, tmp_path):
    file = tmp_path / "deals.csv"
    file.write_bytes(deals("006A,A,Arlo,Rita Hollis,Proposal,03/02/2026,04/05/2026,1\n")[1])
    code, _said, complained = ran("import", "crm", file)
    assert code == 3
    assert "Give --dates dmy or --dates mdy." in complained
    assert desk.rows("SELECT count(*) FROM pipeline_crmimport") == [(0,)]
    code, _said, complained = ran("import", "crm", file, "--dates", "dmy", "--map", "name=Stage")
    assert code == 0, complained
    ((name, created),) = desk.rows("SELECT name, created_on FROM pipeline_deal")
    assert (name, str(created)) == ("Proposal", "2026-02-03")


def test_wrong_usage_and_files_that_are_no_sheets_have_their_codes(ran, tmp_path):
    assert ran("import", "crm")[0] == 2
    code, _said, complained = ran("import", "crm", tmp_path, "--map", "nonsense")
    assert code == 2
    (tmp_path / "call.mp3").write_bytes(b"ID3")
    assert ran("import", "crm", tmp_path / "call.mp3", "--map", "robots=Amount")[0] == 2
    code, _said, complained = ran("import", "crm", tmp_path / "call.mp3", tmp_path / "gone.csv")
    assert code == 3
    assert "call.mp3: is no sheet. Export it from your CRM" in complained
    assert "gone.csv: cannot be opened" in complained
    assert "Traceback" not in complained


def test_a_killed_import_leaves_nothing_behind_and_the_next_one_brings_all(
    desk, started, ran, tmp_path
):
    export = many(tmp_path / "export", 4_000, 8)
    for wait_s in (0.0, 0.4, 0.9, 1.5):
        process = started("import", "crm", export / "opportunity history.csv")
        busy = "SELECT count(*) FROM pipeline_crmimport WHERE state = 'running'"
        until(partial(_has_begun, desk, busy, process), seconds=60)
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert desk.rows(COUNTS)[0][1] in {0, 32_000}
    code, said, complained = ran("import", "crm", export)
    assert code == 0, complained
    assert "4,000 added" in said
    assert desk.rows(COUNTS) == [(4_000, 32_000)]


def _has_begun(desk, busy, process):
    return process.poll() is not None or desk.rows(busy)[0][0] > 0


def test_two_imports_of_the_same_export_at_once_come_to_the_same_end(desk, started, tmp_path):
    export = many(tmp_path / "export", 1_000, 4)
    both = [started("import", "crm", export) for _twice in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert desk.rows(COUNTS) == [(1_000, 4_000)]
    assert "Traceback" not in told[0][1] + told[1][1]
