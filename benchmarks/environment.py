"""The environment of the other libraries, beside ours: made by the Python that makes ours."""

import json
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "benchmark-environment"
WANTED = ROOT / "benchmarks" / "requirements.txt"


def ask(script: str, question: object) -> Any:
    """What a script of this folder answers there; question and answer are JSON."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "asked.json", Path(folder) / "answered.json"
        asked.write_text(json.dumps(question), encoding="utf-8")
        command = [python(), ROOT / "benchmarks" / script, asked, answered]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return json.loads(answered.read_text(encoding="utf-8"))


def python() -> Path:
    """Its interpreter; the environment is made where it is not there or wants other versions."""
    wanted, made = WANTED.read_text(encoding="utf-8"), PLACE / "made"
    found = PLACE / "bin" / "python"
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run([found, "-m", "pip", "install", "--quiet", "-r", WANTED], check=True)
        made.write_text(wanted, encoding="utf-8")
    return found


def pinned(library: str) -> str:
    """The version of a library that stands beside ours."""
    lines = WANTED.read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix(f"{library}==") for line in lines if line.startswith(library))
