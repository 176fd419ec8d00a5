"""What is refused of a watched folder is put back into it, under "refused", with the reason.

Whoever put it there does not look at the desk; they find it where they left it.
"""

import filecmp
import logging
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.conf import settings

from ridealong.report.words import _
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.models import Import, ImportItem

REFUSED = "refused"
log = logging.getLogger(__name__)


def put(batch: Import, item: ImportItem, said: Mapping[str, str], file: Path | None = None) -> None:
    """Put a refused file back, with a text file beside it; doing it twice leaves one.

    Args:
        batch: the import; nothing happens where it did not come from the watched folder.
        item: the file's row.
        said: its `cause` and `remedy`.
        file: the file itself, to be moved; None for a copy of what is in the spool.
    """
    if batch.way != Import.Way.WATCH or settings.WATCH is None:
        return
    folder = Path(settings.WATCH) / REFUSED
    words = _("{name} {cause}.\n{remedy}.\n")
    text = words.format(name=item.name, cause=said["cause"], remedy=said["remedy"])
    try:
        folder.mkdir(exist_ok=True)
        name = PurePosixPath(item.name).name or "file"
        if file is not None:
            name = _free(folder, name, file)
            file.rename(folder / name)
        elif item.spooled and spool.path_of(item.spooled).exists():
            name = _copied(folder, name, spool.path_of(item.spooled))
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    except OSError as error:
        log.warning("A refused file could not be put into %s: %s", folder, error.strerror)


def _copied(folder: Path, name: str, file: Path) -> str:
    free = _free(folder, name, file)
    if not (folder / free).exists():
        part = folder / f".{file.name}.part"
        shutil.copyfile(file, part)
        part.rename(folder / free)
    return free


def _free(folder: Path, name: str, file: Path) -> str:
    """A name that nothing has, or the same file already."""
    n, free = 1, name
    while (folder / free).exists() and not filecmp.cmp(folder / free, file, shallow=False):
        n += 1
        free = f"{PurePosixPath(name).stem}-{n}{PurePosixPath(name).suffix}"
    return free
