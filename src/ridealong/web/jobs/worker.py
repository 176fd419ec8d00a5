"""The worker: takes tasks from the queue one after another, with a clock beside it.

Only one call is heard at a time: several in one pass of the tagger are hardly faster (19 s of CPU
instead of 20 for 36 calls), and a killed worker would lose them all.
"""

import logging
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ridealong.web import trouble
from ridealong.web.jobs import alive, lease, signs
from ridealong.web.jobs.clock import Clock

INTERVAL_S = 0.3
"""Between two looks into an empty queue."""
TROUBLE_S = 2.0
"""Before the next look after the database gave no answer."""
_BACKEND = "default"
log = logging.getLogger(__name__)


class Queue(Worker):
    """The worker of the task queue, which stops when it is told, and when nothing waits."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=_BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=lease.holder(),
            excluded_queue_names=[],
        )

    def empty(self) -> bool:
        """Whether nothing waits; a look that locks nothing."""
        ready = DBTaskResult.objects.ready().filter(backend_name=_BACKEND)
        return not ready.exists()


class Working:
    """A worker at work, until it is told to stop."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.queue = Queue()

    def stop(self) -> None:
        """Stop after the task at hand."""
        self.queue.running = False
        self.ended.set()

    def on_signal(self, number: int, _frame: FrameType | None) -> None:
        """The first signal lets the task at hand end; the second does not."""
        if self.ended.is_set():
            log.warning("Stopped in the middle; the work is taken up again by the next worker.")
            sys.stderr.flush()
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self.stop()

    def run(self) -> None:
        """Work until told to stop. While the database gives no answer, wait and go on."""
        while not self.ended.is_set():
            try:
                close_old_connections()
                if not self.queue.empty():
                    self.queue.run()
                wait_s = INTERVAL_S
            except (DatabaseError, InterfaceError) as error:
                log.warning("%s The worker waits and goes on.", trouble.in_words(error))
                connection.close()
                wait_s = TROUBLE_S
            self.ended.wait(wait_s)


def work(tagger: str) -> None:
    """Work in this process until SIGINT or SIGTERM.

    Args:
        tagger: the name of the one that is used, for those who look after the desk.
    """
    working = Working()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, working.on_signal)
    signs.introduce(tagger)
    clocks = Clock(for_all=False), Clock(for_all=True)
    with alive.announced():
        for clock in clocks:
            clock.start()
        try:
            working.run()
        finally:
            for clock in clocks:
                clock.stop()
            with suppress(DatabaseError, InterfaceError):
                signs.leave()
            connection.close()
