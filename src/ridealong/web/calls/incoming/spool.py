"""The spool: files on their way in, whole and on the disk before anybody counts on them.

A file is written under a name made by chance with ".part" behind it, synced, and renamed when it is
whole. Only then a row of the database names it; what no row names belongs to something that was
cut off and goes with the next tidying.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from ridealong.web.calls.models import ImportItem
from ridealong.web.jobs import kinds
from ridealong.web.jobs.lease import State

PATIENCE_S = 24 * 3600.0
"""How long a file may lie here without a row: the slowest upload is over by then."""
KEEP_DEAD_S = 30 * 24 * 3600.0
"""How long a file that could not be read, or waits for somebody, is kept."""
_HOME = ".name"
_KEPT = "kept"
"""Of a file whose work is done and may be done once more."""
_BITE = 1 << 20
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Spooled:
    """A whole file in the spool."""

    name: str
    """In the spool."""
    size: int
    """In bytes."""
    sha256: str


def folder() -> Path:
    """Where the files lie; nobody but the desk opens it."""
    path = Path(settings.DATA) / "spool"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def home() -> str:
    """The name of this spool: workers on other machines may have another one."""
    path = folder() / _HOME
    if not path.exists():
        made = path.with_suffix(f".{secrets.token_hex(4)}")
        made.write_text(secrets.token_hex(4), encoding="ascii")
        try:
            os.link(made, path)  # whoever is first names it; nobody sees half a name
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            made.replace(path)
        made.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")


def is_elsewhere(name: str) -> bool:
    """Whether a file lies in the spool of another machine, which alone can read it."""
    ours = name.startswith(f"{home()}-") or path_of(name).exists()
    return bool(name) and not ours


def path_of(name: str) -> Path:
    """Where a file of the spool lies."""
    return folder() / name


class Writing:
    """A file that is being written; it counts once `finish` has been called."""

    def __init__(self) -> None:
        self._name = f"{home()}-{secrets.token_hex(16)}"
        self._part = path_of(f"{self._name}.part")
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        self._file = os.fdopen(os.open(self._part, flags, 0o600), "wb")
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add some bytes.

        Raises:
            OSError: the disk takes no more.
        """
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    def finish(self) -> Spooled:
        """Bring it to the disk and give it its name.

        Raises:
            OSError: the disk takes no more.
        """
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.rename(path_of(self._name))
        _sync_folder()
        return Spooled(self._name, self.size, self._digest.hexdigest())

    def drop(self) -> None:
        """Give up: nothing of it stays."""
        with suppress(OSError):  # what was still to be written found no room
            self._file.close()
        self._part.unlink(missing_ok=True)


@contextmanager
def writing() -> Iterator[Writing]:
    """A new file in the spool; it goes again where its writing ends with an error."""
    file = Writing()
    try:
        yield file
    except BaseException:
        file.drop()
        raise


def copy(stream: BinaryIO) -> Spooled:
    """Copy a stream into the spool, a bite at a time.

    Raises:
        OSError: it cannot be read, or the disk takes no more.
    """
    with writing() as file:
        while bite := stream.read(_BITE):
            file.write(bite)
        return file.finish()


def remove(names: Iterable[str]) -> None:
    """Take files out of the spool; those that are gone already are no fault."""
    for name in names:
        if name:
            path_of(name).unlink(missing_ok=True)


def release(batch: int) -> None:
    """Remove the files of an import that are read, once none of it waits any more.

    Not earlier: one file may tell who speaks in another.
    """
    items = ImportItem.objects.filter(batch=batch)
    if items.filter(state__in=(State.QUEUED, State.RUNNING)).exists():
        return
    over = dict(items.filter(state=State.DONE).exclude(spooled="").values_list("pk", "spooled"))
    remove(over.values())
    ImportItem.objects.filter(pk__in=over).update(spooled="")


def tidy() -> int:
    """Remove what nobody will read: parts of cut-off uploads, and what was left behind.

    Returns:
        How many files that were.
    """
    return sum(_tidy(dict(some)) for some in batched(_ages(), _AT_ONCE))


def _tidy(ages: Mapping[str, float]) -> int:
    named: dict[str, str] = {}
    for kind in _with_files():
        rows = _rows(kind).filter(spooled__in=list(ages))
        named |= dict(rows.values_list("spooled", "state"))
        if kind.keeps is not None:
            kept = rows.filter(kind.keeps, state=State.DONE).values_list("spooled", flat=True)
            named |= dict.fromkeys(kept, _KEPT)
    old = [name for name, age_s in ages.items() if _is_over(named.get(name), age_s)]
    remove(old)
    for kind in _with_files():
        _rows(kind).filter(spooled__in=old).update(spooled="")
    return len(old)


def _rows(kind: kinds.Kind) -> Any:
    """The rows of a kind that names files; which model that is, the kind alone knows."""
    return kind.rows


def _with_files() -> list[kinds.Kind]:
    """The kinds of work that name files of the spool."""
    return [kind for kind in kinds.kinds() if kind.has_files]


def _is_over(state: str | None, age_s: float) -> bool:
    if state is None or state == State.DONE:
        return age_s > PATIENCE_S
    return state in {State.DEAD, _KEPT} and age_s > KEEP_DEAD_S


def _ages() -> Iterator[tuple[str, float]]:
    """The files by name, and for how many seconds they have been lying here."""
    now = time.time()
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if not path.name.startswith(_HOME):
                yield path.name, now - path.stat().st_mtime


def _sync_folder() -> None:
    """Bring the name itself to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder(), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
