"""Tables: what people see in CSV, what programs find in Parquet."""

import csv
import io
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ridealong.conversation import Turn
from ridealong.errors import EmptyFile, Malformed, ReadError, TooLarge, UnknownFormat
from ridealong.readers import read_bytes
from ridealong.readers.formats import parquet
from ridealong.writers import write
from talks import TALK


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def packed(columns: dict[str, list[object]], **more: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **more)
    return out.getvalue()


def test_csv_has_one_row_a_turn():
    assert table(write([TALK], "csv")) == [
        {"turn": "0", "speaker": "a", "name": "Rita", "side": "us", "role": "seller",
         "start_s": "0.0", "end_s": "3.2", "text": "What does a late van cost?"},
        {"turn": "1", "speaker": "", "name": "", "side": "", "role": "",
         "start_s": "3.3", "end_s": "3.4", "text": "Mhm."},
        {"turn": "2", "speaker": "b", "name": "Mr Okoro", "side": "them", "role": "customer",
         "start_s": "3.5", "end_s": "6.0", "text": "A day, “and” a customer."},
    ]  # fmt: skip


def test_csv_of_several_conversations_tells_them_apart():
    rows = table(write([TALK, TALK], "csv"))
    assert [row["conversation"] for row in rows] == ["0", "0", "0", "1", "1", "1"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-5 degrees", "-5 degrees"),
        ("- well, yes", "- well, yes"),
        ("=", "="),
    ],
)
def test_no_cell_is_run_as_a_formula(said: str, shown: str):
    talk = replace(TALK, turns=(Turn("a", said),))
    assert table(write([talk], "csv"))[0]["text"] == shown


def test_parquet_shows_names_and_sides_in_every_row():
    rows = pq.read_table(io.BytesIO(write([TALK], "parquet"))).to_pylist()
    assert [(row["turn"], row["name"], row["side"]) for row in rows] == [
        (0, "Rita", "us"),
        (1, None, None),
        (2, "Mr Okoro", "them"),
    ]


def test_parquet_in_another_order_of_rows_keeps_the_order_of_turns():
    written = pq.read_table(io.BytesIO(write([TALK, TALK], "parquet")))
    out = io.BytesIO()
    pq.write_table(written.take(list(reversed(range(len(written))))), out)
    assert len(read_bytes(out.getvalue()).conversations) == 2
    assert read_bytes(out.getvalue()).conversations[1].turns == TALK.turns


def test_parquet_that_lost_its_metadata_is_read_by_its_columns():
    bare = pq.read_table(io.BytesIO(write([TALK, TALK], "parquet"))).replace_schema_metadata(None)
    out = io.BytesIO()
    pq.write_table(bare, out)
    first, _ = read_bytes(out.getvalue()).conversations
    assert [(s.name, s.side) for s in first.speakers] == [("Rita", "us"), ("Mr Okoro", "them")]
    assert [t.text for t in first.turns] == [t.text for t in TALK.turns]


def test_a_foreign_table_is_read_by_the_names_of_its_columns():
    data = packed(
        {
            "Call_ID": ["x", "x", "y"],
            "Speaker": ["Rita", "Olga", "Rita"],
            "start_ms": [0, 1500, None],
            "Transcript": ["Hello.", "Hi.", "Anybody?"],
        }
    )
    first, second = read_bytes(data, "calls.parquet").conversations
    assert (first.id, second.id) == ("x", "y")
    assert [(t.text, t.start_s) for t in first.turns] == [("Hello.", 0.0), ("Hi.", 1.5)]
    assert [s.name for s in first.speakers] == ["Rita", "Olga"]


@pytest.mark.parametrize(
    ("starts", "seconds"),
    [
        (pa.array([0.5, 2.0]), [0.5, 2.0]),
        (pa.array(["00:00:01", "1:02:03.5"]), [1.0, 3723.5]),
        (pa.array([0, 4_500_000], pa.duration("us")), [0.0, 4.5]),
        (pa.array([10**15, 10**15 + 2_000_000], pa.timestamp("us")), [0.0, 2.0]),
        (pa.array([10**15, 10**15 + 2_000_000], pa.timestamp("us", "UTC")), [0.0, 2.0]),
        (pa.array([True, False]), [None, None]),
        (pa.array([float("nan"), -1.0]), [None, None]),
    ],
)
def test_a_foreign_table_may_write_times_in_many_ways(starts, seconds):
    data = packed({"speaker": ["a", "b"], "text": ["Hello.", "Hi."], "start": starts})
    assert [t.start_s for t in read_bytes(data).conversations[0].turns] == seconds


def test_parquet_without_a_text_column_is_refused_with_its_columns():
    with pytest.raises(UnknownFormat, match="it has amount, stage"):
        read_bytes(packed({"amount": [1], "stage": ["won"]}))


def test_parquet_without_rows_is_empty():
    with pytest.raises(EmptyFile):
        read_bytes(
            packed({"speaker": pa.array([], pa.string()), "text": pa.array([], pa.string())})
        )


def test_a_row_of_no_conversation_is_refused():
    written = pq.read_table(io.BytesIO(write([TALK], "parquet")))
    spoilt = written.set_column(0, "conversation", pa.array([0, 7, 0], pa.int32()))
    out = io.BytesIO()
    pq.write_table(spoilt, out)
    with pytest.raises(Malformed, match="row 1"):
        read_bytes(out.getvalue())


def test_a_small_file_that_unpacks_to_very_much_is_refused(monkeypatch):
    monkeypatch.setattr(parquet, "MAX_BYTES", 100_000)
    with pytest.raises(TooLarge):
        read_bytes(packed({"speaker": ["a"] * 5000, "text": ["so what " * 100] * 5000}))


def test_a_broken_file_is_refused():
    whole = write([TALK], "parquet")
    for i in range(4, len(whole), 7):
        for broken in (whole[:i], whole[:i] + b"\xff" + whole[i + 1 :]):
            try:
                read_bytes(broken)
            except ReadError as error:
                assert error.remedy


def test_csv_is_read_again_with_what_it_holds():
    conversation = read_bytes(write([TALK], "csv"), "talk.csv").conversations[0]
    assert [(s.name, s.side, s.role) for s in conversation.speakers] == [
        (s.name, s.side, s.role) for s in TALK.speakers
    ]
    assert [(t.text, t.start_s, t.end_s) for t in conversation.turns] == [
        (t.text, t.start_s, t.end_s) for t in TALK.turns
    ]
