"""The desk on the network: granian with a process of pages per core, and a worker beside them.

All of them are one process group and end together: the pages and the worker each notice when the
process that started them is gone, however it went.
"""

import errno
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from ridealong.errors import UsageError
from ridealong.web.keeper import Keeper

THREADS = 8
"""That answer requests. On two cores two, four and eight answer equally many a second, one a fifth
fewer, sixteen no more; eight leave some free while others wait for whoever writes."""
PROCESSES = min(4, os.cpu_count() or 1)
"""Of pages: Python computes on one core at a time."""
STOP_S = 10
"""For requests and work at hand to end, once the desk is told to stop."""
_LISTENS_S = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk listens."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """As a browser on this machine reaches it."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def serve(place: Place, *, worker: bool, opened: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `boot.start` has been before.

    Args:
        place: where to listen.
        worker: whether a worker runs beside the pages.
        opened: called once the desk answers.

    Raises:
        UsageError: the place is taken or not to be had.
    """
    from granian.constants import Interfaces  # noqa: PLC0415  # slow to load
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    check_free(place)
    _forget_connections()
    multiprocessing.set_start_method("spawn", force=True)  # threads and a fork do not go together
    server = Server(
        "ridealong.web.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        backlog=512,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_S,
    )
    with ExitStack() as stack:
        if worker:
            stack.enter_context(Keeper(["work", "--ends-with-parent"], stop_s=STOP_S))
        threading.Thread(target=_tell_when_open, args=(place, opened), daemon=True).start()
        server.serve(target_loader=application)


def check_free(place: Place) -> None:
    """Whether one can listen there.

    Raises:
        UsageError: somebody else does, or this machine has no such address; says which.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, where = found[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as error:
        raise UsageError(f"{_why_not(error, place)}") from None


def _why_not(error: OSError, place: Place) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Something listens on port {place.port} already, perhaps another desk. Stop it, or "
            f"give another port: --port {place.port + 1 if place.port < 65535 else 8000}"
        )
    if error.errno == errno.EACCES:
        return (
            f"This account may not listen on port {place.port}; give one from 1024 up, and let a "
            "proxy in front answer on the other"
        )
    return f"This machine has no address {place.host!r} to listen on; try --host 127.0.0.1"


def application(_target: str) -> Any:
    """What granian loads in the process of the pages."""
    from ridealong.web.wsgi import application as found  # noqa: PLC0415  # in that process alone

    threading.Thread(target=_end_with_parent, name="watch", daemon=True).start()
    return found


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_S)
    os._exit(1)


def _forget_connections() -> None:
    """A connection to the database is not shared with another process."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()


def _tell_when_open(place: Place, opened: Callable[[], None]) -> None:
    until = time.monotonic() + _LISTENS_S
    while time.monotonic() < until:
        try:
            socket.create_connection((place.host, place.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            opened()
            return
