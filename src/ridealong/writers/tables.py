"""Conversations as tables, one row a turn: CSV for people, Parquet for corpora.

Parquet holds every field of a turn, words as `list<struct>`. What belongs to the whole of each
conversation (speakers, title, notes …) is native JSON without its turns in the schema's
metadata, under "ridealong".
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ridealong.conversation import Conversation, Speaker, Turn
from ridealong.conversation.native import TURN_KEYS, to_dict
from ridealong.writers.native import line

COLUMNS = ("turn", "speaker", "name", "side", "role", "start_s", "end_s", "text")
_FORMULA = re.compile(r"[=+\-@\t\r].*[(|!]", re.DOTALL)


def write_csv(conversations: Iterable[Conversation]) -> bytes:
    """UTF-8 with a header; a `conversation` column (counted from 0) where there are several.

    A name or text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    listed = list(conversations)
    several = ["conversation"] if len(listed) > 1 else []
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*several, *COLUMNS])
    for number, conversation in enumerate(listed):
        leading = [number] if several else []
        table.writerows([*leading, *row] for row in _rows(conversation))
    return out.getvalue().encode("utf-8", "replace")


def _rows(conversation: Conversation) -> Iterator[list[object]]:
    people = conversation.by_id
    for index, turn in enumerate(conversation.turns):
        who = people.get(turn.speaker or "", _NOBODY)
        yield [
            index,
            turn.speaker,
            _harmless(who.name or ""),
            who.side,
            who.role,
            turn.start_s,
            turn.end_s,
            _harmless(turn.text),
        ]


_NOBODY = Speaker("")


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" and _FORMULA.match(text) else text


def write_parquet(conversations: Sequence[Conversation]) -> bytes:
    """One file with a `conversation` column (counted from 0), compressed with zstd."""
    import pyarrow as pa  # noqa: PLC0415  # heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    native = [to_dict(conversation) for conversation in conversations]
    columns: dict[str, list[Any]] = {name: [] for name in schema().names}
    for number, (conversation, whole) in enumerate(zip(conversations, native, strict=True)):
        people = conversation.by_id
        turns: list[dict[str, Any]] = whole.pop("turns")
        for index, (turn, plain) in enumerate(zip(conversation.turns, turns, strict=True)):
            row = _parquet_row(turn, plain, people.get(turn.speaker or "", _NOBODY))
            for name, value in {"conversation": number, "turn": index, **row}.items():
                columns[name].append(value)
    metadata = {b"ridealong": b"[" + b",".join(line(whole).rstrip() for whole in native) + b"]"}
    typed = schema().with_metadata(metadata)
    try:
        table = pa.table(columns, schema=typed)
    except UnicodeEncodeError:  # half a character in an id or a word
        table = pa.table(_encodable(columns), schema=typed)
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def _encodable(columns: dict[str, list[Any]]) -> Any:
    return json.loads(json.dumps(columns, ensure_ascii=False).encode("utf-8", "replace"))


def schema() -> Any:
    """The columns of the Parquet file and their types, as a `pyarrow.Schema`."""
    import pyarrow as pa  # noqa: PLC0415  # heavy

    word = {"text": pa.string(), "start_s": pa.float64(), "end_s": pa.float64()}
    return pa.schema(
        {
            "conversation": pa.int32(),
            "turn": pa.int32(),
            "speaker": pa.string(),
            "name": pa.string(),
            "side": pa.string(),
            "role": pa.string(),
            "start_s": pa.float64(),
            "end_s": pa.float64(),
            "text": pa.string(),
            "confidence": pa.float64(),
            "language": pa.string(),
            "ref": pa.string(),
            "words": pa.list_(pa.struct({**word, "confidence": pa.float64()})),
            "extra": pa.string(),
        }
    )


def _parquet_row(turn: Turn, plain: dict[str, Any], who: Speaker) -> dict[str, Any]:
    more = {key: value for key, value in plain.items() if key not in TURN_KEYS}
    return {
        "speaker": turn.speaker,
        "name": who.name,
        "side": who.side.value if who.side else None,
        "role": who.role.value if who.role else None,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "text": turn.text,
        "confidence": turn.confidence,
        "language": turn.language,
        "ref": turn.ref,
        "words": [word._asdict() for word in turn.words],
        "extra": json.dumps(more, default=str) if more else None,
    }
