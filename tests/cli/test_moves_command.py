"""`ridealong moves`, and `--fast`: what each turn does, and a person's correction of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ridealong.samples import SAMPLES

CALL = str(next(s.path for s in SAMPLES if s.path.suffix == ".json"))


def ridealong(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ridealong", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def moves():
    return lines(ridealong("moves", CALL))


def test_a_line_is_one_move_with_its_sentence(moves):
    assert moves
    assert all(list(m) == ["path", "turn", "speaker", "role", "move", "p", "quote"] for m in moves)
    native = json.loads(ridealong("read", CALL).stdout)
    assert all(str(m["quote"]) in native["turns"][m["turn"]]["text"] for m in moves)


def test_they_are_the_moves_that_analyze_prints(moves):
    (analysis,) = lines(ridealong("analyze", CALL, "--format", "json"))
    assert analysis["moves"] == [{k: v for k, v in m.items() if k != "path"} for m in moves]


def test_the_fast_tagger_hears_less_well_but_the_same_kind_of_thing(moves):
    fast = lines(ridealong("moves", CALL, "--fast"))
    assert fast != moves
    own = {(m["turn"], m["move"]) for m in moves}
    assert len(own & {(m["turn"], m["move"]) for m in fast}) > len(own) / 3


def test_a_correction_is_kept_and_obeyed(moves, tmp_path: Path):
    first = moves[0]
    wrong = f"{first['turn']}:-{first['move']}"
    done = ridealong("moves", CALL, "--correct", wrong, "--by", "Rita", "--out", str(tmp_path))
    assert [
        m for m in lines(done) if (m["turn"], m["move"]) == (first["turn"], first["move"])
    ] == []
    (kept,) = tmp_path.iterdir()
    (analysis,) = lines(ridealong("analyze", str(kept), "--format", "json"))
    assert all((m["turn"], m["move"]) != (first["turn"], first["move"]) for m in analysis["moves"])


def test_corrected_turns_are_training_data(moves):
    first = moves[0]
    wrong = f"{first['turn']}:-{first['move']}"
    (row,) = lines(ridealong("moves", CALL, "--correct", wrong, "--training"))
    assert row["turn"] == first["turn"]
    assert first["move"] not in row["moves"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("17=tell", "is no correction"), ("9999:pushback", "no turn 9999"), ("0:x", "no move 'x'")],
)
def test_a_wrong_correction_is_wrong_usage(wrong, told):
    done = ridealong("moves", CALL, "--correct", wrong)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_costs_itself_alone(tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    done = ridealong("moves", str(bad), CALL)
    assert done.returncode == 3
    assert str(bad) in done.stderr
    assert done.stdout
