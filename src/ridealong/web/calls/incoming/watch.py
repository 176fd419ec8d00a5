"""The watched folder: what lies still in it is taken into the spool, once.

A recorder writes a file for a while; it is taken when two looks in a row find it unchanged. Taking
is a rename, which only one worker wins, into a folder of those that are on their way. Then it is
copied, synced, written down, and only then removed; what a killed worker leaves on its way is found
by a later look.
"""

import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ridealong.errors import ReadError, SettingError
from ridealong.web.calls.incoming import aside, spool
from ridealong.web.calls.incoming.arriving import Arrived, Stated, bring, printable
from ridealong.web.calls.incoming.limits import Door
from ridealong.web.calls.models import Import, ImportItem

TAKING = ".ridealong-taking"
"""The folder of those that are on their way."""
MOST_AT_ONCE = 200
STRANDED_S = 15 * 60.0
"""After this, whoever was taking a file is gone."""
_DEEPEST = 8
_EMPTY_S = 10 * 60.0
"""For so long a file without a byte may still be written to."""
_UNFINISHED = frozenset({".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart"})
_BITE = 1 << 20

type Look = dict[Path, tuple[int, int]]
"""Size and time of change of each file."""
_last: dict[Path, Look] = {}


def look_around() -> None:
    """Look into the folder that the settings name, if they name one.

    Raises:
        SettingError: it cannot be read, or not be written to.
    """
    if settings.WATCH is None:
        return
    folder = Path(settings.WATCH)
    try:
        look(folder)
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise SettingError(
            f"RIDEALONG_WATCH names {folder}, which cannot be used ({error.strerror}); make it, "
            "and let the desk read and write there"
        ) from error


def look(folder: Path) -> Import | None:
    """Take what has lain still in a folder since the last look of this process.

    Returns:
        The import that was made of it; None where there was nothing to take.

    Raises:
        OSError: the folder cannot be used, or the disk takes no more; what was not written down
            lies where it was.
    """
    before, now = _last.get(folder, {}), dict(_files(folder, _DEEPEST))
    _last[folder] = now
    still = [path for path in sorted(now) if before.get(path) == now[path]]
    moving = {(p.parent, p.suffix) for p in now.keys() - set(still)}
    still = [p for p in still if p.suffix != ".json" or (p.parent, p.suffix) not in moving]
    claims = [*_stranded(folder), *_claimed(folder, still[:MOST_AT_ONCE])]
    return _take(claims) if claims else None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file on its way: it is this worker's to take."""

    at: Path
    """Where it lies now."""
    home: Path
    """Where it lay."""
    name: str
    """With its folders, from the watched one."""
    since: datetime | None = None
    """When another worker began to take it; None where nobody did before."""

    def give_up(self) -> None:
        """Back to where it was, unless another one of the name has come since."""
        with suppress(OSError):
            if not self.home.exists():
                self.at.rename(self.home)

    def end(self) -> None:
        """It is in the spool and written down, or lies among the refused."""
        with suppress(FileNotFoundError):
            self.at.unlink()
        for folder in self.at.parents:
            if folder.name == TAKING:
                return
            with suppress(OSError):
                folder.rmdir()


def _files(folder: Path, depth: int) -> Iterator[tuple[Path, tuple[int, int]]]:
    """What may be taken, with its size and when it changed."""
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or path.name == aside.REFUSED or path.is_symlink():
            continue
        with suppress(FileNotFoundError):
            if path.is_dir() and depth:
                yield from _files(path, depth - 1)
            elif path.is_file() and path.suffix.lower() not in _UNFINISHED:
                state = path.stat()
                if state.st_size or time.time() - state.st_mtime > _EMPTY_S:
                    yield path, (state.st_size, state.st_mtime_ns)


def _claimed(folder: Path, paths: Iterable[Path]) -> Iterator[_Claim]:
    """Those of the files that this worker was the first to rename."""
    for path in paths:
        within = path.relative_to(folder)
        now = time.time_ns()
        at = folder / TAKING / f"{now}-{now}-{secrets.token_hex(4)}" / within
        claim = _Claim(at, path, printable(within.as_posix()))
        at.parent.mkdir(parents=True)
        try:
            path.rename(at)
        except FileNotFoundError:
            claim.end()
        else:
            yield claim


def _stranded(folder: Path) -> Iterator[_Claim]:
    """What somebody began to take who is gone by now."""
    taking = folder / TAKING
    for path in sorted(taking.iterdir()) if taking.is_dir() else ():
        first, _dash, rest = path.name.partition("-")
        last = rest.partition("-")[0]
        if not (first.isdecimal() and last.isdecimal()):
            continue
        if time.time() - int(last) / 1e9 < STRANDED_S:
            continue
        mine = taking / f"{first}-{time.time_ns()}-{secrets.token_hex(4)}"
        with suppress(FileNotFoundError):
            path.rename(mine)
            since = datetime.fromtimestamp(int(first) / 1e9, UTC) - timedelta(seconds=1)
            for at in [p for p in mine.rglob("*") if p.is_file()]:
                within = at.relative_to(mine)
                yield _Claim(at, folder / within, printable(within.as_posix()), since)
            with suppress(OSError):
                mine.rmdir()


def _take(claims: Sequence[_Claim]) -> Import | None:
    """Copy, write down, remove; whatever goes wrong before it is written down costs nothing."""
    arrived: list[tuple[_Claim, Arrived]] = []
    try:
        for claim in claims:
            file = _copied(claim)
            if _was_taken(claim, file):
                spool.remove([file.spooled.name] if file.spooled else [])
                claim.end()
            else:
                arrived.append((claim, file))
        files = [file for _claim, file in arrived]
        batch = bring(Import.Way.WATCH, files, Stated()) if files else None
    except BaseException:
        spool.remove(file.spooled.name for _claim, file in arrived if file.spooled)
        for claim in claims:
            claim.give_up()
        raise
    if batch is not None:
        _put_refused_aside(batch, [claim for claim, file in arrived if file.error])
    for claim, _file in arrived:
        claim.end()
    return batch


def _copied(claim: _Claim) -> Arrived:
    size = claim.at.stat().st_size
    try:
        with _opened(claim.at) as stream, spool.writing() as file:
            door = Door(claim.name)
            while bite := stream.read(_BITE):
                door.let_in(bite)
                file.write(bite)
            door.close()
            return Arrived(claim.name, size, file.finish())
    except ReadError as error:
        return Arrived(claim.name, size, error=error)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except PermissionError as error:
        raise ReadError(
            f"cannot be opened ({error.strerror})", remedy="Let the desk read it"
        ) from error


def _was_taken(claim: _Claim, file: Arrived) -> bool:
    """Whether whoever was here before had written it down already."""
    if claim.since is None or file.spooled is None:
        return False
    return ImportItem.objects.filter(
        batch__way=Import.Way.WATCH,
        batch__at__gte=claim.since,
        name=claim.name,
        sha256=file.spooled.sha256,
    ).exists()


def _put_refused_aside(batch: Import, claims: Sequence[_Claim]) -> None:
    refused = {item.name: item for item in batch.items.filter(outcome=ImportItem.Outcome.REFUSED)}
    for claim in claims:
        if (item := refused.get(claim.name[-255:])) is not None:
            aside.put(batch, item, {"cause": item.cause, "remedy": item.remedy}, claim.at)
