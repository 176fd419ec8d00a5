"""Read one file of an import: every conversation in it becomes a call, once.

A worker may be killed anywhere in here. What it had taken in stays, and is known by the place that
it had in the file; the next worker goes on behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.db import transaction

from ridealong.conversation import Conversation, Kind
from ridealong.errors import CompanionFile, ReadError
from ridealong.readers import Reading, read_source
from ridealong.report.words import _
from ridealong.web.calls.incoming import aside, spool, zips
from ridealong.web.calls.incoming.arriving import Arrived, item_of, printable, refusal
from ridealong.web.calls.incoming.source import source_of
from ridealong.web.calls.incoming.take_in import Origin, TakenIn, take_in
from ridealong.web.calls.incoming.who import Known
from ridealong.web.calls.models import Import, ImportedCall, ImportItem
from ridealong.web.jobs import lease

_LONGEST_ID = 120
_RENEW_EVERY = 50

Outcome = ImportItem.Outcome
_NEW = (Outcome.READ, Outcome.HELD)
_ORDER = (*_NEW, Outcome.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done after a file was read."""

    calls: tuple[int, ...] = ()
    """To be analysed."""
    files: tuple[int, ...] = ()
    """To be read: they lay in a zip."""


def read_item(pk: int) -> Next:
    """Read a file if nobody else does, and if it lies on this machine."""
    there = ImportItem.objects.filter(pk=pk).values_list("spooled", flat=True).first()
    if there is None or spool.is_elsewhere(there):
        return Next()  # the sweep offers it again, until the right worker takes it
    work = lease.take(ImportItem, pk)
    if work is None:
        return Next()
    then = Next()
    with lease.held(work):
        then = _read(work)
    spool.release(work.batch_id)
    return then


def _read(work: ImportItem) -> Next:
    batch = Import.objects.select_related("by", "owner").get(pk=work.batch_id)
    path = spool.path_of(work.spooled)
    try:
        if work.spooled and path.exists() and zips.is_archive(path):
            return _open(work, batch, path)
        reading = read_source(source_of(work))
    except CompanionFile as error:
        said = refusal(error) | {"outcome": ImportItem.Outcome.READ}
        lease.finish(work, **said)
        return Next()
    except ReadError as error:
        said = refusal(error)
        aside.put(batch, work, said)
        lease.finish(work, **said)
        return Next()
    return _take_in(work, batch, reading)


def _open(work: ImportItem, batch: Import, path: Path) -> Next:
    """Give each file of a zip a row of its own.

    Raises:
        ReadError: the zip as a whole is refused.
    """
    files: list[Arrived] = []
    try:
        for file in zips.unpack(path, work.name):
            files.append(file)
            if len(files) % _RENEW_EVERY == 0:
                lease.renew(work)
        with transaction.atomic():
            lease.finish(work, outcome=ImportItem.Outcome.OPENED)
            items = ImportItem.objects.bulk_create([item_of(batch, file) for file in files])
    except BaseException:
        spool.remove(file.spooled.name for file in files if file.spooled)
        raise
    for item in items:
        if not item.waiting:
            aside.put(batch, item, {"cause": item.cause, "remedy": item.remedy})
    return Next(files=tuple(item.pk for item in items if item.waiting))


def _take_in(work: ImportItem, batch: Import, reading: Reading) -> Next:
    """Every conversation of the file, each in a transaction of its own."""
    known = Known.now()
    origin = Origin(
        name=PurePosixPath(work.name).name,
        format=reading.format,
        sha256=reading.sha256,
        by=batch.by,
        owner=batch.owner,
        kind=Kind(batch.kind) if batch.kind else None,
    )
    for number, conversation in enumerate(reading.conversations):
        with transaction.atomic():
            lease.renew(work)
            if not work.calls.filter(number=number).exists():
                _bring(work, number, conversation, origin, known)
    brought = list(work.calls.values_list("outcome", "call"))
    said = _in_words([outcome for outcome, _call in brought])
    if said["outcome"] == Outcome.REFUSED:
        aside.put(batch, work, said)
    calls = [(outcome, call) for outcome, call in brought if call is not None]
    lease.finish(work, call_id=calls[0][1] if calls else None, **said)
    return Next(calls=tuple(call for outcome, call in calls if outcome in _NEW))


def _bring(
    work: ImportItem, number: int, conversation: Conversation, origin: Origin, known: Known
) -> None:
    outcome, call = Outcome.REFUSED, None
    if _can_be_kept(conversation):
        taken = take_in(conversation, origin, known)
        outcome, call = _outcome(taken), taken.call
    ImportedCall.objects.create(item=work, number=number, outcome=outcome, call=call)


def _can_be_kept(conversation: Conversation) -> bool:
    """Whether there is talk in it, by speakers with ids that a table can hold."""
    ids = [s.id for s in (*conversation.speakers, *conversation.attendees)]
    sound = all(len(i) <= _LONGEST_ID and i == printable(i) for i in ids)
    return bool(conversation.turns) and sound


def _outcome(taken: TakenIn) -> Outcome:
    if not taken.new:
        return Outcome.DUPLICATE
    return Outcome.HELD if taken.call.held_back else Outcome.READ


def _in_words(outcomes: Sequence[str]) -> dict[str, str]:
    """What became of the whole file."""
    together = next((o for o in _ORDER if o in outcomes), Outcome.REFUSED)
    left_out = outcomes.count(Outcome.REFUSED)
    if not left_out and outcomes:
        return {"outcome": together, "cause": "", "remedy": ""}
    cause = _("holds no talk, or speakers whose ids are longer than a name")
    if together != Outcome.REFUSED:
        cause = _("holds {n} conversations, {left} of them without talk; those were left out")
        cause = cause.format(n=len(outcomes), left=left_out)
    return {"outcome": together, "cause": cause, "remedy": _("Export the conversation again")}
