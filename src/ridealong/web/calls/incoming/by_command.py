"""Files that the command line brings: the same spool, the same rows, read here and now.

A worker that runs beside it may read some of them first; each file is read once, whoever does it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ridealong.conversation import Kind
from ridealong.errors import ReadError, UsageError
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived, Stated, bring
from ridealong.web.calls.incoming.limits import Door
from ridealong.web.calls.incoming.progress import counts_of
from ridealong.web.calls.incoming.words import says
from ridealong.web.calls.models import Analysis, Import, ImportItem
from ridealong.web.calls.tasks import read_file
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Person, Role

_LOOK_S = 0.2
_BITE = 1 << 20
_WAITING = (State.QUEUED, State.RUNNING)

type Named = tuple[str, str]
"""A path, and the name under which the file is known."""


def owner_named(email: str) -> Person:
    """Whoever has an address here.

    Raises:
        UsageError: nobody has, or somebody who has no calls.
    """
    people = Person.objects.filter(email__iexact=email.strip(), is_active=True)
    person = people.exclude(role=Role.ADMINISTRATOR).first()
    if person is None:
        raise UsageError(
            f"Nobody here who has calls has the address {email}. Check how it is spelt."
        )
    return person


def take(files: Iterable[Named], owner: Person | None, kind: Kind | None) -> Import:
    """Bring files into the spool and write them down as an import.

    Raises:
        OSError: the disk takes no more; nothing was taken.
    """
    arrived: list[Arrived] = []
    try:
        for path, name in files:
            arrived.append(_arrived(path, name))
        return bring(Import.Way.COMMAND, arrived, Stated(owner, kind))
    except BaseException:
        spool.remove(file.spooled.name for file in arrived if file.spooled)
        raise


def _arrived(path: str, name: str) -> Arrived:
    try:
        with _opened(path, name) as stream, spool.writing() as file:
            door = Door(name)
            while bite := stream.read(_BITE):
                door.let_in(bite)
                file.write(bite)
            door.close()
            return Arrived(name, file.size, file.finish())
    except ReadError as error:
        return Arrived(name, 0, error=error)


def _opened(path: str, name: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ReadError(
            f"cannot be opened ({error.strerror})",
            remedy="Check the path and that you may read it",
            path=name,
        ) from error


def read(batch: Import) -> Iterator[ImportItem]:
    """Read the files of an import and hand each over as soon as it is known what became of it.

    One that goes wrong is handed over as it is then; a worker tries it again later.
    """
    told: set[int] = set()
    while rows := _untold(batch, told):
        before = len(told)
        for item in rows:
            if item.state == State.QUEUED and not item.error:
                read_file.call(item.pk)
                item.refresh_from_db()
            if not item.waiting or item.error:
                told.add(item.pk)
                yield item
        if len(told) == before:
            time.sleep(_LOOK_S)  # somebody else has what is left


def _untold(batch: Import, told: set[int]) -> list[ImportItem]:
    return [item for item in batch.items.order_by("pk") if item.pk not in told]


def analyse_all(batch: Import, progress: Callable[[Sequence[int]], Iterable[int]]) -> int:
    """Analyse the calls that an import brought, unless a worker does.

    Args:
        batch: read.
        progress: hands the numbers of the calls over one by one, and shows how far it is.

    Returns:
        How many have no analysis at the end.
    """
    brought = ImportItem.objects.filter(batch=batch).values("calls__call")
    works = Analysis.objects.filter(call__in=brought)
    waiting = list(works.filter(state__in=_WAITING).order_by("pk").values_list("pk", flat=True))
    for pk in progress(waiting):
        while not analyse_call(pk):
            work = Analysis.objects.filter(pk=pk).first()
            if work is None or not work.waiting or work.error:
                break
            time.sleep(_LOOK_S)  # a worker has it
    return works.exclude(state=State.DONE).count()


def summary(batch: Import) -> str:
    """What became of the files, in a sentence."""
    return says(counts_of([batch.pk])[batch.pk])
