"""A desk of its own in a folder and a database of its own, with real processes on it.

What has to happen in the desk's own database happens in a process of its own, by a function of
`desk_steps.py`, whose arguments and answer are JSON.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg

from cast import PASSWORD

TESTS = Path(__file__).parent
_STEP = "from ridealong.web import boot; boot.start(); import desk_steps; desk_steps.main()"


@dataclass
class Desk:
    """A desk that no process has open yet."""

    data: Path
    database_url: str = ""
    """Empty for SQLite in the folder."""
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "RIDEALONG_DATA": str(self.data),
            "RIDEALONG_DATABASE_URL": self.database_url,
            "RIDEALONG_TAGGER": "fast",
            "PYTHONPATH": str(TESTS),
        }
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RIDEALONG_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        return kept | own

    def does(self, step: Callable[..., Any], *arguments: object) -> Any:
        """What a function of `desk_steps` answers in a process of the desk."""
        if not (self.database_url or self.file.exists()):
            self.data.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_made_once().file, self.file)
        return self._does(step.__name__, *arguments)

    @property
    def file(self) -> Path:
        """Its database, where that is SQLite."""
        return self.data / "ridealong.sqlite3"

    def _does(self, step: str, *arguments: object) -> Any:
        asked = json.dumps([step, arguments])
        command = [sys.executable, "-c", _STEP, asked]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, *command: str, **more: str) -> "subprocess.Popen[str]":
        """A command of Ridealong on this desk, in a process group of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", "ridealong", *command],
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked by nobody of the desk."""
        with self.connection() as connection:
            cursor = connection.cursor()
            cursor.execute(query)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    @contextmanager
    def connection(self) -> Iterator[Any]:
        """A connection of somebody else."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as connection:
                yield connection
        else:
            with closing(sqlite3.connect(self.file, timeout=60, autocommit=True)) as connection:
                yield connection

    def close(self) -> None:
        """End whatever is still running."""
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@cache
def _made_once() -> Desk:
    """A desk with its tables and nothing in them, from which others begin."""
    desk = Desk(Path(os.environ["RIDEALONG_DATA"]) / "begun")
    desk._does("begun")
    return desk


def database_for(name: str) -> str:
    """The address of an empty database on the server of the tests; empty for SQLite."""
    url = os.environ.get("RIDEALONG_DATABASE_URL", "")
    if not url:
        return ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def until(what: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something holds, and say what it is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def answers(port: int, path: str = "/account/login/") -> int:
    """The status that a desk answers with; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


class Browser:
    """Somebody's browser without a screen, on a desk that is served."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._asked(path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Status and text of what comes after a form."""
        token = next((c.value for c in self._jar if c.name == "csrftoken"), "")
        form = {**fields, "csrfmiddlewaretoken": token or ""}
        return self._asked(path, urlencode(form).encode())

    def sign_in(self, first_name: str) -> tuple[int, str]:
        """As one of the cast."""
        self.get("/account/login/")
        email = f"{first_name}@ridealong.example"
        return self.post("/account/login/", login=email, password=PASSWORD)

    def _asked(self, path: str, form: bytes | None) -> tuple[int, str]:
        try:
            with self._opener.open(self.origin + path, form, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


def running(group: int) -> list[int]:
    """The processes of a group that still run, as the system lists them."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()[1:]]
    return [int(pid) for pid, pgid, stat in rows if int(pgid) == group and stat[0] != "Z"]
