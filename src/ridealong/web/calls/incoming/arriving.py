"""Files that have come in become an import: one row for them all, one each, and work for a worker.

The files lie whole in the spool before; from the moment that the rows are written, nothing of them
can be lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.conversation import Kind
from ridealong.errors import ReaderFault, ReadError
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming.spool import Spooled
from ridealong.web.calls.models import Import, ImportItem
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Person
from ridealong.web.people.policy import may_bring_for
from ridealong.web.people.viewer import Viewer

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|\b(str|list|dict) \S.*?(?= where )")
_NAME = 255
_SAYS = 500


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came in, or the reason why it was refused at the door."""

    name: str
    """With its folder, where that is known."""
    size: int
    spooled: Spooled | None = None
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What whoever brings files says about them."""

    owner: Person | None = None
    """Whose calls they are; None: by who speaks in them."""
    kind: Kind | None = None
    """None: by what they are."""


def upload(viewer: Viewer, files: Sequence[Arrived], stated: Stated) -> Import:
    """Take in what somebody uploaded.

    Raises:
        PermissionDenied: they may not bring calls for whom they name.
    """
    if not may_bring_for(viewer, stated.owner):
        raise PermissionDenied
    return bring(Import.Way.UPLOAD, files, stated, by=viewer.person)


def bring(
    way: Import.Way, files: Sequence[Arrived], stated: Stated, *, by: Person | None = None
) -> Import:
    """Write an import down and have it read.

    Args:
        way: how the files came.
        files: all of them; those that were refused are written down as such.
        stated: what is known about them.
        by: who brought them; None for the machine.
    """
    with transaction.atomic():
        batch = Import.objects.create(
            by=by, way=way, owner=stated.owner, kind=str(stated.kind or "")
        )
        items = ImportItem.objects.bulk_create([item_of(batch, file) for file in files])
        have_read(item.pk for item in items if item.waiting)
        record(by, "import.begun", batch, about=stated.owner, files=len(files), way=way.value)
    return batch


def item_of(batch: Import, file: Arrived) -> ImportItem:
    """The row of a file, not saved yet."""
    item = ImportItem(batch=batch, name=printable(file.name)[-_NAME:], size=file.size)
    if file.spooled is not None:
        item.spooled, item.sha256 = file.spooled.name, file.spooled.sha256
    if file.error is not None:
        item.state, item.finished_at = State.DONE, timezone.now()
        for name, value in refusal(file.error).items():
            setattr(item, name, value)
    return item


def have_read(items: Iterable[int]) -> None:
    """Give each file to a worker."""
    from ridealong.web.calls.tasks import read_file  # noqa: PLC0415  # tasks stand above

    for item in items:
        read_file.enqueue(item)


def refusal(error: ReadError) -> dict[str, str]:
    """What is written down about a file that is not read, without any word of what it holds."""
    cause = error.cause
    if isinstance(error, ReaderFault):  # its message may quote the file
        cause = cause.partition(" (")[0]
    where = f", at {error.place}" if error.place else ""
    return {
        "outcome": ImportItem.Outcome.REFUSED,
        "cause": printable(_QUOTED.sub("\N{HORIZONTAL ELLIPSIS}", cause + where))[:_SAYS],
        "remedy": printable(error.remedy)[:_SAYS],
    }


def printable(text: str) -> str:
    """Text without what no table and no page can hold."""
    shown = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in shown)
