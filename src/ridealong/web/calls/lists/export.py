"""A list to take along: every call of it that the viewer may export, as CSV or Parquet.

Rows are read by the page and sent as they come, so that a long list needs little memory. No words
of a conversation leave with it, unless the moves with their quotes are asked for.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import RawIOBase, StringIO
from typing import Any, override

from ridealong.analysis.labels import GATES
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.lists.asked import asked
from ridealong.web.calls.lists.filters import Filters
from ridealong.web.calls.lists.newest import Key, found, newest
from ridealong.web.calls.lists.query import parse
from ridealong.web.calls.lists.rows import with_what_rows_need
from ridealong.web.calls.models import Call
from ridealong.web.people.policy import Action, may, sees_analysis
from ridealong.web.people.viewer import Viewer

AT_ONCE = 200
"""Calls that are read together."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMS = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}

type Line = dict[str, Any]

_OF_A_CALL: Mapping[str, str] = {
    "call": "int64",
    "title": "string",
    "kind": "string",
    "customer": "string",
    "owner": "string",
    "coach": "string",
    "team": "string",
    "started_at": "timestamp",
    "dated": "bool",
    "duration_s": "double",
    "turns": "int64",
    "words": "int64",
    **{f"gate_{gate}": "bool" for gate in GATES},
}
_OF_A_MOVE: Mapping[str, str] = {
    "turn": "int64",
    "start_s": "double",
    "speaker": "string",
    "side": "string",
    "move": "string",
    "p": "double",
    "quote": "string",
}


def export(viewer: Viewer, filters: Filters, form: str, *, moves: bool) -> Iterator[bytes]:
    """The file of a list, piece by piece; that it was taken is written down first.

    Args:
        viewer: who takes it.
        filters: of the list.
        form: "csv" or "parquet".
        moves: a line for every move that is made, with its quote, in place of one for every call.
    """
    record(
        viewer.person,
        "calls.exported",
        about=filters.person,
        form=form,
        filters=filters.text(),
        with_moves=moves,
    )
    columns = {**_OF_A_CALL, **(_OF_A_MOVE if moves else {})}
    pages = (_lines(viewer, calls, moves=moves) for calls in _pages(viewer, filters, moves=moves))
    return _csv(columns, pages) if form == "csv" else _parquet(columns, pages)


def guarded(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded(-3), guarded("fine")
    ("'=1+1", -3, 'fine')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _pages(viewer: Viewer, filters: Filters, *, moves: bool) -> Iterator[list[Call]]:
    """The calls of the list, some at a time."""
    wanted, query, after = asked(viewer, filters, to_read=True), parse(filters.q), None
    while True:
        if query:
            there = found(wanted, query, after, AT_ONCE)
            rows = Call.objects.filter(pk__in=there.ids).order_by("-started_at", "-id")
            following = there.until
        elif filters.q:
            return
        else:
            rows, following = newest(wanted, after, AT_ONCE), None
        more = ("transcript__native", "analysis__result") if moves else ()
        calls = list(with_what_rows_need(rows, "turns", "team__name", *more))
        yield [call for call in calls if may(viewer, Action.EXPORT, call)]
        if len(calls) < AT_ONCE and following is None:
            return
        after = Key.of(calls[-1]) if len(calls) == AT_ONCE else following


def _lines(viewer: Viewer, calls: Iterable[Call], *, moves: bool) -> Iterator[Line]:
    for call in calls:
        open_ = call.ready_at is not None and sees_analysis(viewer, call, _debrief(call))
        line = _line(call, open_=open_)
        if not moves:
            yield line
        elif open_:
            yield from ({**line, **more} for more in _moves(call))


def _line(call: Call, *, open_: bool) -> Line:
    gates = {
        f"gate_{gate}": bool(call.gates >> i & 1) if open_ else None for i, gate in enumerate(GATES)
    }
    return {
        "call": call.pk,
        "title": call.title,
        "kind": call.kind,
        "customer": call.customer.name if call.customer else None,
        "owner": call.owner.name if call.owner else None,
        "coach": call.coach.name if call.coach else None,
        "team": call.team.name if call.team else None,
        "started_at": call.started_at,
        "dated": call.dated,
        "duration_s": call.duration_s,
        "turns": call.turns,
        "words": call.words,
        **gates,
    }


def _moves(call: Call) -> Iterator[Line]:
    conversation = call.transcript.conversation()
    for said in stored.unpack(call.analysis.packed, conversation).tagging.said:
        turn = conversation.turns[said.turn]
        speaker = conversation.by_id.get(turn.speaker or "")
        yield {
            "turn": said.turn,
            "start_s": turn.start_s,
            "speaker": (speaker.name or speaker.id) if speaker else None,
            "side": str(speaker.side) if speaker and speaker.side else None,
            "move": said.move,
            "p": said.p,
            "quote": turn.text[said.start : said.end],
        }


def _debrief(call: Call) -> Any:
    return getattr(call, "debrief", None)


def _csv(columns: Mapping[str, str], pages: Iterable[Iterable[Line]]) -> Iterator[bytes]:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for lines in pages:
        writer.writerows([_cell(line[name]) for name in columns] for line in lines)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime) else guarded(value)


def _parquet(columns: Mapping[str, str], pages: Iterable[Iterable[Line]]) -> Iterator[bytes]:
    import pyarrow as pa  # noqa: PLC0415  # heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "timestamp": pa.timestamp("us", tz="UTC"),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    sink = _Sink()
    with pq.ParquetWriter(sink, schema) as writer:
        for lines in pages:
            table = pa.Table.from_pylist(list(lines), schema=schema)
            if table.num_rows:
                writer.write_table(table)
            yield sink.taken()
    yield sink.taken()


class _Sink(RawIOBase):
    """A file that is sent while it is written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    @override
    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """What was written since the last time."""
        piece, self._pieces = b"".join(self._pieces), []
        return piece
