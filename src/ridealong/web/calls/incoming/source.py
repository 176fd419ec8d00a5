"""A file of the spool as readers take it, with what came in beside it at hand.

Some recorders give two files for a call: what was said, and who was there. On a disk they lie in
one folder; here, in one import.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import override

from ridealong.errors import ReadError
from ridealong.readers import Source
from ridealong.settings import settings
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.models import ImportItem


class SpooledSource(Source):
    """One file of an import."""

    def __init__(self, item: ImportItem, data: bytes) -> None:
        super().__init__(data, item.name)
        self._item = item

    @override
    def companions(self, *suffixes: str, most: int = 64) -> Iterator[Source]:
        """The other files of its folder within the same import, smallest names first."""
        within = str(PurePosixPath(self._item.name).parent)
        start = "" if within == "." else f"{within}/"
        others = (
            ImportItem.objects.filter(batch=self._item.batch_id, name__startswith=start)
            .exclude(pk=self._item.pk)
            .exclude(spooled="")
            .order_by("name")
        )
        beside = (i for i in others.iterator() if _is_beside(i.name, start, suffixes))
        for item, _n in zip(beside, range(most), strict=False):
            if (data := _data(item)) is not None:
                yield Source(data, item.name)


def source_of(item: ImportItem) -> SpooledSource:
    """A file of an import, read from the spool.

    Raises:
        ReadError: it is not there any more.
    """
    data = _data(item)
    if data is None:
        raise ReadError(
            "is no longer in the spool of the desk", remedy="Give it once more", path=item.name
        )
    return SpooledSource(item, data)


def _data(item: ImportItem) -> bytes | None:
    most = settings().max_file_bytes
    path: Path = spool.path_of(item.spooled)
    try:
        return path.read_bytes() if item.spooled and path.stat().st_size <= most else None
    except FileNotFoundError:
        return None


def _is_beside(name: str, start: str, suffixes: tuple[str, ...]) -> bool:
    rest = name.removeprefix(start)
    return "/" not in rest and PurePosixPath(name).suffix.lower() in suffixes
