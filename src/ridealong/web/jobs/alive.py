"""Which workers are alive: each holds a lock on a file that the system lets go when it dies.

So what a killed worker was working on is taken up at once by the next one that looks, and not only
when its lease runs out. Where workers share no folder, or files cannot be locked, the lease does.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from ridealong.web.jobs import lease
from ridealong.web.jobs.kinds import kinds
from ridealong.web.jobs.models import WorkerSeen

try:
    import fcntl
except ImportError:  # a system without such locks
    _CAN_LOCK = False
else:
    _CAN_LOCK = True

_BEGINNING_S = 60
"""A file may be there for so long before it is locked."""


def _folder() -> Path:
    folder = Path(settings.DATA) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def announced() -> Iterator[str]:
    """Hold the lock of this process; gives the key by which its leases begin."""
    key = lease.holder()
    path = _folder() / key
    begun = path.with_suffix(".new")
    with begun.open("w", encoding="ascii") as file:
        _lock(file.fileno())
        begun.rename(path)  # nobody sees it before it is locked
        try:
            yield key
        finally:
            path.unlink(missing_ok=True)


def release_the_dead() -> int:
    """Let go of what dead workers held; says how much that was."""
    return sum(_release(path) for path in sorted(_folder().iterdir()) if _dead(path))


def _release(path: Path) -> int:
    released = sum(lease.release(kind.rows.model, path.stem) for kind in kinds())
    WorkerSeen.objects.filter(pk=path.stem).delete()
    path.unlink(missing_ok=True)
    return released


def _dead(path: Path) -> bool:
    if not _CAN_LOCK:
        return False
    with suppress(FileNotFoundError):
        if path.suffix and time.time() - path.stat().st_mtime < _BEGINNING_S:
            return False
        with path.open("r", encoding="ascii") as file:
            return _lock(file.fileno())
    return False


def _lock(descriptor: int) -> bool:
    if not _CAN_LOCK:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
