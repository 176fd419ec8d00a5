"""The server dies while it is sent, the worker while it reads, the disk is full, a file is huge.

Real processes on a desk of their own; nothing is lost, nothing is doubled, and each fault is told.
"""

import http.client
import os
import random
import resource
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self
from urllib.parse import unquote

import pytest

import desk_steps
from brought import talk, zipped
from desks import Browser, answers, free_port, running, until

BOUNDARY = "ridealong-tests"
ITEMS = "SELECT state, outcome, count(*) FROM calls_importitem GROUP BY 1, 2 ORDER BY 1, 2"
CALLS = "SELECT count(*) FROM calls_call"
MEGABYTE = 2**20


@pytest.fixture
def serve(desk):
    """Starts the server, and says on which port it answers and which processes it is."""

    def started(*more):
        port = free_port()
        server = desk.start("serve", "--port", str(port), *more)
        until(lambda: answers(port) == 200)
        return port, server

    return started


def head(name: str, field: str = "files") -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    ).encode()


def value(field: str, text: str) -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'
    ).encode()


class Upload:
    """An upload over a line of its own, so that it can be cut off anywhere."""

    def __init__(self, port: int) -> None:
        browser = Browser(port)
        assert browser.sign_in("rita")[0] == 200
        assert browser.get("/calls/add/")[0] == 200
        self.cookies = {c.name: c.value or "" for c in browser._jar}
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.line.close()

    def begin(self, length: int, pieces: Iterable[bytes]) -> None:
        """Send the head and some of the body."""
        self.line.putrequest("POST", "/calls/add/")
        self.line.putheader("Cookie", "; ".join(f"{n}={v}" for n, v in self.cookies.items()))
        self.line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        self.line.putheader("Content-Length", str(length))
        self.line.endheaders()
        for piece in pieces:
            self.line.send(piece)

    def body(self, *files: tuple[str, bytes]) -> bytes:
        """All of an upload."""
        return self.start + b"".join(head(n) + data + b"\r\n" for n, data in files) + self.end

    @property
    def start(self) -> bytes:
        return value("csrfmiddlewaretoken", self.cookies["csrftoken"])

    @property
    def end(self) -> bytes:
        return value("whole", "1") + f"--{BOUNDARY}--\r\n".encode()

    def answer(self) -> tuple[int, str]:
        """Status, and what the desk says about a fault."""
        answer = self.line.getresponse()
        answer.read()
        return answer.status, unquote(answer.headers.get("X-Says", ""))


def sent(port: int, *files: tuple[str, bytes]) -> tuple[int, str]:
    """The answer to a whole upload."""
    with Upload(port) as upload:
        body = upload.body(*files)
        upload.begin(len(body), [body])
        return upload.answer()


def spooled(desk) -> list[Path]:
    folder = desk.data / "spool"
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in files if not path.name.startswith("."))


def test_a_server_that_is_killed_in_the_middle_of_an_upload_loses_nothing_and_doubles_nothing(
    desk, serve
):
    port, server = serve("--no-worker")
    files = [("a.txt", talk("Vera")), ("b.txt", talk("Ines") + b" " * 3 * MEGABYTE)]
    with Upload(port) as upload:
        body = upload.body(*files)
        upload.begin(len(body), [body[: len(body) // 2]])
        until(lambda: any(p.stat().st_size > MEGABYTE for p in spooled(desk)))
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate()
    assert desk.rows(ITEMS) == []

    port, _server = serve()
    assert sent(port, *files)[0] == 302
    until(lambda: desk.rows(ITEMS) == [("done", "read", 2)])
    assert desk.rows(CALLS) == [(2,)]
    left = spooled(desk)
    assert left, "what the killed server had begun still lies there"
    yesterday = time.time() - 2 * 24 * 3600
    for path in left:
        os.utime(path, (yesterday, yesterday))
    desk.does(desk_steps.tidied_spool)
    assert spooled(desk) == []


@pytest.mark.slow
def test_a_worker_that_is_killed_again_and_again_reads_every_file_once(desk, serve):
    port, _server = serve("--no-worker")
    many = [(f"{n}.txt", talk(f"Vera{n}")) for n in range(120)]
    corpus = b"\n".join(
        b'{"ridealong": 1, "turns": [{"speaker": "a", "text": "%s"}]}'
        % (b"This is conversation number %d, " % n + b"and it is long enough to stand alone, " * 4)
        for n in range(60)
    )
    files = [("week.zip", zipped(*many[:60])), ("corpus.jsonl", corpus), *many[60:]]
    assert sent(port, *files)[0] == 302
    dice = random.Random(20261117)  # noqa: S311
    for share in range(12):
        worker = desk.start("work")
        least = share * 14
        until(lambda: desk.rows(CALLS)[0][0] >= least, seconds=60)  # noqa: B023  # at once
        time.sleep(dice.uniform(0, 0.05))
        worker.kill()
        worker.communicate()
    desk.start("work")
    expected = [("done", "opened", 1), ("done", "read", 121)]
    until(lambda: desk.rows(ITEMS) == expected, seconds=90)
    assert desk.rows(CALLS) == [(180,)]
    assert desk.rows("SELECT outcome, count(*) FROM calls_importedcall GROUP BY 1") == [
        ("read", 180)
    ]
    until(lambda: not [p for p in spooled(desk) if p.suffix != ".part"])


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_a_full_disk_is_told_and_leaves_nothing_behind(desk, serve):
    port, server = serve("--no-worker")
    before = desk.rows(ITEMS)
    limit(running(server.pid), 2 * MEGABYTE)
    status, says = sent(port, ("a.txt", talk()), ("b.txt", talk("Ines") * 20_000))
    assert status == 507
    assert says.startswith("The disk of the desk is full. Nothing of this upload was kept.")
    assert "make room, then send it once more" in says
    assert (desk.rows(ITEMS), spooled(desk)) == (before, [])
    limit(running(server.pid), resource.RLIM_INFINITY)
    assert sent(port, ("a.txt", talk()))[0] == 302
    assert desk.rows(ITEMS) == [("queued", "", 1)]


def limit(pids: list[int], size: int) -> None:
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_a_transcript_of_500_megabytes_is_refused_without_being_held(desk, serve):
    port, server = serve("--no-worker")
    assert sent(port, ("a.txt", talk()))[0] == 302
    before = most_memory(running(server.pid))
    bite = talk("Ines") * 3000
    bites = 500 * MEGABYTE // len(bite)
    last = b"\r\n" + head("b.txt") + talk("Otto") + b"\r\n"

    def pieces(upload: Upload) -> Iterator[bytes]:
        yield upload.start + head("huge.txt")
        for _n in range(bites):
            yield bite
            assert sum(p.stat().st_size for p in spooled(desk)) < 40 * MEGABYTE
        yield last + upload.end

    with Upload(port) as upload:
        ends = len(upload.start + head("huge.txt") + last + upload.end)
        upload.begin(ends + bites * len(bite), pieces(upload))
        assert upload.answer()[0] == 302
    grown = most_memory(running(server.pid)) - before
    assert grown < 100 * MEGABYTE, f"it took {grown // MEGABYTE} MB more"
    told = desk.rows("SELECT name, outcome, cause FROM calls_importitem ORDER BY id")
    assert told[1:] == [
        ("huge.txt", "refused", "is larger than 32 MB, more than a transcript can be"),
        ("b.txt", "", ""),
    ]


def most_memory(pids: list[int]) -> int:
    """The most bytes that any of them ever held."""
    found = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                found = max(found, int(line.split()[1]) * 1024)
    return found
