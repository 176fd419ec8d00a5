"""The search index: what it holds of a call, put in, taken out, made anew.

It is written in the transaction that writes the analysis. Words stand under who said them, so that
"customer: price" can be asked; a phrase never goes from one turn into the next.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import pre_delete

from ridealong.conversation import Conversation, Side
from ridealong.web.calls.lists import index_postgresql, index_sqlite
from ridealong.web.calls.lists.tokens import words
from ridealong.web.calls.models import Call, Indexed, Transcript

MADE_BY = 1
"""Another one where `tokens` finds other words than before: then everything is made anew."""
_LETTER = {Side.US: "u", Side.THEM: "t", None: "o"}
_COLUMN = {"u": "us", "t": "them", "o": "other"}
_REMOVED = "calls_words.removed"
_BATCH = 100

type Columns = dict[str, list[list[str]]]
"""For "us", "them", "other" and "title" the words of each turn."""


def backend() -> Any:
    """The index of the database in use."""
    return index_sqlite if connection.vendor == "sqlite" else index_postgresql


def put(call: Call, conversation: Conversation) -> None:
    """Make the words of a call searchable, instead of what stood there before.

    Call it inside the transaction that says who speaks on which side.
    """
    sides = _sides(conversation)
    there = Indexed.objects.filter(pk=call.pk).first()
    if there and (_unpacked(there), there.title) == (sides, call.title):
        return
    turns = [words(turn.text) for turn in conversation.turns]
    if there:
        backend().remove(call.pk, _columns(turns, _unpacked(there), there.title))
        cache.set(_REMOVED, value=True, timeout=None)
    backend().add(call.pk, _columns(turns, sides, call.title))
    values = {"title": call.title, "sides": zlib.compress(sides.encode()), "made_by": MADE_BY}
    Indexed.objects.update_or_create(call=call, defaults=values)


def remove(call_id: int) -> None:
    """Take a call's words out; nothing happens where it has none. Its transcript is still there."""
    transcript = Transcript.objects.filter(pk=call_id).first()
    if transcript:
        _remove(transcript)


def rebuild() -> int:
    """Make the whole index anew; how many calls it holds then."""
    with transaction.atomic():
        Indexed.objects.all().delete()
        backend().clear()
    return catch_up()


def catch_up() -> int:
    """Put in what was analysed and is not there; how many calls that were."""
    if Indexed.objects.exclude(made_by=MADE_BY).exists():
        return rebuild()
    missing = Transcript.objects.filter(call__ready_at__isnull=False, call__indexed__isnull=True)
    done = 0
    for ids in _batches(list(missing.values_list("pk", flat=True))):
        with transaction.atomic():
            for transcript in missing.select_related("call").filter(pk__in=ids):
                put(transcript.call, transcript.conversation())
                done += 1
    return done


def tidy() -> None:
    """Put in what is missing; rub out the traces of what was taken out; know the sizes of tables.

    SQLite forgets the words of a deleted call for good only when parts of its index are merged.
    """
    catch_up()
    if cache.get(_REMOVED):
        backend().rub_out()
        cache.delete(_REMOVED)
    backend().know_sizes()


def connect() -> None:
    """Let no transcript go without its words, however it is deleted."""
    pre_delete.connect(_before_deletion, Transcript, dispatch_uid="search index")


def _before_deletion(instance: Transcript, **_more: object) -> None:
    _remove(instance)


def _remove(transcript: Transcript) -> None:
    there = Indexed.objects.filter(pk=transcript.pk).first()
    if there is None:
        return
    turns = [words(turn.text) for turn in transcript.conversation().turns]
    backend().remove(transcript.pk, _columns(turns, _unpacked(there), there.title))
    there.delete()
    cache.set(_REMOVED, value=True, timeout=None)


def _sides(conversation: Conversation) -> str:
    side = {s.id: _LETTER[s.side] for s in conversation.speakers}
    return "".join(side.get(turn.speaker or "", "o") for turn in conversation.turns)


def _unpacked(there: Indexed) -> str:
    return zlib.decompress(bytes(there.sides)).decode()


def _columns(turns: Sequence[list[str]], sides: str, title: str) -> Columns:
    columns: Columns = {"us": [], "them": [], "other": [], "title": [words(title)]}
    for side, spoken in zip(sides, turns, strict=True):
        columns[_COLUMN[side]].append(spoken)
    return columns


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
