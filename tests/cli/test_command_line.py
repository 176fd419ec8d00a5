"""The command line keeps the contract: formats, exit codes, streams, what goes where."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import OWN_FILES
from ridealong.readers import all_formats

GOOD = OWN_FILES / "zoom-vtt.vtt"
CONTRACT_KEYS = {
    "schema", "source", "conversation", "moves", "measures", "labels", "findings", "warnings",
}  # fmt: skip
MEASURE_KEYS = {
    "id", "of", "scope", "value", "unit", "low", "high", "n", "formula", "source", "withheld",
}  # fmt: skip
LABEL_KEYS = {
    "stages", "focus", "gates", "solution_before_need", "value_first", "business_problem_found",
    "next_step_agreed", "mmot", "coaching_focus", "stance", "substance", "goals", "service",
}  # fmt: skip


def ridealong(*arguments: str | Path, stdin: bytes = b"", **environment: str):
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "ridealong", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, one in a folder below; one cut off; one hidden."""
    (tmp_path / "calls" / "older").mkdir(parents=True)
    shutil.copy(GOOD, tmp_path / "calls" / "b.vtt")
    shutil.copy(OWN_FILES / "grain-json.json", tmp_path / "calls" / "older" / "a.json")
    (tmp_path / "calls" / "cut.json").write_text('{"results": {"channels": [')
    (tmp_path / "calls" / ".hidden").write_text("nothing to see")
    return tmp_path / "calls"


def test_analyze_prints_one_json_object_a_line_by_the_contract():
    done = ridealong("analyze", GOOD, "--format", "json", "--us", "Rita")
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.splitlines()
    said = json.loads(line)
    assert said.keys() == CONTRACT_KEYS
    assert said["schema"] == 1
    assert said["source"].keys() == {"path", "format", "sha256"}
    assert said["source"]["path"] == str(GOOD)
    assert {"kind", "duration_s", "timing", "speakers", "turns", "words"} <= said[
        "conversation"
    ].keys()
    assert all(
        {"id", "name", "side", "role", "because"} <= s.keys()
        for s in said["conversation"]["speakers"]
    )
    assert said["measures"]
    assert all(m.keys() == MEASURE_KEYS for m in said["measures"])
    assert all((m["value"] is None) == bool(m["withheld"]) for m in said["measures"])
    assert said["labels"].keys() == LABEL_KEYS
    assert all(
        {"id", "says", "evidence", "ask", "capability"} == f.keys() for f in said["findings"]
    )


def test_a_bad_file_in_a_folder_costs_that_file_alone(folder: Path):
    done = ridealong("analyze", folder, "--format", "json")
    assert done.returncode == 3
    paths = [json.loads(line)["source"]["path"] for line in done.stdout.splitlines()]
    assert paths == [str(folder / "b.vtt"), str(folder / "older" / "a.json")]
    told = done.stderr.decode()
    assert str(folder / "cut.json") in told
    assert "line 1, column" in told
    assert "Traceback" not in told


