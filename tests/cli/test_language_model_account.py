"""What a language model has cost is told when a command ends, on standard error and only there."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from completions import endpoint, nothing
from ridealong.writers import write
from talks import TALK

ANSWER = partial(nothing, prompt_tokens=1500, completion_tokens=200)
JSON = ("analyze", "--format", "json")
TOLD = """\
Language model: 2 requests (0 of them retries), 3000 prompt and 400 completion tokens, cost 0.0100.
No usable answer for 0 of 2 windows; moves dropped: 0 with a quote that is not in the turn, \
0 unknown, 0 not possible for the role.
"""


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.json"
    path.write_bytes(write([TALK], "native"))
    return path


def ridealong(*arguments: str | Path, url: str, **more: str):
    given = {"TAGGER": "llm", "LLM_URL": url, "LLM_MODEL": "tiny", "LLM_TIMEOUT_S": "5", **more}
    return subprocess.run(
        [sys.executable, "-m", "ridealong", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {f"RIDEALONG_{k}": v for k, v in given.items()},
    )


@pytest.mark.parametrize("command", [("analyze",), JSON, ("moves",)])
def test_the_command_ends_with_two_lines_about_all_calls(call, tmp_path, command):
    (tmp_path / "second.json").write_bytes(call.read_bytes())
    with endpoint(ANSWER) as there:
        done = ridealong(*command, tmp_path, url=there.url, LLM_PRICE="2/10")
    assert done.returncode == 0
    assert done.stderr == TOLD
    assert "Language model:" not in done.stdout


def test_without_a_price_no_cost_is_told(call):
    with endpoint(ANSWER) as there:
        done = ridealong(*JSON, call, url=there.url)
    assert "1500 prompt and 200 completion tokens.\n" in done.stderr
    assert "cost" not in done.stderr


def test_what_was_spent_before_a_command_breaks_off_is_told(call, tmp_path):
    (tmp_path / "second.json").write_bytes(call.read_bytes())
    with endpoint(ANSWER) as there:
        done = ridealong("analyze", "--format", "html", tmp_path, url=there.url)
    assert done.returncode == 2
    assert "Language model: 2 requests" in done.stderr
    assert "give --out DIR" in done.stderr


def test_where_no_model_was_asked_nothing_is_told(call):
    with endpoint(ANSWER) as there:
        fast = ridealong(*JSON, "--fast", call, url=there.url)
        unread = ridealong(*JSON, call.parent / "nowhere.json", url=there.url)
    assert there.bodies == []
    assert (fast.returncode, unread.returncode) == (0, 3)
    assert "Language model" not in fast.stderr + unread.stderr
