"""`ridealong import calls` and `ridealong export`: the same desk, without a browser."""

import json
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from brought import sample, talk, zipped
from ridealong.readers import read_bytes

CALLS = "SELECT count(*), count(ready_at) FROM calls_call"


@pytest.fixture
def ridealong(desk):
    """Runs a command of Ridealong on the desk."""

    def ran(*arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "ridealong", *map(str, arguments)],
            env=desk.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return ran


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "week 12"
    (path / "north").mkdir(parents=True)
    (path / "north" / "a.txt").write_bytes(talk())
    (path / "b.zip").write_bytes(zipped(("c.txt", talk("Ines")), ("d.vtt", sample()[1])))
    (path / "cut.json").write_bytes(b'{"turns": [')
    (path / "call.mp3").write_bytes(b"ID3" + b"\0" * 5000)
    return path


def test_a_folder_is_read_and_each_file_that_is_not_is_told(desk, ridealong, folder):
    done = ridealong("import", "calls", folder, "--owner", "rita@ridealong.example")
    assert done.returncode == 3, done.stderr
    assert "Not read: week 12/cut.json:" in done.stderr
    assert "week 12/call.mp3: is a recording, not a transcript. Give its transcript" in done.stderr
    assert "3 files read and 2 not read." in done.stdout
    assert "Traceback" not in done.stderr
    assert desk.rows(CALLS) == [(3, 0)]
    owners = "SELECT DISTINCT p.name FROM calls_call c JOIN people_person p ON p.id = c.owner_id"
    assert desk.rows(owners) == [("Rita Hollis",)]

    (folder / "cut.json").unlink()
    (folder / "call.mp3").unlink()
    done = ridealong("import", "calls", folder, "--wait")
    assert done.returncode == 0, done.stderr
    assert "3 files here already." in done.stdout
    assert desk.rows(CALLS) == [(3, 3)]


def test_what_cannot_be_done_is_wrong_usage(desk, ridealong, folder):
    for arguments, word in (
        (("import", "calls", folder, "--owner", "nobody@x.example"), "nobody@x.example"),
        (("import", "calls", folder, "--owner", "ada@ridealong.example"), "ada@"),
        (("import", "calls", folder, "--kind", "poem"), "poem"),
        (("export", "--as", "nobody@x.example"), "nobody@x.example"),
        (("export", "--as", "rita@ridealong.example", "--to", "csv"), "--out"),
    ):
        done = ridealong(*arguments)
        assert done.returncode == 2, done.stderr
        assert word in done.stderr
        assert "Traceback" not in done.stderr
    assert desk.rows(CALLS) == [(0, 0)]


def test_people_export_what_they_may_take_along(desk, ridealong, folder, tmp_path):
    ridealong("import", "calls", folder / "north", "--owner", "rita@ridealong.example")
    ridealong("import", "calls", folder / "b.zip", "--owner", "tess@ridealong.example", "--wait")

    done = ridealong("export", "--as", "rita@ridealong.example", "--to", "vcon")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["vcon"]
    (back,) = read_bytes(done.stdout.encode(), "a.vcon").conversations
    assert "late truck" in back.turns[0].text

    out = tmp_path / "corpus"
    asked = ("export", "--as", "tess@ridealong.example", "--out", out, "--to")
    for form in ("parquet", "csv", "native"):
        assert ridealong(*asked, form).returncode == 0
    table = pq.read_table(out / "calls-0001.parquet").to_pydict()
    assert set(table["conversation"]) == {0, 1}
    assert (out / "calls-0001.csv").read_bytes().count(b"\n") == len(table["text"]) + 1
    assert len((out / "calls-0001.json").read_bytes().splitlines()) == 2

    done = ridealong("export", "--as", "ada@ridealong.example")
    assert (done.returncode, done.stdout) == (0, "")
    assert "There is no such call" in done.stderr
    done = ridealong("export", "--as", "tess@ridealong.example", "--until", "1999-01-01")
    assert done.stdout == ""
    written = desk.rows("SELECT actor FROM audit_entry WHERE action = 'calls.exported' ORDER BY id")
    assert written == [("Rita Hollis",), *[("Tess Lindgren",)] * 3]
