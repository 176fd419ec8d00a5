"""The clock of a worker: beside its work it shows that it lives, and does what is regular."""

import threading
import time

from django.db import close_old_connections, connection

from ridealong.web.jobs import chores

TICK_S = 0.5
_ASK_S = 60.0


class Clock(threading.Thread):
    """Runs chores at their times until it is stopped, while the worker works.

    Args:
        for_all: those that one worker does for all, which may take long; else the worker's own,
            which must never wait for them.
    """

    def __init__(self, *, for_all: bool) -> None:
        super().__init__(name="chores" if for_all else "clock", daemon=True)
        self._for_all = for_all
        self._ended = threading.Event()
        self._next: dict[str, float] = {}

    def run(self) -> None:
        """Tick."""
        try:
            while not self._ended.is_set():
                close_old_connections()
                self.tick()
                self._ended.wait(TICK_S)
        finally:
            connection.close()

    def tick(self) -> None:
        """Do the chores whose time has come."""
        for chore in chores.chores():
            if self._ended.is_set():
                return
            if chore.for_all is not self._for_all:
                continue
            if time.monotonic() >= self._next.get(chore.name, 0):
                self._next[chore.name] = time.monotonic() + self._until_next(chore)
                chores.do(chore)

    def stop(self) -> None:
        """Stop after the chore that is being done; one that takes long is left behind."""
        self._ended.set()
        self.join(timeout=5)

    @staticmethod
    def _until_next(chore: chores.Chore) -> float:
        """A chore for all is asked about more often than it is done: another may have died."""
        every_s = chore.every.total_seconds()
        return min(every_s, _ASK_S) if chore.for_all else every_s