def test_a_missing_file_is_named_and_the_others_are_read():
    done = ridealong("analyze", "nowhere.vtt", GOOD, "--format", "json")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert b"nowhere.vtt" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "--format", "pdf", "x.vtt"],
        ["analyze", "--kind", "chat", "x.vtt"],
        ["read", "x.vtt", "--to", "word"],
        ["dance"],
        ["analyze", "x.vtt", "--loud"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str]):
    done = ridealong(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_empty_folder_is_wrong_usage(tmp_path: Path):
    done = ridealong("analyze", tmp_path)
    assert done.returncode == 2
    assert b"no file" in done.stderr


def test_a_dash_reads_standard_input():
    done = ridealong("analyze", "-", "--format", "json", stdin=GOOD.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["path"] == "-"
    assert json.loads(done.stdout)["source"]["format"] == "zoom-vtt"


@pytest.mark.parametrize("names", [["--us", "Rita", "Pat"], ["--us", "Rita", "--us", "Pat"]])
def test_us_takes_several_names(names: list[str]):
    done = ridealong("analyze", *names, "--format", "json", GOOD)
    sides = {
        s["name"].split()[0]: s["side"] for s in json.loads(done.stdout)["conversation"]["speakers"]
    }
    assert sides["Rita"] == "us"
    assert "them" in sides.values()


def test_us_may_come_from_the_environment():
    done = ridealong("analyze", GOOD, "--format", "json", RIDEALONG_US="Rita")
    speakers = json.loads(done.stdout)["conversation"]["speakers"]
    assert any(s["side"] == "us" and "Rita" in s["because"] for s in speakers)


def test_kind_gives_the_roles():
    done = ridealong("analyze", GOOD, "--format", "json", "--us", "Rita", "--kind", "service")
    conversation = json.loads(done.stdout)["conversation"]
    assert conversation["kind"] == "service"
    assert {s["role"] for s in conversation["speakers"] if s["side"] == "us"} == {"agent"}


@pytest.mark.parametrize(
    ("form", "suffix"), [("json", ".json"), ("html", ".html"), ("text", ".txt")]
)
def test_out_gets_one_file_a_conversation(folder: Path, tmp_path: Path, form: str, suffix: str):
    (folder / "older" / "b.vtt").write_bytes(GOOD.read_bytes())
    done = ridealong("analyze", folder, "--format", form, "--out", tmp_path / "out")
    assert done.returncode == 3
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {f"a{suffix}", f"b{suffix}", f"b-2{suffix}"} <= names
    assert ("index.html" in names) == (form == "html")
    if form == "html":
        index = (tmp_path / "out" / "index.html").read_text()
        assert "cut.json" in index
        assert 'href="b-2.html"' in index


def test_html_of_one_call_goes_to_a_pipe():
    done = ridealong("analyze", GOOD, "--format", "html")
    assert done.stdout.startswith(b"<!doctype html>")


def test_nothing_but_results_on_standard_output_and_no_bar_without_a_terminal(folder: Path):
    done = ridealong("analyze", folder, "--format", "json")
    assert all(line.startswith(b"{") for line in done.stdout.splitlines())
    assert b"\x1b" not in done.stderr


def test_a_terminal_sees_a_bar(folder: Path):
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ridealong", "analyze", str(folder), "--format", "json"],
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    ) as running:
        os.close(follower)
        seen = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        running.wait(timeout=60)
    os.close(leader)
    assert b"Reading" in seen


def test_read_gives_the_turns_that_analyze_counts():
    native = json.loads(ridealong("read", GOOD, "--to", "native").stdout)
    analysed = json.loads(ridealong("analyze", GOOD, "--format", "json").stdout)
    assert native["ridealong"] == 1
    assert len(native["turns"]) == analysed["conversation"]["turns"]
    assert {"speaker", "start_s", "end_s", "text"} <= native["turns"][0].keys()
    assert native["timing"] == "cue"


@pytest.mark.parametrize("form", ["native", "vcon", "csv", "parquet"])
def test_what_read_writes_can_be_read_again(tmp_path: Path, form: str):
    written = ridealong("read", GOOD, "--to", form).stdout
    path = tmp_path / f"again.{form}"
    path.write_bytes(written)
    first, again = (
        json.loads(ridealong("read", p, "--to", "native").stdout)["turns"] for p in (GOOD, path)
    )
    assert [(t["text"], t["start_s"], t["end_s"]) for t in again] == [
        (t["text"], t["start_s"], t["end_s"]) for t in first
    ]


def test_doctor_finds_this_installation_sound():
    done = ridealong("doctor")
    assert done.returncode == 0, done.stdout
    formats = sum(not f.refused for f in all_formats())
    assert f"{formats} formats".encode() in done.stdout
    assert b"FAULT" not in done.stdout


def test_settings_lists_every_variable_that_the_code_reads():
    said = ridealong("settings").stdout.decode()
    source = Path(__file__).resolve().parents[2] / "src" / "ridealong"
    read = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(r"RIDEALONG_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))
    }
    assert read <= {
        line.split(" = ")[0] for line in said.splitlines() if line.startswith("RIDEALONG_")
    }


def test_a_setting_that_cannot_be_used_is_named():
    done = ridealong("analyze", GOOD, RIDEALONG_MAX_FILE_MB="lots")
    assert done.returncode == 2
    assert b"RIDEALONG_MAX_FILE_MB" in done.stderr


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"Rita: hello\n")
        file.truncate(200 * 2**20)
    done = ridealong("analyze", path)
    assert done.returncode == 3
    assert b"larger than 32 MB" in done.stderr


def test_a_closed_pipe_ends_quietly(folder: Path):
    command = f"{sys.executable} -m ridealong read {folder} | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
