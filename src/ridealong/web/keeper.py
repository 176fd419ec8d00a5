"""Keeps a worker running beside the server: starts it again when it dies, ends it with itself."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

LONG_S = 60.0
"""Whoever lived so long is started again at once."""
MOST_S = 60.0
log = logging.getLogger(__name__)


class Keeper:
    """A command of Ridealong in a process of its own.

    Its standard input is a pipe that nobody writes to: it ends when this process does, however
    that happens, and so does the command.
    """

    def __init__(self, command: Sequence[str], *, stop_s: float) -> None:
        self._command = [sys.executable, "-m", "ridealong", *command]
        self._stop_s = stop_s
        self._ended = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._stop()
        self._thread.join()

    def _keep(self) -> None:
        wait_s = 0.5
        while not self._ended.is_set():
            began = time.monotonic()
            with subprocess.Popen(self._command, stdin=subprocess.PIPE) as self._process:  # noqa: S603
                if self._ended.is_set():
                    self._stop()
                code = self._process.wait()
            wait_s = 1.0 if time.monotonic() - began > LONG_S else min(wait_s * 2, MOST_S)
            if not self._ended.wait(wait_s):  # else it was told to end together with us
                log.warning("The worker %s; it is started again.", _ending(code))

    def _stop(self) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(self._stop_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ending(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
